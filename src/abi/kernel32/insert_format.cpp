// Reads and carries out the formats of inserts.
#include "abi/kernel32/insert_format.h"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <cwchar>

#include "tls/unicode.h"

namespace schannel::abi {

namespace {

bool skip(std::wstring_view& from, std::wstring_view word) {
  if (!from.starts_with(word)) return false;
  from.remove_prefix(word.size());
  return true;
}

void read_flags(std::wstring_view& from, insert_format& to) {
  for (;; from.remove_prefix(1)) {
    if (from.starts_with(L'-')) {
      to.is_left = true;
    } else if (from.starts_with(L'0')) {
      to.has_zeros = true;
    } else if (from.starts_with(L'#')) {
      to.has_base = true;
    } else if (from.starts_with(L'+') || (from.starts_with(L' ') && to.sign == 0)) {
      to.sign = static_cast<char>(from.front());
    } else {
      return;
    }
  }
}

insert_format::measure read_measure(std::wstring_view& from) {
  constexpr int largest = 1'000'000;
  if (skip(from, L"*")) return {.is_argument = true};
  int value = 0;
  for (; !from.empty() && from.front() >= L'0' && from.front() <= L'9'; from.remove_prefix(1))
    value = std::min(value * 10 + static_cast<int>(from.front() - L'0'), largest);
  return {.value = value};
}

/// How many bytes a number has, or which characters a text, when its format says so.
struct size_prefix {
  std::wstring_view word;
  int bytes;
  std::optional<character_size> characters;
};
constexpr size_prefix size_prefixes[] = {
    {L"I64", 8, {}},
    {L"I32", 4, {}},
    {L"ll", 8, {}},
    {L"l", 4, character_size::wide},
    {L"w", 4, character_size::wide},
    {L"hh", 1, character_size::narrow},
    {L"h", 2, character_size::narrow},
    {L"I", sizeof(void*), {}},
};

bool read_type(std::wstring_view type, insert_format& to) {
  using kind = insert_format::kind;
  if (type.size() != 1) return false;
  switch (type.front()) {
    case L's':
    case L'S':
      to.shows = kind::text;
      return true;
    case L'c':
    case L'C':
      to.shows = kind::character;
      return true;
    case L'd':
    case L'i':
      to.shows = kind::signed_number;
      return true;
    case L'u':
      to.shows = kind::unsigned_number;
      return true;
    case L'o':
      to.shows = kind::octal;
      return true;
    case L'x':
    case L'X':
      to.shows = kind::hexadecimal;
      to.has_capitals = type.front() == L'X';
      return true;
    case L'p':
      to.shows = kind::pointer;
      return true;
    default:
      return false;
  }
}

std::wstring text_at(const insert_format& format, std::uintptr_t address, std::size_t limit) {
  const std::size_t most =
      format.precision ? std::min(limit, static_cast<std::size_t>(format.precision->value)) : limit;
  if (address == 0) return std::wstring{std::wstring_view{L"(null)"}.substr(0, most)};
  if (format.characters == character_size::wide) {
    const auto* text = reinterpret_cast<const wchar_t*>(address);
    return {text, wcsnlen(text, most)};
  }
  const auto* text = reinterpret_cast<const char*>(address);
  return tls::to_wide({text, strnlen(text, most)});
}

std::wstring character_of(const insert_format& format, std::uintptr_t value) {
  if (format.characters == character_size::wide) return std::wstring(1, static_cast<wchar_t>(value));
  const char byte = static_cast<char>(value);
  return tls::to_wide({&byte, 1});
}

std::uint64_t cut_to(std::uint64_t value, int bytes) {
  return bytes == 8 ? value : value & ((std::uint64_t{1} << bytes * 8) - 1);
}

/// The value as a negative number has it: its distance from zero, when its first bit says that it is one.
std::optional<std::uint64_t> distance_below_zero(std::uint64_t value, int bytes) {
  if ((value >> (bytes * 8 - 1) & 1) == 0) return std::nullopt;
  return cut_to(~value + 1, bytes);
}

std::wstring digits_of(std::uint64_t value, int base, bool has_capitals) {
  char digits[24];
  char* const end = std::to_chars(std::begin(digits), std::end(digits), value, base).ptr;
  std::wstring shown(digits, end);
  if (has_capitals)
    for (wchar_t& digit : shown)
      if (digit >= L'a') digit = static_cast<wchar_t>(digit - L'a' + L'A');
  return shown;
}

/// A number in two parts, between which zeros may have to be put.
struct shown_number {
  std::wstring prefix;
  std::wstring digits;
};

shown_number number_of(const insert_format& format, std::uint64_t value) {
  using kind = insert_format::kind;
  const std::uint64_t cut = cut_to(value, format.bytes);
  switch (format.shows) {
    case kind::signed_number: {
      const auto below = distance_below_zero(cut, format.bytes);
      if (below) return {L"-", digits_of(*below, 10, false)};
      return {format.sign != 0 ? std::wstring(1, format.sign) : L"", digits_of(cut, 10, false)};
    }
    case kind::octal:
      return {format.has_base ? L"0" : L"", digits_of(cut, 8, false)};
    case kind::hexadecimal:
      return {!format.has_base || cut == 0 ? L""
              : format.has_capitals        ? L"0X"
                                           : L"0x",
              digits_of(cut, 16, format.has_capitals)};
    default:
      return {L"", digits_of(cut, 10, false)};
  }
}

/// With the zeros that a precision, or a width to be filled with zeros, asks for.
std::wstring filled_with_zeros(const insert_format& format, const shown_number& number, std::size_t limit) {
  std::size_t least = 0;
  if (format.precision) {
    least = static_cast<std::size_t>(format.precision->value);
  } else if (format.has_zeros && !format.is_left && format.width) {
    const auto width = static_cast<std::size_t>(format.width->value);
    least = width - std::min(width, number.prefix.size());
  }
  const std::size_t digits = number.digits.size();
  const std::size_t zeros = std::min(limit, least) - std::min({limit, least, digits});
  return number.prefix + std::wstring(zeros, L'0') + number.digits;
}

std::wstring without_width(const insert_format& format, std::uintptr_t value, std::size_t limit) {
  using kind = insert_format::kind;
  if (format.shows == kind::text) return text_at(format, value, limit);
  if (format.shows == kind::character) return character_of(format, value);
  if (format.shows == kind::pointer) {
    const std::wstring digits = digits_of(value, 16, true);
    return std::wstring(2 * sizeof value - digits.size(), L'0') + digits;
  }
  return filled_with_zeros(format, number_of(format, value), limit);
}

}  // namespace

std::optional<insert_format> read_insert_format(std::wstring_view from, character_size characters) {
  insert_format format;
  read_flags(from, format);
  if (const auto width = read_measure(from); width.is_argument || width.value != 0) format.width = width;
  if (skip(from, L".")) format.precision = read_measure(from);
  // The capital letters of text and characters mean those of the other size.
  const bool is_capital = from.ends_with(L'S') || from.ends_with(L'C');
  const bool is_wide = (characters == character_size::wide) != is_capital;
  format.characters = is_wide ? character_size::wide : character_size::narrow;
  for (const size_prefix& prefix : size_prefixes) {
    if (!skip(from, prefix.word)) continue;
    format.bytes = prefix.bytes;
    format.characters = prefix.characters.value_or(format.characters);
    break;
  }
  if (!read_type(from, format)) return std::nullopt;
  return format;
}

std::wstring show(const insert_format& format, std::uintptr_t value, std::size_t limit) {
  const std::wstring shown = without_width(format, value, limit);
  const std::size_t width = format.width ? std::min(limit, static_cast<std::size_t>(format.width->value)) : 0;
  const std::wstring blanks(width - std::min(width, shown.size()), L' ');
  return format.is_left ? shown + blanks : blanks + shown;
}

}  // namespace schannel::abi
