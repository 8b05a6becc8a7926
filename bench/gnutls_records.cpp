// Records through gnutls_record_send and gnutls_record_recv.
#include "expectation.h"
#include "gnutls_pair.h"
#include "record_path.h"

namespace bench {
namespace {

constexpr std::size_t room_around_text = 128;

class gnutls_path final : public record_path {
 public:
  gnutls_path(const suite& with, load of)
      : of_(of),
        parameters_(with, identity::of(key_kind::rsa), false),
        records_(of.count, std::vector<unsigned char>(of.length + room_around_text)),
        text_(of.length, 'x') {}

  void seal_all() override {
    for (std::size_t i = 0; i < of_.count; ++i) {
      window& to = pair_.client.written;
      to = {records_[i].data(), records_[i].size()};
      const ssize_t sent = gnutls_record_send(pair_.client.session, text_.data(), of_.length);
      expect(sent == static_cast<ssize_t>(of_.length), "gnutls_record_send");
      lengths_[i] = records_[i].size() - to.left;
    }
  }

  void open_all() override {
    for (std::size_t i = 0; i < of_.count; ++i) {
      pair_.server.read = {records_[i].data(), lengths_[i]};
      const ssize_t opened = gnutls_record_recv(pair_.server.session, text_.data(), of_.length);
      expect(opened == static_cast<ssize_t>(of_.length), "gnutls_record_recv");
    }
  }

 private:
  load of_;
  gnutls_parameters parameters_;
  gnutls_pair pair_{parameters_};
  std::vector<std::vector<unsigned char>> records_;
  std::vector<unsigned char> text_;
  std::vector<std::size_t> lengths_ = std::vector<std::size_t>(of_.count);
};

}  // namespace

std::unique_ptr<record_path> through_gnutls(const suite& with, load of) {
  return std::make_unique<gnutls_path>(with, of);
}

}  // namespace bench
