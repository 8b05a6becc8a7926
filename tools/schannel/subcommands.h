// The subcommands. Each returns the exit status and throws failure when it cannot do what was asked.
#pragma once

#include "options.h"

namespace schannel::tool {

/// Shows a connection from hello to goodbye, with every step of its shutdown.
int run(const demo_options& wanted);

/// Connects to a TLS server and relays the standard streams.
int run(const connect_options& wanted);

/// Waits for a TLS client and relays the standard streams, or echoes.
int run(const serve_options& wanted);

/// Measures what a message costs here, or lists who can compute the AEADs.
int run(const bench_options& wanted);

}  // namespace schannel::tool
