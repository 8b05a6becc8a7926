// What a CtxtHandle names: one connection, its lock, and the answer a caller had no room for.
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

  /// Held by every function that works on the connection.
  std::mutex mutex;
  core::connection connection;
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
};

using context_table = handle_table<context, handle_kind::context>;
context_table& contexts();

}  // namespace schannel::abi
