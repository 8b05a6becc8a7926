// Compares the register of rules with the tests, and both with docs/compatibility.md.
//
//   compatibility --check <sources>   fails when they do not agree
//   compatibility --write <sources>   writes the page anew
#include <algorithm>
#include <fstream>
#include <iostream>
#include <set>
#include <sstream>

#include "page.h"
#include "rules/register.h"

namespace {

using namespace compatibility;
using namespace schannel;

std::string content_of(const std::filesystem::path& file) {
  std::ostringstream content;
  content << std::ifstream(file).rdbuf();
  return content.str();
}

bool is_known_page(std::string_view text) {
  return std::any_of(std::begin(rules::pages), std::end(rules::pages),
                     [&](const rules::page& page) { return text.starts_with(page.title); });
}

/// What is wrong with the register by itself.
void check_register(std::vector<std::string>& complaints) {
  std::set<std::string_view> ids;
  rules::for_each_rule([&](const rules::topic&, const rules::rule& one) {
    const std::string id(one.id);
    if (!ids.insert(one.id).second) complaints.push_back(id + ": two rules have this id");
    if (!id.starts_with("SSPI-")) complaints.push_back(id + ": an id starts with SSPI-");
    if (!one.says.ends_with('.')) complaints.push_back(id + ": a rule is a sentence");
    constexpr std::string_view publisher = "Microsoft: ";
    const std::size_t at = one.source.find(publisher);
    if (at != std::string_view::npos && !is_known_page(one.source.substr(at + publisher.size())))
      complaints.push_back(id + ": its source is not among the pages: " + std::string(one.source));
  });
}

void check_tests(const test_sources& found, std::vector<std::string>& complaints) {
  std::set<std::string> tested;
  for (const test_of_rule& test : found.tests) {
    tested.insert(test.id);
    if (rules::find_rule(test.id) == nullptr)
      complaints.push_back(test.file.generic_string() + ": no rule has the id " + test.id);
  }
  for (const std::string& name : found.nameless) complaints.push_back(name + ": no rule is named");
  for (const std::string& name : found.broken)
    complaints.push_back(name + ": CTest cuts names at a semicolon");
  rules::for_each_rule([&](const rules::topic&, const rules::rule& one) {
    const std::string id(one.id);
    if (tested.count(id) == 0) complaints.push_back(id + ": there is no test of this rule");
  });
}

int check(const std::filesystem::path& root) {
  const test_sources found = read_tests(root);
  std::vector<std::string> complaints;
  check_register(complaints);
  check_tests(found, complaints);
  if (content_of(root / "docs/compatibility.md") != write_page(found))
    complaints.push_back("docs/compatibility.md is out of date: run compatibility --write " + root.string());
  for (const std::string& complaint : complaints) std::cerr << complaint << '\n';
  return complaints.empty() ? 0 : 1;
}

int write(const std::filesystem::path& root) {
  std::ofstream page(root / "docs/compatibility.md");
  page << write_page(read_tests(root));
  return page.flush() ? 0 : 1;
}

}  // namespace

int main(int count, char** arguments) {
  const std::string verb = count == 3 ? arguments[1] : "";
  if (verb == "--check") return check(arguments[2]);
  if (verb == "--write") return write(arguments[2]);
  std::cerr << "usage: compatibility --check|--write <root of the sources>\n";
  return 2;
}
