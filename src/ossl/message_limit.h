// message_limit: how long a handshake message may be that comes in several records.
#pragma once

#include <cstddef>

#include "tls/record.h"

namespace schannel::ossl {

/// Is told of each record that a handshake is fed, and of the messages that end in it.
class message_limit {
 public:
  /// `most` is in bytes, header of the message included; with 0 each message must lie in one record.
  void set(std::size_t most) { most_ = most; }

  void begin_record(const tls::whole_record& record);
  void add_message(std::size_t length);
  /// Whether a message that ended in the record is longer than it may be. A record that `holds_messages`
  /// without ending one leads into the next.
  bool end_record(bool holds_messages);

 private:
  std::size_t most_ = 0;
  std::size_t room_ = 0;   // what the record can hold of messages
  std::size_t first_ = 0;  // the length of the first message that ended in it
  std::size_t sum_ = 0;    // of all that did
  bool goes_on_ = false;   // a message began in a record before it
};

}  // namespace schannel::ossl
