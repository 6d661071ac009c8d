# cmake --install, then a project that finds the result: configured, built and run.
# Needs BUILD_DIR (citygraph's, built), CONSUMER_DIR, WORK_DIR (emptied), CXX_COMPILER, FLAGS.
function(run)
  execute_process(COMMAND ${ARGV} COMMAND_ECHO STDOUT COMMAND_ERROR_IS_FATAL ANY)
endfunction()

file(REMOVE_RECURSE ${WORK_DIR})
execute_process(COMMAND ${CMAKE_COMMAND} --install ${BUILD_DIR} --prefix ${WORK_DIR}/prefix
  OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
run(${WORK_DIR}/prefix/bin/citygraph --version)

# Moved, so that nothing may lean on where it was installed.
file(RENAME ${WORK_DIR}/prefix ${WORK_DIR}/moved)
run(${CMAKE_COMMAND} -G Ninja -S ${CONSUMER_DIR} -B ${WORK_DIR}/build
  -DCMAKE_PREFIX_PATH=${WORK_DIR}/moved -DCMAKE_CXX_COMPILER=${CXX_COMPILER}
  -DCMAKE_CXX_FLAGS=${FLAGS} -DCMAKE_COMPILE_WARNING_AS_ERROR=ON
  -DCMAKE_FIND_PACKAGE_NO_PACKAGE_REGISTRY=ON)
run(${CMAKE_COMMAND} --build ${WORK_DIR}/build)
run(${WORK_DIR}/build/uses_citygraph)
run(${WORK_DIR}/moved/bin/citygraph --version)
