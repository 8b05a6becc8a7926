// Reads the definitions of messages.
#include "abi/kernel32/message_definition.h"

#include <windows.h>

#include <algorithm>
#include <climits>
#include <string>

namespace schannel::abi {

namespace {

/// Takes a line break away, in whichever way it is written; false when there is none.
bool take_line_break(std::wstring_view& from) {
  if (from.starts_with(L"\r\n")) {
    from.remove_prefix(2);
  } else if (from.starts_with(L'\n') || from.starts_with(L'\r')) {
    from.remove_prefix(1);
  } else {
    return false;
  }
  return true;
}

bool is_digit(wchar_t character) {
  return character >= L'0' && character <= L'9';
}

/// An insert: the number of its value, or of the first of its measures, and its format.
struct insert {
  std::size_t number;
  insert_format format;
};

/// Reads an insert whose number comes next: of one or two digits, and its format, if there is one.
std::optional<insert> take_insert(std::wstring_view& from, character_size characters) {
  std::size_t number = 0;
  for (int digits = 0; digits < 2 && !from.empty() && is_digit(from.front()); ++digits) {
    number = number * 10 + static_cast<std::size_t>(from.front() - L'0');
    from.remove_prefix(1);
  }
  std::wstring_view written = L"s";
  if (from.starts_with(L'!')) {
    const std::size_t end = from.find(L'!', 1);
    if (end == std::wstring_view::npos) return std::nullopt;
    written = from.substr(1, end - 1);
    from.remove_prefix(end + 1);
  }
  const auto format = read_insert_format(written, characters);
  if (!format) return std::nullopt;
  return insert{number, *format};
}

/// Takes measures that come with the arguments from there; returns how many there were.
std::size_t take_measures(insert& of, insert_arguments& arguments) {
  std::size_t taken = 0;
  const auto take = [&](insert_format::measure& one) {
    if (one.is_argument) one = {false, static_cast<int>(arguments.numbered(of.number + taken++))};
  };
  insert_format& format = of.format;
  if (format.width) take(*format.width);
  if (format.precision) take(*format.precision);
  if (format.width && format.width->value < 0) {
    format.is_left = true;
    format.width->value = format.width->value == INT_MIN ? INT_MAX : -format.width->value;
  }
  if (format.precision && format.precision->value < 0) format.precision.reset();
  return taken;
}

void add_insert(insert one, insert_arguments& arguments, message_lines& to) {
  const std::size_t measures = take_measures(one, arguments);
  // Behind the measures of an array comes the value; a list has given their numbers to the inserts that
  // follow.
  const std::uintptr_t value =
      measures == 0 || arguments.is_array() ? arguments.numbered(one.number + measures) : arguments.next();
  to.add(show(one.format, value, longest_message + 1));
}

void add_escape(wchar_t escaped, message_lines& to) {
  switch (escaped) {
    case L'n':
      return to.add_hard_break();
    case L'r':
      return to.add(L"\r");
    case L't':
      return to.add(L"\t");
    default:
      return to.add({&escaped, 1});
  }
}

}  // namespace

void copy_definition(std::wstring_view definition, message_lines& to) {
  while (!definition.empty()) {
    if (take_line_break(definition)) {
      to.add_soft_break();
      continue;
    }
    to.add(definition.substr(0, 1));
    definition.remove_prefix(1);
  }
}

int carry_out_definition(std::wstring_view definition, character_size characters, insert_arguments* arguments,
                         message_lines& to) {
  while (!definition.empty()) {
    const std::size_t plain = std::min(definition.find(L'%'), definition.size());
    copy_definition(definition.substr(0, plain), to);
    definition.remove_prefix(plain);
    if (to.text().size() > longest_message) return ERROR_MORE_DATA;
    if (definition.empty()) break;

    definition.remove_prefix(1);
    if (definition.empty()) return ERROR_INVALID_PARAMETER;
    const wchar_t escaped = definition.front();
    if (escaped == L'0') break;
    if (!is_digit(escaped)) {
      add_escape(escaped, to);
      definition.remove_prefix(1);
      continue;
    }
    const auto one = take_insert(definition, characters);
    if (!one || arguments == nullptr) return ERROR_INVALID_PARAMETER;
    add_insert(*one, *arguments, to);
  }
  return to.text().size() > longest_message ? ERROR_MORE_DATA : ERROR_SUCCESS;
}

}  // namespace schannel::abi
