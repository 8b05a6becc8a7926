// PFX files (PKCS #12, RFC 7292): certificates and private keys behind a password.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "ossl/certificate.h"
#include "tls/bytes.h"

namespace schannel::ossl {

/// A certificate of a PFX file; `key` is its private key if the file has it.
struct pfx_certificate {
  ossl::certificate certificate;
  std::optional<private_key> key;
  std::string friendly_name;  ///< UTF-8, empty when the file gives none
};

enum class pfx_refusal {
  malformed,       ///< the bytes are no PFX file
  wrong_password,  ///< the integrity code or the padding does not fit the password
  unsupported,  ///< an algorithm that OpenSSL does not have here, or more key stretching than is reasonable
};

/// What of a file is wanted.
enum class pfx_scope {
  everything,
  certificates,       ///< the keys may stay encrypted
  open_certificates,  ///< those that are not encrypted, for which no password is needed
};

/// Whether the bytes look like a PFX file from outside.
bool is_pfx(tls::const_bytes der);

/// What is wrong with the password, or with the file; nothing when it fits.
std::optional<pfx_refusal> check_pfx_password(tls::const_bytes der,
                                              std::optional<std::wstring_view> password);

/// Reads the certificates in the order of the file. The password is an exact match, but none and the empty
/// one are taken for each other, since programs that write such files disagree about them.
std::variant<std::vector<pfx_certificate>, pfx_refusal> read_pfx(tls::const_bytes der,
                                                                 std::optional<std::wstring_view> password,
                                                                 pfx_scope scope = pfx_scope::everything);

}  // namespace schannel::ossl
