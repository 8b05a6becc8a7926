// What the installed OpenSSL was built with.
#pragma once

#include <cstdint>
#include <span>

namespace schannel::ossl {

/// The IANA numbers of the cipher suites that OpenSSL can do, whatever it would offer by itself; none as long
/// as its configuration lets it do nothing. Safe to call from any thread.
std::span<const std::uint16_t> available_suites();

/// Whether OpenSSL is configured to use only algorithms that FIPS approves.
bool allows_only_approved_algorithms();

}  // namespace schannel::ossl
