// Looks at a ClientHello before OpenSSL decides about versions and suites, which is before it decides about
// the application protocol.
#include "ossl/application_settings.h"

#include <algorithm>

#include "ossl/handles.h"
#include "ossl/version_options.h"
#include "tls/reader.h"

namespace schannel::ossl {
namespace {

using tls::version;
using tls::version_set;
using cipher_stack =
    owned<STACK_OF(SSL_CIPHER), [](STACK_OF(SSL_CIPHER) * list) { sk_SSL_CIPHER_free(list); }>;

constexpr unsigned supported_versions = TLSEXT_TYPE_supported_versions;

std::optional<tls::const_bytes> extension_of(SSL* ssl, unsigned number) {
  const unsigned char* content = nullptr;
  std::size_t length = 0;
  if (SSL_client_hello_get0_ext(ssl, number, &content, &length) != 1) return std::nullopt;
  return tls::const_bytes(content, length);
}

/// The protocol that OpenSSL's callback is going to choose; empty for none.
std::string protocol_to_come(SSL* ssl, tls::const_bytes own) {
  const auto content = extension_of(ssl, TLSEXT_TYPE_application_layer_protocol_negotiation);
  const auto offered = content ? tls::reader(*content).take_block(2) : std::nullopt;
  if (!offered || own.empty()) return {};
  unsigned char* chosen = nullptr;
  unsigned char length = 0;
  if (SSL_select_next_proto(&chosen, &length, own.data(), static_cast<unsigned>(own.size()), offered->data(),
                            static_cast<unsigned>(offered->size())) != OPENSSL_NPN_NEGOTIATED)
    return {};
  return {chosen, chosen + length};
}

/// RFC 8446 section 4.2.1: without the extension the client speaks what its hello says, and all before it.
version_set versions_of_client(SSL* ssl) {
  version_set spoken;
  if (const auto content = extension_of(ssl, supported_versions)) {
    tls::reader list(tls::reader(*content).take_block(1).value_or(tls::const_bytes{}));
    while (const auto number = list.take_number(2))
      for (const version v : tls::all_versions)
        if (static_cast<std::uint32_t>(v) == *number) spoken.add(v);
    return spoken;
  }
  for (const version v : {version::tls1_0, version::tls1_1, version::tls1_2})
    if (static_cast<unsigned>(v) <= SSL_client_hello_get0_legacy_version(ssl)) spoken.add(v);
  return spoken;
}

bool has_suite_of(SSL* ssl, const std::vector<std::string>& names) {
  const unsigned char* list = nullptr;
  const std::size_t length = SSL_client_hello_get0_ciphers(ssl, &list);
  STACK_OF(SSL_CIPHER)* known = nullptr;
  STACK_OF(SSL_CIPHER)* signals = nullptr;
  const int is_old = SSL_client_hello_isv2(ssl);
  if (SSL_bytes_to_cipher_list(ssl, list, length, is_old, &known, &signals) != 1) return false;
  const cipher_stack owned_known(known), owned_signals(signals);
  for (int i = 0; i < sk_SSL_CIPHER_num(known); ++i)
    if (std::ranges::find(names, SSL_CIPHER_get_name(sk_SSL_CIPHER_value(known, i))) != names.end())
      return true;
  return false;
}

bool client_can_do(SSL* ssl, const application_settings& wanted) {
  const version_set common = versions_of_client(ssl) & wanted.versions;
  if (common.empty()) return false;
  // The highest version is the one that will be spoken.
  if (common.has(version::tls1_3)) return has_suite_of(ssl, wanted.algorithms.tls1_3_suites);
  return has_suite_of(ssl, wanted.algorithms.suites);
}

bool restrict(SSL* ssl, const application_settings& wanted) {
  const algorithms& allowed = wanted.algorithms;
  for (const auto& [v, off] : version_options)
    if (!wanted.versions.has(v)) SSL_set_options(ssl, off);
  if (SSL_set_ciphersuites(ssl, joined(allowed.tls1_3_suites).c_str()) != 1) return false;
  if (!allowed.suites.empty() && SSL_set_cipher_list(ssl, joined(allowed.suites).c_str()) != 1) return false;
  if (!allowed.groups.empty() && SSL_set1_groups_list(ssl, joined(allowed.groups).c_str()) != 1) return false;
  return allowed.signatures.empty() || SSL_set1_sigalgs_list(ssl, joined(allowed.signatures).c_str()) == 1;
}

}  // namespace

bool restrict_to_application(SSL* ssl, std::span<const application_settings> all, tls::const_bytes own) {
  const std::string protocol = protocol_to_come(ssl, own);
  const auto found = std::ranges::find_if(all, [&](const application_settings& one) {
    return std::ranges::find(one.protocols, protocol) != one.protocols.end();
  });
  if (protocol.empty() || found == all.end()) return true;
  if (found->optional && !client_can_do(ssl, *found)) return true;
  return restrict(ssl, *found);
}

}  // namespace schannel::ossl
