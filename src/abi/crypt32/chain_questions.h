// chain_questions: what a program asks about a certificate, with all that it has at hand.
#pragma once

#include <wincrypt.h>

#include "abi/crypt32/entry.h"
#include "core/certs/chain.h"

namespace schannel::abi::crypt32 {

/// The certificate with what is in its own store, and in the one beside it, which may be null.
answer<core::certs::chain_question> question_about(PCCERT_CONTEXT subject, HCERTSTORE additional);

}  // namespace schannel::abi::crypt32
