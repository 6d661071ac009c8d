# cmake --install, and find_package(citygraph) for those who use the library:
#   find_package(citygraph REQUIRED)
#   target_link_libraries(mine PRIVATE citygraph::importers citygraph::queries citygraph::viz)
# Headers go to include/citygraph/, below which they have the paths they have here, so that
# #include "engine/model/node.h" is the same inside and outside.
include(CMakePackageConfigHelpers)

set(CITYGRAPH_CMAKE_DIR ${CMAKE_INSTALL_LIBDIR}/cmake/citygraph)
get_property(citygraph_libraries GLOBAL PROPERTY CITYGRAPH_LIBRARIES)

install(TARGETS ${citygraph_libraries} EXPORT citygraphTargets
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR}
  LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR}
  FILE_SET HEADERS DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/citygraph)
install(EXPORT citygraphTargets NAMESPACE citygraph:: DESTINATION ${CITYGRAPH_CMAKE_DIR})

configure_package_config_file(
  ${PROJECT_SOURCE_DIR}/cmake/citygraphConfig.cmake.in ${PROJECT_BINARY_DIR}/citygraphConfig.cmake
  INSTALL_DESTINATION ${CITYGRAPH_CMAKE_DIR})
write_basic_package_version_file(
  ${PROJECT_BINARY_DIR}/citygraphConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(
  FILES
    ${PROJECT_BINARY_DIR}/citygraphConfig.cmake ${PROJECT_BINARY_DIR}/citygraphConfigVersion.cmake
    ${PROJECT_SOURCE_DIR}/cmake/FindSnowball.cmake
  DESTINATION ${CITYGRAPH_CMAKE_DIR})
