// The list of engines, as a program gets it.
#include <openschannel.h>

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace {

std::vector<OPENSCHANNEL_ENGINE> engines() {
  std::vector<OPENSCHANNEL_ENGINE> all(OpenSchannelEnumerateEngines(nullptr, 0));
  OpenSchannelEnumerateEngines(all.data(), static_cast<DWORD>(all.size()));
  return all;
}

}  // namespace

TEST_CASE("one engine works for each AEAD, and it is one that speaks it") {
  DWORD working = 0;
  for (const OPENSCHANNEL_ENGINE& one : engines()) {
    CHECK((one.fWorks & ~one.fSpeaks) == 0);
    CHECK((working & one.fWorks) == 0);
    working |= one.fWorks;
  }
  CHECK(working == (OPENSCHANNEL_AES_128_GCM | OPENSCHANNEL_AES_256_GCM | OPENSCHANNEL_CHACHA20_POLY1305));
}

TEST_CASE("EVP, which the others are measured against, is the last of the engines") {
  const auto all = engines();
  REQUIRE_FALSE(all.empty());
  CHECK(all.back().pszName == std::string("evp"));
}

TEST_CASE("no more engines are written than there is room for") {
  std::array<OPENSCHANNEL_ENGINE, 2> room{};
  CHECK(OpenSchannelEnumerateEngines(room.data(), 1) == engines().size());
  CHECK(room[0].pszName != nullptr);
  CHECK(room[1].pszName == nullptr);
}
