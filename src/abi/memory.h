// Memory that a caller frees with FreeContextBuffer.
#pragma once

#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <new>
#include <string_view>

#include "tls/bytes.h"
#include "tls/unicode.h"

namespace schannel::abi {

/// `size` zeroed bytes; throws std::bad_alloc.
void* allocate_for_caller(std::size_t size);

/// A copy of `bytes`; nullptr for none. Throws std::bad_alloc.
void* copy_for_caller(tls::const_bytes bytes);

struct freed_for_caller {
  void operator()(void* memory) const { std::free(memory); }
};
/// Memory that is freed unless it is handed over with release().
template <typename T>
using caller_ptr = std::unique_ptr<T, freed_for_caller>;

/// A copy of `text` with a terminator.
template <typename Character>
caller_ptr<Character> text_for_caller(std::basic_string_view<Character> text) {
  auto* copy = static_cast<Character*>(allocate_for_caller((text.size() + 1) * sizeof(Character)));
  text.copy(copy, text.size());
  return caller_ptr<Character>(copy);
}

/// A copy of `utf8` in the characters of the function that was called.
template <typename Character>
caller_ptr<Character> text_for_caller_of(std::string_view utf8) {
  if constexpr (sizeof(Character) == 1)
    return text_for_caller<Character>(utf8);
  else
    return text_for_caller<Character>(tls::to_wide(utf8));
}

}  // namespace schannel::abi
