// attachments: the properties of whatever stores keep. A link to an entry shares them with it.
#pragma once

#include <cstdint>
#include <memory>
#include <utility>

#include "core/certs/properties.h"

namespace schannel::core::certs {

/// What all entries of stores have in common. Guarded by whoever shares the entry.
class attachments {
 public:
  explicit attachments(properties initial) : attached_(std::make_shared<properties>(std::move(initial))) {}
  virtual ~attachments() = default;
  attachments& operator=(const attachments&) = delete;

  properties& attached() { return *attached_; }
  const properties& attached() const { return *attached_; }

 protected:
  /// Shares the properties of `original`; the copy has its own place in a store.
  attachments(const attachments& original) : attached_(original.attached_) {}

 private:
  template <typename Entry>
  friend class sequence;

  std::shared_ptr<properties> attached_;
  /// Where the entry stands, or stood, in its store: an enumeration continues behind it even after its
  /// removal.
  std::uint64_t position_ = 0;
};

}  // namespace schannel::core::certs
