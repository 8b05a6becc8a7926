// OCSP responses for tests, made when they are needed.
#pragma once

#include <chrono>

#include "support/certificates.h"

namespace schannel::test {

enum class ocsp_status { good, revoked, unknown };

/// What a response is to say.
struct ocsp_wishes {
  const issued_certificate* subject = nullptr;
  const issued_certificate* issuer = nullptr;  ///< of the subject
  const issued_certificate* signer = nullptr;  ///< the issuer when null
  ocsp_status status = ocsp_status::good;
  std::chrono::seconds this_update = -std::chrono::hours{1};  ///< counted from now
  std::chrono::seconds next_update = std::chrono::hours{24};
};

/// The response in DER.
bytes make_ocsp_response(const ocsp_wishes& wishes);

}  // namespace schannel::test
