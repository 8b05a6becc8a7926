// Records through bare OpenSSL: SSL_write and SSL_read, with memory BIOs or with a BIO of their own.
#include <openssl/bio.h>

#include <mutex>

#include "duplex_path.h"
#include "expectation.h"
#include "idle_pair.h"
#include "openssl_pair.h"
#include "window.h"

namespace bench {
namespace {

constexpr std::size_t room_around_text = 128;

/// One direction with memory BIOs, and the records that are on their way.
class memory_bio_lane {
 public:
  memory_bio_lane(SSL* from, SSL* to, load of)
      : of_(of),
        from_(from),
        to_(to),
        records_(of.count, std::vector<unsigned char>(of.length + room_around_text)),
        text_(of.length, 'x') {}

  void seal(std::size_t which) {
    SSL_write(from_, text_.data(), static_cast<int>(of_.length));
    lengths_[which] =
        BIO_read(SSL_get_wbio(from_), records_[which].data(), static_cast<int>(records_[which].size()));
  }

  void open(std::size_t which) {
    BIO_write(SSL_get_rbio(to_), records_[which].data(), lengths_[which]);
    const int opened = SSL_read(to_, records_[which].data(), static_cast<int>(of_.length));
    expect(opened == static_cast<int>(of_.length), "SSL_read");
  }

 private:
  load of_;
  SSL* from_;
  SSL* to_;
  std::vector<std::vector<unsigned char>> records_;
  std::vector<unsigned char> text_;
  std::vector<int> lengths_ = std::vector<int>(of_.count);
};

class memory_bio_path final : public record_path {
 public:
  memory_bio_path(const suite& with, load of)
      : count_(of.count),
        contexts_(with, identity::of(key_kind::rsa), 0),
        lane_(pair_.client.get(), pair_.server.get(), of) {}

  void seal_all() override {
    for (std::size_t i = 0; i < count_; ++i) lane_.seal(i);
  }

  void open_all() override {
    for (std::size_t i = 0; i < count_; ++i) lane_.open(i);
  }

 private:
  std::size_t count_;
  openssl_contexts contexts_;
  openssl_pair pair_{contexts_};
  memory_bio_lane lane_;
};

// --- A BIO of the program's own

int read_window(BIO* bio, char* to, std::size_t wanted, std::size_t* got) {
  *got = static_cast<window*>(BIO_get_data(bio))->read(to, wanted);
  BIO_clear_retry_flags(bio);
  if (*got > 0) return 1;
  BIO_set_retry_read(bio);
  return 0;
}

int write_window(BIO* bio, const char* from, std::size_t length, std::size_t* taken) {
  *taken = length;
  return static_cast<window*>(BIO_get_data(bio))->write(from, length) ? 1 : 0;
}

long control_window(BIO*, int command, long, void*) {
  return command == BIO_CTRL_FLUSH ? 1 : 0;
}

BIO* window_bio(window& on) {
  static BIO_METHOD* const method = [] {
    BIO_METHOD* made = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "window");
    BIO_meth_set_read_ex(made, read_window);
    BIO_meth_set_write_ex(made, write_window);
    BIO_meth_set_ctrl(made, control_window);
    return made;
  }();
  BIO* made = BIO_new(method);
  BIO_set_data(made, &on);
  BIO_set_init(made, 1);
  return made;
}

class own_bio_path final : public record_path {
 public:
  own_bio_path(const suite& with, load of)
      : of_(of),
        contexts_(with, identity::of(key_kind::rsa), 0),
        records_(of.count, std::vector<unsigned char>(of.length + room_around_text)),
        text_(of.length, 'x') {
    SSL_set0_wbio(pair_.client.get(), window_bio(written_));
    SSL_set0_rbio(pair_.server.get(), window_bio(read_));
  }

  void seal_all() override {
    for (std::size_t i = 0; i < of_.count; ++i) {
      written_ = {records_[i].data(), records_[i].size()};
      SSL_write(pair_.client.get(), text_.data(), static_cast<int>(of_.length));
      lengths_[i] = records_[i].size() - written_.left;
    }
  }

  void open_all() override {
    for (std::size_t i = 0; i < of_.count; ++i) {
      read_ = {records_[i].data(), lengths_[i]};
      const int opened = SSL_read(pair_.server.get(), text_.data(), static_cast<int>(of_.length));
      expect(opened == static_cast<int>(of_.length), "SSL_read");
    }
  }

 private:
  load of_;
  openssl_contexts contexts_;
  openssl_pair pair_{contexts_};
  window written_;
  window read_;
  std::vector<std::vector<unsigned char>> records_;
  std::vector<unsigned char> text_;
  std::vector<std::size_t> lengths_ = std::vector<std::size_t>(of_.count);
};

// --- Two threads

class mutex_duplex final : public duplex_path {
 public:
  mutex_duplex(const suite& with, load of)
      : count_(of.count),
        contexts_(with, identity::of(key_kind::rsa), 0),
        outward_(pair_.client.get(), pair_.server.get(), of),
        inward_(pair_.server.get(), pair_.client.get(), of) {}

  void prepare() override {
    for (std::size_t i = 0; i < count_; ++i) inward_.seal(i);
  }

  void seal_all() override {
    for (std::size_t i = 0; i < count_; ++i) {
      const std::lock_guard alone(mutex_);
      outward_.seal(i);
    }
  }

  void open_all() override {
    for (std::size_t i = 0; i < count_; ++i) {
      const std::lock_guard alone(mutex_);
      inward_.open(i);
    }
  }

 private:
  std::size_t count_;
  openssl_contexts contexts_;
  openssl_pair pair_{contexts_};
  memory_bio_lane outward_;
  memory_bio_lane inward_;
  std::mutex mutex_;
};

class idle_openssl final : public idle_pair {
 public:
  explicit idle_openssl(std::shared_ptr<openssl_contexts> with)
      : contexts_(std::move(with)), pair_(*contexts_) {
    send(pair_.client.get(), pair_.server.get());
    send(pair_.server.get(), pair_.client.get());
  }

  void delete_client() override { pair_.client.reset(); }
  void delete_server() override { pair_.server.reset(); }

 private:
  static void send(SSL* from, SSL* to) {
    memory_bio_lane once(from, to, {bytes_before_idling, 1});
    once.seal(0);
    once.open(0);
  }

  std::shared_ptr<openssl_contexts> contexts_;
  openssl_pair pair_;
};

}  // namespace

std::unique_ptr<record_path> through_memory_bios(const suite& with, load of) {
  return std::make_unique<memory_bio_path>(with, of);
}

std::unique_ptr<record_path> through_own_bio(const suite& with, load of) {
  return std::make_unique<own_bio_path>(with, of);
}

std::unique_ptr<duplex_path> duplex_of_openssl(const suite& with, load of) {
  return std::make_unique<mutex_duplex>(with, of);
}

make_idle_pair idle_pairs_of_openssl(const suite& with) {
  auto contexts = std::make_shared<openssl_contexts>(with, identity::of(key_kind::rsa), 0);
  return [contexts] { return std::make_unique<idle_openssl>(contexts); };
}

}  // namespace bench
