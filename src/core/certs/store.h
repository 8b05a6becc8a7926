// store: certificates in the order in which they were added.
#pragma once

#include <cstdint>
#include <vector>

#include "core/certs/entry.h"
#include "core/certs/search.h"

namespace schannel::core::certs {

/// What to do when the store already holds the certificate that is added.
enum class disposition {
  only_new,         ///< refuse
  use_existing,     ///< keep the old entry, which inherits the newcomer's properties
  replace,          ///< the newcomer takes the place
  always,           ///< keep both
  replace_inherit,  ///< as replace, and the newcomer inherits the old entry's properties
  only_newer,       ///< as replace if the newcomer's validity begins later, else refuse
  newer_inherit,    ///< as replace_inherit if the newcomer's validity begins later, else refuse
};

/// What became of an entry that was to be added.
struct addition {
  entry_ptr stands;     ///< the newcomer, or the one that was there before and stays; null when refused
  entry_ptr displaced;  ///< the one that had to go for it, if any
};

/// Knows no locks: whoever shares a store guards it.
class store {
 public:
  addition add(entry_ptr newcomer, disposition how);

  /// The first entry after `previous`, or of all when that is null, that fits. `previous` may have been
  /// removed meanwhile, but must once have been added here.
  entry_ptr next(const entry* previous, const criterion& fits) const;

  void remove(const entry& one);
  bool holds(const entry& one) const;
  void clear() { entries_.clear(); }
  const std::vector<entry_ptr>& entries() const { return entries_; }

 private:
  std::vector<entry_ptr>::const_iterator find_after(std::uint64_t position) const;

  std::vector<entry_ptr> entries_;  ///< by ascending position
  std::uint64_t last_position_ = 0;
};

}  // namespace schannel::core::certs
