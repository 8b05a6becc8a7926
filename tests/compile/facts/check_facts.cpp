// Compiled against the other implementation of the headers: every fact about ours has to be a fact there.
#include "headers.h"

#include <string_view>
#include <type_traits>

#include "shape.h"

namespace {

// Compares narrow or wide text with narrow text, which is ASCII in these headers.
template <class Character>
constexpr bool same(const Character* text, std::string_view expected) {
  for (const char character : expected) {
    if (*text++ != static_cast<Character>(character)) return false;
  }
  return *text == 0;
}

// Compares spellings, in which blanks do not count.
constexpr bool same_spelling(std::string_view left, std::string_view right) {
  const auto next = [](std::string_view& text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    if (text.empty()) return '\0';
    const char first = text.front();
    text.remove_prefix(1);
    return first;
  };
  for (;;) {
    const char character = next(left);
    if (character != next(right)) return false;
    if (character == '\0') return true;
  }
}

}  // namespace

#define NUMBER_IS(name, value) static_assert(static_cast<long long>(name) == value, #name " is not " #value);
#define TEXT_IS(name, text) static_assert(same(name, text), #name " is not " text);
#define POINTER_IS(name, spelling) \
  static_assert(same_spelling(SPELLED(name), spelling), #name " is not " spelling);
#define SPELLING_IS(name, spelling) \
  static_assert(same_spelling(SPELLED(name), spelling), #name " is not " spelling);
#define SPELLING_IS_NOT(name, spelling) \
  static_assert(!same_spelling(SPELLED(name), spelling), #name " no longer differs");
#define SIZE_IS(type, size) static_assert(sizeof(type) == size, "sizeof(" #type ") is not " #size);
#define MEMBER_IS(type, member, offset, size)                                                              \
  static_assert(offsetof(type, member) == offset, "the offset of " #type "::" #member " is not " #offset); \
  static_assert(sizeof(static_cast<type*>(nullptr)->member) == size,                                       \
                #type "::" #member " has not " #size " bytes");
#define FUNCTION_TYPE_IS(name, ...)                                                   \
  static_assert(std::is_same_v<facts::shape<name>, std::index_sequence<__VA_ARGS__>>, \
                #name " has other parameters");
#define FUNCTION_IS(name, ...)                                                                   \
  static_assert(std::is_same_v<facts::shape<decltype(&name)>, std::index_sequence<__VA_ARGS__>>, \
                #name " has other parameters");

// A name that is no macro is spelled as itself. A name that is declared nowhere else is not ambiguous here.
#define ABSENT_MACRO(name) static_assert(same_spelling(SPELLED(name), #name), #name " is there after all");
#define ABSENT_NAME(name)          \
  namespace absent {               \
  struct name;                     \
  }                                \
  namespace looking {              \
  using namespace absent;          \
  using pointer_to_##name = name*; \
  }

#include "facts.inc"
