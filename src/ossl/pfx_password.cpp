// pfx_password: a password in the form OpenSSL wants, wiped when it goes.
#include "ossl/pfx_password.h"

#include <openssl/crypto.h>

#include "tls/unicode.h"

namespace schannel::ossl {

pfx_password::pfx_password(std::optional<std::wstring_view> wide) {
  if (!wide) return;
  // Growing would leave copies behind that nobody wipes.
  utf8_.reserve(wide->size() * tls::longest_utf8_sequence);
  tls::append_utf8(utf8_, *wide);
}

pfx_password::~pfx_password() {
  OPENSSL_cleanse(utf8_.data(), utf8_.size());
}

std::vector<pfx_password::form> pfx_password::forms() const {
  if (utf8_.empty()) return {{nullptr, 0}, {"", 0}};
  return {{utf8_.data(), static_cast<int>(utf8_.size())}};
}

}  // namespace schannel::ossl
