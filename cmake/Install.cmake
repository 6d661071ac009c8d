# cmake --install, and find_package(citygraph) for those who use the library.
include(CMakePackageConfigHelpers)
