// Certificates through the functions of wincrypt.h.
#include "certificates.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>

#include "failure.h"
#include "files.h"
#include "status_name.h"

namespace schannel::tool {
namespace {

std::string last_error() {
  return status_text(static_cast<SECURITY_STATUS>(GetLastError()));
}

byte_vector encode_name(const char* x500) {
  DWORD size = 0;
  byte_vector name;
  if (CertStrToNameA(X509_ASN_ENCODING, x500, CERT_X500_NAME_STR, nullptr, nullptr, &size, nullptr)) {
    name.resize(size);
    if (CertStrToNameA(X509_ASN_ENCODING, x500, CERT_X500_NAME_STR, nullptr, name.data(), &size, nullptr)) {
      return name;
    }
  }
  throw failure(fmt::format("cannot make the name {} ({})", x500, last_error()));
}

// GeneralNames (RFC 5280 section 4.2.1.6): a SEQUENCE of dNSName [2] and iPAddress [7].
constexpr auto local_names = std::to_array<BYTE>({
    0x30, 35,                                               // the list
    0x82, 9,  'l', 'o', 'c', 'a', 'l', 'h', 'o', 's', 't',  // localhost
    0x87, 4,  127, 0,   0,   1,                             // 127.0.0.1
    0x87, 16, 0,   0,   0,   0,   0,   0,   0,   0,   0,    // ::1
    0,    0,  0,   0,   0,   0,   1,
});
static_assert(local_names.size() == 2 + local_names[1]);

// A password as PFXImportCertStore takes it, wiped after use.
class wide_password {
 public:
  explicit wide_password(const std::string& text) : characters_(text.size() + 1) {
    if (std::mbstowcs(characters_.data(), text.c_str(), characters_.size()) == static_cast<std::size_t>(-1)) {
      throw failure("the password is not UTF-8 text");
    }
  }
  wide_password(const wide_password&) = delete;
  wide_password& operator=(const wide_password&) = delete;
  ~wide_password() { SecureZeroMemory(characters_.data(), characters_.size() * sizeof(WCHAR)); }

  const WCHAR* text() const { return characters_.data(); }

 private:
  std::vector<WCHAR> characters_;
};

struct close_store {
  void operator()(HCERTSTORE store) const { CertCloseStore(store, 0); }
};
using certificate_store = std::unique_ptr<void, close_store>;

certificate_store import_pfx(const std::string& path, const std::string& password) {
  byte_vector content = read_file(path);
  CRYPT_DATA_BLOB pfx{static_cast<DWORD>(content.size()), content.data()};
  certificate_store store(PFXImportCertStore(&pfx, wide_password(password).text(), PKCS12_NO_PERSIST_KEY));
  if (store) return store;
  if (GetLastError() == ERROR_INVALID_PASSWORD) throw failure(fmt::format("{}: wrong password", path));
  throw failure(fmt::format("{}: not a PFX (PKCS #12) file ({})", path, last_error()));
}

/// A new RSA key that no disk ever sees. The certificate that it signs holds it beyond this object's life.
class passing_key {
 public:
  passing_key() {
    HCRYPTKEY key = 0;
    if (!CryptAcquireContextW(&provider_, nullptr, nullptr, PROV_RSA_AES, CRYPT_VERIFYCONTEXT))
      throw failure(fmt::format("cannot make a key ({})", last_error()));
    if (!CryptGenKey(provider_, AT_KEYEXCHANGE, 0, &key)) {
      const std::string why = last_error();
      CryptReleaseContext(provider_, 0);
      throw failure(fmt::format("cannot make a key ({})", why));
    }
    CryptDestroyKey(key);
  }
  passing_key(const passing_key&) = delete;
  passing_key& operator=(const passing_key&) = delete;
  ~passing_key() { CryptReleaseContext(provider_, 0); }

  HCRYPTPROV provider() const { return provider_; }

 private:
  HCRYPTPROV provider_ = 0;
};

}  // namespace

certificate make_self_signed() {
  byte_vector name = encode_name("CN=localhost");
  CERT_NAME_BLOB subject{static_cast<DWORD>(name.size()), name.data()};

  auto names = local_names;
  std::string names_id = szOID_SUBJECT_ALT_NAME2;
  CERT_EXTENSION extension{names_id.data(), FALSE, {static_cast<DWORD>(names.size()), names.data()}};
  CERT_EXTENSIONS extensions{1, &extension};

  std::string algorithm_id = szOID_RSA_SHA256RSA;
  CRYPT_ALGORITHM_IDENTIFIER algorithm{algorithm_id.data(), {}};

  const passing_key key;
  certificate made(CertCreateSelfSignCertificate(key.provider(), &subject, 0, nullptr, &algorithm, nullptr,
                                                 nullptr, &extensions));
  if (!made) throw failure(fmt::format("cannot make a certificate ({})", last_error()));
  return made;
}

certificate load_pfx(const std::string& path, const std::string& password) {
  const certificate_store store = import_pfx(path, password);
  certificate found(CertFindCertificateInStore(store.get(), X509_ASN_ENCODING, 0, CERT_FIND_HAS_PRIVATE_KEY,
                                               nullptr, nullptr));
  if (!found) throw failure(fmt::format("{}: no certificate in it has its private key", path));
  return found;
}

const_bytes encoded(const CERT_CONTEXT& from) {
  return {from.pbCertEncoded, from.cbCertEncoded};
}

}  // namespace schannel::tool
