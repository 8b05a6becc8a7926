// result<T>: a value, or the failure that stood in its way.
#pragma once

#include <utility>
#include <variant>

#include "tls/failure.h"

namespace schannel::tls {

/// Holds either a T or the reason why there is none. Test it before dereferencing it.
template <typename T>
class [[nodiscard]] result {
 public:
  result(T value) : content_(std::in_place_index<0>, std::move(value)) {}
  result(tls::failure reason) : content_(std::in_place_index<1>, reason) {}
  result(cause why) : content_(std::in_place_index<1>, tls::failure{why}) {}

  explicit operator bool() const { return content_.index() == 0; }

  T& operator*() & { return std::get<0>(content_); }
  const T& operator*() const& { return std::get<0>(content_); }
  T&& operator*() && { return std::get<0>(std::move(content_)); }
  T* operator->() { return &std::get<0>(content_); }
  const T* operator->() const { return &std::get<0>(content_); }

  const tls::failure& failure() const { return std::get<1>(content_); }

 private:
  std::variant<T, tls::failure> content_;
};

}  // namespace schannel::tls
