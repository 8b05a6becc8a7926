// Endings in words.
#include "ending.h"

#include <fmt/format.h>

#include "status_name.h"

namespace schannel::tool {
namespace {

// "the certificate has expired (SEC_E_CERT_EXPIRED, 0x80090328)".
std::string in_words(SECURITY_STATUS status) {
  const std::string_view meaning = status_meaning(status);
  return meaning.empty() ? status_text(status) : fmt::format("{} ({})", meaning, status_text(status));
}

std::string with_detail(std::string_view text, const std::string& detail) {
  return detail.empty() ? std::string(text) : fmt::format("{}: {}", text, detail);
}

}  // namespace

int exit_status(const ending& ended) {
  switch (ended.how) {
    case outcome::closed:
      return 0;
    case outcome::truncated:
      return 10;
    case outcome::alert_received:
    case outcome::alert_sent:
    case outcome::failed_closing:
      return 12;
    case outcome::reset:
      return 13;
    case outcome::broken:
    case outcome::untrusted:
    case outcome::not_tls:
    case outcome::failed:
      break;
  }
  return 1;
}

std::string describe(const ending& ended) {
  switch (ended.how) {
    case outcome::closed:
      return with_detail("closed cleanly", ended.detail);
    case outcome::truncated:
      return with_detail("truncated", ended.detail);
    case outcome::alert_received:
      return fmt::format("fatal alert received: {}", in_words(ended.status));
    case outcome::alert_sent:
      return fmt::format("fatal alert sent: {}", in_words(ended.status));
    case outcome::failed_closing:
      return fmt::format("fatal error after our close_notify: {}", in_words(ended.status));
    case outcome::reset:
      return with_detail("reset by peer", ended.detail);
    case outcome::broken:
      return with_detail("the transport broke", ended.detail);
    case outcome::untrusted:
      return fmt::format(
          "server not trusted: {}; --ca FILE names a root to trust, --insecure skips the check",
          in_words(ended.status));
    case outcome::not_tls:
      return fmt::format("not TLS: {} ({})", ended.detail, status_text(ended.status));
    case outcome::failed:
      break;
  }
  return fmt::format("failed: {}: {}", ended.detail, in_words(ended.status));
}

std::string describe(const agreement& agreed) {
  const std::string protocol = agreed.protocol.empty() ? "" : ", ALPN " + agreed.protocol;
  const std::string client = agreed.client.empty() ? "" : ", client " + agreed.client;
  return fmt::format("{}, {}{}{}{}", agreed.version, agreed.cipher_suite, protocol,
                     agreed.resumed ? ", resumed" : "", client);
}

}  // namespace schannel::tool
