// The main function: OpenSSL's allocator is replaced before OpenSSL uses it.
#define DOCTEST_CONFIG_IMPLEMENT
#include <doctest/doctest.h>

#include <cstdio>

#include "failing_memory.h"

int main(int count, char** arguments) {
  if (!failing_memory::install()) {
    std::fputs("OpenSSL has allocated memory already\n", stderr);
    return 1;
  }
  return doctest::Context(count, arguments).run();
}
