// How programs name private keys.
#include "core/certs/keys.h"

#include <array>
#include <atomic>
#include <utility>

#include "core/certs/directory.h"
#include "ossl/random.h"

namespace schannel::core::certs {

namespace {

// Neither directory is ever destroyed: keys may go after the static objects of this file.
auto& numbers() {
  static auto& all = *new directory<std::uint64_t, const numbered_key>;
  return all;
}

auto& containers() {
  static auto& all = *new directory<std::wstring, const key_container>;
  return all;
}

/// Keys are numbered from here on: far from zero, from all-ones, from addresses and from what programs
/// invent.
constexpr std::uint64_t first_number = 0x4B65'7900'0000'0001;
constexpr std::uint64_t numbers_to_give = 0x0000'00FF'FFFF'FFFF;

std::uint64_t fresh_number() {
  static std::atomic<std::uint64_t> next{first_number};
  return next++;
}

std::wstring fresh_name() {
  static constexpr wchar_t digits[] = L"0123456789ABCDEF";
  std::array<std::uint8_t, 16> random;
  ossl::fill_random(random);
  std::wstring name = L"{";
  for (std::size_t i = 0; i < random.size(); ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) name += L'-';
    name += {digits[random[i] >> 4], digits[random[i] & 0x0F]};
  }
  return name + L'}';
}

}  // namespace

std::shared_ptr<const numbered_key> numbered_key::create(ossl::private_key key) {
  std::shared_ptr<const numbered_key> made{new numbered_key{fresh_number(), std::move(key)}};
  numbers().enter(made->number(), made);
  return made;
}

std::shared_ptr<const numbered_key> numbered_key::find(std::uint64_t number) {
  return numbers().find(number);
}

bool numbered_key::could_name(std::uint64_t number) {
  return number - first_number < numbers_to_give;
}

numbered_key::~numbered_key() {
  numbers().leave(number_);
}

std::shared_ptr<const key_container> key_container::create(ossl::private_key key) {
  std::shared_ptr<const key_container> made{new key_container{fresh_name(), std::move(key)}};
  containers().enter(made->name(), made);
  return made;
}

std::shared_ptr<const key_container> key_container::find(const std::wstring& name) {
  return containers().find(name);
}

key_container::~key_container() {
  containers().leave(name_);
}

}  // namespace schannel::core::certs
