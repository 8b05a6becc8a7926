// The main function: OpenSSL's allocator is replaced before OpenSSL uses it.
#define DOCTEST_CONFIG_IMPLEMENT
#include <doctest/doctest.h>

#include <cstdio>

#include "failing_memory.h"
#include "support/ends.h"

int main(int count, char** arguments) {
  if (!failing_memory::install()) {
    std::fputs("OpenSSL has allocated memory already\n", stderr);
    return 1;
  }
  // What OpenSSL makes once in the life of a process, and does not try again, it makes now.
  for (const peers::tls version : peers::every_version) peers::established_pair(version);
  return doctest::Context(count, arguments).run();
}
