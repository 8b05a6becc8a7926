// interrupted<Within>: open() met a handshake message between or inside handshakes. It is processed already;
// until the caller has asked with advance() what it means, neither direction moves.
#pragma once

#include "core/feeding.h"
#include "core/step.h"

namespace schannel::core {

template <typename Within>
class interrupted {
 public:
  interrupted(Within within, tls::const_bytes record) : within_(std::move(within)), record_(record) {}

  /// Takes the remembered record back when `input` starts with it; what a handshake under way needs of the
  /// rest is its own matter. Stays interrupted while a credential is wanted.
  auto advance(tls::const_bytes input) && {
    auto leg = std::move(within_).resume(input, record_.count_in(input));
    using advancing = typename also_leading_to<decltype(leg), interrupted>::type;
    const bool waits = leg.answer && std::holds_alternative<wants_credential>(*leg.answer);
    if (auto* within = std::get_if<Within>(&leg.next); waits && within != nullptr)
      return advancing{interrupted(std::move(*within), std::move(record_)), std::move(leg.answer),
                       std::move(leg.to_send)};
    return widened<advancing>(std::move(leg));
  }

  /// The engine that serves the next leg.
  auto& engine() requires requires(Within w) { w.engine(); }
  { return within_.engine(); }

  /// Where the connection goes on when the caller asks for something else.
  Within resumed() && { return std::move(within_); }

 private:
  interrupted(Within within, remembered_bytes record)
      : within_(std::move(within)), record_(std::move(record)) {}

  Within within_;
  remembered_bytes record_;
};

}  // namespace schannel::core
