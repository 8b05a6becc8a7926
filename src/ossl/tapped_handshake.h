// Handshakes within this process, to see whether secret_tap hears all.
#pragma once

namespace schannel::ossl {

/// Whether both ends of a handshake under `properties` tell the five secrets of tls1_3_secret as their key
/// logs do, and the keys that follow from those of the application's traffic.
bool hears_what_the_key_log_says(const char* properties);

/// Whether both ends of a handshake of TLS 1.2 under `properties` tell the key block that follows from their
/// master secret.
bool hears_what_follows_from_the_master(const char* properties);

}  // namespace schannel::ossl
