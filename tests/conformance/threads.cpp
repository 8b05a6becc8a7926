// What may happen at the same time.
#include <chrono>
#include <thread>

#include "support/ends.h"
#include "support/own_functions.h"

using namespace peers;

TEST_CASE("SSPI-EncryptMessage-while-decrypting: two threads and two directions") {
  constexpr int count = 300;
  for_every_end([](peer& one, peer& other) {
    std::vector<bytes> incoming;
    for (int index = 0; index < count; ++index) incoming.push_back(other.seals(std::to_string(index)).record);
    std::vector<std::string> heard;
    std::vector<bytes> outgoing;
    std::thread listening([&] {
      for (const bytes& record : incoming) heard.push_back(one.opens(record).text());
    });
    std::thread speaking([&] {
      for (int index = 0; index < count; ++index) outgoing.push_back(one.seals(std::to_string(index)).record);
    });
    listening.join();
    speaking.join();
    for (int index = 0; index < count; ++index) {
      CHECK(heard[index] == std::to_string(index));
      CHECK(other.opens(outgoing[index]) == std::to_string(index));
    }
  });
}

TEST_CASE("SSPI-QueryContextAttributes-while-talking: a third thread asks") {
  for_every_end([](peer& one, peer& other) {
    const int count = 200;
    std::vector<bytes> incoming;
    for (int index = 0; index < count; ++index) incoming.push_back(other.seals("hello").record);
    int heard = 0, answered = 0;
    std::thread listening([&] {
      for (const bytes& record : incoming) heard += one.opens(record) == "hello" ? 1 : 0;
    });
    std::thread asking([&] {
      for (int index = 0; index < count; ++index) {
        SecPkgContext_ConnectionInfo info{};
        const status asked{QueryContextAttributesW(one.context(), SECPKG_ATTR_CONNECTION_INFO, &info)};
        answered += asked == SEC_E_OK && info.dwCipherStrength >= 128 ? 1 : 0;
      }
    });
    listening.join();
    asking.join();
    CHECK(heard == count);
    CHECK(answered == count);
  });
}

TEST_CASE("SSPI-handles-in-many-threads: one server and several clients at once") {
  for_every_version([](tls version) {
    credential shared = credential::of(role::server, version);
    std::vector<std::thread> clients;
    std::vector<int> finished(4, 0);
    for (int& count : finished) {
      clients.emplace_back([&shared, &count, version] {
        for (int time = 0; time < 10; ++time) {
          pair both = pair_of(credential::of(role::client, version), credential());
          both.client.continues();
          for (int leg = 0; leg < 2; ++leg) {
            bytes arrived = std::exchange(both.server.inbox(), {});
            buffers input{token(arrived), empty()}, output{token()};
            call next = both.server.usual_call();
            next.credential = shared.handle();
            next.input = input;
            next.output = output;
            if (failed(next.make())) return;
            both.server.sends(take(output[0]));
            if (!both.client.inbox().empty()) both.client.continues();
          }
          if (failed(both.client.says("hello")) || !(both.server.reads() == "hello")) return;
          ++count;
        }
      });
    }
    for (std::thread& client : clients) client.join();
    CHECK(finished == std::vector<int>(4, 10));
  });
}

TEST_CASE("SSPI-DeleteSecurityContext-in-another-thread: the calls that are under way end") {
  for_every_end([](peer& one, peer& other) {
    const auto goes_on_until_deleted = [&one](auto call) {
      CtxtHandle copy = *one.context();
      for (;;) {
        const status result = call(&copy);
        if (result == SEC_E_INVALID_HANDLE) return true;
        if (failed(result)) return false;
      }
    };
    const bytes record = other.seals("hello").record;
    const SecPkgContext_StreamSizes sizes = one.sizes();
    bool ended[3] = {};
    std::thread asking([&] {
      ended[0] = goes_on_until_deleted([](PCtxtHandle context) {
        SecPkgContext_ConnectionInfo info{};
        return status{QueryContextAttributesW(context, SECPKG_ATTR_CONNECTION_INFO, &info)};
      });
    });
    std::thread speaking([&] {
      ended[1] = goes_on_until_deleted([&sizes](PCtxtHandle context) {
        bytes memory(sizes.cbHeader + 5 + sizes.cbTrailer);
        buffers message{
            buffer(SECBUFFER_STREAM_HEADER, memory.data(), sizes.cbHeader),
            buffer(SECBUFFER_DATA, memory.data() + sizes.cbHeader, 5),
            buffer(SECBUFFER_STREAM_TRAILER, memory.data() + sizes.cbHeader + 5, sizes.cbTrailer)};
        return status{EncryptMessage(context, 0, message, 0)};
      });
    });
    std::thread listening([&, is_first = true]() mutable {
      ended[2] = goes_on_until_deleted([&](PCtxtHandle context) {
        bytes arrived = std::exchange(is_first, false) ? record : bytes{};
        buffers message{data(arrived), empty(), empty(), empty()};
        const status opened{DecryptMessage(context, message, 0, nullptr)};
        return opened == SEC_E_INCOMPLETE_MESSAGE ? status{SEC_E_OK} : opened;
      });
    });
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
    CtxtHandle copy = *one.context();
    CHECK(status{DeleteSecurityContext(&copy)} == SEC_E_OK);
    asking.join();
    speaking.join();
    listening.join();
    for (const bool one_ended : ended) CHECK(one_ended);
  });
}

TEST_CASE("SSPI-functions-in-many-threads: each for itself") {
  constexpr int count = 25;
  std::vector<std::thread> threads;
  std::vector<int> succeeded(4, 0);
  for (int& successes : succeeded) {
    threads.emplace_back([&successes] {
      for (int time = 0; time < count; ++time) {
        credential_data data(role::client, tls::v1_3);
        credential made = credential::from(SECPKG_CRED_OUTBOUND, &data.credentials);
        SecPkgCred_SupportedProtocols protocols{};
        const status asked{
            QueryCredentialsAttributesW(made.handle(), SECPKG_ATTR_SUPPORTED_PROTOCOLS, &protocols)};
        ULONG packages = 0;
        PSecPkgInfoW list = nullptr;
        const status listed{EnumerateSecurityPackagesW(&packages, &list)};
        FreeContextBuffer(list);
        empty_cache_w(nullptr, 0);
        const bool all_well = made.acquired == SEC_E_OK && asked == SEC_E_OK && listed == SEC_E_OK &&
                              protocols.grbitProtocol == SP_PROT_TLS1_3_CLIENT && made.free() == SEC_E_OK;
        successes += all_well ? 1 : 0;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(succeeded == std::vector<int>(4, count));
}
