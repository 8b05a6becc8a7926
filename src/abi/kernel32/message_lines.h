// message_lines: the text of a message as it grows, and where its lines end.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace schannel::abi {

class message_lines {
 public:
  /// What the width says that is no number of characters.
  static constexpr std::size_t breaks_as_written = 0, no_breaks = 0xFF;

  explicit message_lines(std::size_t width) : width_{width} {}

  void add(std::wstring_view text);

  /// A line break that is there for the width of the page its author had in mind: with a width it is a space.
  void add_soft_break();

  /// A line break that stays one.
  void add_hard_break();

  const std::wstring& text() const { return text_; }

 private:
  void add(wchar_t character);

  std::size_t width_;
  std::wstring text_;
  std::size_t line_begin_ = 0;
  std::size_t last_blank_ = std::wstring::npos;  ///< in this line
};

}  // namespace schannel::abi
