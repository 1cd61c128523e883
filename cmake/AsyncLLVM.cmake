# Finds LLVM and Clang and refuses what the checks were not built against.
#
#   -DASYNC_TIDY_LLVM_VERSION=19   which installed major version to take
#   -DLLVM_DIR=<dir>               or exactly this one
set(ASYNC_TIDY_LLVM_OLDEST 19)
set(ASYNC_TIDY_LLVM_NEWEST 22)
set(ASYNC_TIDY_LLVM_VERSION "" CACHE STRING
    "LLVM major version to build against (${ASYNC_TIDY_LLVM_OLDEST} to ${ASYNC_TIDY_LLVM_NEWEST}); empty: the newest one found")

set(how_to_install "install one of them (on Debian: apt-get install libclang-${ASYNC_TIDY_LLVM_NEWEST}-dev llvm-${ASYNC_TIDY_LLVM_NEWEST}-dev, or run integration/setup)")

function(async_tidy_check_range version)
  if(version LESS ASYNC_TIDY_LLVM_OLDEST OR version GREATER ASYNC_TIDY_LLVM_NEWEST)
    message(FATAL_ERROR "async-tidy builds against LLVM ${ASYNC_TIDY_LLVM_OLDEST} to ${ASYNC_TIDY_LLVM_NEWEST}, not ${version}: ${how_to_install}")
  endif()
endfunction()

if(NOT LLVM_DIR)
  if(ASYNC_TIDY_LLVM_VERSION)
    async_tidy_check_range(${ASYNC_TIDY_LLVM_VERSION})
    set(candidates ${ASYNC_TIDY_LLVM_VERSION})
  else()
    foreach(version RANGE ${ASYNC_TIDY_LLVM_NEWEST} ${ASYNC_TIDY_LLVM_OLDEST} -1)
      list(APPEND candidates ${version})
    endforeach()
  endif()
  foreach(version IN LISTS candidates)
    if(EXISTS /usr/lib/llvm-${version}/lib/cmake/clang/ClangConfig.cmake)
      set(LLVM_DIR /usr/lib/llvm-${version}/lib/cmake/llvm)
      break()
    endif()
  endforeach()
endif()

find_package(LLVM CONFIG QUIET)
if(NOT LLVM_FOUND)
  message(FATAL_ERROR "no LLVM development files found for version ${ASYNC_TIDY_LLVM_OLDEST} to ${ASYNC_TIDY_LLVM_NEWEST}: ${how_to_install}")
endif()
async_tidy_check_range(${LLVM_VERSION_MAJOR})
if(ASYNC_TIDY_LLVM_VERSION AND NOT ASYNC_TIDY_LLVM_VERSION EQUAL LLVM_VERSION_MAJOR)
  message(FATAL_ERROR "LLVM_DIR=${LLVM_DIR} is LLVM ${LLVM_VERSION_MAJOR}, but ASYNC_TIDY_LLVM_VERSION asks for ${ASYNC_TIDY_LLVM_VERSION}: set only one of them")
endif()
find_package(Clang CONFIG QUIET HINTS ${LLVM_DIR}/../clang)
if(NOT Clang_FOUND)
  message(FATAL_ERROR "LLVM ${LLVM_VERSION_MAJOR} is there, but not Clang's development files beside it: apt-get install libclang-${LLVM_VERSION_MAJOR}-dev")
endif()
message(STATUS "LLVM ${LLVM_PACKAGE_VERSION} in ${LLVM_DIR}")

# What every target that includes Clang's headers needs. LLVM is built without
# exceptions, and classes derived across that border must agree on RTTI.
add_library(async_tidy_llvm INTERFACE)
target_include_directories(async_tidy_llvm SYSTEM INTERFACE ${LLVM_INCLUDE_DIRS} ${CLANG_INCLUDE_DIRS})
target_compile_definitions(async_tidy_llvm INTERFACE ${LLVM_DEFINITIONS_LIST})
if(NOT LLVM_ENABLE_RTTI)
  target_compile_options(async_tidy_llvm INTERFACE -fno-rtti)
endif()
