// Apart from machine.cpp, for the headers of Windows and those of OpenSSL do not go together.
#include <windows.h>

#include <openschannel.h>

#include <vector>

#include "machine.h"

namespace bench {

std::string engine_at_work() {
  std::vector<OPENSCHANNEL_ENGINE> engines(OpenSchannelEnumerateEngines(nullptr, 0));
  OpenSchannelEnumerateEngines(engines.data(), static_cast<DWORD>(engines.size()));
  for (const OPENSCHANNEL_ENGINE& engine : engines)
    if ((engine.fWorks & OPENSCHANNEL_AES_256_GCM) != 0) return engine.pszName;
  return {};
}

}  // namespace bench
