// A peer that seals what it likes: demands for new keys, records that no one should send, floods. Whoever
// opens them, with an SSL or without, says the same, and what he answers reaches the peer in its order.
#include "seeds.h"
#include "sides.h"
#include "tls/key_update.h"
#include "witness.h"

using namespace schannel;
using namespace schannel::test;
using tls::content_type;
using tls::key_update_request;

namespace {

constexpr auto version = tls::version::tls1_3;
constexpr ossl::key_usage few{.renewed_from = 3, .limit = 5};

ossl::key_usage usage_in(std::uint32_t seed) {
  return seed % 2 == 0 ? few : ossl::key_usage{};
}

struct odd_record {
  content_type type;
  tls::byte_vector content;
};

const odd_record odd_records[] = {
    {content_type{0}, {}},
    {content_type{0}, tls::byte_vector(100)},
    {content_type{42}, {1, 2, 3}},
    {content_type::change_cipher_spec, {1}},
    {content_type::alert, {1}},
    {content_type::alert, {1, 0, 1, 0}},
    {content_type::alert, {1, 49}},
    {content_type::alert, {2, 0}},
    {content_type::handshake, {24, 0, 0, 1, 2}},
    {content_type::handshake, {24, 0, 0, 1, 0, 24, 0, 0, 1, 0}},
};

class harassment {
 public:
  harassment(const language& spoken, tls::role listener, protects who, std::uint32_t seed)
      : seed_(seed),
        dice_(seed),
        speaker_(listener == tls::role::client ? tls::role::server : tls::role::client, spoken,
                 {.allows_late_authentication = who != protects::ours_alone}),
        listener_({begin(listener, spoken, {.usage = usage_in(seed)}, settings_for(who))}, true, seed,
                  [this](const tls::byte_vector& said) { speaker_takes(said); }) {
    meet(speaker_, listener_.self());
    REQUIRE(listener_.self().connection.engine()->is_retired() == (who == protects::ours_alone));
  }

  std::string told() {
    for (int event = 0; event < 30; ++event) happens();
    CHECK_FALSE(listener_.has_stopped());
    const std::size_t last = seed_ % (std::size(odd_records) + 1);
    if (last == std::size(odd_records)) {
      auto altered = speaker_.seals(content_type::application_data, {'x'});
      altered.back() ^= 1;
      listener_.hears(altered);
    } else {
      listener_.hears(speaker_.seals(odd_records[last].type, odd_records[last].content));
    }
    CHECK(listener_.has_stopped());
    return listener_.told();
  }

  /// The same record until the listener has enough; `made` gives it.
  template <typename Made>
  std::string told_until_enough(Made&& made) {
    std::size_t count = 0;
    while (!listener_.has_stopped() && ++count < 2000) listener_.hears(made(speaker_));
    return std::to_string(count) + '\n' + listener_.told();
  }

  static tls::byte_vector update(side& by, key_update_request request) {
    const auto record = by.out->seal_message(tls::key_update_message(request));
    REQUIRE(record);
    return *record;
  }

 private:
  void happens() {
    switch (dice_.roll(9)) {
      case 0:
        return listener_.hears(update(speaker_, key_update_request::requested));
      case 1:
        return listener_.hears(update(speaker_, key_update_request::not_requested));
      case 2: {  // several demands at once
        auto records = update(speaker_, key_update_request::requested);
        const auto second = update(speaker_, key_update_request::requested);
        records.insert(records.end(), second.begin(), second.end());
        return listener_.hears(records);
      }
      case 3:
        return listener_.hears(speaker_.seals(content_type::application_data, {}));
      case 4:
      case 5:
        return replies();
      case 6:
        return speaks_padded();
      case 7:
        if (listener_.self().connection.is_client()) return gives_a_ticket_in_parts();
        [[fallthrough]];
      default:
        return listener_.hears(
            speaker_.seals(content_type::application_data, dice_.roll_bytes(dice_.roll(300))));
    }
  }

  /// To seal a padded record as one of type zero is to choose its padding (RFC 8446 section 5.4).
  void speaks_padded() {
    auto content = dice_.roll_bytes(dice_.roll(300));
    content.push_back(static_cast<std::uint8_t>(content_type::application_data));
    content.resize(content.size() + dice_.roll(300));
    listener_.hears(speaker_.seals(content_type{0}, content));
  }

  /// A NewSessionTicket (RFC 8446 section 4.6.1) in two records.
  void gives_a_ticket_in_parts() {
    const tls::byte_vector message{4, 0, 0, 16, 0, 0, 1, 0, 1, 2, 3, 4, 1, 0, 0, 2, 't', 't', 0, 0};
    const auto cut = message.begin() + 1 + dice_.roll(static_cast<std::uint32_t>(message.size() - 1));
    listener_.hears(speaker_.seals(content_type::handshake, {message.begin(), cut}));
    listener_.hears(speaker_.seals(content_type::handshake, {cut, message.end()}));
  }

  void replies() {
    const std::string text(1 + dice_.roll(300), 'r');
    const auto record = sealed(listener_.self().connection, text);
    listener_.account() << (record ? "replies " : "cannot reply ") << text.size() << '\n';
    if (!record) return;
    const auto read = heard(speaker_, *record);
    REQUIRE(read);
    CHECK(read->what == ossl::received::application_data);
    CHECK(read->content.size() == text.size());
  }

  /// KeyUpdates, and an alert at the end.
  void speaker_takes(const tls::byte_vector& said) {
    tls::for_each_record(said, [&](const tls::whole_record&, tls::const_bytes record) {
      const auto read = heard(speaker_, {record.begin(), record.end()});
      listener_.account() << "its peer reads ";
      if (read)
        listener_.account() << static_cast<int>(read->what) << '\n';
      else
        listener_.account() << "alert " << static_cast<int>(read.failure().received.description) << '\n';
    });
  }

  std::uint32_t seed_;
  peers::dice dice_;
  side speaker_;
  witness listener_;
};

}  // namespace

TEST_CASE("whatever a peer seals, whoever opens it says the same") {
  for (const char* suite :
       {"TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256"}) {
    for (const tls::role listener : {tls::role::client, tls::role::server}) {
      for (const std::uint32_t seed : seeds(16)) {
        const language spoken{version, suite};
        accounts all;
        for (const protects who : comparable(spoken, listener, usage_in(seed))) {
          CAPTURE(suite);
          CAPTURE(static_cast<int>(listener));
          CAPTURE(seed);
          CAPTURE(static_cast<int>(who));
          all.compare(harassment(spoken, listener, who, seed).told());
        }
      }
    }
  }
}

TEST_CASE("a flood is borne as long by a server that has retired, and answered the same") {
  const auto told = [](protects who, auto&& made) {
    return harassment(version, tls::role::server, who, 1).told_until_enough(made);
  };
  const auto demands = [](side& by) { return harassment::update(by, key_update_request::requested); };
  const auto updates = [](side& by) { return harassment::update(by, key_update_request::not_requested); };
  const auto nothing = [](side& by) { return by.seals(content_type::application_data, {}); };
  const auto warnings = [](side& by) { return by.seals(content_type::alert, {1, 90}); };

  CHECK(told(protects::ours, demands).starts_with("101\n"));
  CHECK(told(protects::ours, updates).starts_with("101\n"));
  CHECK(told(protects::ours, nothing).starts_with("1001\n"));
  CHECK(told(protects::ours, warnings).starts_with("101\n"));
  CHECK(difference(told(protects::ours_alone, demands), told(protects::ours, demands)) == "");
  CHECK(difference(told(protects::ours_alone, updates), told(protects::ours, updates)) == "");
  CHECK(difference(told(protects::ours_alone, nothing), told(protects::ours, nothing)) == "");
  CHECK(difference(told(protects::ours_alone, warnings), told(protects::ours, warnings)) == "");
}
