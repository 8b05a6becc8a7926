// Clients that have their server's certificate checked for them.
#pragma once

#include <doctest/doctest.h>

#include <fstream>
#include <string>
#include <vector>

#include "support/ends.h"
#include "support/openssl_server.h"
#include "support/personal_data.h"

namespace peers {

using schannel::test::issued_certificate;
using schannel::test::openssl_server;
using schannel::test::personal_data;
using schannel::test::shown_identity;

/// The distribution trusts these roots from now on, and no others.
inline void trust(const personal_data& where, const std::vector<issued_certificate>& roots) {
  std::ofstream file{where.root_file()};
  for (const issued_certificate& root : roots) file << root.pem();
}

inline credential automatic_client(tls version, DWORD flags = 0) {
  credential_data wanted(role::client, version);
  wanted.credentials.dwFlags = SCH_CRED_AUTO_CRED_VALIDATION | SCH_CRED_NO_DEFAULT_CREDS | flags;
  return credential::from(SECPKG_CRED_OUTBOUND, &wanted.credentials);
}

/// A connection as far as it gets.
class visit {
 public:
  visit(credential with, shown_identity shown, tls version, std::wstring target)
      : client(role::client, std::move(with), std::make_shared<wire>()),
        server(as(version, std::move(shown))) {
    client.calls(std::move(target));
    leg taken = client.continues();
    while (taken.result == SEC_I_CONTINUE_NEEDED) {
      client.inbox() = server.answers(taken.token);
      taken = client.continues();
    }
    result = taken.result;
    server.answers(taken.token);
  }

  peer client;
  openssl_server server;
  status result;

 private:
  static shown_identity as(tls version, shown_identity shown) {
    shown.speaks_tls1_2 = version == tls::v1_2;
    return shown;
  }
};

/// What InitializeSecurityContext says in the end to a client of `flags` (SCH_CRED_*).
inline status validation_of(const shown_identity& shown, tls version, DWORD flags = 0,
                            const std::wstring& target = L"example.com") {
  return visit(automatic_client(version, flags), shown, version, target).result;
}

}  // namespace peers
