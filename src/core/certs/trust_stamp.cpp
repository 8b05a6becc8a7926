// trust_stamp: the times of files and folders.
#include "core/certs/trust_stamp.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <string>
#include <system_error>

#include "ossl/trust_places.h"

namespace schannel::core::certs {

namespace {

/// Several times what the clock of a file system ticks in.
constexpr std::chrono::milliseconds unsettled{100};

void add_stores(trust_stamp& stamp, location where) {
  static const std::array stores{*system_store_name::parse(L"ROOT"), *system_store_name::parse(L"CA"),
                                 *system_store_name::parse(L"Disallowed")};
  for (const system_store_name& store : stores)
    if (auto folder = folder_of(where, store)) stamp.add(*std::move(folder));
}

}  // namespace

void trust_stamp::add(std::filesystem::path place) {
  std::error_code failed;
  const time changed = std::filesystem::last_write_time(place, failed);
  places_.emplace_back(std::move(place), failed ? std::nullopt : std::optional{changed});
}

bool trust_stamp::is_settled() const {
  const time limit = time::clock::now() - unsettled;
  return std::none_of(places_.begin(), places_.end(),
                      [&](const auto& place) { return place.second && *place.second > limit; });
}

trust_stamp stamp_of(location where) {
  trust_stamp stamp;
  add_stores(stamp, location::local_machine);
  if (where == location::current_user) add_stores(stamp, location::current_user);
  ossl::trust_places places = ossl::default_trust_places();
  stamp.add(std::move(places.file));
  for (std::string& directory : places.directories) stamp.add(std::move(directory));
  return stamp;
}

}  // namespace schannel::core::certs
