# Writes OUTPUT/exports.inc, the functions that the Windows headers in HEADERS declare as lines EXPORTED(name) in the
# order of the names, and OUTPUT/all_headers.h, which declares them all:
# cmake -D HEADERS= -D OUTPUT= -P list_exports.cmake
cmake_minimum_required(VERSION 3.25)

file(GLOB_RECURSE headers ${HEADERS}/*.h)
set(names "")
foreach(header IN LISTS headers)
  file(READ ${header} text)
  string(REGEX MATCHALL "OPENSCHANNEL_API [A-Za-z][^;(]*[(]" declarations "${text}")
  foreach(declaration IN LISTS declarations)
    string(REGEX MATCH "([A-Za-z0-9_]+)[(]$" name "${declaration}")
    list(APPEND names ${CMAKE_MATCH_1})
  endforeach()
endforeach()
list(LENGTH names count)
if(count EQUAL 0)
  message(FATAL_ERROR "no declarations were found in ${HEADERS}")
endif()
list(SORT names COMPARE STRING CASE SENSITIVE)
list(TRANSFORM names REPLACE "(.+)" "EXPORTED(\\1)")
list(JOIN names "\n" lines)
file(WRITE ${OUTPUT}/exports.inc "${lines}\n")

file(GLOB top_headers RELATIVE ${HEADERS} ${HEADERS}/*.h)
list(TRANSFORM top_headers REPLACE "(.+)" "#include <\\1>")
list(JOIN top_headers "\n" includes)
file(WRITE ${OUTPUT}/all_headers.h "#pragma once\n#define SECURITY_WIN32\n#include <windows.h>\n${includes}\n")
