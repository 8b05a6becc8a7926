// CERT_FIND_ENHKEY_USAGE: certificates for certain purposes.
#include "abi/crypt32/usage_criteria.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "ossl/usages.h"

namespace schannel::abi::crypt32 {

namespace {

using core::certs::criterion;
using core::certs::entry;
using usages = std::vector<std::string>;

bool names(const usages& all, const std::string& one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

/// What the extension and the property say, both where both are there; nothing when neither is.
std::optional<usages> named_usages(const entry& one, DWORD flags) {
  std::optional<usages> in_extension;
  if ((flags & CERT_FIND_PROP_ONLY_ENHKEY_USAGE_FLAG) == 0)
    in_extension = ossl::extended_usages_of(one.certificate());
  const auto property = one.attached().values.find(CERT_ENHKEY_USAGE_PROP_ID);
  const bool has_property =
      (flags & CERT_FIND_EXT_ONLY_ENHKEY_USAGE_FLAG) == 0 && property != one.attached().values.end();
  if (!has_property) return in_extension;
  usages in_property = ossl::extended_usages_in(property->second);
  if (in_extension)
    std::erase_if(in_property, [&](const std::string& usage) { return !names(*in_extension, usage); });
  return in_property;
}

}  // namespace

answer<criterion> by_usage(const CTL_USAGE* wanted, DWORD flags) {
  usages sought;
  if (wanted != nullptr) {
    if (wanted->cUsageIdentifier != 0 && wanted->rgpszUsageIdentifier == nullptr)
      return refusal{E_INVALIDARG};
    for (DWORD i = 0; i < wanted->cUsageIdentifier; ++i) {
      if (wanted->rgpszUsageIdentifier[i] == nullptr) return refusal{E_INVALIDARG};
      sought.emplace_back(wanted->rgpszUsageIdentifier[i]);
    }
  }
  return criterion{[sought = std::move(sought), flags](const entry& one) {
    const auto named = named_usages(one, flags);
    constexpr DWORD good_without = CERT_FIND_OPTIONAL_ENHKEY_USAGE_FLAG | CERT_FIND_VALID_ENHKEY_USAGE_FLAG;
    if ((flags & CERT_FIND_NO_ENHKEY_USAGE_FLAG) != 0) return !named.has_value();
    if (!named) return (flags & good_without) != 0;
    const auto is_named = [&](const std::string& usage) { return names(*named, usage); };
    if (sought.empty() || (flags & CERT_FIND_OR_ENHKEY_USAGE_FLAG) == 0)
      return std::all_of(sought.begin(), sought.end(), is_named);
    return std::any_of(sought.begin(), sought.end(), is_named);
  }};
}

}  // namespace schannel::abi::crypt32
