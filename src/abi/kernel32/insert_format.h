// insert_format: how the value of an insert is shown, as printf's formats say it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace schannel::abi {

/// The size of the characters of a message: text without a size of its own has the same.
enum class character_size { narrow, wide };

struct insert_format {
  enum class kind { text, character, signed_number, unsigned_number, octal, hexadecimal, pointer };

  /// A number of the format itself, or one that comes with the arguments.
  struct measure {
    bool is_argument = false;
    int value = 0;
  };

  kind shows = kind::text;
  character_size characters = character_size::wide;
  int bytes = 4;  ///< of a number
  bool is_left = false;
  bool has_zeros = false;
  bool has_capitals = false;
  bool has_base = false;
  char sign = 0;  ///< in front of a number that is not negative
  std::optional<measure> width;
  std::optional<measure> precision;
};

/// Reads what stands between the exclamation marks of an insert: "s", "08x", "*.*s", "I64u" and so on.
/// Nothing for what cannot be shown, such as numbers with a fraction.
std::optional<insert_format> read_insert_format(std::wstring_view from, character_size characters);

/// Shows a value. The format's measures are numbers by now; those above `limit` count as `limit`.
std::wstring show(const insert_format& format, std::uintptr_t value, std::size_t limit);

}  // namespace schannel::abi
