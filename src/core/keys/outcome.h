// outcome<T>: what came of looking for a stored key, or why nothing did.
#pragma once

#include <system_error>
#include <utility>
#include <variant>

namespace schannel::core::keys {

enum class trouble {
  no_container,  ///< there is no container, or key, of that name
  no_key,        ///< the container is there, but has no such key
  exists,        ///< there is one of that name already
  forbidden,     ///< the user may not, or others may read what only the owner should
  damaged,       ///< what is stored is no key
  full,          ///< no room for it
  no_folder,     ///< nothing says where this user's keys are
  failed,        ///< the disk does not do it
};

/// The trouble that an error of the operating system is.
trouble trouble_of(std::error_code error);

/// Test it before dereferencing it.
template <typename T>
class [[nodiscard]] outcome {
 public:
  outcome(T value) : content_(std::in_place_index<0>, std::move(value)) {}
  outcome(trouble why) : content_(std::in_place_index<1>, why) {}

  explicit operator bool() const { return content_.index() == 0; }

  T& operator*() & { return std::get<0>(content_); }
  const T& operator*() const& { return std::get<0>(content_); }
  T&& operator*() && { return std::get<0>(std::move(content_)); }
  T* operator->() { return &std::get<0>(content_); }
  const T* operator->() const { return &std::get<0>(content_); }

  trouble why() const { return std::get<1>(content_); }

 private:
  std::variant<T, trouble> content_;
};

/// Where there is nothing to hand over.
struct done {};

}  // namespace schannel::core::keys
