// What a CtxtHandle names: one connection, its locks, and the answer a caller had no room for.
#pragma once

#include <chrono>
#include <memory>
#include <mutex>
#include <optional>

#include "abi/attributes/settings.h"
#include "abi/credentials.h"
#include "abi/handles.h"
#include "core/connection.h"

namespace schannel::abi {

struct context {
  context(core::connection opened, std::shared_ptr<const credential> with)
      : connection(std::move(opened)), current_credential(std::move(with)) {}

  /// One for each direction, on cache lines of their own: a thread that encrypts does not wait for one that
  /// decrypts. What concerns both takes both, `receiving` first.
  std::mutex receiving;
  alignas(64) core::connection connection;
  /// What the connection was opened with, or was given since.
  std::shared_ptr<const credential> current_credential;
  /// What came of a leg whose token did not fit. The same call again delivers it.
  std::optional<core::progress> undelivered{};
  /// Extensions that the program handles itself and has not been told of.
  std::vector<ossl::extension> unreported{};
  /// What the last leg that succeeded returned: ISC_RET_... or ASC_RET_...
  std::uint32_t returned_attributes = 0;
  attribute_settings settings{};
  const std::chrono::system_clock::time_point begun_at = std::chrono::system_clock::now();
  alignas(64) std::mutex sending;
};

/// The right to use a connection, or its sending direction alone, until this goes.
class [[nodiscard]] turn {
 public:
  static turn on_all_of(context& one) {
    one.receiving.lock();
    one.sending.lock();
    return turn(one, true);
  }
  static turn to_send(context& one) {
    one.sending.lock();
    if (one.connection.seals_independently()) return turn(one, false);
    one.sending.unlock();
    return on_all_of(one);
  }

  turn(const turn&) = delete;
  turn& operator=(const turn&) = delete;
  ~turn() {
    of_.sending.unlock();
    if (has_all_) of_.receiving.unlock();
  }

 private:
  turn(context& of, bool has_all) : of_(of), has_all_(has_all) {}

  context& of_;
  bool has_all_;
};

using context_table = handle_table<context, handle_kind::context>;
inline context_table& contexts() {
  // Never destroyed: a program may free its handles while its static objects are destroyed.
  static auto& table = *new context_table;
  return table;
}

}  // namespace schannel::abi
