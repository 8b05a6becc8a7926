// schannel: the command-line tool.
#include <fmt/format.h>

#include <clocale>
#include <csignal>
#include <exception>

#include "console.h"
#include "subcommands.h"

namespace {

namespace tool = schannel::tool;

struct run_it {
  int operator()(tool::answered) const { return 0; }
  template <typename Options>
  int operator()(const Options& wanted) const {
    return tool::run(wanted);
  }
};

}  // namespace

int main(int argc, char** argv) {
  tool::occupy_standard_streams();
  // Names and passwords are UTF-8, as in the library's own functions, whatever the user's language.
  std::setlocale(LC_CTYPE, "C.UTF-8");
  // A reader that goes away is an error of write(), not the end of the process.
  std::signal(SIGPIPE, SIG_IGN);
  try {
    return std::visit(run_it{}, tool::parse_command_line(argc, argv));
  } catch (const std::exception& problem) {
    tool::note(fmt::format("schannel: {}", problem.what()));
    return 1;
  }
}
