// A credential: who we are, which versions we speak, and whether the server's certificate is checked for us.
#pragma once

#include <string_view>

#include "windows_headers.h"

namespace schannel::tool {

/// All versions that the administrator enabled, or one of them.
enum class tls_versions { enabled, only_1_0, only_1_1, only_1_2, only_1_3 };

/// Who checks the certificate of the server.
enum class validation { automatic, manual };

class credential {
 public:
  /// `own` may be null: then there is nothing to show to a server that asks. Throws failure, as for_server().
  static credential for_client(tls_versions versions, validation validated, PCCERT_CONTEXT own);
  static credential for_server(tls_versions versions, PCCERT_CONTEXT own);

  credential(const credential&) = delete;
  credential& operator=(const credential&) = delete;
  ~credential();

  bool is_for_server() const { return use_ == SECPKG_CRED_INBOUND; }
  /// The handle, still owned by this object. SSPI asks for a pointer that it does not write through.
  PCredHandle handle() const { return &handle_; }

 private:
  credential(ULONG use, tls_versions versions, DWORD flags, PCCERT_CONTEXT own);

  ULONG use_;
  mutable CredHandle handle_;
};

}  // namespace schannel::tool
