// What the TLS functions need from certificate contexts, and what they hand out as such.
#pragma once

#include <wincrypt.h>

#include <span>

#include "ossl/certificate.h"
#include "ossl/issuers.h"
#include "tls/result.h"

namespace schannel::abi::crypt32 {

/// The identity behind a caller's certificate context: its certificate, its private key, and the issuers that
/// its store holds, the leaf's own issuer first. cause::bad_credential for what is no live context and for a
/// key that cannot be reached, cause::no_certificate when no key is attached.
tls::result<ossl::identity> identity_of(const CERT_CONTEXT* context,
                                        ossl::root ending = ossl::root::left_out);

/// A context of the first certificate of `chain`, with one reference. Its hCertStore is a memory store with
/// the whole chain, which lives as long as a reference to any of its contexts. Null when `chain` is empty.
const CERT_CONTEXT* publish_chain(std::span<const ossl::certificate> chain);

}  // namespace schannel::abi::crypt32
