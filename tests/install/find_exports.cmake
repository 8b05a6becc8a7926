# Lets PROGRAM find by name every function that LIBRARY exports: cmake -D LIBRARY= -D PROGRAM= -D WORK= -D NM= -P
# find_exports.cmake
cmake_minimum_required(VERSION 3.25)

execute_process(
  COMMAND ${NM} --dynamic --defined-only --format=posix --without-symbol-versions ${LIBRARY}
  OUTPUT_VARIABLE table COMMAND_ERROR_IS_FATAL ANY)
string(REGEX MATCHALL "[^\n]+ T [^\n]+\n" rows "${table}")
list(TRANSFORM rows REPLACE " .*" "")
list(LENGTH rows count)
list(JOIN rows "\n" names)
file(WRITE ${WORK}/exported_names "${names}\n")

execute_process(COMMAND ${PROGRAM} INPUT_FILE ${WORK}/exported_names OUTPUT_VARIABLE output RESULT_VARIABLE failed)
message(STATUS "${output}")
if(failed OR count LESS 100 OR NOT output MATCHES "(^|\n)${count} functions found by name")
  message(FATAL_ERROR "GetProcAddress has to find all of ${count} functions")
endif()
