// revocation_entry: one revocation list as stores keep it.
#include "core/certs/revocation_entry.h"

namespace schannel::core::certs {

bool revocation_entry::is_same_as(const revocation_entry& other) const {
  constexpr auto authority_key_identifier = "2.5.29.35";
  constexpr auto issuing_distribution_point = "2.5.29.28";
  const auto both_have = [&](const char* extension) {
    return extension_of(list_, extension) == extension_of(other.list_, extension);
  };
  return list_ == other.list_ ||
         (list_.is_delta() == other.list_.is_delta() && issuer_of(list_) == issuer_of(other.list_) &&
          both_have(authority_key_identifier) && both_have(issuing_distribution_point));
}

bool revocation_entry::is_newer_than(const revocation_entry& other) const {
  return list_.this_update() > other.list_.this_update();
}

}  // namespace schannel::core::certs
