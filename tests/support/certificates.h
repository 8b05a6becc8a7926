// Certificates, keys and PFX files for tests, made when they are needed: none is stored, so none ever
// expires.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

// OpenSSL's own names: its headers and those of Windows define the same macros, and do not go together.
struct evp_pkey_st;
struct x509_st;

namespace schannel::test {

using bytes = std::vector<std::uint8_t>;

enum class key_type { ec, rsa, old_rsa, short_rsa };  ///< RSA of 2048, 1024 and 768 bits

struct issued_certificate;

/// An extension as OpenSSL's configuration files write it: {"keyUsage", "critical,digitalSignature"},
/// {"1.2.3.4", "DER:0500"}. An empty value: none of that name.
struct extension_wish {
  std::string name;
  std::string value;
};

/// What a certificate is to say.
struct certificate_wishes {
  std::string common_name = "example.com";
  std::string organization{};               ///< left out when empty
  std::vector<std::string> dns_names{};     ///< for the subject alternative name extension
  std::vector<std::string> ip_addresses{};  ///< likewise
  std::string usages{};                     ///< extended key usages: "serverAuth,clientAuth"
  std::string serial_number{};              ///< hexadecimal, perhaps with a minus sign; random when empty
  bool is_ca = false;
  key_type key = key_type::ec;
  std::chrono::seconds valid_from = -std::chrono::hours{1};  ///< counted from now
  std::chrono::seconds valid_to = std::chrono::hours{24};
  const issued_certificate* issuer = nullptr;  ///< itself when null
  std::vector<extension_wish> extensions{};    ///< besides the usual ones, or in their place
  std::string digest = "SHA256";
  bool is_signed_with_pss = false;               ///< by a key for RSA
  const issued_certificate* signer = nullptr;    ///< whose key really signs; the issuer's when null
  const issued_certificate* key_of = nullptr;    ///< whose key this one has too; a new one when null
  std::vector<std::string> more_common_names{};  ///< behind the first
};

/// A certificate with its private key.
struct issued_certificate {
  std::shared_ptr<x509_st> certificate;
  std::shared_ptr<evp_pkey_st> key;

  bytes der() const;
  std::string pem() const;
  bytes subject_der() const;
  bytes issuer_der() const;
};

issued_certificate make_certificate(const certificate_wishes& wishes = {});

/// A root, an intermediate it issued, and a leaf that one issued.
struct certificate_chain {
  issued_certificate root;
  issued_certificate intermediate;
  issued_certificate leaf;
};

/// The leaf is for `leaf.common_name`, as its subject alternative name too.
certificate_chain make_chain(certificate_wishes leaf = {});

/// What a revocation list is to say.
struct revocation_list_wishes {
  const issued_certificate* issuer = nullptr;
  std::vector<const issued_certificate*> revoked{};
  std::chrono::seconds this_update = -std::chrono::hours{1};  ///< counted from now
  std::chrono::seconds next_update = std::chrono::hours{24};
  bool is_delta = false;
  bool names_its_key = true;    ///< has an authority key identifier
  std::string issuing_point{};  ///< an issuing distribution point as OpenSSL's configuration files write it
};

/// The DER of a list that its issuer signed.
bytes make_revocation_list(const revocation_list_wishes& wishes);

enum class pfx_encryption { aes256, rc2_40_and_triple_des, none };

/// What a PFX file is to contain, and how.
struct pfx_wishes {
  std::vector<issued_certificate> with_keys{};     ///< certificates together with their keys
  std::vector<issued_certificate> without_keys{};  ///< certificates alone
  std::optional<std::string> password = "secret";  ///< UTF-8
  std::string friendly_name{};                     ///< of the certificates with keys
  pfx_encryption encryption = pfx_encryption::aes256;
  bool has_integrity_code = true;
  /// What the file claims the integrity code needs, however it was computed.
  std::optional<std::int64_t> claimed_iterations{};
};

bytes make_pfx(const pfx_wishes& wishes);

}  // namespace schannel::test
