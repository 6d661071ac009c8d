# The project's own words for CMake: a library a layer, a test a file, warnings for both.

add_library(citygraph_options INTERFACE)
target_compile_features(citygraph_options INTERFACE cxx_std_23)
target_compile_options(citygraph_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor
  -Wno-missing-field-initializers)  # designated initializers leave the rest at their defaults on purpose
# g++ 12 sees uninitialised strings and overlapping copies where there are none (GCC bugs 105562 and 105651);
# the sanitizer lanes look for real ones.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  target_compile_options(citygraph_options INTERFACE -Wno-maybe-uninitialized -Wno-restrict)
endif()
# clang 19 blames whoever calls std::stable_sort for what libstdc++ 12 has deprecated inside it.
if(CMAKE_CXX_COMPILER_ID MATCHES "Clang")
  target_compile_options(citygraph_options INTERFACE -Wno-deprecated-declarations)
endif()
target_include_directories(citygraph_options INTERFACE $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}>)
if(CITYGRAPH_SANITIZE)
  target_compile_options(citygraph_options INTERFACE
    -fsanitize=${CITYGRAPH_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(citygraph_options INTERFACE -fsanitize=${CITYGRAPH_SANITIZE})
  if(CMAKE_CXX_COMPILER_ID MATCHES "Clang")
    target_compile_options(citygraph_options INTERFACE
      -fsanitize-ignorelist=${PROJECT_SOURCE_DIR}/tests/support/sanitize.ignorelist)
  endif()
endif()

# citygraph_library(engine_model SOURCES a.cc HEADERS a.h PUBLIC citygraph::engine_base PRIVATE fmt::fmt)
# A library of the layer, citygraph::<name>. Sources are listed by hand; without STATIC, so that
# BUILD_SHARED_LIBS can prove that no layer uses what it does not link.
function(citygraph_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;HEADERS;PUBLIC;PRIVATE" ${ARGN})
  add_library(citygraph_${name})
  add_library(citygraph::${name} ALIAS citygraph_${name})
  target_sources(citygraph_${name}
    PRIVATE ${ARG_SOURCES}
    PUBLIC FILE_SET HEADERS BASE_DIRS ${PROJECT_SOURCE_DIR} FILES ${ARG_HEADERS})
  target_compile_features(citygraph_${name} PUBLIC cxx_std_23)
  target_include_directories(citygraph_${name} PUBLIC
    $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}> $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}/citygraph>)
  target_link_libraries(citygraph_${name}
    PUBLIC ${ARG_PUBLIC}
    PRIVATE $<BUILD_INTERFACE:citygraph_options> ${ARG_PRIVATE})
  set_target_properties(citygraph_${name} PROPERTIES
    EXPORT_NAME ${name} POSITION_INDEPENDENT_CODE ON
    DEFINE_SYMBOL ""  # nothing asks for it; without, ccache serves the preset shared from dev's objects
    VERSION ${PROJECT_VERSION} SOVERSION ${PROJECT_VERSION_MAJOR}.${PROJECT_VERSION_MINOR})
  set_property(GLOBAL APPEND PROPERTY CITYGRAPH_LIBRARIES citygraph_${name})
endfunction()

# citygraph_test(model_value_test SOURCES model/value_test.cc LINK citygraph::engine_model LABEL engine)
# One binary, one ctest entry a TEST(); exactly one label (several shift later properties in CMake 3.25).
function(citygraph_test name)
  cmake_parse_arguments(ARG "" "LABEL;TIMEOUT" "SOURCES;LINK" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE citygraph_options ${ARG_LINK} GTest::gmock GTest::gtest_main)
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 300)
  endif()
  gtest_discover_tests(${name} DISCOVERY_TIMEOUT 60 PROPERTIES LABELS ${ARG_LABEL} TIMEOUT ${ARG_TIMEOUT})
endfunction()
