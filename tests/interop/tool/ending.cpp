// Endings: the line and the exit status.
#include "ending.h"

#include <doctest/doctest.h>

namespace {

using namespace schannel::tool;

TEST_CASE("only a goodbye of the peer is a success") {
  CHECK(exit_status({outcome::closed}) == 0);
  CHECK(exit_status({outcome::truncated}) == 10);
  CHECK(exit_status({outcome::alert_received}) == 12);
  CHECK(exit_status({outcome::alert_sent}) == 12);
  CHECK(exit_status({outcome::failed_closing}) == 12);
  CHECK(exit_status({outcome::reset}) == 13);
  CHECK(exit_status({outcome::broken}) == 1);
  CHECK(exit_status({outcome::untrusted}) == 1);
  CHECK(exit_status({outcome::not_tls}) == 1);
  CHECK(exit_status({outcome::failed}) == 1);
}

TEST_CASE("an alert is told in words, with its status") {
  CHECK(describe(ending{outcome::alert_received, SEC_E_CERT_EXPIRED, {}}) ==
        "fatal alert received: the certificate has expired or is not valid yet (SEC_E_CERT_EXPIRED, "
        "0x80090328)");
  CHECK(describe(ending{outcome::alert_sent, SEC_E_OUT_OF_SEQUENCE, {}}) ==
        "fatal alert sent: SEC_E_OUT_OF_SEQUENCE, 0x80090310");
}

TEST_CASE("a call that failed is named") {
  CHECK(describe(ending{outcome::failed, SEC_E_INVALID_HANDLE, "EncryptMessage"}) ==
        "failed: EncryptMessage: SEC_E_INVALID_HANDLE, 0x80090301");
}

TEST_CASE("an agreement names the application protocol when there is one") {
  CHECK(describe(agreement{"TLS 1.3", "TLS_AES_256_GCM_SHA384", ""}) == "TLS 1.3, TLS_AES_256_GCM_SHA384");
  CHECK(describe(agreement{"TLS 1.3", "TLS_AES_256_GCM_SHA384", "h2"}) ==
        "TLS 1.3, TLS_AES_256_GCM_SHA384, ALPN h2");
}

TEST_CASE("an agreement tells that its session is an earlier one, and who the client is") {
  CHECK(describe(agreement{"TLS 1.2", "TLS_AES_256_GCM_SHA384", "", true, "CN=somebody"}) ==
        "TLS 1.2, TLS_AES_256_GCM_SHA384, resumed, client CN=somebody");
}

}  // namespace
