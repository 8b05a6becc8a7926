// Names written out are names that can be read back.
#include "core/certs/written_name.h"

#include <doctest/doctest.h>

using namespace schannel;
using core::certs::written_name;

TEST_CASE("a name is written with its keys, in its order") {
  CHECK(written_name({}).empty());
  CHECK(written_name({{"2.5.4.3", "localhost"}, {"2.5.4.10", "Example"}, {"2.5.4.11", "a", true}}) ==
        "CN=localhost, O=Example + OU=a");
  CHECK(written_name({{"1.2.3.4", "x"}}) == "OID.1.2.3.4=x");
}

TEST_CASE("a value that could be mistaken stands in quotation marks") {
  CHECK(written_name({{"2.5.4.10", "Tests, Inc."}}) == "O=\"Tests, Inc.\"");
  CHECK(written_name({{"2.5.4.10", "the \"one\""}}) == "O=\"the \"\"one\"\"\"");
  CHECK(written_name({{"2.5.4.10", " blank"}}) == "O=\" blank\"");
  CHECK(written_name({{"2.5.4.10", ""}}) == "O=\"\"");
}
