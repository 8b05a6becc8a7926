// schannel connect: a TLS client on the standard streams.
#include <fmt/format.h>

#include "conversation.h"
#include "subcommands.h"
#include "trust.h"

namespace schannel::tool {

int run(const connect_options& wanted) {
  if (wanted.ca) trust_only(*wanted.ca);
  const certificate own = wanted.own ? load_pfx(wanted.own->path, wanted.own->password) : nullptr;
  const auto who = credential::for_client(wanted.versions, wanted.validated, own.get());
  security_context context(who, wanted.server_name, wanted.protocols);
  return converse(connect_to(wanted.remote), context, source::standard_input,
                  fmt::format("connected to {}", to_string(wanted.remote)));
}

}  // namespace schannel::tool
