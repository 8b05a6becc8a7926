// entry: one certificate as stores keep it, with what was attached to it.
#pragma once

#include <memory>
#include <utility>

#include "core/certs/attachments.h"
#include "ossl/certificate.h"

namespace schannel::core::certs {

/// The certificate never changes. A copy shares the properties: it is a link.
class entry : public attachments {
 public:
  entry(ossl::certificate whole, properties initial)
      : attachments(std::move(initial)), certificate_(std::move(whole)) {}

  const ossl::certificate& certificate() const { return certificate_; }

  /// The SHA-1 digest that identifies the certificate: the attached one, if any, in place of the true one.
  tls::byte_vector thumbprint() const;
  bool is_same_as(const entry& other) const;
  /// Whether its validity begins later.
  bool is_newer_than(const entry& other) const;
  /// Archived certificates are passed over when a store is walked through.
  bool is_archived() const;

 private:
  ossl::certificate certificate_;
};

}  // namespace schannel::core::certs
