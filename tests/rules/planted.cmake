# Plants mistakes in a tree of sources and fails unless the check of the rules finds each of them:
# cmake -D CHECK=<compatibility> -D WORK=<directory> -P planted.cmake
cmake_minimum_required(VERSION 3.25)

file(REMOVE_RECURSE ${WORK})
file(WRITE ${WORK}/docs/compatibility.md "# Out of date\n")
file(WRITE ${WORK}/tests/conformance/planted.cpp [=[
TEST_CASE("SSPI-no-such-rule: a test of nothing") {}
TEST_CASE("a test that names no rule") {}
TEST_CASE("SSPI-no-such-rule: a name; and the rest of it") {}
]=])

execute_process(COMMAND ${CHECK} --check ${WORK} RESULT_VARIABLE status ERROR_VARIABLE complaints)

if(status EQUAL 0)
  message(FATAL_ERROR "the check is content with a tree full of mistakes")
endif()
foreach(expected IN ITEMS
    "no rule has the id SSPI-no-such-rule"
    "a test that names no rule: no rule is named"
    "and the rest of it: CTest cuts names at a semicolon"
    "SSPI-ApplyControlToken-null-context: there is no test of this rule"
    "docs/compatibility.md is out of date")
  string(FIND "${complaints}" "${expected}" at)
  if(at EQUAL -1)
    message(FATAL_ERROR "the check does not say: ${expected}")
  endif()
endforeach()
