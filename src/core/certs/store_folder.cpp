// store_folder: a store in a folder.
#include "core/certs/store_folder.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <string_view>
#include <utility>

#include "core/certs/certificate_files.h"
#include "core/files/folder.h"
#include "core/text/hexadecimal.h"
#include "ossl/certificate_fields.h"

namespace schannel::core::certs {

namespace {

namespace fs = std::filesystem;

/// Certificates take a few thousand bytes; this is for revocation lists.
constexpr std::size_t largest_file = std::size_t{64} << 20;
constexpr std::string_view own_extension = ".sst";
constexpr std::array<std::string_view, 6> extensions{own_extension, ".pem", ".crt", ".cer", ".der", ".crl"};

template <typename Content>
std::string name_of(const Content& whole) {
  return text::hexadecimal_row(fingerprint(whole, ossl::digest::sha1)) + std::string{own_extension};
}

std::string name_of(const serialized_element& element) {
  return std::visit([](const auto& content) { return name_of(content); }, element.content);
}

/// The files of a folder that may be certificates, ours first.
std::vector<fs::path> candidates_in(const fs::path& folder, std::error_code& failed) {
  std::vector<fs::path> ours;
  std::vector<fs::path> others;
  for (const std::string& name : files::names_in(folder, failed)) {
    const std::string extension = fs::path{name}.extension().string();
    if (name.starts_with('.') ||
        std::find(extensions.begin(), extensions.end(), extension) == extensions.end())
      continue;
    (extension == own_extension ? ours : others).push_back(folder / name);
  }
  ours.insert(ours.end(), others.begin(), others.end());
  return ours;
}

}  // namespace

store_folder::content store_folder::read() {
  content found;
  const auto candidates = candidates_in(where_, found.error);
  if (found.error == std::errc::no_such_file_or_directory) return {};
  if (found.error) return found;
  files::remove_leftovers(where_);
  names_given_.clear();
  std::map<std::string, bool> known;
  for (const fs::path& path : candidates) {
    const files::whole_file file = files::read_whole(path, largest_file);
    auto inside = file.error ? std::nullopt : read_certificate_file(file.content);
    if (!inside && file.error != std::errc::no_such_file_or_directory) found.is_complete = false;
    if (!inside) continue;
    if (inside->elements.size() != 1) {
      std::move(inside->elements.begin(), inside->elements.end(), std::back_inserter(found.bundled));
      continue;
    }
    const std::string name = name_of(inside->elements.front());
    if (path.filename() != name) names_given_.insert_or_assign(name, path.filename().string());
    if (known.emplace(name, true).second) found.elements.push_back(std::move(inside->elements.front()));
  }
  return found;
}

std::error_code store_folder::keep(const entry& one) {
  return write(name_of(one.certificate()), write_serialized_alone(one));
}

std::error_code store_folder::keep(const revocation_entry& one) {
  return write(name_of(one.list()), write_serialized_alone(one));
}

std::error_code store_folder::lose(const entry& one) {
  return remove(name_of(one.certificate()));
}

std::error_code store_folder::lose(const revocation_entry& one) {
  return remove(name_of(one.list()));
}

second_look store_folder::look_again() {
  content found = read();
  if (found.error) return found.error;
  return std::move(found.elements);
}

std::error_code store_folder::write(const std::string& name, tls::const_bytes file) {
  if (const auto failed = files::make_directories(where_, readers_)) return failed;
  return files::write_whole(where_ / name, file, readers_);
}

std::error_code store_folder::remove(const std::string& name) {
  if (const auto failed = files::remove_file(where_ / name)) return failed;
  const auto given = names_given_.find(name);
  if (given == names_given_.end()) return {};
  if (const auto failed = files::remove_file(where_ / given->second)) return failed;
  names_given_.erase(given);
  return {};
}

}  // namespace schannel::core::certs
