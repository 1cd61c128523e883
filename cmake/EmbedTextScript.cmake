# Called by async_tidy_embed: writes OUTPUT, a C++ array SYMBOL of the FILES
# ("a|b"), one literal a line.
string(REPLACE "|" ";" FILES "${FILES}")
set(entries "")
set(count 0)
foreach(file IN LISTS FILES)
  get_filename_component(name ${file} NAME_WE)
  # Hexadecimal keeps every byte as it is: CMake's lists would eat ';' and '['.
  file(READ ${file} bytes HEX)
  string(REGEX REPLACE "(..)" "\\\\x\\1" bytes "${bytes}")
  string(REPLACE "\\x0a" "\\x0a\"\n\"" bytes "${bytes}")
  string(APPEND entries "  {\"${name}\",\n\"${bytes}\"},\n")
  math(EXPR count "${count}+1")
endforeach()
file(WRITE ${OUTPUT} "namespace asynctidy {
struct EmbeddedText { const char *Name; const char *Text; };
extern const EmbeddedText ${SYMBOL}[] = {
${entries}};
extern const unsigned ${SYMBOL}Count = ${count};
} // namespace asynctidy
")
