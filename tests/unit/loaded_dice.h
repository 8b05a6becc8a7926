// Random numbers of OpenSSL's that are no surprise.
#pragma once

#include <cstdint>

namespace schannel::test {

/// While it lives OpenSSL's random numbers follow from a seed. There is one at a time, and one thread.
class loaded_dice {
 public:
  explicit loaded_dice(std::uint32_t seed);
  ~loaded_dice();
  loaded_dice(const loaded_dice&) = delete;
  loaded_dice& operator=(const loaded_dice&) = delete;

  /// The next numbers do not depend on how many were drawn before: whoever uses an RSA key first draws some
  /// more.
  void begin_anew();

 private:
  std::uint32_t seed_;
};

}  // namespace schannel::test
