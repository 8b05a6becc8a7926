// The main function: OpenSSL's allocator is replaced before OpenSSL uses it.
#define DOCTEST_CONFIG_IMPLEMENT
#include <doctest/doctest.h>

#include <stdlib.h>

#include <cstdio>

#include "failing_memory.h"
#include "support/ends.h"

int main(int count, char** arguments) {
  if (!failing_memory::install()) {
    std::fputs("OpenSSL has allocated memory already\n", stderr);
    return 1;
  }
  // Whoever opens the system's roots again and again should find none.
  ::setenv("SSL_CERT_FILE", "/dev/null", 1);
  ::setenv("SSL_CERT_DIR", "/dev/null", 1);
  // What OpenSSL makes once in the life of a process, and does not try again, it makes now.
  for (const peers::tls version : peers::every_version) peers::established_pair(version);
  return doctest::Context(count, arguments).run();
}
