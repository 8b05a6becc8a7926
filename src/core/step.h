// step: what one operation on a state came to.
#pragma once

#include <type_traits>
#include <utility>
#include <variant>

#include "core/progress.h"

namespace schannel::core {

/// The next state, what the operation came to, and what the peer must get.
template <typename Answer, typename... Next>
struct step {
  std::variant<Next...> next;
  tls::result<Answer> answer;
  tls::byte_vector to_send{};
};

/// `narrow` as a step that may lead to more states.
template <typename Wide, typename Narrow>
Wide widened(Narrow narrow) {
  return {std::visit([](auto& next) -> decltype(Wide::next) { return std::move(next); }, narrow.next),
          std::move(narrow.answer), std::move(narrow.to_send)};
}

/// The type of `Step` with `State` among those that may follow.
template <typename Step, typename State>
struct also_leading_to;
template <typename Answer, typename... Next, typename State>
struct also_leading_to<step<Answer, Next...>, State> {
  using type = std::conditional_t<std::disjunction_v<std::is_same<State, Next>...>, step<Answer, Next...>,
                                  step<Answer, State, Next...>>;
};

}  // namespace schannel::core
