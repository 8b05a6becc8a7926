// The roots that the distribution trusts.
#include "core/certs/distribution_roots.h"

#include <filesystem>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "core/files/folder.h"
#include "core/files/whole_file.h"
#include "ossl/certificate_bag.h"
#include "ossl/trust_places.h"

namespace schannel::core::certs {

namespace {

namespace fs = std::filesystem;

/// Many times what distributions ship.
constexpr std::size_t largest_file = std::size_t{64} << 20;

class collector {
 public:
  void read(const fs::path& path) {
    const files::whole_file file = files::read_whole(path, largest_file);
    if (file.error) return;
    for (const ossl::certificate& one : ossl::read_pem(file.content).certificates)
      if (seen_.emplace(one.der().begin(), one.der().end()).second) roots_.push_back(one);
  }
  std::vector<ossl::certificate> take() && { return std::move(roots_); }

 private:
  std::vector<ossl::certificate> roots_;
  std::set<tls::byte_vector> seen_;
};

/// Eight hexadecimal digits, a dot and a number: what OpenSSL looks for in a directory.
bool is_hash_name(std::string_view name) {
  constexpr std::size_t digits = 8;
  if (name.size() < digits + 2 || name[digits] != '.') return false;
  return name.substr(0, digits).find_first_not_of("0123456789abcdef") == std::string_view::npos &&
         name.substr(digits + 1).find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace

std::vector<ossl::certificate> read_distribution_roots() {
  const ossl::trust_places places = ossl::default_trust_places();
  collector all;
  all.read(places.file);
  for (const std::string& directory : places.directories) {
    std::error_code ignored;
    for (const std::string& name : files::names_in(directory, ignored))
      if (is_hash_name(name)) all.read(fs::path{directory} / name);
  }
  return std::move(all).take();
}

}  // namespace schannel::core::certs
