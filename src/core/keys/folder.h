// The folders of keys on disk: $XDG_DATA_HOME/openschannel/keys for the user, /var/lib/openschannel/keys for
// the machine. `containers` has a folder for each of CryptoAPI's containers, `named` a file for each key of
// CNG. Everything is readable by its owner alone, and refused when it is not. A killed process leaves nothing
// half written, and what it leaves under a passing name goes when keys are used an hour later. Several
// processes may use a folder at once.
#pragma once

#include <memory>
#include <string_view>

#include "core/keys/container.h"
#include "core/keys/outcome.h"
#include "core/keys/stored_key.h"

namespace schannel::core::keys {

/// Whose keys.
enum class owner { user, machine };

/// trouble::exists when there is one of that name.
outcome<std::shared_ptr<container>> create_container(owner whose, std::wstring_view name);
/// trouble::no_container when there is none of that name.
outcome<std::shared_ptr<container>> open_container(owner whose, std::wstring_view name);
/// Removes it with its keys.
outcome<done> remove_container(owner whose, std::wstring_view name);

outcome<stored_key> load_named(owner whose, std::wstring_view name);
/// trouble::exists when there is one of that name and it is not to be `replaced`.
outcome<done> keep_named(owner whose, std::wstring_view name, const stored_key& key, bool replaced);
outcome<done> remove_named(owner whose, std::wstring_view name);

}  // namespace schannel::core::keys
