// What is derived from a connection for others, checked against OpenSSL on the other end.
#include <doctest/doctest.h>
#include <openssl/kdf.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "ossl/bindings.h"
#include "ossl/direction_keys.h"
#include "ossl/engine.h"
#include "support/certificates.h"
#include "support/openssl_exporter.h"
#include "tls/record.h"

using namespace schannel;
using test::exported_by;

namespace {

using ssl_ptr = std::unique_ptr<SSL, decltype(&SSL_free)>;

/// OpenSSL's server, whose I/O is memory.
class openssl_server {
 public:
  openssl_server(const test::issued_certificate& shown, int version) : ssl_(make(shown, version), SSL_free) {
    SSL_set_bio(ssl_.get(), BIO_new(BIO_s_mem()), BIO_new(BIO_s_mem()));
    SSL_set_accept_state(ssl_.get());
  }

  SSL* ssl() { return ssl_.get(); }

  tls::byte_vector answer(const tls::byte_vector& input) {
    BIO_write(SSL_get_rbio(ssl()), input.data(), static_cast<int>(input.size()));
    SSL_do_handshake(ssl());
    tls::byte_vector output(static_cast<std::size_t>(BIO_pending(SSL_get_wbio(ssl()))));
    if (!output.empty()) BIO_read(SSL_get_wbio(ssl()), output.data(), static_cast<int>(output.size()));
    return output;
  }

 private:
  static SSL* make(const test::issued_certificate& shown, int version) {
    const std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context(SSL_CTX_new(TLS_server_method()),
                                                                    SSL_CTX_free);
    SSL_CTX_set_security_level(context.get(), 0);
    SSL_CTX_set_min_proto_version(context.get(), TLS1_VERSION);
    SSL_CTX_set_max_proto_version(context.get(), version);
    SSL_CTX_set_num_tickets(context.get(), 0);
    SSL_CTX_use_certificate(context.get(), shown.certificate.get());
    SSL_CTX_use_PrivateKey(context.get(), shown.key.get());
    STACK_OF(X509_NAME)* names = sk_X509_NAME_new_null();
    sk_X509_NAME_push(names, X509_NAME_dup(X509_get_subject_name(shown.certificate.get())));
    SSL_CTX_set_client_CA_list(context.get(), names);
    SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER, nullptr);
    return SSL_new(context.get());
  }

  ssl_ptr ssl_;
};

/// Our client and OpenSSL's server.
struct ends {
  explicit ends(tls::version version)
      : certificate(test::make_certificate({.common_name = "localhost", .key = test::key_type::rsa})),
        server(certificate, static_cast<int>(version)) {
    // TLS 1.0 and 1.1 sign with digests that OpenSSL allows at no higher level.
    const bool is_old = version < tls::version::tls1_2;
    const auto context =
        ossl::context::create({.role = tls::role::client,
                               .versions = {version},
                               .algorithms = {.tls1_3_suites = {"TLS_AES_256_GCM_SHA384"},
                                              .security_level = is_old ? std::optional(0) : std::nullopt},
                               .validates = ossl::validation::by_caller});
    REQUIRE(context);
    auto made = ossl::engine::create(*context, {.target = "localhost", .host_name = "localhost"});
    REQUIRE(made);
    client = *std::move(made);
    client->ask_for_credential(true);
    REQUIRE(client->advance({}));
  }

  /// Until the client stops: complete, or asking for a credential.
  ossl::handshake_status shake_hands() {
    auto status = ossl::handshake_status::wants_input;
    while (status == ossl::handshake_status::wants_input) {
      if (inbox.empty()) inbox = server.answer(client->take_output());
      const tls::framing framed = tls::frame(inbox);
      const auto* record = std::get_if<tls::whole_record>(&framed);
      REQUIRE(record != nullptr);
      const auto taken = client->advance(tls::const_bytes(inbox).first(record->length));
      REQUIRE(taken);
      status = *taken;
      inbox.erase(inbox.begin(), inbox.begin() + static_cast<std::ptrdiff_t>(record->length));
    }
    return status;
  }

  void complete() {
    REQUIRE(shake_hands() == ossl::handshake_status::wants_credential);
    goes_on();
  }

  /// Without a credential.
  void goes_on() {
    const auto resumed = client->advance({});
    REQUIRE(resumed);
    if (*resumed != ossl::handshake_status::complete)
      REQUIRE(shake_hands() == ossl::handshake_status::complete);
    server.answer(client->take_output());
  }

  test::issued_certificate certificate;
  openssl_server server;
  std::unique_ptr<ossl::engine> client;
  tls::byte_vector inbox;
};

constexpr std::string_view label = "EXPERIMENTAL label";

tls::byte_vector exported_by(const ossl::engine& from, std::optional<std::string_view> context,
                             std::size_t length) {
  tls::byte_vector material(length);
  std::optional<tls::const_bytes> value;
  if (context) value = {reinterpret_cast<const std::uint8_t*>(context->data()), context->size()};
  REQUIRE(from.export_keying_material(label, value, material));
  return material;
}

/// RFC 5216 section 2.3: the PRF of no secret, the label and both randoms, with OpenSSL's older interface.
tls::byte_vector vectors_of(const SSL* ssl) {
  std::string seed = "client EAP encryption";
  std::array<unsigned char, 32> random{};
  SSL_get_client_random(ssl, random.data(), random.size());
  seed.append(random.begin(), random.end());
  SSL_get_server_random(ssl, random.data(), random.size());
  seed.append(random.begin(), random.end());

  const bool is_new = SSL_version(ssl) == TLS1_2_VERSION;
  const EVP_MD* digest =
      is_new ? SSL_CIPHER_get_handshake_digest(SSL_get_current_cipher(ssl)) : EVP_md5_sha1();
  const std::unique_ptr<EVP_PKEY_CTX, decltype(&EVP_PKEY_CTX_free)> prf(
      EVP_PKEY_CTX_new_id(EVP_PKEY_TLS1_PRF, nullptr), EVP_PKEY_CTX_free);
  tls::byte_vector vectors(64);
  std::size_t length = vectors.size();
  const unsigned char no_secret = 0;
  REQUIRE(EVP_PKEY_derive_init(prf.get()) == 1);
  REQUIRE(EVP_PKEY_CTX_set_tls1_prf_md(prf.get(), digest) == 1);
  REQUIRE(EVP_PKEY_CTX_set1_tls1_prf_secret(prf.get(), &no_secret, 0) == 1);
  REQUIRE(EVP_PKEY_CTX_add1_tls1_prf_seed(prf.get(), reinterpret_cast<const unsigned char*>(seed.data()),
                                          static_cast<int>(seed.size())) == 1);
  REQUIRE(EVP_PKEY_derive(prf.get(), vectors.data(), &length) == 1);
  return vectors;
}

constexpr std::array versions = {tls::version::tls1_0, tls::version::tls1_1, tls::version::tls1_2,
                                 tls::version::tls1_3};
constexpr std::array old_versions = {tls::version::tls1_0, tls::version::tls1_1, tls::version::tls1_2};

}  // namespace

TEST_CASE("exported keying material is what OpenSSL exports on the other end") {
  for (const tls::version version : versions) {
    CAPTURE(static_cast<int>(version));
    ends both(version);
    both.complete();
    CHECK(exported_by(*both.client, std::nullopt, 48) ==
          exported_by(both.server.ssl(), label, std::nullopt, 48));
    CHECK(exported_by(*both.client, "context", 17) == exported_by(both.server.ssl(), label, "context", 17));
    CHECK(exported_by(*both.client, "", 32) == exported_by(both.server.ssl(), label, "", 32));
  }
}

TEST_CASE("of a traffic secret that nobody heard there are no keys") {
  ends both(tls::version::tls1_3);
  both.complete();
  const SSL* ssl = both.server.ssl();
  CHECK(ossl::direction_keys::from_traffic_secret(ssl, ossl::secret(48), nullptr));
  CHECK(ossl::direction_keys::from_traffic_secret(ssl, {}, nullptr).failure().why == tls::cause::internal);
}

TEST_CASE("there is no keying material before the handshake is complete, and none under TLS's own labels") {
  ends both(tls::version::tls1_2);
  tls::byte_vector room(16);
  REQUIRE(both.shake_hands() == ossl::handshake_status::wants_credential);
  CHECK(both.client->export_keying_material(label, std::nullopt, room).failure().why ==
        tls::cause::not_established);
  both.goes_on();
  CHECK(both.client->export_keying_material("key expansion", std::nullopt, room).failure().why ==
        tls::cause::malformed_options);
}

TEST_CASE("the first Finished is the one that the other end received") {
  for (const tls::version version : old_versions) {
    CAPTURE(static_cast<int>(version));
    ends both(version);
    both.complete();
    tls::byte_vector received(64);
    received.resize(SSL_get_peer_finished(both.server.ssl(), received.data(), received.size()));
    CHECK(received.size() == 12);
    CHECK(both.client->facts()->first_finished == received);
  }
}

TEST_CASE("EAP-TLS gets the keys that OpenSSL exports for it, and vectors that depend on the randoms alone") {
  for (const tls::version version : old_versions) {
    CAPTURE(static_cast<int>(version));
    ends both(version);
    both.complete();
    const auto keys = both.client->eap_keys();
    REQUIRE(keys);
    const tls::const_bytes material = keys->first.bytes();
    CHECK(tls::byte_vector(material.begin(), material.end()) ==
          exported_by(both.server.ssl(), "client EAP encryption", std::nullopt, 128));
    const tls::const_bytes vectors = keys->second.bytes();
    CHECK(tls::byte_vector(vectors.begin(), vectors.end()) == vectors_of(both.server.ssl()));
  }
  ends newer(tls::version::tls1_3);
  newer.complete();
  CHECK(newer.client->eap_keys().failure().why == tls::cause::unsupported);
}

TEST_CASE("a client that is asked for a certificate knows the issuers, the signatures and the chain") {
  for (const tls::version version : versions) {
    CAPTURE(static_cast<int>(version));
    ends both(version);
    CHECK_FALSE(both.client->requested_issuers());
    REQUIRE(both.shake_hands() == ossl::handshake_status::wants_credential);
    const auto issuers = both.client->requested_issuers();
    REQUIRE(issuers);
    REQUIRE(issuers->size() == 1);
    CHECK(issuers->front() == both.certificate.subject_der());
    CHECK(both.client->peer_signatures().empty() == (version < tls::version::tls1_2));
    const auto chain = both.client->sightings()->peer_chain();
    REQUIRE(chain.size() == 1);
    const tls::const_bytes der = chain.front().der();
    CHECK(tls::byte_vector(der.begin(), der.end()) == both.certificate.der());
  }
}

TEST_CASE("an end point is hashed with the hash of its signature") {
  const auto shown = test::make_certificate({.common_name = "localhost"});
  const ossl::certificate certificate(shown.certificate);
  tls::byte_vector expected(32);
  unsigned length = 0;
  REQUIRE(X509_digest(shown.certificate.get(), EVP_sha256(), expected.data(), &length) == 1);
  CHECK(ossl::end_point_hash(certificate) == expected);

  for (const auto& [signature, hash, size] :
       {std::tuple(EVP_sha384(), EVP_sha384(), 48U), std::tuple(EVP_sha1(), EVP_sha256(), 32U)}) {
    const std::shared_ptr<X509> changed(X509_dup(shown.certificate.get()), X509_free);
    REQUIRE(X509_sign(changed.get(), shown.key.get(), signature) != 0);
    tls::byte_vector wanted(size);
    REQUIRE(X509_digest(changed.get(), hash, wanted.data(), &length) == 1);
    CHECK(ossl::end_point_hash(ossl::certificate(changed)) == wanted);
  }
}
