# async_tidy_embed(<target> <symbol> FILES <file>...): compiles text files into
# <target>, so that the programs need no data directory at run time. <symbol> is
# declared in checks/EmbeddedText.h.
set(ASYNC_TIDY_EMBED_SCRIPT ${CMAKE_CURRENT_LIST_DIR}/EmbedTextScript.cmake)
function(async_tidy_embed target symbol)
  cmake_parse_arguments(arg "" "" "FILES" ${ARGN})
  set(output ${CMAKE_CURRENT_BINARY_DIR}/${symbol}.cpp)
  string(REPLACE ";" "|" files "${arg_FILES}")
  add_custom_command(OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} -DOUTPUT=${output} -DSYMBOL=${symbol} "-DFILES=${files}" -P ${ASYNC_TIDY_EMBED_SCRIPT}
    DEPENDS ${arg_FILES} ${ASYNC_TIDY_EMBED_SCRIPT} VERBATIM
    COMMENT "Embedding ${symbol}")
  target_sources(${target} PRIVATE ${output})
endfunction()
