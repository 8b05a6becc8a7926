// record_path: one way from plaintext to records and back.
#pragma once

#include <algorithm>
#include <memory>

#include "race.h"
#include "suites.h"

namespace bench {

/// How many messages of which length are sealed, and then opened, in one round. All of them together stay
/// within the second-level cache.
struct load {
  std::size_t length;
  std::size_t count;

  static load of(std::size_t length) {
    return {length, std::max<std::size_t>(4, std::min<std::size_t>(256, (64 << 10) / length))};
  }
};

class record_path {
 public:
  virtual ~record_path() = default;

  /// Seals every message; opens every record that seal_all() made. Each throws when anything fails.
  virtual void seal_all() = 0;
  virtual void open_all() = 0;

  /// One round of a race: both laps.
  laps run() {
    return {time_of([this] { seal_all(); }), time_of([this] { open_all(); })};
  }
};

/// Through EncryptMessage and DecryptMessage.
std::unique_ptr<record_path> through_schannel(const suite& with, load of);
/// Through SSL_write and SSL_read, with memory BIOs between them and the caller's buffers.
std::unique_ptr<record_path> through_memory_bios(const suite& with, load of);
/// Through SSL_write and SSL_read, with a BIO that works on the caller's buffers.
std::unique_ptr<record_path> through_own_bio(const suite& with, load of);
/// Through gnutls_record_send and gnutls_record_recv, which push to and pull from the caller's buffers.
std::unique_ptr<record_path> through_gnutls(const suite& with, load of);
/// The AEAD alone, by EVP: a nonce and one update in place for each record.
std::unique_ptr<record_path> through_bare_aead(const suite& with, load of);

}  // namespace bench
