// context: what a PCCERT_CONTEXT stands for; shared_store: what an HCERTSTORE does. Only the registry changes
// either.
#pragma once

#include <wincrypt.h>

#include <cstddef>
#include <memory>
#include <utility>

#include "abi/crypt32/information.h"
#include "core/certs/entry.h"
#include "core/certs/store.h"

namespace schannel::abi::crypt32 {

struct shared_store {
  HCERTSTORE handle = nullptr;
  core::certs::store content;
  bool keeps_what_is_added = true;
  bool shows_archived = false;
  std::size_t open_handles = 0;
  /// The references that programs hold to contexts of this store. It lives until these and its handles are
  /// gone.
  std::size_t held_references = 0;
};

class context final : public core::certs::entry {
 public:
  context(ossl::certificate shown, core::certs::properties initial, std::shared_ptr<shared_store> where)
      : entry(std::move(shown), std::move(initial)), home(std::move(where)), information_(certificate()) {
    visible_ = {X509_ASN_ENCODING, information_.encoded(), information_.encoded_size(),
                information_.decoded(), home->handle};
  }

  /// What programs see, and know the context by.
  const CERT_CONTEXT* address() const { return &visible_; }

  std::shared_ptr<shared_store> home;
  std::size_t references = 0;

 private:
  information information_;
  CERT_CONTEXT visible_{};
};

/// Contexts are the only entries there are in stores.
inline std::shared_ptr<context> as_context(core::certs::entry_ptr entry) {
  return std::static_pointer_cast<context>(std::move(entry));
}

}  // namespace schannel::abi::crypt32
