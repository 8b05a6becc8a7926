// context: what a PCCERT_CONTEXT or PCCRL_CONTEXT stands for. Only the registry changes one.
#pragma once

#include <wincrypt.h>

#include <cstddef>
#include <memory>
#include <utility>

#include "abi/crypt32/kind.h"
#include "abi/crypt32/shared_store.h"

namespace schannel::abi::crypt32 {

/// What a new context is made of, prepared before the registry is locked.
template <typename Visible>
struct draft {
  draft(content_of<Visible> what, core::certs::properties initial)
      : content(std::move(what)),
        attached(std::move(initial)),
        information(std::make_shared<const typename kind<Visible>::information>(content)) {}

  content_of<Visible> content;
  core::certs::properties attached;
  std::shared_ptr<const typename kind<Visible>::information> information;
};

template <typename Visible>
class context final : public kind<Visible>::entry {
 public:
  using entry = typename kind<Visible>::entry;

  context(draft<Visible> from, std::shared_ptr<shared_store> where)
      : entry(std::move(from.content), std::move(from.attached)),
        home(std::move(where)),
        information_(std::move(from.information)),
        visible_(shown()) {}

  /// A link: another context of what `linked` shows, properties and all.
  context(std::shared_ptr<context> linked, std::shared_ptr<shared_store> where, rank in_collection)
      : entry(*linked),
        home(std::move(where)),
        original(std::move(linked)),
        place(in_collection),
        information_(original->information_),
        visible_(shown()) {}

  /// What programs see, and know the context by.
  const Visible* address() const { return &visible_; }

  const typename kind<Visible>::information& information() const { return *information_; }

  std::shared_ptr<shared_store> home;
  std::size_t references = 0;
  const std::shared_ptr<context> original;  ///< what a link is a link to, held by a reference; or null
  const rank place{};                       ///< of the collection's member that a link was found in

 private:
  Visible shown() const {
    return {X509_ASN_ENCODING, information_->encoded(), information_->encoded_size(), information_->decoded(),
            home->handle};
  }

  std::shared_ptr<const typename kind<Visible>::information> information_;
  Visible visible_;
};

using certificate_context = context<CERT_CONTEXT>;
using revocation_context = context<CRL_CONTEXT>;

template <typename Visible>
using context_ptr = std::shared_ptr<context<Visible>>;

/// Contexts are the only entries there are in stores.
template <typename Visible>
context_ptr<Visible> as_context(std::shared_ptr<typename kind<Visible>::entry> entry) {
  return std::static_pointer_cast<context<Visible>>(std::move(entry));
}

}  // namespace schannel::abi::crypt32
