// Counting of handshake messages; their bodies are OpenSSL's matter.
#include "tls/handshake_messages.h"

#include <algorithm>

namespace schannel::tls {

void handshake_messages::take(const_bytes content) {
  ended_.reset();
  while (!content.empty()) {
    if (header_length_ < header_size) {
      header_[header_length_++] = content[0];
      content = content.subspan(1);
      if (header_length_ < header_size) continue;
      missing_ =
          static_cast<std::size_t>(header_[1]) << 16 | static_cast<std::size_t>(header_[2]) << 8 | header_[3];
    }
    const std::size_t here = std::min(missing_, content.size());
    missing_ -= here;
    content = content.subspan(here);
    if (missing_ != 0) continue;
    ended_ = static_cast<handshake_type>(header_[0]);
    header_length_ = 0;
  }
}

}  // namespace schannel::tls
