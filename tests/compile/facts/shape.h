// The sizes of a function's result and parameters: what two declarations of it have to agree on.
#pragma once

#include <cstddef>
#include <utility>

namespace facts {

template <class T>
constexpr std::size_t size_of = sizeof(T);
template <>
inline constexpr std::size_t size_of<void> = 0;

template <class Pointer>
struct shape_of;
template <class Result, class... Parameters>
struct shape_of<Result (*)(Parameters...)> {
  using type = std::index_sequence<size_of<Result>, size_of<Parameters>...>;
};
template <class Pointer>
using shape = typename shape_of<Pointer>::type;

}  // namespace facts

// What the preprocessor makes of a name, as text.
#define SPELLED_AS_IS(...) #__VA_ARGS__
#define SPELLED(name) SPELLED_AS_IS(name)
