// schannel_pair: a client and a server through the Windows API in one thread.
#pragma once

#ifndef SECURITY_WIN32
#define SECURITY_WIN32
#endif
#ifndef SCHANNEL_USE_BLACKLISTS
#define SCHANNEL_USE_BLACKLISTS
#endif
#include <windows.h>

#include <subauth.h>

#include <schannel.h>
#include <security.h>

#include "expectation.h"
#include "identity.h"
#include "idle_pair.h"
#include "suites.h"

namespace bench {

inline void expect(bool holds, const char* what, SECURITY_STATUS status) {
  if (!holds) throw std::runtime_error(std::string("failed: ") + what + ", status " + std::to_string(status));
}

/// One credential of each role for a suite, as a program keeps them for all its connections.
class schannel_credentials {
 public:
  /// `resumes`: the server gives tickets, and takes them.
  schannel_credentials(const suite& with, const identity& of_server, bool resumes);
  schannel_credentials(const schannel_credentials&) = delete;
  schannel_credentials& operator=(const schannel_credentials&) = delete;
  ~schannel_credentials();

  PCredHandle client() { return &client_; }
  PCredHandle server() { return &server_; }
  bool issues_tickets() const { return issues_tickets_; }

 private:
  bool issues_tickets_;
  CredHandle client_;
  CredHandle server_;
};

/// Two contexts whose handshake is complete, and who have nothing left to tell each other.
class schannel_pair {
 public:
  explicit schannel_pair(schannel_credentials& with, late_authentication late = late_authentication::offered);
  schannel_pair(const schannel_pair&) = delete;
  schannel_pair& operator=(const schannel_pair&) = delete;
  ~schannel_pair();

  PCtxtHandle client() { return &client_; }
  PCtxtHandle server() { return &server_; }
  void delete_client() { DeleteSecurityContext(&client_); }
  void delete_server() { DeleteSecurityContext(&server_); }
  bool was_resumed();
  SecPkgContext_StreamSizes sizes();

 private:
  CtxtHandle client_;
  CtxtHandle server_;
};

}  // namespace bench
