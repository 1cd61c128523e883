# Lets async-tidy fix a wrong.cpp, builds what it makes of it, and runs that:
# the harm has to be gone. Called by a test, with -D for each name used here.
function(run what)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
  if(NOT result EQUAL 0)
    message(FATAL_ERROR "${what}: ${result}\n${output}")
  endif()
endfunction()

file(COPY_FILE ${WRONG} ${FIXED})
run("async-tidy leaves something in ${FIXED}"
  ${ASYNC_TIDY} --fix --checks=-*,async-* ${FIXED} -- -std=c++20 -I${INCLUDE})
separate_arguments(FLAGS)
run("the fixed program does not compile" ${COMPILER} -std=c++20 -I${INCLUDE} ${FIXED} -o ${PROGRAM} ${FLAGS})
run("the harm is still there" ${PROGRAM})
