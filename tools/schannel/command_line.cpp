// The command line, split by CLI11. Its values (endpoints, versions, protocols) are read by functions of our
// own, so that a mistake is explained in one line.
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "application_protocols.h"
#include "failure.h"
#include "help.h"
#include "options.h"

namespace schannel::tool {
namespace {

// The options as they were written.
struct raw {
  std::string where, versions, password;
  std::optional<std::string> server_name, ca, protocols, pfx, asks;
  bool insecure = false, resume = false, renegotiate = false;
  bool echo = false, keep_open = false, tickets = false, engines = false;
};

tls_versions parse_demo_version(const std::string& text) {
  if (text.empty() || text == "1.3") return tls_versions::only_1_3;
  if (text == "1.2") return tls_versions::only_1_2;
  throw failure(fmt::format("--tls: '{}' is neither 1.2 nor 1.3", text));
}

tls_versions parse_versions(const std::string& text) {
  if (text.empty()) return tls_versions::enabled;
  if (text == "1.0") return tls_versions::only_1_0;
  if (text == "1.1") return tls_versions::only_1_1;
  if (text == "1.2") return tls_versions::only_1_2;
  if (text == "1.3") return tls_versions::only_1_3;
  throw failure(fmt::format("--tls: '{}' is none of 1.0, 1.1, 1.2 and 1.3", text));
}

asking parse_asking(const std::optional<std::string>& text) {
  if (!text) return asking::never;
  if (*text == "now") return asking::now;
  if (*text == "later") return asking::later;
  throw failure(fmt::format("--ask: '{}' is neither now nor later", *text));
}

std::vector<std::string> protocols_of(const raw& given) {
  return given.protocols ? parse_protocols(*given.protocols) : std::vector<std::string>{};
}

std::optional<pfx_file> own_of(const raw& given) {
  if (!given.pfx) return std::nullopt;
  return pfx_file{*given.pfx, given.password};
}

void give_help(CLI::App& command, const char* text) {
  command.set_help_flag("-h,--help");
  command.formatter_fn([text](const CLI::App*, const std::string&, CLI::AppFormatMode) { return text; });
}

CLI::App* add_command(CLI::App& app, const char* name, const char* help, raw& given) {
  CLI::App* command = app.add_subcommand(name);
  give_help(*command, help);
  command->add_option("--tls", given.versions);
  return command;
}

void add_common(CLI::App& command, raw& given) {
  command.add_option("where", given.where);
  CLI::Option* pfx = command.add_option("--pfx", given.pfx);
  command.add_option("--password", given.password)->needs(pfx);
  command.add_option("--alpn", given.protocols);
  command.add_flag("--renegotiate", given.renegotiate);
}

CLI::App* add_connect(CLI::App& app, raw& given) {
  CLI::App* command = add_command(app, "connect", connect_help, given);
  add_common(*command, given);
  CLI::Option* ca = command->add_option("--ca", given.ca);
  command->add_flag("--insecure", given.insecure)->excludes(ca);
  command->add_option("--sni", given.server_name);
  command->add_flag("--resume", given.resume);
  return command;
}

CLI::App* add_serve(CLI::App& app, raw& given) {
  CLI::App* command = add_command(app, "serve", serve_help, given);
  add_common(*command, given);
  command->add_flag("--echo", given.echo);
  command->add_flag("--keep-open", given.keep_open);
  command->add_option("--ask", given.asks);
  command->add_flag("--tickets", given.tickets);
  return command;
}

CLI::App* add_bench(CLI::App& app, raw& given) {
  CLI::App* command = app.add_subcommand("bench");
  give_help(*command, bench_help);
  command->add_flag("--engines", given.engines);
  return command;
}

demo_options demo_from(const raw& given) {
  return {parse_demo_version(given.versions)};
}

connect_options connect_from(const raw& given) {
  if (given.where.empty()) throw failure("connect: HOST:PORT is missing");
  connect_options wanted;
  wanted.remote = parse_remote(given.where);
  wanted.server_name = given.server_name.value_or(wanted.remote.host);
  if (wanted.server_name.empty()) throw failure("--sni: the name is empty");
  wanted.ca = given.ca;
  wanted.validated = given.insecure ? validation::manual : validation::automatic;
  wanted.own = own_of(given);
  wanted.versions = parse_versions(given.versions);
  wanted.protocols = protocols_of(given);
  wanted.resumes = given.resume;
  wanted.renegotiates = given.renegotiate;
  return wanted;
}

serve_options serve_from(const raw& given) {
  if (given.where.empty()) throw failure("serve: PORT is missing");
  return {.local = parse_local(given.where),
          .echo = given.echo,
          .keep_open = given.keep_open,
          .own = own_of(given),
          .versions = parse_versions(given.versions),
          .protocols = protocols_of(given),
          .asks = parse_asking(given.asks),
          .renegotiates = given.renegotiate,
          .gives_tickets = given.tickets};
}

}  // namespace

options parse_command_line(int argc, const char* const* argv) {
  CLI::App app("", "schannel");
  give_help(app, general_help);
  app.require_subcommand(0, 1);
  app.set_version_flag("--version", "schannel " OPENSCHANNEL_VERSION);
  raw given;
  const CLI::App* demo = add_command(app, "demo", demo_help, given);
  const CLI::App* connect = add_connect(app, given);
  const CLI::App* serve = add_serve(app, given);
  const CLI::App* bench = add_bench(app, given);
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& question) {
    app.exit(question);
    return answered{};
  } catch (const CLI::ParseError& mistake) {
    throw failure(fmt::format("{} (try --help)", mistake.what()));
  }
  if (demo->parsed()) return demo_from(given);
  if (connect->parsed()) return connect_from(given);
  if (serve->parsed()) return serve_from(given);
  if (bench->parsed()) return bench_options{given.engines};
  throw failure("a command is missing: demo, connect, serve or bench (try --help)");
}

}  // namespace schannel::tool
