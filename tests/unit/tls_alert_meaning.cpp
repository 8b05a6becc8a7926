// Level or description: which of the two an alert is judged by.
#include "tls/alert_meaning.h"

#include <doctest/doctest.h>

using namespace schannel::tls;

namespace {

constexpr alert as(alert_level level, alert_description what) {
  return {level, what};
}

}  // namespace

TEST_CASE("before TLS 1.3 an alert is what its level says, but for the goodbye") {
  for (const version spoken : {version::tls1_0, version::tls1_1, version::tls1_2}) {
    for (const auto what : {alert_description::user_canceled, alert_description::access_denied,
                            alert_description::no_renegotiation}) {
      CHECK(meaning_of(as(alert_level::warning, what), spoken) == alert_meaning::nothing);
      CHECK(meaning_of(as(alert_level::fatal, what), spoken) == alert_meaning::end);
      CHECK(meaning_of(as(static_cast<alert_level>(3), what), spoken) == alert_meaning::end);
    }
  }
}

TEST_CASE("TLS 1.3 goes by an alert's description") {
  for (const auto level : {alert_level::warning, alert_level::fatal, static_cast<alert_level>(3)}) {
    CHECK(meaning_of(as(level, alert_description::user_canceled), version::tls1_3) == alert_meaning::nothing);
    CHECK(meaning_of(as(level, alert_description::access_denied), version::tls1_3) == alert_meaning::end);
    CHECK(meaning_of(as(level, alert_description::no_renegotiation), version::tls1_3) == alert_meaning::end);
  }
}

TEST_CASE("close_notify is a goodbye in every version and at every level") {
  for (const version spoken : all_versions)
    for (const auto level : {alert_level::warning, alert_level::fatal})
      CHECK(meaning_of(as(level, alert_description::close_notify), spoken) == alert_meaning::goodbye);
}
