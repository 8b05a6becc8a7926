// usages: what a certificate is wanted for, and what a chain of certificates allows.
#include "core/certs/usages.h"

#include <algorithm>
#include <string_view>

#include "ossl/usages.h"

namespace schannel::core::certs {

namespace {

constexpr std::string_view any_usage = "2.5.29.37.0";

bool has(const usage_list& list, std::string_view usage) {
  return std::find(list.begin(), list.end(), usage) != list.end();
}

}  // namespace

bool satisfies(const std::optional<usage_list>& allowed, const wanted_usages& wanted) {
  if (!allowed || wanted.usages.empty()) return true;
  const auto is_allowed = [&](const std::string& usage) { return has(*allowed, usage); };
  return wanted.any_will_do ? std::any_of(wanted.usages.begin(), wanted.usages.end(), is_allowed)
                            : std::all_of(wanted.usages.begin(), wanted.usages.end(), is_allowed);
}

std::optional<usage_list> common_usages(const std::optional<usage_list>& one,
                                        const std::optional<usage_list>& other) {
  if (!one) return other;
  if (!other) return one;
  usage_list common;
  std::copy_if(one->begin(), one->end(), std::back_inserter(common),
               [&](const std::string& usage) { return has(*other, usage); });
  return common;
}

std::optional<usage_list> allowed_usages(const ossl::certificate& shown) {
  auto allowed = ossl::extended_usages_of(shown);
  return allowed && has(*allowed, any_usage) ? std::nullopt : std::move(allowed);
}

}  // namespace schannel::core::certs
