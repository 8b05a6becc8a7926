// Any certificates, revocation list and OCSP response as a chain, and the verdicts of policies on it. Each is
// preceded by its length in two bytes, the most significant first: the list, the response, the certificate
// that is asked about, and those that may have issued it, the last of which is trusted.
#include <wincrypt.h>
#include <wininet.h>

#include <algorithm>
#include <cstdint>
#include <span>

namespace {

using bytes = std::span<const std::uint8_t>;

bytes take(bytes& from) {
  constexpr std::size_t prefix = 2;
  if (from.size() < prefix) return from = {};
  const std::size_t length = std::min<std::size_t>(from[0] << 8 | from[1], from.size() - prefix);
  const bytes taken = from.subspan(prefix, length);
  from = from.subspan(prefix + length);
  return taken;
}

void judge(PCCERT_CHAIN_CONTEXT chain) {
  wchar_t name[] = L"www.example.com";
  SSL_EXTRA_CERT_CHAIN_POLICY_PARA extra{};
  extra.cbSize = sizeof extra;
  extra.dwAuthType = AUTHTYPE_SERVER;
  extra.pwszServerName = name;
  CERT_CHAIN_POLICY_PARA parameters{sizeof parameters, 0, nullptr};
  CERT_CHAIN_POLICY_STATUS status{};
  CertVerifyCertificateChainPolicy(CERT_CHAIN_POLICY_BASE, chain, &parameters, &status);
  CertVerifyCertificateChainPolicy(CERT_CHAIN_POLICY_BASIC_CONSTRAINTS, chain, &parameters, &status);
  parameters.dwFlags =
      CERT_CHAIN_POLICY_ALLOW_UNKNOWN_CA_FLAG | CERT_CHAIN_POLICY_IGNORE_ALL_NOT_TIME_VALID_FLAGS;
  parameters.pvExtraPolicyPara = &extra;
  CertVerifyCertificateChainPolicy(CERT_CHAIN_POLICY_SSL, chain, &parameters, &status);
}

/// All of them in one store, and a reference to the last.
PCCERT_CONTEXT add_all(bytes from, HCERTSTORE store) {
  PCCERT_CONTEXT last = nullptr;
  while (!from.empty()) {
    const bytes one = take(from);
    PCCERT_CONTEXT added = nullptr;
    if (!CertAddEncodedCertificateToStore(store, X509_ASN_ENCODING, one.data(),
                                          static_cast<DWORD>(one.size()), CERT_STORE_ADD_ALWAYS, &added))
      continue;
    if (last != nullptr) CertFreeCertificateContext(last);
    last = added;
  }
  return last;
}

HCERTCHAINENGINE engine_trusting(PCCERT_CONTEXT root) {
  const HCERTSTORE roots = CertOpenStore(CERT_STORE_PROV_MEMORY, 0, 0, 0, nullptr);
  if (root != nullptr) CertAddCertificateContextToStore(roots, root, CERT_STORE_ADD_ALWAYS, nullptr);
  CERT_CHAIN_ENGINE_CONFIG config{};
  config.cbSize = sizeof config;
  config.hExclusiveRoot = roots;
  HCERTCHAINENGINE engine = nullptr;
  CertCreateCertificateChainEngine(&config, &engine);
  CertCloseStore(roots, 0);
  return engine;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  bytes rest{data, size};
  const bytes list = take(rest);
  const bytes response = take(rest);
  const bytes leaf = take(rest);
  const PCCERT_CONTEXT subject =
      CertCreateCertificateContext(X509_ASN_ENCODING, leaf.data(), static_cast<DWORD>(leaf.size()));
  if (subject == nullptr) return 0;
  const HCERTSTORE others = CertOpenStore(CERT_STORE_PROV_MEMORY, 0, 0, 0, nullptr);
  CertAddEncodedCRLToStore(others, X509_ASN_ENCODING, list.data(), static_cast<DWORD>(list.size()),
                           CERT_STORE_ADD_ALWAYS, nullptr);
  const PCCERT_CONTEXT root = add_all(rest, others);
  const HCERTCHAINENGINE engine = engine_trusting(root);
  CRYPT_DATA_BLOB stapled{static_cast<DWORD>(response.size()), const_cast<BYTE*>(response.data())};
  CertSetCertificateContextProperty(subject, CERT_OCSP_RESPONSE_PROP_ID, 0, &stapled);
  constexpr DWORD flags = CERT_CHAIN_REVOCATION_CHECK_CHAIN | CERT_CHAIN_CACHE_ONLY_URL_RETRIEVAL;
  PCCERT_CHAIN_CONTEXT chain = nullptr;
  if (CertGetCertificateChain(engine, subject, nullptr, others, nullptr, flags, nullptr, &chain)) {
    judge(chain);
    CertFreeCertificateChain(chain);
  }
  if (engine != nullptr) CertFreeCertificateChainEngine(engine);
  CertFreeCertificateContext(root);
  CertFreeCertificateContext(subject);
  CertCloseStore(others, 0);
  return 0;
}
