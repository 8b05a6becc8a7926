// What a list of disabled algorithms says about suites, groups and signatures.
#pragma once

#include <span>

#include "core/policy.h"

namespace schannel::core {

bool forbids(std::span<const disabled_algorithm> disabled, const cipher_suite& suite);
bool forbids(std::span<const disabled_algorithm> disabled, const named_group& group);
bool forbids(std::span<const disabled_algorithm> disabled, const signature_scheme& scheme);

/// The lengths left for the keys of `name` ("RSA", "DH"), whose use as such may be forbidden besides.
bit_range allowed_lengths(std::span<const disabled_algorithm> disabled, std::string_view name);

}  // namespace schannel::core
