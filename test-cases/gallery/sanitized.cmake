# Runs a wrong.cpp that was built with a sanitizer, and demands the report that
# its `// harm:` comment names, at the line of this comment. Called by a test,
# with -D for each name used here.
file(READ ${SOURCE} text)
if(NOT text MATCHES "// harm: ([a-z -]*[a-z])")
  message(FATAL_ERROR "${SOURCE} marks no line by '// harm: <what the sanitizer reports>'")
endif()
set(mark "${CMAKE_MATCH_0}")
set(kind ${CMAKE_MATCH_1})
string(FIND "${text}" "${mark}" place)
string(SUBSTRING "${text}" 0 ${place} before)
string(REGEX REPLACE "[^\n]" "" ends "${before}")
string(LENGTH "${ends}" line)
math(EXPR line "${line} + 1")

execute_process(COMMAND ${PROGRAM} RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
if(NOT output MATCHES "(Address|Thread)Sanitizer: ${kind}( [^\n]*)?\n(.*)")
  message(FATAL_ERROR "the sanitizer does not report '${kind}' (exit code ${result})\n${output}")
endif()

# The stack of the access; after a data race also that of the other access,
# because either one may come first.
set(report "${CMAKE_MATCH_3}")
set(found FALSE)
foreach(stack first second)
  string(FIND "${report}" "\n\n" end)
  string(SUBSTRING "${report}" 0 ${end} frames)
  # Above it there may be frames of the library, but no other of the program.
  if(frames MATCHES "wrong\\.cpp:([0-9]+):" AND CMAKE_MATCH_1 EQUAL line)
    set(found TRUE)
  endif()
  if(NOT kind STREQUAL "data race")
    break()
  endif()
  math(EXPR end "${end} + 2")
  string(SUBSTRING "${report}" ${end} -1 report)
endforeach()
if(NOT found)
  message(FATAL_ERROR "the report is not about line ${line} of ${SOURCE}\n${output}")
endif()
message("${kind} at line ${line}, as it is marked")
