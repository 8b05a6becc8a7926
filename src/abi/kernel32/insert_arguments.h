// insert_arguments: the values behind the inserts of a message, which a va_list gives only one after the
// other.
#pragma once

#include <cstdarg>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace schannel::abi {

/// Values as wide as a pointer. The caller of FormatMessage vouches that there are as many as its text asks
/// for.
class insert_arguments {
 public:
  enum class form { list, array };

  /// Either form comes as a va_list*.
  insert_arguments(va_list* values, form of) : values_{values}, form_{of} {}

  bool is_array() const { return form_ == form::array; }

  /// The value of that number, from 1.
  std::uintptr_t numbered(std::size_t number) {
    if (is_array()) return reinterpret_cast<const std::uintptr_t*>(values_)[number - 1];
    while (read_.size() < number) read_.push_back(next());
    return read_[number - 1];
  }

  /// The next value of a list that no number has.
  std::uintptr_t next() { return va_arg(*values_, std::uintptr_t); }

 private:
  va_list* values_;
  form form_;
  std::vector<std::uintptr_t> read_;
};

}  // namespace schannel::abi
