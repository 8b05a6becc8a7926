// Reads the names of the tests from their sources.
#include "test_sources.h"

#include <algorithm>
#include <fstream>
#include <regex>
#include <sstream>

namespace compatibility {
namespace {

namespace fs = std::filesystem;

std::string content_of(const fs::path& file) {
  std::ostringstream content;
  content << std::ifstream(file).rdbuf();
  return content.str();
}

std::vector<fs::path> sources_below(const fs::path& folder) {
  std::vector<fs::path> sources;
  if (!fs::exists(folder)) return sources;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder))
    if (entry.path().extension() == ".cpp") sources.push_back(entry.path());
  std::sort(sources.begin(), sources.end());
  return sources;
}

/// The names in TEST_CASE("..."), which the compiler may have to join from several literals.
std::vector<std::string> names_in(const std::string& source) {
  static const std::regex test_case(R"re(TEST_CASE\(\s*((?:"(?:[^"\\]|\\.)*"\s*)+)\))re");
  static const std::regex seam(R"re("\s*")re");
  std::vector<std::string> names;
  for (std::sregex_iterator found(source.begin(), source.end(), test_case), end; found != end; ++found) {
    const std::string literals = std::regex_replace((*found)[1].str(), seam, "");
    const std::size_t first = literals.find('"') + 1;
    names.push_back(literals.substr(first, literals.rfind('"') - first));
  }
  return names;
}

}  // namespace

test_sources read_tests(const fs::path& root) {
  test_sources found;
  for (const fs::path& file : sources_below(root / "tests")) {
    const fs::path shown = fs::relative(file, root);
    const bool needs_ids = shown.generic_string().starts_with("tests/conformance/");
    for (const std::string& name : names_in(content_of(file))) {
      if (name.find(';') != std::string::npos) found.broken.push_back(shown.generic_string() + ": " + name);
      const std::size_t colon = name.find(": ");
      if (name.starts_with("SSPI-") && colon != std::string::npos)
        found.tests.push_back({name.substr(0, colon), name.substr(colon + 2), shown});
      else if (needs_ids)
        found.nameless.push_back(shown.generic_string() + ": " + name);
    }
  }
  return found;
}

}  // namespace compatibility
