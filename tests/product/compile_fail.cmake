# Compiles SOURCE twice. As it stands the compiler has to refuse it and name what its first line
# expects; with CORRECTED defined it has to compile, so that the refusal has the one cause meant.
function(compile result output)
    execute_process(
        COMMAND "${COMPILER}" -std=c++20 -fsyntax-only "-I${INCLUDE_DIR}" ${ARGN} "${SOURCE}"
        RESULT_VARIABLE status
        OUTPUT_VARIABLE text
        ERROR_VARIABLE text)
    set(${result} "${status}" PARENT_SCOPE)
    set(${output} "${text}" PARENT_SCOPE)
endfunction()

file(STRINGS "${SOURCE}" first_line LIMIT_COUNT 1 ENCODING UTF-8)
if(NOT first_line MATCHES "^// expected: (.+)$")
    message(FATAL_ERROR "${SOURCE}: the first line is no `// expected: <regular expression>`")
endif()
set(expected "${CMAKE_MATCH_1}")

compile(status text -DCORRECTED)
if(NOT status EQUAL 0)
    message(FATAL_ERROR "${SOURCE}: does not compile when corrected:\n${text}")
endif()

compile(status text)
if(status EQUAL 0)
    message(FATAL_ERROR "${SOURCE}: compiles, and must not")
endif()
if(NOT text MATCHES "${expected}")
    message(FATAL_ERROR "${SOURCE}: refused, but not with \"${expected}\":\n${text}")
endif()
