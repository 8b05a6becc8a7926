// Statuses by name.
#include "status_name.h"

#include <doctest/doctest.h>

#include <string_view>

namespace {

using namespace schannel::tool;

TEST_CASE("a status has the name that the headers give it") {
  CHECK(status_name(SEC_E_OK) == "SEC_E_OK");
  CHECK(status_name(SEC_E_UNTRUSTED_ROOT) == "SEC_E_UNTRUSTED_ROOT");
  CHECK(status_name(CRYPT_E_REVOKED) == "CRYPT_E_REVOKED");
}

TEST_CASE("twins that differ in the severity bit alone keep apart") {
  CHECK(status_name(SEC_I_CONTEXT_EXPIRED) == "SEC_I_CONTEXT_EXPIRED");
  CHECK(status_name(SEC_E_CONTEXT_EXPIRED) == "SEC_E_CONTEXT_EXPIRED");
  CHECK(status_name(SEC_I_RENEGOTIATE) == "SEC_I_RENEGOTIATE");
  CHECK(status_name(SEC_E_BUFFER_TOO_SMALL) == "SEC_E_BUFFER_TOO_SMALL");
}

TEST_CASE("a status is written with its name and its number") {
  CHECK(status_text(SEC_E_CERT_UNKNOWN) == "SEC_E_CERT_UNKNOWN, 0x80090327");
  CHECK(status_text(SEC_I_CONTEXT_EXPIRED) == "SEC_I_CONTEXT_EXPIRED, 0x00090317");
  CHECK(status_text(0x1234) == "unknown status, 0x00001234");
}

TEST_CASE("what has a meaning has words for it") {
  CHECK(status_meaning(SEC_E_CERT_EXPIRED) == "the certificate has expired or is not valid yet");
  CHECK(status_meaning(SEC_E_OK).empty());
}

}  // namespace
