// machine: what figures belong to, for figures of different machines do not compare.
#pragma once

#include <string>

namespace bench {

/// Says so in the JSON of Google Benchmark: "processor", "processor_features", "cores", "engine", "openssl",
/// "openssl_cpu", "gnutls" and "ipsec_mb".
void describe_machine();

/// The engine that computes AES-256-GCM in this process.
std::string engine_at_work();

}  // namespace bench
