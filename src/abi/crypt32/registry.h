// registry: every context and store that is alive, and the one lock around them. Whatever pointer or handle a
// program brings is looked up here before it is believed; none is ever followed blindly.
#pragma once

#include <wincrypt.h>

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <tuple>
#include <unordered_map>
#include <variant>
#include <vector>

#include "abi/crypt32/context.h"
#include "abi/crypt32/entry.h"
#include "abi/crypt32/shared_store.h"
#include "core/certs/store_file.h"

namespace schannel::abi::crypt32 {

/// What CertCloseStore was asked for beyond closing.
struct closing {
  bool checks = false;  ///< say whether anything is still held
  bool forces = false;  ///< free the contexts, held or not
};

/// A context's certificate with the company it keeps.
struct surroundings {
  ossl::certificate certificate;
  core::certs::properties attached;
  std::vector<ossl::certificate> neighbours;  ///< everything in its store
};

/// The templates are for CERT_CONTEXT and CRL_CONTEXT.
class registry {
 public:
  /// The one of this process. It is never destroyed: contexts may be freed while static objects are
  /// destroyed.
  static registry& instance();

  /// Makes a context that belongs to no store, with one reference.
  template <typename Visible>
  const Visible* create(draft<Visible> made);
  const CERT_CONTEXT* create(ossl::certificate certificate, core::certs::properties attached) {
    return create(draft<CERT_CONTEXT>{std::move(certificate), std::move(attached)});
  }
  /// The same pointer with another reference.
  template <typename Visible>
  answer<const Visible*> duplicate(const Visible* address);
  /// Gives up a reference. False when `address` is no live context; nothing was changed then.
  template <typename Visible>
  bool release(const Visible* address);

  HCERTSTORE open(bool shows_archived) { return open(container{}, shows_archived); }
  HCERTSTORE open(std::variant<nowhere, container, collection> kind, bool shows_archived);
  answer<HCERTSTORE> duplicate(HCERTSTORE handle);
  answer<BOOL> close(HCERTSTORE handle, closing how);

  /// Adds a new context; without a store it belongs to none. The result has one reference.
  template <typename Visible>
  answer<const Visible*> add(HCERTSTORE handle, draft<Visible> newcomer, core::certs::disposition how);
  /// Adds a copy of a context, likewise.
  template <typename Visible>
  answer<const Visible*> add_copy(HCERTSTORE handle, const Visible* source, core::certs::disposition how);
  /// Adds a link to a context, likewise; a collection takes none.
  template <typename Visible>
  answer<const Visible*> add_link(HCERTSTORE handle, const Visible* source, core::certs::disposition how);
  /// Adds what is new behind all others, and gives nobody a reference. False when there is no such store.
  template <typename Visible>
  bool append(HCERTSTORE handle, draft<Visible> newcomer);
  /// Takes a context out of its store and gives up a reference.
  template <typename Visible>
  answer<BOOL> remove(const Visible* address);
  /// The context after `previous` that fits, with one reference; no criterion means an ordinary walk.
  template <typename Visible>
  answer<const Visible*> next(HCERTSTORE handle, const Visible* previous,
                              const std::optional<criterion_of<Visible>>& fits);

  /// From now on, what changes in a store is kept by `behind`; what is in it already is there.
  void back(HCERTSTORE handle, std::unique_ptr<core::certs::backing> behind);
  /// From now on, nothing in a store can be changed.
  void freeze(HCERTSTORE handle);
  /// Writes what a store has not written yet, and its members. ERROR_CALL_NOT_IMPLEMENTED for one that is
  /// kept nowhere.
  answer<BOOL> commit(HCERTSTORE handle, core::certs::commitment how);
  /// Takes over what other processes have changed where a store is kept.
  answer<BOOL> resynchronize(HCERTSTORE handle);
  /// The store in the format of a file; a collection with all that its members have.
  answer<tls::byte_vector> write(HCERTSTORE handle, core::certs::store_format format);

  /// Makes a store a member of a collection, which then holds it open.
  answer<BOOL> join(HCERTSTORE whole, HCERTSTORE part, std::uint32_t priority, bool takes_additions);
  /// Ends a membership, if there is one.
  answer<BOOL> leave(HCERTSTORE whole, HCERTSTORE part);

  /// Runs `change` with the context's properties under the lock, and makes last what it has changed.
  template <typename Visible, typename Change>
  answer<BOOL> change(const Visible* address, Change&& change) {
    const std::scoped_lock lock{mutex_};
    const auto found = find(address);
    if (!found) return refusal{E_INVALIDARG};
    const core::certs::properties before = found->attached();
    answer<BOOL> done = change(found->attached());
    return std::holds_alternative<refusal>(done) ? done : changed(*found, before);
  }

  /// Runs `use` with the context under the lock; it answers like a function of the C boundary.
  template <typename T, typename Visible, typename Use>
  answer<T> with(const Visible* address, Use&& use) {
    const std::scoped_lock lock{mutex_};
    const auto found = find(address);
    if (!found) return refusal{E_INVALIDARG};
    return use(*found);
  }

  /// The context itself, for as long as the caller holds the result. Only its content may be used without the
  /// lock. Null when `address` is no live context.
  template <typename Visible>
  std::shared_ptr<const context<Visible>> hold(const Visible* address);
  std::optional<surroundings> look_around(const CERT_CONTEXT* address);

  /// How many contexts and stores there are, so that a test can tell that nothing stays behind.
  struct population {
    std::size_t contexts = 0;
    std::size_t stores = 0;

    friend bool operator==(const population&, const population&) = default;
  };
  population count() const;

 private:
  using store_ptr = std::shared_ptr<shared_store>;
  template <typename Visible>
  using context_map = std::unordered_map<const Visible*, context_ptr<Visible>>;
  template <typename Visible>
  class provisional;

  registry();

  store_ptr make_store();
  store_ptr find(HCERTSTORE handle) const;
  template <typename Visible>
  context_ptr<Visible> find(const Visible* address) const;
  template <typename Visible>
  context_map<Visible>& contexts() {
    return std::get<context_map<Visible>>(contexts_);
  }

  // What a context is added to, and walks go through, according to the kind of store. A result that is new
  // has no reference yet: the caller adds the first.
  template <typename Visible>
  answer<context_ptr<Visible>> place(const store_ptr& store, draft<Visible> newcomer,
                                     core::certs::disposition how);
  template <typename Visible>
  answer<context_ptr<Visible>> place(container& where, context_ptr<Visible> newcomer,
                                     core::certs::disposition how);
  template <typename Visible>
  answer<context_ptr<Visible>> place_in_member(const store_ptr& whole, draft<Visible> newcomer,
                                               core::certs::disposition how);
  template <typename Visible>
  context_ptr<Visible> walk(const store_ptr& store, const context<Visible>* after,
                            const criterion_of<Visible>& fits);
  template <typename Visible>
  answer<BOOL> take_out(const context<Visible>& one);
  /// Keeps the new properties of a context, or gives it back those of before.
  template <typename Visible>
  answer<BOOL> changed(context<Visible>& one, const core::certs::properties& before);

  template <typename Visible>
  context_ptr<Visible> link(const context_ptr<Visible>& original, const store_ptr& into, rank place = {});
  template <typename Visible>
  answer<const Visible*> referenced(answer<context_ptr<Visible>> found);
  template <typename Visible>
  const Visible* add_reference(context<Visible>& one);
  template <typename Visible>
  void release(context<Visible>& one);
  /// Ends a context, whoever refers to it.
  template <typename Visible>
  void drop(context<Visible>& one);
  template <typename Visible>
  void drop_all_of(const store_ptr& store);
  template <typename Visible>
  void empty(container& store);

  template <typename Visible>
  void follow(const store_ptr& store, container& own,
              const std::vector<core::certs::serialized_element>& elements);

  /// Gives up an open handle; the last one writes what is not written yet.
  answer<BOOL> close_one(const store_ptr& store);
  void forget_if_unused(const store_ptr& store);
  void forget(const store_ptr& store);

  mutable std::mutex mutex_;
  std::tuple<context_map<CERT_CONTEXT>, context_map<CRL_CONTEXT>> contexts_;
  std::unordered_map<HCERTSTORE, store_ptr> stores_;
  std::uintptr_t last_handle_;
  store_ptr no_store_;  ///< where contexts live that were never added to one
};

}  // namespace schannel::abi::crypt32
