// Private keys of PEM files: the label says which way one goes in.
#include "pem_keys.h"

#include <algorithm>
#include <cstring>

#include "support/coding.h"

namespace peers {

namespace {

/// The DER between the lines of dashes.
bytes unarmored(const std::string& pem) {
  DWORD size = 0;
  demand(CryptStringToBinaryA(pem.c_str(), 0, CRYPT_STRING_BASE64HEADER, nullptr, &size, nullptr, nullptr),
         "CryptStringToBinary");
  bytes der(size);
  demand(CryptStringToBinaryA(pem.c_str(), 0, CRYPT_STRING_BASE64HEADER, der.data(), &size, nullptr, nullptr),
         "CryptStringToBinary");
  der.resize(size);
  return der;
}

template <typename T>
structure_ptr<T> decoded(LPCSTR type, const bytes& der) {
  auto info = decoding_of<T>(type, der);
  demand(info != nullptr, "CryptDecodeObjectEx");
  return info;
}

void attach(PCCERT_CONTEXT to, ULONG_PTR handle, DWORD key_spec) {
  const CERT_KEY_CONTEXT key{sizeof key, {handle}, key_spec};
  demand(CertSetCertificateContextProperty(to, CERT_KEY_CONTEXT_PROP_ID, 0, &key),
         "CertSetCertificateContextProperty");
}

/// RSAPrivateKey through CryptDecodeObjectEx, CryptImportKey and a provider that keeps nothing.
void attach_rsa(PCCERT_CONTEXT to, const bytes& der) {
  BYTE* blob = nullptr;
  DWORD size = 0;
  demand(CryptDecodeObjectEx(X509_ASN_ENCODING, PKCS_RSA_PRIVATE_KEY, der.data(),
                             static_cast<DWORD>(der.size()), CRYPT_DECODE_ALLOC_FLAG, nullptr, &blob, &size),
         "CryptDecodeObjectEx");
  const structure_ptr<BYTE> owner{blob};
  HCRYPTPROV provider = 0;
  demand(CryptAcquireContextW(&provider, nullptr, MS_ENH_RSA_AES_PROV_W, PROV_RSA_AES, CRYPT_VERIFYCONTEXT),
         "CryptAcquireContext");
  HCRYPTKEY key = 0;
  if (!CryptImportKey(provider, blob, size, 0, 0, &key)) {
    const failure reason{"CryptImportKey"};
    CryptReleaseContext(provider, 0);
    throw reason;
  }
  CryptDestroyKey(key);
  attach(to, provider, AT_KEYEXCHANGE);
}

NCRYPT_KEY_HANDLE imported(LPCWSTR kind, bytes blob, NCryptBufferDesc* parameters = nullptr) {
  NCRYPT_PROV_HANDLE provider = 0;
  NCRYPT_KEY_HANDLE key = 0;
  const SECURITY_STATUS opened = NCryptOpenStorageProvider(&provider, MS_KEY_STORAGE_PROVIDER, 0);
  if (opened != ERROR_SUCCESS) throw failure{"NCryptOpenStorageProvider", static_cast<DWORD>(opened)};
  const SECURITY_STATUS made =
      NCryptImportKey(provider, 0, kind, parameters, &key, blob.data(), static_cast<DWORD>(blob.size()), 0);
  NCryptFreeObject(provider);
  if (made != ERROR_SUCCESS) throw failure{"NCryptImportKey", static_cast<DWORD>(made)};
  return key;
}

void attach_cng(PCCERT_CONTEXT to, NCRYPT_KEY_HANDLE key) {
  attach(to, key, CERT_NCRYPT_KEY_SPEC);
}

/// PKCS #8 of an RSA key holds an RSAPrivateKey; any other goes to CNG as it is.
void attach_pkcs8(PCCERT_CONTEXT to, const bytes& der) {
  const auto info = decoded<CRYPT_PRIVATE_KEY_INFO>(PKCS_PRIVATE_KEY_INFO, der);
  if (std::string_view{info->Algorithm.pszObjId} == szOID_RSA_RSA)
    attach_rsa(to, content_of(info->PrivateKey));
  else
    attach_cng(to, imported(NCRYPT_PKCS8_PRIVATE_KEY_BLOB, der));
}

void attach_encrypted(PCCERT_CONTEXT to, const bytes& der, const std::string& password) {
  std::wstring secret = widened(password);
  NCryptBuffer buffer{static_cast<ULONG>((secret.size() + 1) * sizeof(wchar_t)), NCRYPTBUFFER_PKCS_SECRET,
                      secret.data()};
  NCryptBufferDesc parameters{NCRYPTBUFFER_VERSION, 1, &buffer};
  attach_cng(to, imported(NCRYPT_PKCS8_PRIVATE_KEY_BLOB, der, &parameters));
}

/// ECPrivateKey becomes an ECCPRIVATEBLOB: the point, then the number.
void attach_ec(PCCERT_CONTEXT to, const bytes& der) {
  const auto key = decoded<CRYPT_ECC_PRIVATE_KEY_INFO>(X509_ECC_PRIVATE_KEY, der);
  constexpr DWORD size = 32;
  const bool is_known = std::string_view{key->szCurveOid} == szOID_ECC_CURVE_P256;
  demand(is_known && key->PublicKey.cbData == 2 * size + 1, "an EC key with its point on P-256");
  const BCRYPT_ECCKEY_BLOB header{BCRYPT_ECDSA_PRIVATE_P256_MAGIC, size};
  bytes blob(sizeof header);
  std::memcpy(blob.data(), &header, sizeof header);
  blob.insert(blob.end(), key->PublicKey.pbData + 1, key->PublicKey.pbData + key->PublicKey.cbData);
  // certtool writes the number as an INTEGER: a zero in front of a first bit that is set, no zeros otherwise.
  bytes number(size);
  for (DWORD i = 0; i < std::min(size, key->PrivateKey.cbData); ++i)
    number[size - 1 - i] = key->PrivateKey.pbData[key->PrivateKey.cbData - 1 - i];
  blob.insert(blob.end(), number.begin(), number.end());
  attach_cng(to, imported(BCRYPT_ECCPRIVATE_BLOB, blob));
}

}  // namespace

void attach_key(PCCERT_CONTEXT to, const std::string& pem, const std::string& password) {
  const bytes der = unarmored(pem);
  const auto is = [&](const char* label) {
    return pem.find("-----BEGIN " + std::string{label} + "-----") != std::string::npos;
  };
  if (is("PRIVATE KEY"))
    attach_pkcs8(to, der);
  else if (is("ENCRYPTED PRIVATE KEY"))
    attach_encrypted(to, der, password);
  else if (is("RSA PRIVATE KEY"))
    attach_rsa(to, der);
  else if (is("EC PRIVATE KEY"))
    attach_ec(to, der);
  else
    throw std::runtime_error{"no private key in the file"};
}

context_ptr query_certificate(const std::string& path) {
  const void* found = nullptr;
  demand(CryptQueryObject(CERT_QUERY_OBJECT_FILE, widened(path).c_str(), CERT_QUERY_CONTENT_FLAG_CERT,
                          CERT_QUERY_FORMAT_FLAG_ALL, 0, nullptr, nullptr, nullptr, nullptr, nullptr, &found),
         "CryptQueryObject");
  return context_ptr{static_cast<PCCERT_CONTEXT>(found)};
}

}  // namespace peers
