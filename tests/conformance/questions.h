// Asking a peer's context, and freeing what it answers with.
#pragma once

#include <memory>
#include <string>

#include "support/ends.h"

namespace peers {

template <typename Answer>
status asks(peer& one, ULONG attribute, Answer& answer) {
  return {QueryContextAttributesW(one.context(), attribute, &answer)};
}

template <typename Answer>
status asks_narrow(peer& one, ULONG attribute, Answer& answer) {
  return {QueryContextAttributesA(one.context(), attribute, &answer)};
}

template <typename Value>
status sets(peer& one, ULONG attribute, Value& value) {
  return {SetContextAttributesW(one.context(), attribute, &value, sizeof value)};
}

struct freed_as_context_buffer {
  void operator()(void* memory) const { FreeContextBuffer(memory); }
};
template <typename T>
using context_buffer = std::unique_ptr<T, freed_as_context_buffer>;

/// Takes an allocated string over.
template <typename Character>
std::basic_string<Character> taken(Character* text) {
  const context_buffer<Character> owner(text);
  return text == nullptr ? std::basic_string<Character>() : std::basic_string<Character>(text);
}

/// Takes allocated bytes over.
inline bytes taken(void* memory, std::size_t size) {
  const context_buffer<void> owner(memory);
  const auto* from = static_cast<const std::uint8_t*>(memory);
  return size == 0 ? bytes{} : bytes(from, from + size);
}

}  // namespace peers
