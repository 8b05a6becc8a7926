// The columns: who or which step, the call, its status by name and by number.
#include "demo_story.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <string>

#include "status_name.h"

namespace schannel::tool::story {
namespace {

void row(std::string_view label, std::string_view what, SECURITY_STATUS status) {
  fmt::print("{:<8}{:<39}{:<22}0x{:08X}\n", label, what, status_name(status),
             static_cast<std::uint32_t>(status));
}

}  // namespace

void heading(std::string_view text) {
  fmt::print("\n{}\n", text);
}

void line(std::string_view text) {
  fmt::print("{}\n", text);
}

void call(std::string_view who, std::string_view function, SECURITY_STATUS status, std::size_t made) {
  row(who, made == 0 ? std::string(function) : fmt::format("{:<26}{:>5} bytes", function, made), status);
}

void step(int number, std::string_view function, SECURITY_STATUS status) {
  row(fmt::format("step {}", number), function, status);
}

void step(int number, std::string_view text) {
  fmt::print("step {}  {}\n", number, text);
}

void bytes(const_bytes shown) {
  constexpr std::size_t per_line = 24;
  while (!shown.empty()) {
    const const_bytes now = shown.first(std::min(per_line, shown.size()));
    fmt::print("        {:02x}\n", fmt::join(now, " "));
    shown = shown.subspan(now.size());
  }
}

}  // namespace schannel::tool::story
