// Digests and random bytes of CryptoAPI.
#include <doctest/doctest.h>

#include "keys.h"

using namespace peers;

namespace {

/// An HCRYPTHASH, or why there is none.
class digest {
 public:
  digest(const provider& in, ALG_ID algorithm) {
    error = error_of([&] { return CryptCreateHash(in.handle(), algorithm, 0, 0, &handle_); });
  }
  ~digest() {
    if (handle_ != 0) CryptDestroyHash(handle_);
  }
  digest(const digest&) = delete;
  digest& operator=(const digest&) = delete;

  HCRYPTHASH handle() const { return handle_; }
  SECURITY_STATUS add(std::string_view text) const {
    return error_of([&] {
      return CryptHashData(handle_, reinterpret_cast<const BYTE*>(text.data()),
                           static_cast<DWORD>(text.size()), 0);
    });
  }
  bytes told(DWORD parameter) const {
    DWORD size = 0;
    if (!CryptGetHashParam(handle_, parameter, nullptr, &size, 0)) return {};
    bytes value(size);
    if (!CryptGetHashParam(handle_, parameter, value.data(), &size, 0)) return {};
    return value;
  }

  SECURITY_STATUS error = ERROR_SUCCESS;

 private:
  HCRYPTHASH handle_ = 0;
};

std::string hexadecimal(const bytes& value) {
  static constexpr char digits[] = "0123456789abcdef";
  std::string text;
  for (const std::uint8_t byte : value) text += {digits[byte >> 4], digits[byte & 15]};
  return text;
}

std::string digest_of(ALG_ID algorithm, std::string_view text) {
  const provider in;
  const digest made(in, algorithm);
  made.add(text.substr(0, 1));
  made.add(text.substr(1));
  return hexadecimal(made.told(HP_HASHVAL));
}

}  // namespace

TEST_CASE("SSPI-CryptCreateHash-algorithms: digests are those that everybody computes") {
  CHECK(digest_of(CALG_MD5, "abc") == "900150983cd24fb0d6963f7d28e17f72");
  CHECK(digest_of(CALG_SHA1, "abc") == "a9993e364706816aba3e25717850c26c9cd0d89d");
  CHECK(digest_of(CALG_SHA_256, "abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(digest_of(CALG_SHA_384, "abc") ==
        "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed"
        "8086072ba1e7cc2358baeca134c825a7");
  CHECK(digest_of(CALG_SHA_512, "abc") ==
        "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
        "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f");
}

TEST_CASE("SSPI-CryptCreateHash-older-providers: SHA-2 belongs to the providers of PROV_RSA_AES") {
  const provider older(PROV_RSA_FULL);
  CHECK(digest(older, CALG_SHA_256).error == NTE_BAD_ALGID);
  CHECK(digest(older, CALG_SHA1).error == ERROR_SUCCESS);
  CHECK(digest(older, CALG_RSA_KEYX).error == NTE_BAD_ALGID);
}

TEST_CASE("SSPI-CryptGetHashParam-ends: once it was read a digest takes no more data, and stays the same") {
  const provider in;
  const digest made(in, CALG_SHA1);
  CHECK(made.add("ab") == ERROR_SUCCESS);
  DWORD size = 0;
  CHECK(CryptGetHashParam(made.handle(), HP_HASHVAL, nullptr, &size, 0) == TRUE);
  CHECK(size == 20);
  CHECK(made.add("c") == ERROR_SUCCESS);
  const bytes value = made.told(HP_HASHVAL);
  CHECK(hexadecimal(value) == "a9993e364706816aba3e25717850c26c9cd0d89d");
  CHECK(made.add("d") == NTE_BAD_HASH_STATE);
  CHECK(made.told(HP_HASHVAL) == value);
}

TEST_CASE("SSPI-CryptGetHashParam-parameters: a digest tells its algorithm and its size") {
  const provider in;
  const digest made(in, CALG_SHA_256);
  CHECK(made.told(HP_HASHSIZE) == bytes{32, 0, 0, 0});
  CHECK(made.told(HP_ALGID) == bytes{0x0c, 0x80, 0, 0});
  DWORD size = 4;
  BYTE room[4];
  CHECK(error_of([&] { return CryptGetHashParam(made.handle(), 3, room, &size, 0); }) == NTE_BAD_TYPE);
  CHECK(error_of([&] { return CryptGetHashParam(made.handle(), HP_HASHVAL, room, &size, 0); }) ==
        ERROR_MORE_DATA);
  CHECK(size == 32);
}

TEST_CASE("SSPI-CryptGenRandom: every byte is random") {
  const provider in;
  bytes one(64), other(64);
  CHECK(CryptGenRandom(in.handle(), 64, one.data()) == TRUE);
  CHECK(CryptGenRandom(in.handle(), 64, other.data()) == TRUE);
  CHECK(one != other);
  CHECK(error_of([&] { return CryptGenRandom(in.handle(), 1, nullptr); }) == ERROR_INVALID_PARAMETER);
}
