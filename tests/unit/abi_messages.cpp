// What EncryptMessage and DecryptMessage do beside encrypting and decrypting: nothing.
#include <array>
#include <future>
#include <random>
#include <thread>

#include "abi/context.h"
#include "allocations.h"
#include "process_memory.h"
#include "protected_credentials.h"
#include "support/ends.h"

using namespace peers;
using schannel::test::allocations;
using schannel::test::copies_of;
using schannel::test::credential_for;
using schannel::test::kept_memory;
using schannel::test::language;
using schannel::test::protects;

namespace {

pair established_pair_of(const language& spoken, protects who) {
  pair both = pair_of(credential_for(role::client, spoken, who), credential_for(role::server, spoken, who));
  REQUIRE(shake_hands(both).both_established());
  return both;
}

/// Calls `story(peer& one, peer& other)` as for_every_end() does, and in every suite that our record layer
/// protects.
template <typename Story>
void for_every_suite_and_end(Story story) {
  for_every_end(story);
  for (const language& spoken : schannel::test::aead_suites) {
    for (const role who : every_role) {
      CAPTURE(spoken.suite);
      INFO(name_of(who));
      pair both = established_pair_of(spoken, protects::ours);
      story(both[who], both[other(who)]);
    }
  }
}

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
  for_every_suite_and_end([](peer& one, peer& other) {
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

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)

namespace {

/// A piece from the middle of what lies in a message, which no chance puts anywhere else; longer than what
/// registers hold, because the dynamic linker saves those in memory.
using piece_of_text = std::array<std::uint8_t, 300>;

piece_of_text middle_of(const message& of) {
  piece_of_text piece;
  std::copy_n(of.memory.begin() + of.sizes.cbHeader + message::length / 3, piece.size(), piece.begin());
  return piece;
}

/// How often a text and its ciphertext are anywhere in this process.
struct places {
  std::size_t of_text;
  std::size_t of_ciphertext;
};

/// Encrypts and decrypts random text, and counts after each; freed memory counts, too.
std::array<places, 2> places_of_a_message(peer& one, peer& other) {
  const kept_memory freed;
  message sent(one);
  std::random_device chance;
  for (std::uint8_t& byte : sent.memory) byte = static_cast<std::uint8_t>(chance());
  const auto text = middle_of(sent);
  REQUIRE(sent.encrypt(one) == SEC_E_OK);
  const auto ciphertext = middle_of(sent);
  const places encrypted{copies_of(text), copies_of(ciphertext)};
  REQUIRE(sent.decrypt(other) != nullptr);
  return {encrypted, {copies_of(text), copies_of(ciphertext)}};
}

}  // namespace

TEST_CASE("SSPI-messages-without-allocation: no copy of a text is anywhere, nor of what it becomes") {
  for_every_suite_and_end([](peer& one, peer& other) {
    const auto [encrypted, decrypted] = places_of_a_message(one, other);
    CHECK(encrypted.of_text == 0);
    CHECK(encrypted.of_ciphertext == 1);
    CHECK(decrypted.of_text == 1);
    CHECK(decrypted.of_ciphertext == 0);
  });
}

TEST_CASE("where OpenSSL protects the records, copies are found") {
  pair both = established_pair_of(schannel::tls::version::tls1_3, protects::openssl);
  const auto [encrypted, decrypted] = places_of_a_message(both.client, both.server);
  CHECK(encrypted.of_ciphertext > 1);
  CHECK(decrypted.of_text > 1);
}

#endif

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
