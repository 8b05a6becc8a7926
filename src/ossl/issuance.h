// Who issued what, as far as two certificates alone can tell.
#pragma once

#include "ossl/certificate.h"

namespace schannel::ossl {

/// Whether `subject` names `issuer` as its issuer, by name and by key identifier where it gives one. Says
/// nothing about signatures.
bool is_issued_by(const certificate& subject, const certificate& issuer);

/// Whether it names itself as its issuer.
bool is_self_issued(const certificate& one);

/// Whether the public key of `issuer` verifies the signature of `subject`.
bool is_signed_by(const certificate& subject, const certificate& issuer);

}  // namespace schannel::ossl
