// OpenSchannelEnumerateEngines: who computes the AEADs of records here and now.
#include "openschannel/engines.h"

#include <algorithm>

#include "abi/entry.h"
#include "core/administration_file.h"
#include "ossl/aead/aead.h"

namespace schannel::abi {
namespace {

DWORD bit_of(ossl::aead_algorithm algorithm) {
  switch (algorithm) {
    case ossl::aead_algorithm::aes_128_gcm:
      return OPENSCHANNEL_AES_128_GCM;
    case ossl::aead_algorithm::aes_256_gcm:
      return OPENSCHANNEL_AES_256_GCM;
    case ossl::aead_algorithm::chacha20_poly1305:
      break;
  }
  return OPENSCHANNEL_CHACHA20_POLY1305;
}

OPENSCHANNEL_ENGINE describe(const ossl::aead_engine& one, const ossl::aead_engine* wanted) {
  OPENSCHANNEL_ENGINE described{one.name.data(), 0, 0};
  for (const ossl::aead_algorithm algorithm : ossl::aead_algorithms) {
    if (ossl::is_usable(one, algorithm)) described.fSpeaks |= bit_of(algorithm);
    if (&ossl::engine_for(algorithm, wanted) == &one) described.fWorks |= bit_of(algorithm);
  }
  return described;
}

}  // namespace
}  // namespace schannel::abi

using namespace schannel;

DWORD OpenSchannelEnumerateEngines(OPENSCHANNEL_ENGINE* pEngines, DWORD cEngines) {
  const auto all = ossl::aead_engines();
  abi::guarded([&] {
    const auto system = core::current_administration();
    for (std::size_t i = 0; i < std::min<std::size_t>(cEngines, all.size()); ++i)
      pEngines[i] = abi::describe(*all[i], system->aead_engine);
    return SEC_E_OK;
  });
  return static_cast<DWORD>(all.size());
}
