// Certificate chains for tests: made, built, and read.
#pragma once

#include <doctest/doctest.h>

#include <iomanip>
#include <memory>
#include <sstream>
#include <type_traits>
#include <vector>

#include "support/crypt32.h"

namespace schannel::test {

using chain_ptr = std::unique_ptr<const CERT_CHAIN_CONTEXT,
                                  decltype([](PCCERT_CHAIN_CONTEXT c) { CertFreeCertificateChain(c); })>;
using engine_ptr = std::unique_ptr<std::remove_pointer_t<HCERTCHAINENGINE>,
                                   decltype([](HCERTCHAINENGINE e) { CertFreeCertificateChainEngine(e); })>;

inline store_ptr store_with(const std::vector<issued_certificate>& certificates) {
  store_ptr store = memory_store();
  for (const issued_certificate& one : certificates) add(store.get(), one);
  return store;
}

/// An engine that trusts nothing but `roots`.
inline engine_ptr engine_trusting(const std::vector<issued_certificate>& roots, DWORD exclusive_flags = 0) {
  const store_ptr store = store_with(roots);
  CERT_CHAIN_ENGINE_CONFIG config{};
  config.cbSize = sizeof config;
  config.hExclusiveRoot = store.get();
  config.dwExclusiveFlags = exclusive_flags;
  HCERTCHAINENGINE engine = nullptr;
  CertCreateCertificateChainEngine(&config, &engine);
  return engine_ptr{engine};
}

/// Usages that a chain is asked to allow. Not to be copied: it points into itself.
class usage_request {
 public:
  usage_request(DWORD type, std::vector<std::string> usages) : usages_(std::move(usages)) {
    for (std::string& usage : usages_) pointers_.push_back(usage.data());
    parameters_.cbSize = sizeof parameters_;
    parameters_.RequestedUsage.dwType = type;
    parameters_.RequestedUsage.Usage = {static_cast<DWORD>(pointers_.size()), pointers_.data()};
  }
  usage_request(const usage_request&) = delete;
  usage_request& operator=(const usage_request&) = delete;

  CERT_CHAIN_PARA* parameters() { return &parameters_; }

 private:
  std::vector<std::string> usages_;
  std::vector<LPSTR> pointers_;
  CERT_CHAIN_PARA parameters_{};
};

/// A leaf with what may lead from it to what is trusted.
struct chain_wishes {
  issued_certificate leaf;
  std::vector<issued_certificate> others{};
  std::vector<issued_certificate> roots{};
  std::vector<std::string> usages{};
  std::vector<bytes> lists{};  ///< of revocations
  bytes response{};            ///< of OCSP, attached to the leaf
};

/// The chain of `wishes.leaf` by an engine that trusts the roots alone.
inline chain_ptr build(const chain_wishes& wishes, DWORD flags = 0) {
  const engine_ptr engine = engine_trusting(wishes.roots);
  const store_ptr others = store_with(wishes.others);
  const context_ptr leaf = context_of(wishes.leaf);
  for (const bytes& list : wishes.lists) add(others.get(), list_of(list).get());
  if (!wishes.response.empty()) set_blob_property(leaf.get(), CERT_OCSP_RESPONSE_PROP_ID, wishes.response);
  usage_request request{USAGE_MATCH_TYPE_OR, wishes.usages};
  PCCERT_CHAIN_CONTEXT chain = nullptr;
  CertGetCertificateChain(engine.get(), leaf.get(), nullptr, others.get(), request.parameters(), flags,
                          nullptr, &chain);
  return chain_ptr{chain};
}

/// The error bits of the elements.
inline std::vector<DWORD> element_errors(const chain_ptr& chain) {
  std::vector<DWORD> all;
  for (DWORD i = 0; i < chain->rgpChain[0]->cElement; ++i)
    all.push_back(chain->rgpChain[0]->rgpElement[i]->TrustStatus.dwErrorStatus);
  return all;
}

inline std::vector<DWORD> element_information(const chain_ptr& chain) {
  std::vector<DWORD> all;
  for (DWORD i = 0; i < chain->rgpChain[0]->cElement; ++i)
    all.push_back(chain->rgpChain[0]->rgpElement[i]->TrustStatus.dwInfoStatus);
  return all;
}

inline std::vector<bytes> encodings(const chain_ptr& chain) {
  std::vector<bytes> all;
  for (DWORD i = 0; i < chain->rgpChain[0]->cElement; ++i)
    all.push_back(encoding_of(chain->rgpChain[0]->rgpElement[i]->pCertContext));
  return all;
}

}  // namespace schannel::test

/// Bits are read best in hexadecimal.
template <>
struct doctest::StringMaker<std::vector<DWORD>> {
  static String convert(const std::vector<DWORD>& words) {
    std::ostringstream text;
    for (const DWORD word : words) text << "0x" << std::hex << word << ' ';
    return text.str().c_str();
  }
};
