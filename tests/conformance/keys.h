// Providers, keys and certificates with them, for the tests of private keys.
#pragma once

#include <doctest/doctest.h>

#include <utility>

#include "errors.h"
#include "support/ends.h"

namespace peers {

/// A container that is there for one test alone.
class passing_container {
 public:
  passing_container() : name_(L"openschannel test " + std::to_wstring(++last_number())) { remove(); }
  ~passing_container() { remove(); }
  passing_container(const passing_container&) = delete;
  passing_container& operator=(const passing_container&) = delete;

  const wchar_t* name() const { return name_.c_str(); }
  BOOL remove() const {
    HCRYPTPROV none = 0;
    return CryptAcquireContextW(&none, name(), nullptr, PROV_RSA_FULL, CRYPT_DELETEKEYSET);
  }

 private:
  static unsigned& last_number() {
    static unsigned number = 0;
    return number;
  }

  std::wstring name_;
};

/// An HCRYPTPROV, or why there is none.
class provider {
 public:
  provider(const wchar_t* container, DWORD flags, DWORD type = PROV_RSA_FULL, const wchar_t* name = nullptr) {
    error = error_of([&] { return CryptAcquireContextW(&handle_, container, name, type, flags); });
  }
  /// One whose keys are gone with it.
  explicit provider(DWORD type = PROV_RSA_AES) : provider(nullptr, CRYPT_VERIFYCONTEXT, type) {}
  ~provider() {
    if (handle_ != 0) CryptReleaseContext(handle_, 0);
  }
  provider(const provider&) = delete;
  provider& operator=(const provider&) = delete;

  HCRYPTPROV handle() const { return handle_; }
  /// Leaves the handle to somebody else.
  HCRYPTPROV release() { return std::exchange(handle_, 0); }

  SECURITY_STATUS error = ERROR_SUCCESS;

 private:
  HCRYPTPROV handle_ = 0;
};

/// An HCRYPTKEY, or why there is none.
class key {
 public:
  template <typename Call>
  explicit key(Call&& call) {
    error = error_of([&] { return call(&handle_); });
  }
  key(key&& from) noexcept : error(from.error), handle_(std::exchange(from.handle_, 0)) {}
  ~key() {
    if (handle_ != 0) CryptDestroyKey(handle_);
  }
  key(const key&) = delete;
  key& operator=(const key&) = delete;

  static key generated(const provider& in, ALG_ID algorithm = AT_KEYEXCHANGE,
                       DWORD flags = CRYPT_EXPORTABLE) {
    return key([&](HCRYPTKEY* made) { return CryptGenKey(in.handle(), algorithm, flags, made); });
  }
  static key opened(const provider& in, DWORD key_spec = AT_KEYEXCHANGE) {
    return key([&](HCRYPTKEY* made) { return CryptGetUserKey(in.handle(), key_spec, made); });
  }
  static key imported(const provider& in, const bytes& blob, DWORD flags = CRYPT_EXPORTABLE,
                      HCRYPTKEY with = 0) {
    return key([&](HCRYPTKEY* made) {
      return CryptImportKey(in.handle(), blob.data(), static_cast<DWORD>(blob.size()), with, flags, made);
    });
  }

  HCRYPTKEY handle() const { return handle_; }
  SECURITY_STATUS export_error(DWORD type) const {
    DWORD size = 0;
    return error_of([&] { return CryptExportKey(handle_, 0, type, 0, nullptr, &size); });
  }
  bytes exported(DWORD type) const {
    DWORD size = 0;
    if (!CryptExportKey(handle_, 0, type, 0, nullptr, &size)) return {};
    bytes blob(size);
    if (!CryptExportKey(handle_, 0, type, 0, blob.data(), &size)) return {};
    return blob;
  }

  SECURITY_STATUS error = ERROR_SUCCESS;

 private:
  HCRYPTKEY handle_ = 0;
};

/// Removes the container that an import, or a new certificate, made.
inline void remove_container_of(const certificate& made) {
  DWORD size = 0;
  CertGetCertificateContextProperty(made.context(), CERT_KEY_PROV_INFO_PROP_ID, nullptr, &size);
  std::vector<ULONG_PTR> room(size / sizeof(ULONG_PTR) + 1);
  REQUIRE(CertGetCertificateContextProperty(made.context(), CERT_KEY_PROV_INFO_PROP_ID, room.data(), &size) ==
          TRUE);
  const auto& info = *reinterpret_cast<const CRYPT_KEY_PROV_INFO*>(room.data());
  HCRYPTPROV none = 0;
  CHECK(CryptAcquireContextW(&none, info.pwszContainerName, info.pwszProvName, info.dwProvType,
                             CRYPT_DELETEKEYSET) == TRUE);
}

/// The blob of a new exportable key.
inline bytes private_blob(ALG_ID algorithm = AT_KEYEXCHANGE) {
  const provider in;
  return key::generated(in, algorithm).exported(PRIVATEKEYBLOB);
}

}  // namespace peers
