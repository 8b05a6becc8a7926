// The table of goals for OpenSSL 3.0.
#include "goals.h"

#include <algorithm>

namespace bench {
namespace {

constexpr record_goal rows[] = {
    {"EVP engine / OpenSSL, TLS 1.3",
     "evp",
     "TLS1.3/AES-256-GCM",
     "memory-bio",
     {0.52, 0.50, 0.60, 0.74, 0.84}},
    {"EVP engine / OpenSSL, TLS 1.2",
     "evp",
     "TLS1.2/AES-256-GCM",
     "memory-bio",
     {0.58, 0.56, 0.67, 0.75, 0.84}},
    {"EVP engine / bare EVP", "evp", "TLS1.3/AES-256-GCM", "bare", {1.25, 1.20, 1.12, 1.05, 1.02}},
    {"provider engine / OpenSSL, TLS 1.3",
     "provider",
     "TLS1.3/AES-256-GCM",
     "memory-bio",
     {0.42, 0.42, 0.55, 0.72, 0.83}},
    {"ChaCha20-Poly1305, EVP / OpenSSL",
     "evp",
     "TLS1.3/ChaCha20",
     "memory-bio",
     {0.70, 0.71, 0.72, 0.80, 0.85}},
    {"ipsec-mb engine / OpenSSL, TLS 1.3",
     "ipsec-mb",
     "TLS1.3/AES-256-GCM",
     "memory-bio",
     {0.22, 0.21, 0.21, 0.23, 0.23}},
    {"CBC / OpenSSL with a BIO of its own",
     "evp",
     "TLS1.2/AES-256-CBC",
     "own-bio",
     {1.15, 1.12, 1.10, 1.05, 1.03}},
};

constexpr const char* handshakes[] = {"TLS1.3/AES-256-GCM/ECDSA/full", "TLS1.3/AES-256-GCM/ECDSA/resumed",
                                      "TLS1.3/AES-256-GCM/RSA/full",   "TLS1.3/AES-256-GCM/RSA/resumed",
                                      "TLS1.2/AES-256-GCM/RSA/full",   "TLS1.2/AES-256-GCM/RSA/resumed"};

}  // namespace

std::span<const record_goal> record_goals() {
  return rows;
}

std::optional<double> record_goal::reached(const results& in, std::size_t which) const {
  const std::string benchmark = std::string("records/") + suite + '/' + std::to_string(lengths[which]);
  const auto seal = in.counter(engine, benchmark, std::string("seal/") + reference);
  const auto open = in.counter(engine, benchmark, std::string("open/") + reference);
  if (!seal || !open) return std::nullopt;
  return std::max(*seal, *open);
}

std::vector<figure> figures(const results& in) {
  std::vector<figure> all;
  for (const char* name : handshakes)
    all.push_back({std::string("handshake ") + name,
                   in.counter("", std::string("handshakes/") + name, "handshake"), 1.02, "x"});
  for (const char* suite : {"TLS1.3/AES-256-GCM", "TLS1.2/AES-256-GCM"}) {
    for (const char* side : {"client", "server"}) {
      auto bytes = in.counter("", std::string("memory/") + suite, std::string(side) + "_bytes");
      if (bytes) *bytes /= 1000;
      all.push_back({std::string("idle ") + side + ' ' + suite, bytes, 24, "kB"});
    }
  }
  return all;
}

}  // namespace bench
