// entry: one certificate as stores keep it, with what was attached to it.
#pragma once

#include <cstdint>
#include <memory>
#include <utility>

#include "core/certs/properties.h"
#include "ossl/certificate.h"
#include "tls/result.h"

namespace schannel::core::certs {

/// The certificate never changes. Everything else does, and is guarded by whoever shares the entry.
class entry {
 public:
  entry(ossl::certificate whole, properties initial)
      : attached(std::move(initial)), certificate_(std::move(whole)) {}
  virtual ~entry() = default;
  entry(const entry&) = delete;
  entry& operator=(const entry&) = delete;

  const ossl::certificate& certificate() const { return certificate_; }

  /// The SHA-1 digest that identifies the certificate: the attached one, if any, in place of the true one.
  tls::byte_vector thumbprint() const;
  bool is_same_certificate(const entry& other) const;
  /// Archived certificates are passed over when a store is walked through.
  bool is_archived() const;

  /// The private key: by handle first, else from its container. cause::no_certificate when none is attached,
  /// cause::bad_credential when one is attached that cannot be reached.
  tls::result<ossl::private_key> private_key() const;

  properties attached;

 private:
  friend class store;

  ossl::certificate certificate_;
  /// Where the entry stands, or stood, in its store: an enumeration continues behind it even after its
  /// removal.
  std::uint64_t position_ = 0;
};

using entry_ptr = std::shared_ptr<entry>;

}  // namespace schannel::core::certs
