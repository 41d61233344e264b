# What is installed: header, library, command, rules, schema, manual page, hearsay.pc and the CMake package.
include(CMakePackageConfigHelpers)

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/hearsay)
set(data_dir ${CMAKE_INSTALL_DATADIR}/hearsay)

install(TARGETS hearsay EXPORT hearsayTargets)
install(FILES include/hearsay.h DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(DIRECTORY rules DESTINATION ${data_dir})
install(FILES extractor/emit/hearsay.rng DESTINATION ${data_dir} OPTIONAL)
install(FILES docs/hearsay.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 OPTIONAL)
if(NOT hearsay_command_is_empty)
    install(TARGETS hearsay_command)
endif()

# A static library hands its own needs on to whoever links it; a shared one keeps them to itself.
if(HEARSAY_SHARED)
    set(HEARSAY_PC_REQUIRES "Requires.private: ${HEARSAY_PC_MODULES}")
    set(HEARSAY_PC_LIBS "-L\${libdir} -lhearsay")
else()
    set(HEARSAY_PC_REQUIRES "Requires: ${HEARSAY_PC_MODULES}")
    set(HEARSAY_PC_LIBS "-L\${libdir} -lhearsay -pthread")
endif()
configure_file(cmake/hearsay.pc.in hearsay.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/hearsay.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)

install(EXPORT hearsayTargets NAMESPACE hearsay:: DESTINATION ${package_dir})
configure_package_config_file(cmake/hearsay-config.cmake.in hearsay-config.cmake INSTALL_DESTINATION ${package_dir}
                              PATH_VARS data_dir)
write_basic_package_version_file(hearsay-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/hearsay-config.cmake ${PROJECT_BINARY_DIR}/hearsay-config-version.cmake
              cmake/HearsayDependencies.cmake
        DESTINATION ${package_dir})
