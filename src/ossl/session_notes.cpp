// Notes in the order of their use, and where each of them is.
#include "ossl/session_notes.h"

#include <utility>

namespace schannel::ossl {

void session_notes::keep(const session_name& of, session_note note, std::chrono::milliseconds lifespan) {
  const std::lock_guard lock(mutex_);
  entries fresh;
  fresh.push_back({of, std::move(note), lifespan, clock::now() + lifespan});
  const auto [place, is_new] = places_.try_emplace(of, fresh.begin());
  if (!is_new) entries_.erase(std::exchange(place->second, fresh.begin()));
  entries_.splice(entries_.end(), fresh);
  drop_old();
}

std::optional<session_note> session_notes::find(const session_name& of) {
  const std::lock_guard lock(mutex_);
  drop_old();
  const auto found = places_.find(of);
  if (found == places_.end()) return std::nullopt;
  entry& one = *found->second;
  if (one.until <= clock::now()) return std::nullopt;
  one.until = clock::now() + one.lifespan;
  entries_.splice(entries_.end(), entries_, found->second);
  return one.note;
}

void session_notes::forget_all() {
  const std::lock_guard lock(mutex_);
  places_.clear();
  entries_.clear();
}

void session_notes::drop_old() {
  const auto now = clock::now();
  while (!entries_.empty() && (entries_.size() > most_ || entries_.front().until <= now)) {
    places_.erase(entries_.front().name);
    entries_.pop_front();
  }
}

session_notes& every_session_note() {
  constexpr std::size_t most = 20'000;  // as many sessions as a server keeps unless it is told otherwise
  // Never destroyed: a program may free its handles while its static objects are destroyed.
  static auto& notes = *new session_notes(most);
  return notes;
}

}  // namespace schannel::ossl
