# Fails when a relative link in a document leads nowhere: cmake -D ROOT=<source tree> -P check_links.cmake
cmake_minimum_required(VERSION 3.25)

# Complains about every dead link of one document.
function(check_document document)
  cmake_path(GET document PARENT_PATH directory)
  file(READ ${document} text)
  # CMake's lists take an unmatched bracket for a nested list, so the brackets go before the links are listed.
  string(REPLACE "](" "\nlink:" text "${text}")
  string(REGEX MATCHALL "\nlink:[^][)# \n;]+" links "${text}")
  list(TRANSFORM links REPLACE "\nlink:" "")
  list(FILTER links EXCLUDE REGEX "^[a-z]+:")
  foreach(link IN LISTS links)
    if(NOT EXISTS ${directory}/${link})
      message(NOTICE "${document}: nothing is at ${link}")
      set_property(GLOBAL APPEND PROPERTY dead_links ${link})
    endif()
  endforeach()
endfunction()

file(GLOB documents ${ROOT}/*.md)
file(GLOB_RECURSE more_documents ${ROOT}/docs/*.md ${ROOT}/examples/*.md)
foreach(document IN LISTS documents more_documents)
  check_document(${document})
endforeach()

get_property(dead_links GLOBAL PROPERTY dead_links)
list(LENGTH dead_links count)
if(count)
  message(FATAL_ERROR "${count} links lead nowhere")
endif()
