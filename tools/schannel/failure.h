// failure: what the tool throws when it cannot go on. Its text is one line that the user can act on.
#pragma once

#include <stdexcept>

namespace schannel::tool {

class failure : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace schannel::tool
