# What citygraph stands on, all from the distribution's packages; scripts/setup.sh installs them.

# What is large goes into the programs themselves: a cold start then waits for half as many files, and
# the loader has fewer names to look up. Debian has no archives of fmt, of which we make one, and of
# Graphviz.
option(CITYGRAPH_STATIC_LIBRARIES "Link RocksDB, ICU and the C++ runtime statically into the programs" OFF)

find_package(Threads REQUIRED)
find_package(RocksDB REQUIRED)
find_package(Boost REQUIRED)
find_package(absl REQUIRED)  # time zones
find_package(fmt REQUIRED)
find_package(CLI11 REQUIRED)
find_package(RapidJSON REQUIRED)
if(CITYGRAPH_STATIC_LIBRARIES)
  set(CITYGRAPH_ROCKSDB RocksDB::rocksdb)
  set_target_properties(RocksDB::rocksdb PROPERTIES INTERFACE_LINK_LIBRARIES
    "-l:libsnappy.a;-l:libgflags.a;-l:libz.a;-l:libbz2.a;-l:liblz4.a;-l:libzstd.a")
  set(CMAKE_FIND_LIBRARY_SUFFIXES .a)
  find_package(ICU REQUIRED COMPONENTS uc i18n data)
  set(CMAKE_FIND_LIBRARY_SUFFIXES .so .a)
  set_property(TARGET ICU::i18n APPEND PROPERTY INTERFACE_LINK_LIBRARIES ICU::uc)
  set_property(TARGET ICU::uc APPEND PROPERTY INTERFACE_LINK_LIBRARIES ICU::data)
  set(CITYGRAPH_TIME_ZONES  # Abseil's targets name its shared libraries only
    -l:libabsl_time.a -l:libabsl_civil_time.a -l:libabsl_time_zone.a -l:libabsl_strings.a -l:libabsl_strings_internal.a
    -l:libabsl_base.a -l:libabsl_spinlock_wait.a -l:libabsl_int128.a -l:libabsl_throw_delegate.a
    -l:libabsl_raw_logging_internal.a -l:libabsl_log_severity.a)
  add_library(citygraph_fmt STATIC ${CMAKE_CURRENT_LIST_DIR}/fmt_archive.cc)
  target_include_directories(citygraph_fmt PRIVATE $<TARGET_PROPERTY:fmt::fmt,INTERFACE_INCLUDE_DIRECTORIES>)
  set_target_properties(citygraph_fmt PROPERTIES ARCHIVE_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR})
  set_target_properties(fmt::fmt PROPERTIES IMPORTED_LOCATION_NONE ${CMAKE_BINARY_DIR}/libcitygraph_fmt.a)
  add_dependencies(fmt::fmt citygraph_fmt)
  # At a fixed address nothing is relocated at the start, and what nobody calls is left out: together
  # a fifth of a short run (docs/speed.md).
  add_link_options($<$<STREQUAL:$<TARGET_PROPERTY:TYPE>,EXECUTABLE>:-no-pie> -Wl,--gc-sections -static-libstdc++ -static-libgcc)
else()
  set(CITYGRAPH_ROCKSDB RocksDB::rocksdb-shared)
  set(CITYGRAPH_TIME_ZONES absl::time)
  find_package(ICU REQUIRED COMPONENTS uc i18n data)
endif()
find_package(PkgConfig REQUIRED)
pkg_check_modules(GRAPHVIZ REQUIRED IMPORTED_TARGET libgvc libcgraph)
pkg_check_modules(LIBEDIT REQUIRED IMPORTED_TARGET libedit)
pkg_check_modules(GUMBO REQUIRED IMPORTED_TARGET gumbo)
pkg_check_modules(LIBZIP REQUIRED IMPORTED_TARGET libzip)
pkg_check_modules(EXPAT REQUIRED IMPORTED_TARGET expat)
pkg_check_modules(ZSTD REQUIRED IMPORTED_TARGET libzstd)
find_package(Snowball REQUIRED)

# RapidJSON 1.1's headers predate today's warnings: take them as the system's.
add_library(citygraph_rapidjson INTERFACE)
target_include_directories(citygraph_rapidjson SYSTEM INTERFACE ${RapidJSON_INCLUDE_DIRS} ${RAPIDJSON_INCLUDE_DIRS})
