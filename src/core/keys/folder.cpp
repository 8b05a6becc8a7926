// The folders of keys on disk.
#include "core/keys/folder.h"

#include <stdlib.h>
#include <sys/stat.h>

#include <cerrno>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>

#include "core/files/durable.h"
#include "core/files/whole_file.h"
#include "core/keys/container_name.h"

namespace schannel::core::keys {

namespace {

namespace fs = std::filesystem;

/// Keys of any length that OpenSSL computes with fit.
constexpr std::size_t longest_file = 64 * 1024;

/// An absolute path that the environment gives; relative ones are ignored, as the XDG specification demands.
std::optional<fs::path> path_in_environment(const char* variable) {
  const char* value = ::secure_getenv(variable);
  if (value == nullptr || *value != '/') return std::nullopt;
  return fs::path{value};
}

std::optional<fs::path> folder_of(owner whose) {
  if (whose == owner::machine) return fs::path{"/var/lib/openschannel/keys"};
  if (const auto data = path_in_environment("XDG_DATA_HOME")) return *data / "openschannel/keys";
  if (const auto home = path_in_environment("HOME")) return *home / ".local/share/openschannel/keys";
  return std::nullopt;
}

/// Whoever comes to a key takes away what killed processes left beside it: a copy of a key under a passing
/// name would outlive the key.
outcome<fs::path> place_of(owner whose, const char* kind, std::wstring_view name) {
  const auto folder = folder_of(whose);
  if (!folder) return trouble::no_folder;
  files::remove_leftovers(*folder / kind);
  return *folder / kind / file_name_of(name);
}

outcome<fs::path> place_of_container(owner whose, std::wstring_view name) {
  return place_of(whose, "containers", name);
}

outcome<fs::path> place_of_named(owner whose, std::wstring_view name) {
  auto place = place_of(whose, "named", name);
  if (place) *place += ".pem";
  return place;
}

/// The folder that a key is to be in. What is above the machine's keys is for everybody to pass through: the
/// machine's certificates are there, too.
std::error_code make_folder(owner whose, const fs::path& folder) {
  if (whose == owner::machine)
    if (const auto failed = files::make_directories(folder_of(whose)->parent_path(), files::access::everyone))
      return failed;
  return files::make_private_directories(folder);
}

outcome<done> done_or(std::error_code error) {
  if (error) return trouble_of(error);
  return done{};
}

outcome<stored_key> load_file(const fs::path& path) {
  const files::reading file = files::read_private(path, longest_file);
  if (file.error) return trouble_of(file.error);
  return from_text(file.content);
}

class container_on_disk final : public container {
 public:
  explicit container_on_disk(fs::path folder) : folder_(std::move(folder)) {}

  outcome<stored_key> load(purpose which) const override {
    auto loaded = load_file(file_of(which));
    if (!loaded && loaded.why() == trouble::no_container) return trouble::no_key;
    return loaded;
  }

  outcome<done> keep(purpose which, const stored_key& key) override {
    return done_or(files::write_private(file_of(which), to_text(key), files::existing::replaced));
  }

 private:
  fs::path file_of(purpose which) const {
    return folder_ / (which == purpose::exchange ? "exchange.pem" : "signature.pem");
  }

  fs::path folder_;
};

bool is_folder(const fs::path& path) {
  struct stat facts {};
  return ::lstat(path.c_str(), &facts) == 0 && S_ISDIR(facts.st_mode);
}

}  // namespace

outcome<std::shared_ptr<container>> create_container(owner whose, std::wstring_view name) {
  const auto place = place_of_container(whose, name);
  if (!place) return place.why();
  if (const auto failed = make_folder(whose, place->parent_path())) return trouble_of(failed);
  if (::mkdir(place->c_str(), 0700) != 0) return trouble_of({errno, std::generic_category()});
  return std::shared_ptr<container>{std::make_shared<container_on_disk>(*place)};
}

outcome<std::shared_ptr<container>> open_container(owner whose, std::wstring_view name) {
  const auto place = place_of_container(whose, name);
  if (!place) return place.why();
  if (!is_folder(*place)) return trouble::no_container;
  files::remove_leftovers(*place);
  return std::shared_ptr<container>{std::make_shared<container_on_disk>(*place)};
}

outcome<done> remove_container(owner whose, std::wstring_view name) {
  const auto place = place_of_container(whose, name);
  if (!place) return place.why();
  return done_or(files::remove_at_once(*place));
}

outcome<stored_key> load_named(owner whose, std::wstring_view name) {
  const auto place = place_of_named(whose, name);
  if (!place) return place.why();
  return load_file(*place);
}

outcome<done> keep_named(owner whose, std::wstring_view name, const stored_key& key, bool replaced) {
  const auto place = place_of_named(whose, name);
  if (!place) return place.why();
  if (const auto failed = make_folder(whose, place->parent_path())) return trouble_of(failed);
  return done_or(files::write_private(*place, to_text(key),
                                      replaced ? files::existing::replaced : files::existing::kept));
}

outcome<done> remove_named(owner whose, std::wstring_view name) {
  const auto place = place_of_named(whose, name);
  if (!place) return place.why();
  return done_or(files::remove_at_once(*place));
}

}  // namespace schannel::core::keys
