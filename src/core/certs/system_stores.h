// Where the stores of the user and of the machine are: $XDG_DATA_HOME/openschannel/stores/NAME and
// /var/lib/openschannel/stores/NAME. Their names come from programs and may be anything.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/files/whole_file.h"

namespace schannel::core::certs {

enum class location { current_user, local_machine };

/// A store's name as a folder has it: never a path, never hidden, never empty.
class system_store_name {
 public:
  /// Upper and lower case of ASCII letters are the same. Nothing for a name that no folder can have: an empty
  /// one, one that is too long, or one with a backslash, which on Windows leads to another location.
  static std::optional<system_store_name> parse(std::wstring_view name);

  const std::string& folder() const { return folder_; }
  /// Whether it is there without anybody having made it: MY, ROOT, CA, Disallowed and their like.
  bool is_predefined() const { return predefined_; }
  bool is_root() const { return folder_ == "ROOT"; }
  bool is_distrust() const { return folder_ == "Disallowed"; }
  /// Whether the user's store shows the machine's, too. What is personal it does not.
  bool is_inherited() const { return folder_ != "MY"; }

 private:
  system_store_name(std::string folder, bool predefined)
      : folder_(std::move(folder)), predefined_(predefined) {}

  std::string folder_;
  bool predefined_;
};

/// The folder of that store; nothing when nobody knows where this user's data are.
std::optional<std::filesystem::path> folder_of(location where, const system_store_name& name);

/// Who may read what is written there.
files::access readers_of(location where);

/// The names of the stores of a location, those that are predefined first.
std::vector<std::wstring> names_in(location where);

}  // namespace schannel::core::certs
