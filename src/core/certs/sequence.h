// sequence: entries of one kind in the order in which they were added.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "core/certs/disposition.h"
#include "core/certs/properties.h"

namespace schannel::core::certs {

/// Whether an entry is one that is looked for.
template <typename Entry>
using criterion_for = std::function<bool(const Entry&)>;

/// Knows no locks: whoever shares a store guards it.
template <typename Entry>
class sequence {
 public:
  using entry_ptr = std::shared_ptr<Entry>;
  using iterator = typename std::vector<entry_ptr>::const_iterator;

  /// What became of an entry that was to be added.
  struct addition {
    entry_ptr stands;     ///< the newcomer, or the one that was there before and stays; null when refused
    entry_ptr displaced;  ///< the one that had to go for it, if any
    std::optional<properties> before{};  ///< of the one that stays, whose properties became more
  };

  addition add(entry_ptr newcomer, disposition how) {
    const auto existing = how == disposition::always ? entries_.end() : find_same(*newcomer);
    if (existing == entries_.end()) {
      entries_.push_back(newcomer);
      newcomer->position_ = ++last_position_;
      return {newcomer, nullptr};
    }
    if (refuses(how, *newcomer, **existing)) return {nullptr, nullptr};
    if (how == disposition::use_existing) {
      properties before = (*existing)->attached();
      (*existing)->attached().inherit(newcomer->attached());
      return {*existing, nullptr, std::move(before)};
    }
    if (how == disposition::replace_inherit || how == disposition::newer_inherit)
      newcomer->attached().inherit((*existing)->attached());
    newcomer->position_ = (*existing)->position_;
    return {newcomer, std::exchange(*existing, newcomer)};
  }

  /// Makes an addition undone, unless it was refused.
  void undo(const addition& done) {
    if (done.before)
      done.stands->attached() = *done.before;
    else if (done.displaced)
      std::replace(entries_.begin(), entries_.end(), done.stands, done.displaced);
    else
      remove(*done.stands);
  }

  /// The first entry after `previous`, or of all when that is null, that fits. `previous` may have been
  /// removed meanwhile, but must once have been added here.
  entry_ptr next(const Entry* previous, const criterion_for<Entry>& fits) const {
    const auto start = find_after(previous == nullptr ? 0 : previous->position_);
    const auto found = std::find_if(start, entries_.end(), [&](const entry_ptr& one) { return fits(*one); });
    return found == entries_.end() ? nullptr : *found;
  }

  void remove(const Entry& one) {
    std::erase_if(entries_, [&](const entry_ptr& candidate) { return candidate.get() == &one; });
  }

  bool holds(const Entry& one) const {
    const auto found = one.position_ == 0 ? entries_.end() : find_after(one.position_ - 1);
    return found != entries_.end() && found->get() == &one;
  }

  bool has_same(const Entry& as) const {
    return std::any_of(entries_.begin(), entries_.end(),
                       [&](const entry_ptr& candidate) { return candidate->is_same_as(as); });
  }

  const std::vector<entry_ptr>& entries() const { return entries_; }
  /// Everything, which is then here no longer.
  std::vector<entry_ptr> take_all() { return std::exchange(entries_, {}); }

 private:
  static bool refuses(disposition how, const Entry& newcomer, const Entry& existing) {
    switch (how) {
      case disposition::only_new:
        return true;
      case disposition::only_newer:
      case disposition::newer_inherit:
        return !newcomer.is_newer_than(existing);
      default:
        return false;
    }
  }

  auto find_same(const Entry& as) {
    return std::find_if(entries_.begin(), entries_.end(),
                        [&](const entry_ptr& candidate) { return candidate->is_same_as(as); });
  }

  iterator find_after(std::uint64_t position) const {
    return std::upper_bound(entries_.begin(), entries_.end(), position,
                            [](std::uint64_t limit, const entry_ptr& one) { return limit < one->position_; });
  }

  std::vector<entry_ptr> entries_;  ///< by ascending position
  std::uint64_t last_position_ = 0;
};

}  // namespace schannel::core::certs
