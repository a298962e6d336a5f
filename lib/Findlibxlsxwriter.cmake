# Finds libxlsxwriter, which has no CMake package everywhere, and defines
# libxlsxwriter::xlsxwriter.
find_path(libxlsxwriter_INCLUDE_DIR xlsxwriter.h)
find_library(libxlsxwriter_LIBRARY xlsxwriter)
mark_as_advanced(libxlsxwriter_INCLUDE_DIR libxlsxwriter_LIBRARY)

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(libxlsxwriter REQUIRED_VARS libxlsxwriter_LIBRARY
                                                              libxlsxwriter_INCLUDE_DIR)

if(libxlsxwriter_FOUND AND NOT TARGET libxlsxwriter::xlsxwriter)
    add_library(libxlsxwriter::xlsxwriter UNKNOWN IMPORTED)
    set_target_properties(
        libxlsxwriter::xlsxwriter
        PROPERTIES IMPORTED_LOCATION "${libxlsxwriter_LIBRARY}"
                   INTERFACE_INCLUDE_DIRECTORIES "${libxlsxwriter_INCLUDE_DIR}")
endif()
