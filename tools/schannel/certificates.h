// Certificates with their private keys: made on the spot, or read from a PFX file.
#pragma once

#include <memory>
#include <string>

#include "bytes.h"
#include "windows_headers.h"

namespace schannel::tool {

struct free_certificate {
  void operator()(PCCERT_CONTEXT certificate) const { CertFreeCertificateContext(certificate); }
};
using certificate = std::unique_ptr<const CERT_CONTEXT, free_certificate>;

/// Makes a certificate for localhost, 127.0.0.1 and ::1 that is signed by its own, new key. Throws failure.
certificate make_self_signed();

/// Reads the first certificate of a PFX (PKCS #12) file that has a private key; the others of the file are
/// the chain that is sent with it. Throws failure, for a wrong password too.
certificate load_pfx(const std::string& path, const std::string& password);

/// The bytes of a certificate, as long as the certificate lives.
const_bytes encoded(const CERT_CONTEXT& from);

}  // namespace schannel::tool
