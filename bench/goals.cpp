// The table of goals for OpenSSL 3.0, and what is shown beside it for comparison.
#include "goals.h"

#include <algorithm>

namespace bench {
namespace {

constexpr const char* tls1_3 = "records/TLS1.3/AES-256-GCM";
constexpr const char* tls1_2 = "records/TLS1.2/AES-256-GCM";
constexpr const char* chacha20 = "records/TLS1.3/ChaCha20";
constexpr const char* cbc = "records/TLS1.2/AES-256-CBC";
constexpr const char* duplex = "duplex/TLS1.3/AES-256-GCM";

constexpr std::array openssl = {"seal/memory-bio", "open/memory-bio"};
constexpr std::array own_bio = {"seal/own-bio", "open/own-bio"};
constexpr std::array gnutls = {"seal/gnutls", "open/gnutls"};
constexpr std::array bare = {"seal/bare", "open/bare"};

using goal = std::array<double, lengths.size()>;

constexpr length_row records[] = {
    {"EVP engine / OpenSSL, TLS 1.3", "evp", tls1_3, openssl, goal{0.52, 0.50, 0.60, 0.74, 0.84}},
    {"EVP engine / OpenSSL, TLS 1.2", "evp", tls1_2, openssl, goal{0.58, 0.56, 0.67, 0.75, 0.84}},
    {"EVP engine / bare EVP", "evp", tls1_3, bare, goal{1.25, 1.20, 1.12, 1.05, 1.02}},
    {"provider engine / OpenSSL, TLS 1.3", "provider", tls1_3, openssl, goal{0.42, 0.42, 0.55, 0.72, 0.83}},
    {"ChaCha20-Poly1305, EVP / OpenSSL", "evp", chacha20, openssl, goal{0.70, 0.71, 0.72, 0.80, 0.85}},
    {"ipsec-mb engine / OpenSSL, TLS 1.3", "ipsec-mb", tls1_3, openssl, goal{0.22, 0.21, 0.21, 0.23, 0.23}},
    {"CBC / OpenSSL with a BIO of its own", "evp", cbc, own_bio, goal{1.15, 1.12, 1.10, 1.05, 1.03}},
    {"EVP engine / OpenSSL, its own BIO", "evp", tls1_3, own_bio, {}},
    {"EVP engine / GnuTLS, TLS 1.3", "evp", tls1_3, gnutls, {}},
    {"EVP engine / GnuTLS, TLS 1.2", "evp", tls1_2, gnutls, {}},
    {"provider engine / GnuTLS, TLS 1.3", "provider", tls1_3, gnutls, {}},
    {"ipsec-mb engine / GnuTLS, TLS 1.3", "ipsec-mb", tls1_3, gnutls, {}},
};

constexpr length_row two_threads[] = {
    {"one connection", "", duplex, {"one-connection", nullptr}, goal{0.60, 0.60, 0.60, 0.60, 0.60}},
    {"a connection for each", "", duplex, {"two-connections", nullptr}, {}},
    {"OpenSSL, one SSL under a mutex", "", duplex, {"openssl", nullptr}, {}},
};

struct kind_of_handshake {
  const char* title;
  const char* benchmark;
};
constexpr kind_of_handshake kinds_of_handshake[] = {
    {"TLS 1.3, ECDSA, full", "handshakes/TLS1.3/AES-256-GCM/ECDSA/full"},
    {"TLS 1.3, ECDSA, resumed", "handshakes/TLS1.3/AES-256-GCM/ECDSA/resumed"},
    {"TLS 1.3, RSA, full", "handshakes/TLS1.3/AES-256-GCM/RSA/full"},
    {"TLS 1.3, RSA, resumed", "handshakes/TLS1.3/AES-256-GCM/RSA/resumed"},
    {"TLS 1.2, ECDSA, full", "handshakes/TLS1.2/AES-256-GCM/ECDSA/full"},
    {"TLS 1.2, ECDSA, resumed", "handshakes/TLS1.2/AES-256-GCM/ECDSA/resumed"},
    {"TLS 1.2, RSA, full", "handshakes/TLS1.2/AES-256-GCM/RSA/full"},
    {"TLS 1.2, RSA, resumed", "handshakes/TLS1.2/AES-256-GCM/RSA/resumed"},
};

std::vector<figure> handshakes(const results& in) {
  std::vector<figure> all;
  for (const auto& [title, benchmark] : kinds_of_handshake)
    all.push_back({std::string(title) + " / OpenSSL", in.counter("", benchmark, "openssl"), 1.02, "x"});
  for (const auto& [title, benchmark] : kinds_of_handshake)
    all.push_back({std::string(title) + " / GnuTLS", in.counter("", benchmark, "gnutls"), {}, "x"});
  return all;
}

figure memory(const results& in, std::string title, const std::string& benchmark, const char* counter,
              std::optional<double> at_most) {
  auto bytes = in.counter("", "memory/" + benchmark, counter);
  if (bytes) *bytes /= 1000;
  return {std::move(title), bytes, at_most, "kB"};
}

std::vector<figure> memory(const results& in) {
  std::vector<figure> all;
  for (const std::string suite : {"TLS1.3/AES-256-GCM", "TLS1.2/AES-256-GCM"}) {
    all.push_back(memory(in, "idle client " + suite, suite, "client_bytes", 24));
    all.push_back(memory(in, "idle server " + suite, suite, "server_bytes", 24));
  }
  const std::string thin = "TLS1.3/AES-256-GCM";
  all.push_back(memory(in, "idle thin server " + thin, thin + "/thin", "server_bytes", 6));
  for (const std::string side : {"client", "server"})
    all.push_back(memory(in, "idle " + side + ' ' + thin + ", OpenSSL", thin + "/openssl",
                         (side + "_bytes").c_str(), {}));
  return all;
}

}  // namespace

std::optional<double> length_row::reached(const results& in, std::size_t which) const {
  const std::string name = std::string(benchmark) + '/' + std::to_string(lengths[which]);
  std::optional<double> largest;
  for (const char* counter : counters) {
    if (counter == nullptr) continue;
    const auto value = in.counter(engine, name, counter);
    if (!value) return std::nullopt;
    largest = std::max(largest.value_or(0), *value);
  }
  return largest;
}

std::vector<length_table> length_tables() {
  return {{"records: the slower direction", records}, {"two threads: at once / in turn", two_threads}};
}

std::vector<figure_table> figure_tables(const results& in) {
  return {{"handshakes with AES-256-GCM: both ends, one thread", handshakes(in)},
          {"memory of a connection, each side by itself", memory(in)}};
}

const char* verdict(std::optional<double> reached, std::optional<double> at_most) {
  if (!reached || !at_most) return "-";
  return *reached <= *at_most ? "met" : "missed";
}

const char* verdict(const length_row& row, const results& in) {
  bool met = true;
  for (std::size_t i = 0; i < lengths.size(); ++i) {
    const auto value = row.reached(in, i);
    if (!value || !row.at_most) return "-";
    met = met && *value <= (*row.at_most)[i];
  }
  return met ? "met" : "missed";
}

}  // namespace bench
