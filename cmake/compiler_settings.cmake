# What every target of this project is compiled with: C++20, hidden symbols, warnings, sanitizers, ccache.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_CXX_VISIBILITY_PRESET hidden)
set(CMAKE_VISIBILITY_INLINES_HIDDEN ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

if(PROJECT_IS_TOP_LEVEL)
  set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bin)
  set(CMAKE_LIBRARY_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/lib)
  set(CMAKE_ARCHIVE_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/lib)

  find_program(OPENSCHANNEL_CCACHE ccache)
  if(OPENSCHANNEL_CCACHE AND NOT DEFINED CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${OPENSCHANNEL_CCACHE})
  endif()
endif()

set(openschannel_werror $<$<BOOL:${OPENSCHANNEL_WERROR}>:-Werror>)

# The warnings of everything that ships.
add_library(openschannel_strict INTERFACE)
target_compile_options(openschannel_strict INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wshadow ${openschannel_werror}
  # GCC 12 sees std::optional's empty storage where it cannot be read (GCC bug 80635).
  $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)

# The warnings of the tests: they narrow on purpose to build hostile bytes.
add_library(openschannel_relaxed INTERFACE)
target_compile_options(openschannel_relaxed INTERFACE -Wall -Wextra ${openschannel_werror})

# A sanitizer has to see the library, the tools and the tests alike.
set(openschannel_sanitizer_flags "")
if(OPENSCHANNEL_SANITIZE)
  list(JOIN OPENSCHANNEL_SANITIZE "," sanitizers)
  set(openschannel_sanitizer_flags
    -fsanitize=${sanitizers} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_compile_options(${openschannel_sanitizer_flags})
  add_link_options(${openschannel_sanitizer_flags})
endif()
