// One TLS 1.3 handshake within this process, to see whether secret_tap hears all.
#pragma once

namespace schannel::ossl {

/// Whether both ends of a handshake under `properties` tell the four traffic secrets as their key logs do.
bool hears_what_the_key_log_says(const char* properties);

}  // namespace schannel::ossl
