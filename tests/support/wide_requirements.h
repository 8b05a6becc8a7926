// SECBUFFER_FLAGS as tests pass it. Most of its bits are newer than the SDK of mingw-w64.
#pragma once

#include "support/buffers.h"

namespace peers {

inline constexpr ULONGLONG messages_mode = 1ULL << 32;           // ISC_REQ_MESSAGES and ASC_REQ_MESSAGES
inline constexpr ULONGLONG deferred_validation = 1ULL << 33;     // ISC_REQ_DEFERRED_CRED_VALIDATION
inline constexpr ULONGLONG no_late_authentication = 1ULL << 34;  // ISC_REQ_NO_POST_HANDSHAKE_AUTH
inline constexpr ULONGLONG reuse_tickets = 1ULL << 35;           // ISC_REQ_REUSE_SESSION_TICKETS
inline constexpr ULONGLONG explicit_session = 1ULL << 36;        // ISC_REQ_EXPLICIT_SESSION

class requirement_buffer {
 public:
  explicit requirement_buffer(ULONGLONG requirements) : flags_{requirements} {}

  /// Shows this object, which has to outlive the call.
  SecBuffer shown() { return buffer(SECBUFFER_FLAGS, &flags_, sizeof flags_); }

 private:
  SEC_FLAGS flags_;
};

}  // namespace peers
