// Reads the names of the tests from their sources.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace compatibility {

/// A test whose name starts with the id of a rule: "<id>: <sentence>".
struct test_of_rule {
  std::string id;
  std::string sentence;
  std::filesystem::path file;  ///< relative to the root of the sources
};

/// What stands below <root>/tests.
struct test_sources {
  std::vector<test_of_rule> tests;
  std::vector<std::string> nameless;  ///< conformance tests without an id: file and name
  std::vector<std::string> broken;    ///< tests whose names hold a semicolon, at which CTest would cut them
};

test_sources read_tests(const std::filesystem::path& root);

}  // namespace compatibility
