// disposition: how to add what a store may have already.
#pragma once

namespace schannel::core::certs {

/// What to do when the store already holds what is added.
enum class disposition {
  only_new,         ///< refuse
  use_existing,     ///< keep the old entry, which inherits the newcomer's properties
  replace,          ///< the newcomer takes the place
  always,           ///< keep both
  replace_inherit,  ///< as replace, and the newcomer inherits the old entry's properties
  only_newer,       ///< as replace if the newcomer is newer, else refuse
  newer_inherit,    ///< as replace_inherit if the newcomer is newer, else refuse
};

}  // namespace schannel::core::certs
