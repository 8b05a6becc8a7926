// What EncryptMessage and DecryptMessage do beside encrypting and decrypting: nothing.
#include <future>
#include <thread>

#include "abi/context.h"
#include "allocations.h"
#include "support/ends.h"

using namespace peers;
using schannel::test::allocations;

namespace {

/// Room for one record, described as programs do.
struct message {
  explicit message(peer& one) : sizes(one.sizes()), memory(sizes.cbHeader + length + sizes.cbTrailer, 0x42) {}

  SECURITY_STATUS encrypt(peer& by) {
    std::uint8_t* at = memory.data();
    SecBuffer parts[] = {{sizes.cbHeader, SECBUFFER_STREAM_HEADER, at},
                         {length, SECBUFFER_DATA, at + sizes.cbHeader},
                         {sizes.cbTrailer, SECBUFFER_STREAM_TRAILER, at + sizes.cbHeader + length},
                         {0, SECBUFFER_EMPTY, nullptr}};
    SecBufferDesc all{SECBUFFER_VERSION, 4, parts};
    return EncryptMessage(by.context(), 0, &all, 0);
  }

  /// The address of the text, or nullptr.
  const void* decrypt(peer& by) {
    SecBuffer parts[] = {{static_cast<ULONG>(memory.size()), SECBUFFER_DATA, memory.data()},
                         {0, SECBUFFER_EMPTY, nullptr},
                         {0, SECBUFFER_EMPTY, nullptr},
                         {0, SECBUFFER_EMPTY, nullptr}};
    SecBufferDesc all{SECBUFFER_VERSION, 4, parts};
    const SECURITY_STATUS result = DecryptMessage(by.context(), &all, 0, nullptr);
    return result == SEC_E_OK ? parts[1].pvBuffer : nullptr;
  }

  static constexpr ULONG length = 1000;
  SecPkgContext_StreamSizes sizes;
  bytes memory;
};

}  // namespace

TEST_CASE("SSPI-messages-without-allocation: neither direction allocates, and the text stays where it is") {
  REQUIRE(schannel::test::counts_allocations());
  for_every_end([](peer& one, peer& other) {
    message sent(one);
    // What is made once for a thread or a key is made now.
    REQUIRE(sent.encrypt(one) == SEC_E_OK);
    REQUIRE(sent.decrypt(other) != nullptr);
    for (int count = 0; count < 10; ++count) {
      const std::size_t before = allocations();
      const SECURITY_STATUS encrypted = sent.encrypt(one);
      const std::size_t between = allocations();
      const void* text = sent.decrypt(other);
      const std::size_t after = allocations();
      CHECK(encrypted == SEC_E_OK);
      CHECK(between == before);
      CHECK(text == sent.memory.data() + sent.sizes.cbHeader);
      CHECK(after == between);
    }
  });
}

TEST_CASE("SSPI-EncryptMessage-while-decrypting: each direction has a lock of its own") {
  for_every_end([](peer& one, peer& other) {
    const bytes record = other.seals("hello").record;
    message sent(one);
    const auto context = schannel::abi::contexts().find(one.context());
    REQUIRE(context);
    {
      const std::lock_guard somebody_decrypts(context->receiving);
      CHECK(sent.encrypt(one) == SEC_E_OK);
    }
    // Another thread: this one would take the two locks in the wrong order.
    std::promise<void> locked, done;
    std::thread somebody_encrypts([&] {
      const std::lock_guard sending(context->sending);
      locked.set_value();
      done.get_future().wait();
    });
    locked.get_future().wait();
    CHECK(one.opens(record) == "hello");
    done.set_value();
    somebody_encrypts.join();
  });
}
