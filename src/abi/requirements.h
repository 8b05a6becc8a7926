// The two families of context requirements. ISC_REQ_... and ASC_REQ_... differ in their values; each function
// reads its own.
#pragma once

#include <cstdint>

#include "abi/sspi.h"

namespace schannel::abi {

/// ISC_REQ_... or ASC_REQ_... from bit 32 on: what does not fit fContextReq travels in a SECBUFFER_FLAGS.
using wide_requirements = std::uint64_t;

struct requirement_family {
  ULONG allocate_memory;
  ULONG extended_error;
  ULONG refused;                   ///< what Schannel does not do
  wide_requirements refused_wide;  ///< of those that travel in a SECBUFFER_FLAGS
  ULONG always;                    ///< returned whether it was asked for or not
  ULONG echoed;                    ///< returned when this call asked for it
};

// There is no messages mode, and no buffer in which a client's own tickets would come and go.
inline constexpr requirement_family client_requirements{
    .allocate_memory = ISC_REQ_ALLOCATE_MEMORY,
    .extended_error = ISC_REQ_EXTENDED_ERROR,
    .refused = ISC_REQ_DELEGATE | ISC_REQ_PROMPT_FOR_CREDS | ISC_REQ_DATAGRAM,
    .refused_wide = ISC_REQ_MESSAGES | ISC_REQ_EXPLICIT_SESSION,
    .always = ISC_RET_REPLAY_DETECT | ISC_RET_SEQUENCE_DETECT | ISC_RET_CONFIDENTIALITY | ISC_RET_STREAM,
    .echoed = ISC_RET_ALLOCATED_MEMORY | ISC_RET_EXTENDED_ERROR | ISC_RET_USED_SUPPLIED_CREDS |
              ISC_RET_MANUAL_CRED_VALIDATION | ISC_RET_INTEGRITY | ISC_RET_MUTUAL_AUTH | ISC_RET_CONNECTION,
};

// ASC_RET_MUTUAL_AUTH would say that the client's certificate was mapped to an account, which never happens
// here.
inline constexpr requirement_family server_requirements{
    .allocate_memory = ASC_REQ_ALLOCATE_MEMORY,
    .extended_error = ASC_REQ_EXTENDED_ERROR,
    .refused = ASC_REQ_DELEGATE | ASC_REQ_DATAGRAM,
    .refused_wide = ASC_REQ_MESSAGES,
    .always = ASC_RET_REPLAY_DETECT | ASC_RET_SEQUENCE_DETECT | ASC_RET_CONFIDENTIALITY | ASC_RET_STREAM,
    .echoed = ASC_RET_ALLOCATED_MEMORY | ASC_RET_EXTENDED_ERROR | ASC_RET_SESSION_TICKET | ASC_RET_INTEGRITY |
              ASC_RET_CONNECTION,
};

/// What is returned when a leg fails before it began: an alert buffer without room.
inline constexpr ULONG attributes_without_room =
    ISC_RET_REPLAY_DETECT | ISC_RET_SEQUENCE_DETECT | ISC_RET_CONFIDENTIALITY;

}  // namespace schannel::abi
