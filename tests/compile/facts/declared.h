// What a preprocessed file declares, as far as the declarations are of the plain kind that the Windows
// headers are made of. Anything that is not understood is an error, so that nothing is left out by accident.
#pragma once

#include <istream>
#include <string>
#include <string_view>
#include <vector>

namespace facts {

struct macro {
  std::string name;
  std::string body;
  bool takes_arguments;
};

/// A type by its typedef name. Members of unnamed members count as the type's own: "u.LowPart", "LowPart".
struct type {
  std::string name;
  std::vector<std::string> members;
};

struct declared {
  std::vector<macro> macros;
  std::vector<std::string> enumerators;
  std::vector<type> types;
  std::vector<std::string> function_types;
  std::vector<std::string> functions;
};

/// Reads the output of a compiler's -E -dD and keeps what comes from files below `directory`. Throws
/// std::runtime_error for a declaration that it does not understand.
declared read_declared(std::istream& preprocessed, std::string_view directory);

}  // namespace facts
