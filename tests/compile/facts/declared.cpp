// Reads declarations: lines of the preprocessor first, then the tokens between them.
#include "declared.h"

#include <algorithm>
#include <cctype>
#include <regex>
#include <span>
#include <stdexcept>

namespace facts {
namespace {

using tokens = std::vector<std::string>;

bool is_name(std::string_view token) {
  return std::isalpha(static_cast<unsigned char>(token[0])) || token[0] == '_';
}

void add_tokens(const std::string& line, tokens& out) {
  static const std::regex token{R"([A-Za-z_]\w*|"[^"]*"|\d\w*|[^\s\w])"};
  for (std::sregex_iterator it{line.begin(), line.end(), token}, end; it != end; ++it)
    out.push_back(it->str());
}

// Walks over the tokens of the headers and notes what they declare.
class reader {
 public:
  reader(tokens source, declared& result) : source_{std::move(source)}, result_{result} {}

  void read() {
    while (at_ < source_.size()) read_declaration();
  }

 private:
  const std::string& peek(std::size_t ahead = 0) const {
    static const std::string nothing = ";";
    return at_ + ahead < source_.size() ? source_[at_ + ahead] : nothing;
  }
  std::string next() {
    if (at_ == source_.size()) fail("the end of the file");
    return source_[at_++];
  }
  bool skip(std::string_view token) {
    if (peek() != token) return false;
    ++at_;
    return true;
  }
  void expect(std::string_view token) {
    if (!skip(token)) fail(std::string{token} + " expected");
  }
  [[noreturn]] void fail(const std::string& why) const {
    std::string around;
    for (std::size_t i = at_ < 12 ? 0 : at_ - 12; i < std::min(at_ + 12, source_.size()); ++i) {
      around += (i == at_ ? " >>> " : " ") + source_[i];
    }
    throw std::runtime_error{why + ":" + around};
  }

  // Skips a bracketed group whose opening bracket comes next.
  void skip_group(const char* open, const char* close) {
    expect(open);
    for (int depth = 1; depth > 0;) {
      const std::string token = next();
      depth += token == open ? 1 : token == close ? -1 : 0;
    }
  }
  tokens up_to_semicolon() {
    tokens found;
    while (!skip(";")) found.push_back(next());
    return found;
  }

  void read_declaration() {
    if (skip("typedef")) return read_typedef();
    if (skip("__attribute__")) return read_function();
    if (skip("}")) return;  // of extern "C"
    if (peek() == "extern" && peek(2) == "{") return void(at_ += 3);
    if (peek() == "static" && peek(1) == "inline") return skip_inline_function();
    if (peek() == "struct" && peek(2) == ";") return void(at_ += 3);
    fail("neither a typedef nor a function of the interface");
  }
  void skip_inline_function() {
    while (peek() != "{") next();
    skip_group("{", "}");
  }
  void read_function() {
    skip_group("(", ")");
    const tokens rest = up_to_semicolon();
    const auto arguments = std::ranges::find(rest, "(");
    if (arguments < rest.begin() + 2) fail("a function's name expected");
    result_.functions.push_back(*(arguments - 1));
  }

  void read_typedef() {
    if (peek() == "enum" && (peek(1) == "{" || peek(2) == "{")) return read_enumeration();
    if (starts_body()) return read_structure();
    const tokens rest = up_to_semicolon();
    if (const auto close = std::ranges::find(rest, ")"); close != rest.end()) {
      return result_.function_types.push_back(*(close - 1));
    }
    add_types(rest, {});
  }
  bool starts_body() const {
    return (peek() == "struct" || peek() == "union") && (peek(1) == "{" || peek(2) == "{");
  }
  void read_enumeration() {
    while (!skip("{")) next();
    bool name_follows = true;
    for (std::string token = next(); token != "}"; token = next()) {
      if (name_follows) result_.enumerators.push_back(token);
      name_follows = token == ",";
    }
    add_types(up_to_semicolon(), {});
  }
  void read_structure() {
    std::vector<std::string> members;
    read_members("", members);
    add_types(up_to_semicolon(), members);
  }
  void read_members(const std::string& prefix, std::vector<std::string>& members) {
    while (!skip("{")) next();
    while (!skip("}")) {
      skip("__extension__");
      if (starts_body()) {
        read_nested(prefix, members);
      } else {
        for (const auto& name : declarators(up_to_semicolon())) members.push_back(prefix + name);
      }
    }
  }
  // A member that is a structure itself: its name comes only after its members.
  void read_nested(const std::string& prefix, std::vector<std::string>& members) {
    std::vector<std::string> inner;
    read_members("", inner);
    const tokens name = up_to_semicolon();
    for (const auto& member : inner)
      members.push_back(prefix + (name.empty() ? "" : name.front() + ".") + member);
  }

  // The names declared by "DWORD a, *b, c[4]": each is the last one before a comma or bracket.
  static std::vector<std::string> declarators(const tokens& declaration) {
    std::vector<std::string> names;
    std::string last;
    bool in_brackets = false;
    for (const auto& token : declaration) {
      if (token == ",") names.push_back(last);
      in_brackets = token == "[" || (in_brackets && token != "]");
      if (!in_brackets && is_name(token)) last = token;
    }
    names.push_back(last);
    return names;
  }
  // Only the first name of a structure gets the members; the others are pointers to it.
  void add_types(const tokens& declaration, std::vector<std::string> members) {
    for (auto& name : declarators(declaration)) {
      result_.types.push_back({std::move(name), std::move(members)});
      members.clear();
    }
  }

  tokens source_;
  declared& result_;
  std::size_t at_ = 0;
};

void add_macro(const std::string& line, std::vector<macro>& macros) {
  static const std::regex form{R"(#define (\w+)(\(.*?\))? ?(.*))"};
  std::smatch found;
  if (!std::regex_match(line, found, form)) throw std::runtime_error{"not understood: " + line};
  const auto has_this_name = [&](const macro& known) { return known.name == found[1]; };
  if (std::ranges::none_of(macros, has_this_name)) macros.push_back({found[1], found[3], found[2].matched});
}

}  // namespace

declared read_declared(std::istream& preprocessed, std::string_view directory) {
  static const std::regex marker{R"~(# \d+ "(.*)".*)~"};
  declared result;
  tokens source;
  bool ours = false;
  for (std::string line; std::getline(preprocessed, line);) {
    std::smatch found;
    if (std::regex_match(line, found, marker)) {
      ours = found[1].str().starts_with(directory);
    } else if (ours && line.starts_with("#define ")) {
      add_macro(line, result.macros);
    } else if (ours && !line.starts_with("#")) {
      add_tokens(line, source);
    }
  }
  reader{std::move(source), result}.read();
  return result;
}

}  // namespace facts
