// Writes docs/compatibility.md.
#include "page.h"

#include <algorithm>
#include <sstream>
#include <string_view>

#include "rules/register.h"

namespace compatibility {
namespace {

using namespace schannel;

constexpr std::string_view opening =
    R"(<!-- Written by tests/rules/compatibility.cpp from src/rules and the tests: compatibility --write <sources> -->
# Compatibility with Schannel on Windows

These are the rules of Schannel's behaviour that this library keeps, each with its source and the tests that hold it.
A rule is *verified* when it was observed on Windows, *documented* when Microsoft or an RFC says so, *relied upon* when
shipping programs work only if it holds, and *our choice* where no one says; its id never changes. What Windows does
and this library does not, or not yet, is listed [at the end](#deviations) with its reason.
)";

std::string_view name_of(rules::basis known_by) {
  switch (known_by) {
    case rules::basis::verified:
      return "verified";
    case rules::basis::documented:
      return "documented";
    case rules::basis::relied_upon:
      return "relied upon";
    case rules::basis::chosen:
      break;
  }
  return "our choice";
}

/// Links the first mention of each page.
std::string linked(std::string text) {
  for (const rules::page& page : rules::pages) {
    const std::size_t at = text.find(page.title);
    if (at == std::string::npos || (at != 0 && text[at - 1] == '[')) continue;
    text.replace(at, page.title.size(),
                 "[" + std::string(page.title) + "](" + std::string(page.address) + ")");
  }
  return text;
}

std::string links_to_tests(const rules::rule& one, const test_sources& tests) {
  std::vector<std::string> links;
  for (const test_of_rule& test : tests.tests) {
    if (test.id != one.id) continue;
    const std::string link = "[" + test.file.stem().string() + "](../" + test.file.generic_string() + ")";
    if (std::find(links.begin(), links.end(), link) == links.end()) links.push_back(link);
  }
  std::string joined;
  for (const std::string& link : links) joined += (joined.empty() ? "" : ", ") + link;
  return joined;
}

void write_topic(std::ostream& out, const rules::topic& about, const test_sources& tests) {
  if (!about.title.empty()) out << "\n### " << about.title << "\n";
  out << "\n| rule | what holds | kind | source | tests |\n|---|---|---|---|---|\n";
  for (const rules::rule& one : about.rules)
    out << "| `" << one.id << "` | " << one.says << " | " << name_of(one.known_by) << " | "
        << linked(std::string(one.source)) << " | " << links_to_tests(one, tests) << " |\n";
}

void write_deviations(std::ostream& out) {
  out << "\n## Deviations\n\n| on Windows | here | reason |\n|---|---|---|\n";
  for (const rules::deviation& one : rules::deviations)
    out << "| " << one.windows << " | " << one.here << " | " << linked(std::string(one.reason)) << " |\n";
}

}  // namespace

std::string write_page(const test_sources& tests) {
  std::ostringstream out;
  out << opening;
  std::string_view chapter;
  for (const auto& group : rules::topic_groups) {
    for (const rules::topic& about : group) {
      if (about.chapter != chapter) out << "\n## " << about.chapter << "\n";
      chapter = about.chapter;
      write_topic(out, about, tests);
    }
  }
  write_deviations(out);
  return out.str();
}

}  // namespace compatibility
