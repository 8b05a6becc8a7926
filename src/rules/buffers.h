// What goes in and out of the functions: tokens, records, what is missing, what is left over.
#pragma once

#include "rules/buffers/handshake.h"
#include "rules/buffers/messages.h"
#include "rules/buffers/output.h"

namespace schannel::rules {

inline constexpr topic buffer_topics[] = {
    {"Handshake", "The first call", first_calls},
    {"Handshake", "Input", handshake_input},
    {"Handshake", "Output", handshake_output},
    {"Handshake", "Attributes and expiry", handshake_attributes},
    {"Handshake", "Failures", handshake_failures},
    {"Messages", "EncryptMessage", encryption},
    {"Messages", "DecryptMessage", decryption},
};

}  // namespace schannel::rules
