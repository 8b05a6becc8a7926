// The end of a connection: how it is asked for, what is then sent, what each state allows, how it is
// recognised.
#pragma once

#include "rules/shutdown/callers.h"
#include "rules/shutdown/inputs.h"
#include "rules/shutdown/next_call.h"
#include "rules/shutdown/receiving.h"
#include "rules/shutdown/states.h"

namespace schannel::rules {

inline constexpr topic shutdown_topics[] = {
    {"ApplyControlToken: inputs", "", control_token_inputs},
    {"The call that follows", "", shutdown_calls},
    {"State after shutdown events", "Mid-handshake", while_handshaking},
    {"State after shutdown events", "Established", while_established},
    {"State after shutdown events", "ApplyControlToken done, the call that follows not yet", while_announced},
    {"State after shutdown events", "We said goodbye", after_own_goodbye},
    {"State after shutdown events", "They said goodbye", after_their_goodbye},
    {"State after shutdown events", "Both said goodbye, in either order", after_both_goodbyes},
    {"State after shutdown events", "A fatal alert was sent or received", after_fatal_alert},
    {"Receiving side", "", recognising_a_shutdown},
    {"Both ends at once", "", both_ends_at_once},
    {"Shutdown as shipping programs do it", "", shutdown_callers},
};

}  // namespace schannel::rules
