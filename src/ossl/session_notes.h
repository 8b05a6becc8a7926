// session_notes: what programs keep with their sessions, for every connection that has the session.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <list>
#include <map>
#include <mutex>
#include <optional>

#include "tls/bytes.h"

namespace schannel::ossl {

/// By what this side knows a session from one connection to the next: random bytes of its own, which a server
/// puts into its tickets as well. Ids are no such thing: a ticket has none, and a client's are its servers'.
using session_name = std::array<std::uint8_t, 16>;

/// What a program keeps with a session.
struct session_note {
  std::uint32_t flags = 0;
  tls::byte_vector data{};
};

/// Notes by the names of their sessions. Safe to use from any thread.
class session_notes {
 public:
  /// Of more than `most` the one that was not used for the longest time is forgotten.
  explicit session_notes(std::size_t most) : most_(most) {}

  /// Keeps `note` in place of an earlier one, until it was not used for `lifespan`, as long as the session
  /// can be resumed.
  void keep(const session_name& of, session_note note, std::chrono::milliseconds lifespan);
  std::optional<session_note> find(const session_name& of);
  void forget_all();

 private:
  using clock = std::chrono::steady_clock;
  struct entry {
    session_name name;
    session_note note;
    std::chrono::milliseconds lifespan;
    clock::time_point until;
  };
  using entries = std::list<entry>;

  void drop_old();

  const std::size_t most_;
  std::mutex mutex_;
  entries entries_;  // the latest used last
  std::map<session_name, entries::iterator> places_;
};

/// The notes of this process.
session_notes& every_session_note();

}  // namespace schannel::ossl
