# What `cmake --install` puts into a prefix. Nothing in it names the prefix, so the whole tree may be moved.
include(CMakePackageConfigHelpers)

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/openschannel)

install(TARGETS openschannel openschannel_win32_headers
  EXPORT openschannelTargets
  FILE_SET HEADERS DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/openschannel/win32)
install(EXPORT openschannelTargets NAMESPACE openschannel:: DESTINATION ${package_dir})
set_target_properties(openschannel_win32_headers PROPERTIES EXPORT_NAME win32_headers)

configure_package_config_file(cmake/openschannelConfig.cmake.in openschannelConfig.cmake
  INSTALL_DESTINATION ${package_dir} NO_SET_AND_CHECK_MACRO)
# Before 1.0 a minor version may break what the one before it promised.
write_basic_package_version_file(openschannelConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES
  ${PROJECT_BINARY_DIR}/openschannelConfig.cmake
  ${PROJECT_BINARY_DIR}/openschannelConfigVersion.cmake
  DESTINATION ${package_dir})

# A shared library has its dependencies inside; with a static one they belong on everybody's command line.
set(pc_private "")
set(pc_static_libs " -lstdc++")
if(BUILD_SHARED_LIBS)
  set(pc_private ".private")
  set(pc_static_libs "")
endif()
file(RELATIVE_PATH pc_to_prefix /${CMAKE_INSTALL_LIBDIR}/pkgconfig /)
string(REGEX REPLACE "/$" "" pc_to_prefix ${pc_to_prefix})
configure_file(cmake/openschannel.pc.in openschannel.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/openschannel.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)

install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})
