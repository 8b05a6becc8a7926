// Records through EncryptMessage and DecryptMessage, where they lie.
#include <vector>

#include "duplex_path.h"
#include "idle_pair.h"
#include "schannel_pair.h"

namespace bench {
namespace {

/// One direction, and the records that are on their way.
class lane {
 public:
  lane(PCtxtHandle from, PCtxtHandle to, const SecPkgContext_StreamSizes& sizes, load of)
      : of_(of),
        from_(from),
        to_(to),
        sizes_(sizes),
        records_(of.count, std::vector<std::uint8_t>(sizes.cbHeader + of.length + sizes.cbTrailer)) {}

  void seal_all() {
    for (std::size_t i = 0; i < of_.count; ++i) lengths_[i] = seal(records_[i].data());
  }

  void open_all() {
    for (std::size_t i = 0; i < of_.count; ++i) open(records_[i].data(), lengths_[i]);
  }

 private:
  ULONG seal(std::uint8_t* record) {
    const auto length = static_cast<ULONG>(of_.length);
    SecBuffer buffers[] = {{sizes_.cbHeader, SECBUFFER_STREAM_HEADER, record},
                           {length, SECBUFFER_DATA, record + sizes_.cbHeader},
                           {sizes_.cbTrailer, SECBUFFER_STREAM_TRAILER, record + sizes_.cbHeader + length},
                           {0, SECBUFFER_EMPTY, nullptr}};
    SecBufferDesc message{SECBUFFER_VERSION, 4, buffers};
    const SECURITY_STATUS status = EncryptMessage(from_, 0, &message, 0);
    expect(status == SEC_E_OK, "EncryptMessage", status);
    return buffers[0].cbBuffer + buffers[1].cbBuffer + buffers[2].cbBuffer;
  }

  void open(std::uint8_t* record, ULONG length) {
    SecBuffer buffers[4] = {{length, SECBUFFER_DATA, record}};
    SecBufferDesc message{SECBUFFER_VERSION, 4, buffers};
    const SECURITY_STATUS status = DecryptMessage(to_, &message, 0, nullptr);
    expect(status == SEC_E_OK && buffers[1].cbBuffer == of_.length, "DecryptMessage", status);
  }

  load of_;
  PCtxtHandle from_;
  PCtxtHandle to_;
  SecPkgContext_StreamSizes sizes_;
  std::vector<std::vector<std::uint8_t>> records_;
  std::vector<ULONG> lengths_ = std::vector<ULONG>(of_.count);
};

class schannel_path final : public record_path {
 public:
  schannel_path(const suite& with, load of)
      : credentials_(with, identity::of(key_kind::rsa), false),
        lane_(pair_.client(), pair_.server(), pair_.sizes(), of) {}

  void seal_all() override { lane_.seal_all(); }
  void open_all() override { lane_.open_all(); }

 private:
  schannel_credentials credentials_;
  schannel_pair pair_{credentials_};
  lane lane_;
};

class schannel_duplex final : public duplex_path {
 public:
  schannel_duplex(const suite& with, load of, connections over)
      : credentials_(with, identity::of(key_kind::rsa), false),
        outward_(pair_.client(), pair_.server(), pair_.sizes(), of),
        inward_(in_from(over).server(), in_from(over).client(), pair_.sizes(), of) {}

  void prepare() override { inward_.seal_all(); }
  void seal_all() override { outward_.seal_all(); }
  void open_all() override { inward_.open_all(); }

 private:
  schannel_pair& in_from(connections over) { return over == connections::one ? pair_ : other_pair_; }

  schannel_credentials credentials_;
  schannel_pair pair_{credentials_};
  schannel_pair other_pair_{credentials_};
  lane outward_;
  lane inward_;
};

class idle_schannel final : public idle_pair {
 public:
  idle_schannel(std::shared_ptr<schannel_credentials> with, late_authentication late)
      : credentials_(std::move(with)), pair_(*credentials_, late) {
    send(pair_.client(), pair_.server());
    send(pair_.server(), pair_.client());
  }

  void delete_client() override { pair_.delete_client(); }
  void delete_server() override { pair_.delete_server(); }

 private:
  void send(PCtxtHandle from, PCtxtHandle to) {
    lane once(from, to, pair_.sizes(), {bytes_before_idling, 1});
    once.seal_all();
    once.open_all();
  }

  std::shared_ptr<schannel_credentials> credentials_;
  schannel_pair pair_;
};

}  // namespace

std::unique_ptr<record_path> through_schannel(const suite& with, load of) {
  return std::make_unique<schannel_path>(with, of);
}

std::unique_ptr<duplex_path> duplex_of_schannel(const suite& with, load of, connections over) {
  return std::make_unique<schannel_duplex>(with, of, over);
}

make_idle_pair idle_pairs_of_schannel(const suite& with, late_authentication late) {
  auto credentials = std::make_shared<schannel_credentials>(with, identity::of(key_kind::rsa), false);
  return [credentials, late] { return std::make_unique<idle_schannel>(credentials, late); };
}

}  // namespace bench
