// floods: what a peer may send without sending data. OpenSSL's own limits do not see these records, and are
// tighter: 32 empty records, 4 warnings. Ours are far above what a peer means well with, such as empty
// messages that keep a connection alive, and far below what would keep anybody busy.
#pragma once

#include "tls/bytes.h"

namespace schannel::ossl {

/// How many of each may come in a row, with no application data between them.
inline constexpr unsigned max_empty_records = 1000;
inline constexpr unsigned max_warnings = 100;
inline constexpr unsigned max_key_updates = 100;

/// Counts; each function says whether the peer is still within the limit.
class floods {
 public:
  bool allow_empty_record() { return ++empty_records_ <= max_empty_records; }
  bool allow_warning() { return ++warnings_ <= max_warnings; }
  bool allow_key_update() { return ++key_updates_ <= max_key_updates; }
  void see_data() { *this = {}; }

 private:
  unsigned empty_records_ = 0;
  unsigned warnings_ = 0;
  unsigned key_updates_ = 0;
};

}  // namespace schannel::ossl
