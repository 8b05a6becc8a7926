// What a credential takes from certificate stores and certificates beside identities.
#pragma once

#include <wincrypt.h>

#include <optional>
#include <string>
#include <vector>

#include "core/certs/properties.h"
#include "ossl/certificate.h"
#include "ossl/revocation_list.h"

namespace schannel::abi::crypt32 {

/// The certificates of a caller's store in its order; nothing when it is no live store.
std::optional<std::vector<ossl::certificate>> certificates_in(HCERTSTORE store);

/// A certificate of a store with what is attached to it.
struct held_certificate {
  ossl::certificate certificate;
  core::certs::properties attached;
};
std::optional<std::vector<held_certificate>> held_certificates_in(HCERTSTORE store);

/// The revocation lists, likewise.
std::optional<std::vector<ossl::revocation_list>> revocation_lists_in(HCERTSTORE store);

/// The OCSP response that a program attached to a certificate as CERT_OCSP_RESPONSE_PROP_ID; empty without
/// one.
tls::byte_vector attached_response(const CERT_CONTEXT* subject);

/// The subject's name as people read it: its values, separated by commas.
std::wstring subject_text(const ossl::certificate& shown);

}  // namespace schannel::abi::crypt32
