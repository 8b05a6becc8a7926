// usages: what a certificate is wanted for, and what a chain of certificates allows.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ossl/certificate.h"

namespace schannel::core::certs {

/// Extended key usages by their dotted object identifiers.
using usage_list = std::vector<std::string>;

/// No usages: whatever a certificate allows will do.
struct wanted_usages {
  usage_list usages{};
  bool any_will_do = false;  ///< one of them is enough; else all are needed
};

/// Whether a certificate that allows `allowed`, nothing being everything, is good for what is wanted.
bool satisfies(const std::optional<usage_list>& allowed, const wanted_usages& wanted);

/// What is allowed by both; nothing is everything.
std::optional<usage_list> common_usages(const std::optional<usage_list>& one,
                                        const std::optional<usage_list>& other);

/// What `shown` allows by itself. The usage "any" allows everything.
std::optional<usage_list> allowed_usages(const ossl::certificate& shown);

}  // namespace schannel::core::certs
