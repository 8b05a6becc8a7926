// Prints the value of every name in names.inc, in the form that check_facts.cpp includes. Compiled with
// -fshort-wchar, so that WCHAR has the size it has on Windows and every layout can be the same.
#include "headers.h"

#include <cstdio>
#include <string>
#include <type_traits>

#include "shape.h"

namespace {

template <class Character>
std::string quoted(const Character* text) {
  std::string result = "\"";
  for (; *text; ++text) {
    if (*text == '"' || *text == '\\') result += '\\';
    result += static_cast<char>(*text);
  }
  return result + '"';
}

// A pointer made of a number is no constant expression in C++: it is compared as it is spelled.
template <class Value>
void print_number(const char* name, const char* spelled, Value value) {
  if constexpr (std::is_pointer_v<Value>) {
    std::printf("POINTER_IS(%s, %s)\n", name, quoted(spelled).c_str());
  } else {
    std::printf("NUMBER_IS(%s, %lldLL)\n", name, static_cast<long long>(value));
  }
}

template <class Character>
void print_text(const char* name, const Character* text) {
  std::printf("TEXT_IS(%s, %s)\n", name, quoted(text).c_str());
}

template <std::size_t... Sizes>
void print_shape(const char* kind, const char* name, std::index_sequence<Sizes...>) {
  std::printf("%s(%s", kind, name);
  (std::printf(", %zu", Sizes), ...);
  std::puts(")");
}

#define NUMBER(name) print_number(#name, SPELLED(name), name);
#define TEXT_CONSTANT(name) print_text(#name, name);
#define SPELLING(name) std::printf("SPELLING_IS(%s, %s)\n", #name, quoted(SPELLED(name)).c_str());
#define DIFFERENT_SPELLING(name) \
  std::printf("SPELLING_IS_NOT(%s, %s)\n", #name, quoted(SPELLED(name)).c_str());
#define SIZE(type) std::printf("SIZE_IS(%s, %zu)\n", #type, sizeof(type));
#define MEMBER(type, member)                                                           \
  std::printf("MEMBER_IS(%s, %s, %zu, %zu)\n", #type, #member, offsetof(type, member), \
              sizeof(static_cast<type*>(nullptr)->member));
#define FUNCTION(name) print_shape("FUNCTION_IS", #name, facts::shape<decltype(&name)>{});
#define FUNCTION_TYPE(name) print_shape("FUNCTION_TYPE_IS", #name, facts::shape<name>{});
#define ABSENT_MACRO(name) std::puts("ABSENT_MACRO(" #name ")");
#define ABSENT_NAME(name) std::puts("ABSENT_NAME(" #name ")");

}  // namespace

int main() {
#include "expressions.inc"
#include "names.inc"
}
