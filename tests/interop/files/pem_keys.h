// Private keys of PEM files, in the ways in which programs for Windows take them in.
#pragma once

#include <string>

#include "windows_objects.h"

namespace peers {

/// A key, attached to a certificate; it stays as long as that does.
void attach_key(PCCERT_CONTEXT to, const std::string& pem, const std::string& password);

/// The certificate of a PEM file, as CryptQueryObject finds it.
context_ptr query_certificate(const std::string& path);

}  // namespace peers
