// revocation_entry: one revocation list as stores keep it, with what was attached to it.
#pragma once

#include <utility>

#include "core/certs/attachments.h"
#include "ossl/revocation_list.h"

namespace schannel::core::certs {

/// The list never changes. A copy shares the properties: it is a link.
class revocation_entry : public attachments {
 public:
  revocation_entry(ossl::revocation_list whole, properties initial)
      : attachments(std::move(initial)), list_(std::move(whole)) {}

  const ossl::revocation_list& list() const { return list_; }

  /// Whether both are about the same certificates, one perhaps more recently: same issuer, same key and
  /// distribution point where they name one, and both complete or both not (Microsoft: CertFindCRLInStore,
  /// CRL_FIND_EXISTING).
  bool is_same_as(const revocation_entry& other) const;
  /// Whether it was issued later.
  bool is_newer_than(const revocation_entry& other) const;

 private:
  ossl::revocation_list list_;
};

}  // namespace schannel::core::certs
