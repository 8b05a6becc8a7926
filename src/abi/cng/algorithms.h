// The algorithms that CNG makes keys for, by name.
#pragma once

#include <ncrypt.h>

#include <optional>
#include <string_view>

#include "ossl/key_parts.h"

namespace schannel::abi::cng {

struct key_algorithm {
  std::wstring_view name;
  std::wstring_view group;
  std::optional<ossl::curve> on;  ///< nothing for RSA
  unsigned usual_bits;
};

/// Null when keys of that name are not made here.
const key_algorithm* find_algorithm(std::wstring_view name);

/// What a key is said to be for; null for kinds that CNG does not have.
const key_algorithm* algorithm_of(const ossl::public_key& key);

/// Whether keys of that length are made.
bool allows_length(const key_algorithm& algorithm, unsigned bits);

ossl::private_key generate(const key_algorithm& algorithm, unsigned bits);

}  // namespace schannel::abi::cng
