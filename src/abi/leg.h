// One call of InitializeSecurityContext or AcceptSecurityContext on a context: parse, advance, deliver.
#pragma once

#include "abi/buffers.h"
#include "abi/context.h"
#include "abi/credentials.h"
#include "abi/requirements.h"

namespace schannel::abi {

/// The arguments that both functions share.
struct leg_call {
  const requirement_family& family;
  ULONG requirements;
  const SecBufferDesc* input;
  const SecBufferDesc* output;
  ULONG* attributes;
  PTimeStamp expiry;
  std::shared_ptr<const credential> given_credential{};  ///< nullptr: as before

  bool wants(ULONG requirement) const { return (requirements & requirement) != 0; }
};

/// Who is to decide about the server's certificate, as far as a client's call says so.
ossl::validation validation_for(const leg_call& call, const leg_input& input);

/// Runs `call` on an existing context.
SECURITY_STATUS take_leg(context& on, const leg_call& call);

/// Hands over a client's first token; its input held options at most.
SECURITY_STATUS deliver_first(context& on, const leg_call& call);

}  // namespace schannel::abi
