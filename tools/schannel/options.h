// What the command line asks for: one structure per subcommand.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "credential.h"
#include "endpoint.h"

namespace schannel::tool {

struct demo_options {
  tls_versions version = tls_versions::only_1_3;
};

/// A certificate with its key in a file.
struct pfx_file {
  std::string path;
  std::string password;
};

/// When a server asks for the client's certificate.
enum class asking { never, now, later };

struct connect_options {
  endpoint remote;
  std::string server_name;        ///< Goes out as SNI and is looked for in the certificate.
  std::optional<std::string> ca;  ///< PEM file of the only roots to trust, instead of the system's.
  validation validated = validation::automatic;
  std::optional<pfx_file> own;
  tls_versions versions = tls_versions::enabled;
  std::vector<std::string> protocols;
  bool resumes = false;       ///< Goes on with the session of a first connection.
  bool renegotiates = false;  ///< Asks for another handshake after the first.
};

struct serve_options {
  endpoint local;
  bool echo = false;
  bool keep_open = false;
  std::optional<pfx_file> own;
  tls_versions versions = tls_versions::enabled;
  std::vector<std::string> protocols;
  asking asks = asking::never;
  bool renegotiates = false;  ///< Asks for another handshake after the first.
  bool gives_tickets = false;
};

struct bench_options {
  bool lists_engines = false;  ///< Instead of measuring.
};

/// The command line was a question, and it has been answered.
struct answered {};

using options = std::variant<answered, demo_options, connect_options, serve_options, bench_options>;

/// Reads the command line; answers --help and --version. Throws failure.
options parse_command_line(int argc, const char* const* argv);

}  // namespace schannel::tool
