// The tables of Unicode are libidn2's: OpenSSL reads A-labels but offers no way to make them.
#include "core/host_name.h"

#include <idn2.h>

#include <algorithm>
#include <memory>
#include <new>

namespace schannel::core {
namespace {

bool is_ascii(char one) {
  return static_cast<unsigned char>(one) < 0x80;
}

bool may_stand_in_a_name(char one) {
  return (one >= 'a' && one <= 'z') || (one >= 'A' && one <= 'Z') || (one >= '0' && one <= '9') ||
         one == '-' || one == '_' || one == '.';
}

std::optional<std::string> in_ascii(const std::string& target) {
  if (std::ranges::all_of(target, is_ascii)) return target;
  std::uint8_t* raw = nullptr;
  const int status = idn2_lookup_u8(reinterpret_cast<const std::uint8_t*>(target.c_str()), &raw,
                                    IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL);
  const std::unique_ptr<std::uint8_t, decltype(&idn2_free)> made(raw, idn2_free);
  if (status == IDN2_MALLOC) throw std::bad_alloc{};
  if (status != IDN2_OK) return std::nullopt;
  return reinterpret_cast<const char*>(made.get());
}

}  // namespace

std::optional<std::string> host_name_of(const std::string& target) {
  auto name = in_ascii(target);
  if (name && name->ends_with('.')) name->pop_back();
  if (!name || name->empty() || !std::ranges::all_of(*name, may_stand_in_a_name)) return std::nullopt;
  return name;
}

}  // namespace schannel::core
