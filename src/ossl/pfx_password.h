// pfx_password: a password in the form OpenSSL wants, wiped when it goes.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace schannel::ossl {

class pfx_password {
 public:
  /// A way to hand the password to OpenSSL's PKCS12 functions.
  struct form {
    const char* text;
    int length;
  };

  /// Converts to UTF-8. What is no Unicode becomes "?", which at worst does not match.
  explicit pfx_password(std::optional<std::wstring_view> wide);
  ~pfx_password();
  pfx_password(const pfx_password&) = delete;
  pfx_password& operator=(const pfx_password&) = delete;

  /// The forms to try in turn. RFC 7292 appendix B.1 stretches no password and the empty one differently.
  std::vector<form> forms() const;

 private:
  std::string utf8_;
};

}  // namespace schannel::ossl
