# Compares the functions that LIBRARY exports with those that the installed HEADERS declare; both lists have to
# be the same: cmake -D LIBRARY= -D HEADERS= -D WORK= -D CC= -D NM= -P compare_exports.cmake
cmake_minimum_required(VERSION 3.25)

# Lists the functions with external linkage that the headers declare, as the compiler understood them.
function(declared_functions out)
  file(GLOB headers RELATIVE ${HEADERS} ${HEADERS}/*.h)
  list(REMOVE_ITEM headers windows.h)
  list(PREPEND headers windows.h)
  list(TRANSFORM headers REPLACE ".+" "#include <\\0>")
  list(JOIN headers "\n" includes)
  file(WRITE ${WORK}/all.c "#define SECURITY_WIN32\n${includes}\n")
  execute_process(
    COMMAND ${CC} -fsyntax-only -I${HEADERS} -aux-info ${WORK}/declarations ${WORK}/all.c
    COMMAND_ERROR_IS_FATAL ANY)
  string(REGEX REPLACE "([][.+*()^$])" "\\\\\\1" here ${HEADERS})
  file(STRINGS ${WORK}/declarations lines REGEX "^/\\* ${here}/.*\\*/ extern ")
  set(names "")
  foreach(line IN LISTS lines)
    string(REGEX MATCH "([A-Za-z0-9_]+) \\(" name "${line}")
    list(APPEND names ${CMAKE_MATCH_1})
  endforeach()
  list(REMOVE_DUPLICATES names)
  set(${out} ${names} PARENT_SCOPE)
endfunction()

# Lists the symbols that the library offers to a linker.
function(exported_symbols out)
  execute_process(
    COMMAND ${NM} --dynamic --defined-only --format=posix --without-symbol-versions ${LIBRARY}
    OUTPUT_VARIABLE table COMMAND_ERROR_IS_FATAL ANY)
  string(REGEX MATCHALL "[^\n]+\n" rows "${table}")
  list(FILTER rows EXCLUDE REGEX "^OPENSCHANNEL_[0-9]+ A ")
  list(TRANSFORM rows REPLACE " .*" "")
  set(${out} ${rows} PARENT_SCOPE)
endfunction()

function(report_difference what names)
  foreach(name IN LISTS names)
    message(SEND_ERROR "${what}: ${name}")
  endforeach()
endfunction()

declared_functions(declared)
exported_symbols(exported)

set(missing ${declared})
list(REMOVE_ITEM missing ${exported})
report_difference("declared but not exported" "${missing}")

set(undocumented ${exported})
list(REMOVE_ITEM undocumented ${declared})
report_difference("exported but declared nowhere" "${undocumented}")

list(LENGTH declared count)
if(count EQUAL 0)
  message(SEND_ERROR "no declarations were found in ${HEADERS}")
endif()
message(STATUS "${count} functions declared and exported")
