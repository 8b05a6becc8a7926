// list_names PREPROCESSED DIRECTORY KNOWN_DIFFERENCES EXPRESSIONS OUTPUT: writes a line for every fact about
// the headers in DIRECTORY that can be compared with another implementation of them. print_facts.cpp gives
// them values.
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>

#include "declared.h"

namespace {

// What known_differences.txt says: a name, and how it differs.
using differences = std::map<std::string, std::string>;

std::ifstream open(const char* path) {
  std::ifstream file{path};
  if (!file) throw std::runtime_error{std::string{path} + ": cannot be read"};
  return file;
}

differences read_differences(const char* path) {
  differences known;
  auto file = open(path);
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line[0] == '#') continue;
    std::istringstream words{line};
    std::string kind, name, reason;
    words >> kind >> name >> std::ws;
    std::getline(words, reason);
    if (reason.empty()) throw std::runtime_error{name + " is a known difference without a reason"};
    known[name] = kind;
  }
  return known;
}

class lister {
 public:
  lister(facts::declared declared, differences known, std::string expressions)
      : declared_{std::move(declared)}, known_{std::move(known)}, expressions_{std::move(expressions)} {
    for (const auto& macro : declared_.macros) {
      if (!macro.takes_arguments) bodies_[macro.name] = macro.body;
    }
  }

  /// Returns the lines. Throws std::runtime_error for a macro it cannot judge and for a stale difference.
  std::string list() {
    for (const auto& macro : declared_.macros) list_macro(macro);
    for (const auto& name : declared_.enumerators) list_plain("NUMBER", name);
    for (const auto& type : declared_.types) list_type(type);
    for (const auto& name : declared_.function_types) list_plain("FUNCTION_TYPE", name);
    for (const auto& name : declared_.functions) list_plain("FUNCTION", name);
    for (const auto& [name, kind] : known_) {
      if (!used_.contains(name)) throw std::runtime_error{name + " is a known difference but not declared"};
    }
    return output_.str();
  }

 private:
  // Writes what a known difference asks for instead of the usual line. Returns false for other names.
  bool list_difference(const std::string& name, const char* absent) {
    const auto known = known_.find(name);
    if (known == known_.end()) return false;
    used_.insert(name);
    if (known->second == "absent") {
      output_ << absent << '(' << name << ")\n";
    } else if (known->second == "differs") {
      output_ << "DIFFERENT_SPELLING(" << name << ")\n";
    } else if (known->second != "ours") {
      throw std::runtime_error{known->second + ": no kind of difference"};
    }
    return true;
  }
  void list_plain(const char* kind, const std::string& name) {
    if (!list_difference(name, "ABSENT_NAME")) output_ << kind << '(' << name << ")\n";
  }
  void list_type(const facts::type& type) {
    if (list_difference(type.name, "ABSENT_NAME")) return;
    output_ << "SIZE(" << type.name << ")\n";
    for (const auto& member : type.members) output_ << "MEMBER(" << type.name << ", " << member << ")\n";
  }
  void list_macro(const facts::macro& macro) {
    if (list_difference(macro.name, "ABSENT_MACRO")) return;
    if (macro.takes_arguments) return require_expression(macro);
    const std::string body = expanded(macro.name);
    if (body.empty()) return;
    static const std::regex name_alone{R"([A-Za-z_]\w*)"};
    const bool is_text = body.find('"') != std::string::npos;
    const char* kind = is_text ? "TEXT_CONSTANT" : std::regex_match(body, name_alone) ? "SPELLING" : "NUMBER";
    output_ << kind << '(' << macro.name << ")\n";
  }
  // A macro with arguments has a value only together with some: expressions.inc has to use it.
  void require_expression(const facts::macro& macro) const {
    if (macro.body.empty()) return;
    if (!std::regex_search(expressions_, std::regex{"\\b" + macro.name + "\\("})) {
      throw std::runtime_error{macro.name + " takes arguments, but expressions.inc does not try it"};
    }
  }
  // Follows a macro that is only another macro's name.
  std::string expanded(std::string name) const {
    for (auto body = bodies_.find(name); body != bodies_.end() && body->second != name;
         body = bodies_.find(name)) {
      name = body->second;
    }
    return name;
  }

  facts::declared declared_;
  differences known_;
  std::string expressions_;
  std::map<std::string, std::string> bodies_;
  std::set<std::string> used_;
  std::ostringstream output_;
};

}  // namespace

int main(int count, char** arguments) try {
  if (count != 6) throw std::runtime_error{"five arguments expected"};
  auto preprocessed = open(arguments[1]);
  auto expressions = open(arguments[4]);
  lister names{facts::read_declared(preprocessed, arguments[2]), read_differences(arguments[3]),
               std::string{std::istreambuf_iterator<char>{expressions}, {}}};
  // Only now is there something to write: a failure leaves no file that looks finished.
  std::ofstream{arguments[5]} << names.list();
} catch (const std::exception& error) {
  std::cerr << "list_names: " << error.what() << '\n';
  return 1;
}
