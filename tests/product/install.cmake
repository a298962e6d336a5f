# Installs BUILD_DIR into an empty PREFIX and looks for what a user is promised.
file(REMOVE_RECURSE "${PREFIX}")
execute_process(COMMAND "${CMAKE_COMMAND}" --install "${BUILD_DIR}" --prefix "${PREFIX}"
                OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)

set(promised
    "${LIB_DIR}/cmake/planloom/planloomConfig.cmake"
    "${LIB_DIR}/cmake/planloom/planloomConfigVersion.cmake" "include/planloom/version.hpp"
    "include/planloom/graph/boost.hpp" "share/planloom/plan.schema.json"
    "share/planloom/plans/qinghai-2023.json" "share/doc/planloom/LICENSE")
if(WITH_TOOL)
    list(APPEND promised bin/planloom)
endif()
foreach(file IN LISTS promised)
    if(NOT EXISTS "${PREFIX}/${file}")
        message(SEND_ERROR "not installed: ${file}")
    endif()
endforeach()

file(GLOB_RECURSE headers RELATIVE "${SOURCE_DIR}/include" "${SOURCE_DIR}/include/*.hpp")
foreach(header IN LISTS headers)
    if(NOT EXISTS "${PREFIX}/include/${header}")
        message(SEND_ERROR "not installed: include/${header}")
    endif()
endforeach()

# A prefix can be moved: no file in it may name the tree it was built from.
file(GLOB_RECURSE configs "${PREFIX}/${LIB_DIR}/cmake/planloom/*.cmake")
foreach(config IN LISTS configs)
    file(READ "${config}" text)
    string(FIND "${text}" "${SOURCE_DIR}" found)
    if(NOT found EQUAL -1)
        message(SEND_ERROR "${config} names the source tree")
    endif()
endforeach()
