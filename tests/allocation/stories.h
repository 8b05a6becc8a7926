// Stories of several calls, each of which is told again and again with memory that runs out in one of them.
#pragma once

#include <functional>
#include <type_traits>
#include <vector>

#include "starving.h"

namespace peers {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr std::size_t story_stride = 197;
#else
inline constexpr std::size_t story_stride = 23;
#endif

/// A call of one end, in which the nth allocation fails.
template <typename Meeting>
using scene = std::function<attempt(Meeting&, std::size_t nth)>;

/// Lets each call of a story fail at every allocation, in a meeting of its own in which the ones before
/// succeeded. Calls `check_end(Meeting&)` when a call, or the last of all, got the memory it wanted.
template <typename Begin, typename Meeting = std::invoke_result_t<Begin>>
void starve_each(Begin begin, const std::type_identity_t<std::vector<scene<Meeting>>>& story,
                 const std::type_identity_t<std::function<void(Meeting&)>>& check_end) {
  for (std::size_t at = 0; at < story.size(); ++at) {
    CAPTURE(at);
    bool goes_on = true;
    for (std::size_t nth = 1; goes_on; nth = after(nth, story_stride)) {
      CAPTURE(nth);
      Meeting meeting = begin();
      for (std::size_t before = 0; before < at; ++before)
        REQUIRE_FALSE(failed(story[before](meeting, 0).result));
      const attempt made = story[at](meeting, nth);
      goes_on = made.ran_out;
      if (failed(made.result)) {
        CAPTURE(made.result);
        CHECK(made.ran_out);
        CHECK(is_a_failure_of_memory(made.result));
      } else if (at + 1 == story.size()) {
        check_end(meeting);
      }
      check_still_there(meeting.client);
      if constexpr (requires { meeting.server.context(); }) check_still_there(meeting.server);
    }
  }
}

inline scene<pair> leg_of(role who) {
  return [who](pair& both, std::size_t nth) { return take_leg(both[who], nth); };
}

}  // namespace peers
