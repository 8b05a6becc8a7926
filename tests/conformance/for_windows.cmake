# Builds the conformance tests for Windows, with mingw-w64's compiler and headers, next to the native ones.
find_program(OPENSCHANNEL_WINDOWS_CXX x86_64-w64-mingw32-g++-posix REQUIRED)

# doctest lives among the headers of this system, none of which may be seen here.
get_target_property(doctest_directory doctest::doctest INTERFACE_INCLUDE_DIRECTORIES)
file(MAKE_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR}/include)
file(CREATE_LINK ${doctest_directory}/doctest ${CMAKE_CURRENT_BINARY_DIR}/include/doctest SYMBOLIC)

set(compile ${CMAKE_CXX_COMPILER_LAUNCHER} ${OPENSCHANNEL_WINDOWS_CXX}
  -std=c++20 -D_WIN32_WINNT=0x0A00 -DNTDDI_VERSION=0x0A00000B
  -I${PROJECT_SOURCE_DIR}/tests -isystem ${CMAKE_CURRENT_BINARY_DIR}/include)

set(objects "")
foreach(source IN LISTS sources)
  cmake_path(GET source STEM name)
  set(object ${CMAKE_CURRENT_BINARY_DIR}/windows/${name}.obj)
  add_custom_command(OUTPUT ${object}
    COMMAND ${compile} -MD -MF ${object}.d -c ${source} -o ${object}
    DEPENDS ${source} DEPFILE ${object}.d
    COMMENT "Building ${name}.cpp for Windows" VERBATIM)
  list(APPEND objects ${object})
endforeach()
file(MAKE_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR}/windows)

find_program(OPENSCHANNEL_WINDOWS_DLLTOOL x86_64-w64-mingw32-dlltool REQUIRED)
set(newer ${CMAKE_CURRENT_BINARY_DIR}/windows/libsecur32_newer.a)
add_custom_command(OUTPUT ${newer}
  COMMAND ${OPENSCHANNEL_WINDOWS_DLLTOOL} -d ${CMAKE_CURRENT_SOURCE_DIR}/secur32_newer.def -l ${newer}
  DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/secur32_newer.def VERBATIM)

set(program ${CMAKE_CURRENT_BINARY_DIR}/conformance_tests.exe)
add_custom_command(OUTPUT ${program}
  COMMAND ${OPENSCHANNEL_WINDOWS_CXX} -static ${objects} ${newer} -lsecur32 -lcrypt32 -ladvapi32 -lncrypt -lbcrypt -o ${program}
  DEPENDS ${objects} ${newer}
  COMMENT "Linking conformance_tests.exe" VERBATIM)
add_custom_target(conformance_tests_for_windows ALL DEPENDS ${program})
