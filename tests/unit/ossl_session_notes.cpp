// Notes that programs keep with sessions: how many, and for how long.
#include "ossl/session_notes.h"

#include <doctest/doctest.h>

#include <thread>

using namespace schannel;
using namespace std::chrono_literals;

namespace {

constexpr ossl::session_name first{1}, second{2}, third{3};

/// The flags of the note; nothing where there is none.
std::optional<std::uint32_t> found(ossl::session_notes& among, const ossl::session_name& name) {
  const auto note = among.find(name);
  return note ? std::optional(note->flags) : std::nullopt;
}

}  // namespace

TEST_CASE("a note is found by the name of its session, as it was kept last") {
  ossl::session_notes notes(8);
  CHECK_FALSE(notes.find(first));
  notes.keep(first, {1, {'a'}}, 1h);
  notes.keep(second, {2, {'b'}}, 1h);
  notes.keep(first, {3, {'c', 'd'}}, 1h);
  const auto kept = notes.find(first);
  REQUIRE(kept);
  CHECK(kept->flags == 3);
  CHECK(kept->data == tls::byte_vector{'c', 'd'});
  CHECK(found(notes, second) == 2);
  notes.forget_all();
  CHECK_FALSE(notes.find(first));
  CHECK_FALSE(notes.find(second));
}

TEST_CASE("of more notes than there is room for, the one that was not used for the longest time goes") {
  ossl::session_notes notes(2);
  notes.keep(first, {1, {}}, 1h);
  notes.keep(second, {2, {}}, 1h);
  CHECK(found(notes, first) == 1);
  notes.keep(third, {3, {}}, 1h);
  CHECK(found(notes, first) == 1);
  CHECK_FALSE(notes.find(second));
  CHECK(found(notes, third) == 3);
  notes.keep(third, {4, {}}, 1h);
  CHECK(found(notes, first) == 1);
  CHECK(found(notes, third) == 4);
}

TEST_CASE("a note is not kept longer than its session") {
  ossl::session_notes notes(8);
  notes.keep(first, {1, {}}, 1h);
  notes.keep(second, {2, {}}, 0ms);
  notes.keep(third, {3, {}}, 1ms);
  std::this_thread::sleep_for(2ms);
  CHECK(found(notes, first) == 1);
  CHECK_FALSE(notes.find(second));
  CHECK_FALSE(notes.find(third));
}
