// trust_stamp: when the places that say whom to trust were last changed.
#pragma once

#include <filesystem>
#include <optional>
#include <utility>
#include <vector>

#include "core/certs/system_stores.h"

namespace schannel::core::certs {

/// Two that are equal were made of the same places in the same state, as far as directories and files tell.
class trust_stamp {
 public:
  void add(std::filesystem::path place);

  /// Whether the last change is so long ago that another one would have another time.
  bool is_settled() const;

  friend bool operator==(const trust_stamp&, const trust_stamp&) = default;

 private:
  using time = std::filesystem::file_time_type;

  std::vector<std::pair<std::filesystem::path, std::optional<time>>> places_;  ///< no time: not there
};

/// Of the stores of that location, and of what the distribution trusts.
trust_stamp stamp_of(location where);

}  // namespace schannel::core::certs
