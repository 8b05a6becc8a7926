// Breaks the lines of messages.
#include "abi/kernel32/message_lines.h"

namespace schannel::abi {

namespace {

constexpr std::wstring_view line_break = L"\r\n";

}  // namespace

void message_lines::add(std::wstring_view text) {
  for (const wchar_t character : text) add(character);
}

void message_lines::add(wchar_t character) {
  if (character == L' ') last_blank_ = text_.size();
  text_ += character;
  const bool has_width = width_ != breaks_as_written && width_ != no_breaks;
  if (!has_width || text_.size() - line_begin_ <= width_ || last_blank_ == std::wstring::npos) return;
  text_.replace(last_blank_, 1, line_break);
  line_begin_ = last_blank_ + line_break.size();
  last_blank_ = std::wstring::npos;
}

void message_lines::add_soft_break() {
  if (width_ == breaks_as_written) {
    add_hard_break();
  } else {
    add(L' ');
  }
}

void message_lines::add_hard_break() {
  text_ += line_break;
  line_begin_ = text_.size();
  last_blank_ = std::wstring::npos;
}

}  // namespace schannel::abi
