// overloaded: what std::visit calls, made of a function for each alternative.
#pragma once

namespace schannel::tls {

template <typename... Handlers>
struct overloaded : Handlers... {
  using Handlers::operator()...;
};
// Clang deduces this of no aggregate before its version 17.
template <typename... Handlers>
overloaded(Handlers...) -> overloaded<Handlers...>;

}  // namespace schannel::tls
