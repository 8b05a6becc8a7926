// Reads an established SSL out into connection_facts.
#include "ossl/facts.h"

#include <algorithm>

#include "ossl/engine.h"
#include "ossl/handles.h"

namespace schannel::ossl {
namespace {

bulk_cipher cipher_of(int nid) {
  switch (nid) {
    case NID_aes_128_gcm:
    case NID_aes_128_cbc:
      return bulk_cipher::aes_128;
    case NID_aes_256_gcm:
    case NID_aes_256_cbc:
      return bulk_cipher::aes_256;
    case NID_chacha20_poly1305:
      return bulk_cipher::chacha20;
    default:
      return bulk_cipher::none;
  }
}

hash_algorithm hash_of(int nid) {
  switch (nid) {
    case NID_md5:
      return hash_algorithm::md5;
    case NID_sha1:
      return hash_algorithm::sha1;
    case NID_sha256:
      return hash_algorithm::sha256;
    case NID_sha384:
      return hash_algorithm::sha384;
    default:
      return hash_algorithm::none;
  }
}

key_exchange exchange_of(int nid, bool in_group) {
  switch (nid) {
    case NID_kx_rsa:
      return key_exchange::rsa;
    case NID_kx_dhe:
      return key_exchange::dhe;
    case NID_kx_ecdhe:
      return key_exchange::ecdhe;
    case NID_kx_psk:
      return key_exchange::psk;
    default:  // TLS 1.3 names no key exchange in its suites
      return in_group ? key_exchange::ecdhe : key_exchange::none;
  }
}

authentication authentication_of(EVP_PKEY* key) {
  if (key == nullptr) return authentication::none;
  return EVP_PKEY_is_a(key, "EC") == 1 ? authentication::ecdsa : authentication::rsa;
}

struct named_group {
  int nid;
  std::uint16_t number;  // TLS NamedGroup, RFC 8446 section 4.2.7
  unsigned bits;
};
constexpr named_group named_groups[] = {{NID_X25519, 29, 255},
                                        {NID_X9_62_prime256v1, 23, 256},
                                        {NID_secp384r1, 24, 384},
                                        {NID_secp521r1, 25, 521}};

void describe_exchange(SSL* ssl, cipher_facts& facts) {
  const int negotiated = static_cast<int>(SSL_get_negotiated_group(ssl));
  for (const named_group& group : named_groups) {
    if (group.nid != negotiated) continue;
    facts.exchange_group = group.number;
    facts.exchange_bits = group.bits;
  }
  facts.exchange = exchange_of(SSL_CIPHER_get_kx_nid(SSL_get_current_cipher(ssl)), facts.exchange_group != 0);
  EVP_PKEY* ephemeral = nullptr;
  if (facts.exchange_bits == 0 && SSL_get_peer_tmp_key(ssl, &ephemeral) == 1) {
    const key_ptr key{ephemeral};
    facts.exchange_bits = static_cast<unsigned>(EVP_PKEY_get_bits(key.get()));
  }
}

cipher_facts describe_cipher(SSL* ssl, EVP_PKEY* server_key) {
  const SSL_CIPHER* cipher = SSL_get_current_cipher(ssl);
  cipher_facts facts;
  facts.suite = SSL_CIPHER_get_protocol_id(cipher);
  facts.name = SSL_CIPHER_standard_name(cipher);
  facts.cipher = cipher_of(SSL_CIPHER_get_cipher_nid(cipher));
  facts.cipher_bits = static_cast<unsigned>(SSL_CIPHER_get_bits(cipher, nullptr));
  facts.block_bytes = facts.cipher == bulk_cipher::chacha20 ? 1 : 16;
  facts.aead = SSL_CIPHER_is_aead(cipher) == 1;
  const EVP_MD* derivation = SSL_CIPHER_get_handshake_digest(cipher);
  facts.derivation = hash_of(derivation == nullptr ? NID_undef : EVP_MD_get_type(derivation));
  if (!facts.aead) facts.mac = hash_of(SSL_CIPHER_get_digest_nid(cipher));
  facts.authenticates =
      SSL_CIPHER_get_auth_nid(cipher) == NID_auth_psk ? authentication::psk : authentication_of(server_key);
  describe_exchange(ssl, facts);
  if (facts.exchange == key_exchange::rsa && server_key != nullptr)
    facts.exchange_bits = static_cast<unsigned>(EVP_PKEY_get_bits(server_key));
  return facts;
}

/// `borrowed`, or the one among `known` that is the same, which need not be encoded again.
certificate read_out(X509* borrowed, std::span<const certificate> known) {
  const auto same = std::ranges::find(known, borrowed, &certificate::native);
  return same != known.end() ? *same : certificate(share(borrowed));
}

std::vector<certificate> peer_chain_of(const SSL* ssl, std::span<const certificate> known) {
  std::vector<certificate> chain;
  X509* leaf = SSL_get0_peer_certificate(ssl);
  if (leaf == nullptr) return chain;
  chain.push_back(read_out(leaf, known));
  // A client's list starts with the server's certificate; a server's list leaves the client's out.
  const STACK_OF(X509)* list = SSL_get_peer_cert_chain(ssl);
  for (int i = SSL_is_server(ssl) ? 0 : 1; i < sk_X509_num(list); ++i)
    chain.push_back(read_out(sk_X509_value(list, i), known));
  return chain;
}

std::vector<certificate> local_chain_of(SSL* ssl, X509* leaf) {
  std::vector<certificate> chain{certificate(share(leaf))};
  STACK_OF(X509)* intermediates = nullptr;
  SSL_get0_chain_certs(ssl, &intermediates);
  for (int i = 0; i < sk_X509_num(intermediates); ++i)
    chain.emplace_back(share(sk_X509_value(intermediates, i)));
  return chain;
}

/// The Finished that was sent first: the client's, or in a resumed handshake the server's (RFC 5929
/// section 3.1).
tls::byte_vector first_finished_of(const SSL* ssl, bool resumed) {
  if (SSL_version(ssl) >= TLS1_3_VERSION) return {};
  const bool is_ours = (SSL_is_server(ssl) != 0) == resumed;
  tls::byte_vector finished(EVP_MAX_MD_SIZE);
  const auto read = is_ours ? SSL_get_finished : SSL_get_peer_finished;
  finished.resize(read(ssl, finished.data(), finished.size()));
  return finished;
}

}  // namespace

std::size_t engine::longest_plaintext() const {
  const SSL_SESSION* session = SSL_get0_session(ssl_.get());
  const std::uint8_t agreed = session == nullptr ? 0 : SSL_SESSION_get_max_fragment_length(session);
  constexpr std::size_t unit = 256;  // 1 stands for 512 bytes, each number more for twice as many
  return agreed == TLSEXT_max_fragment_length_DISABLED ? tls::max_plaintext : unit << agreed;
}

std::optional<connection_facts> engine::facts(std::span<const certificate> known_of_peer) {
  if (is_retired()) return std::nullopt;
  SSL* ssl = ssl_.get();
  connection_facts known;
  known.role = role();
  known.version = version();
  known.peer_chain = peer_chain_of(ssl, known_of_peer);
  X509* local = SSL_get_certificate(ssl);
  if (local != nullptr && certificate_requested_) known.local_chain = local_chain_of(ssl, local);

  X509* server = role() == tls::role::server ? local : SSL_get0_peer_certificate(ssl);
  known.cipher = describe_cipher(ssl, server == nullptr ? nullptr : X509_get0_pubkey(server));
  known.application_protocol = application_protocol();

  if (const SSL_SESSION* session = SSL_get0_session(ssl)) {
    unsigned id_length = 0;
    const unsigned char* id = SSL_SESSION_get_id(session, &id_length);
    known.session_id.assign(id, id + id_length);
  }
  known.resumed = SSL_session_reused(ssl) == 1;
  const auto resumed = resumed_session_name();
  known.session = resumed ? *resumed : own_session_name();
  known.session_lifespan = context_.settings().session_lifespan;
  const char* name =
      role() == tls::role::server ? SSL_get_servername(ssl, TLSEXT_NAMETYPE_host_name) : nullptr;
  known.target = name == nullptr ? target_ : name;
  known.first_finished = first_finished_of(ssl, known.resumed);
  known.certificate_check = sightings_->check;
  known.extensions = sightings_->extensions;
  known.longest_plaintext = longest_plaintext();
  return known;
}

}  // namespace schannel::ossl
