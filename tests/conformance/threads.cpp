// What may happen at the same time.
#include <thread>

#include "support/ends.h"

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
