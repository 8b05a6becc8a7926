// Tickets of which one is as long as another, so that two accounts of them can be compared.
#pragma once

#include "ossl/settings.h"

namespace schannel::test {

/// From now on the connections of that server over TLS 1.3 give a ticket behind the handshake and behind each
/// certificate that they ask for later. It names a session instead of holding one, whose length would vary.
void give_equal_tickets(const ossl::context& server);

}  // namespace schannel::test
