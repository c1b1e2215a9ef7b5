# What every room of the house shares: warnings, sanitizers, the shape of a library, a program and a test.
find_package(PkgConfig REQUIRED)
find_program(FOYER_CCACHE ccache)
if(FOYER_CCACHE)
  # Several build folders of one checkout share the cache: the folder's name is no part of the key.
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_NOHASHDIR=1
      CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} ${FOYER_CCACHE})
endif()
find_program(FOYER_MOLD mold)
if(FOYER_MOLD)
  add_link_options(-fuse-ld=mold)
endif()

set(FOYER_SANITIZE "" CACHE STRING "Sanitizers, as for -fsanitize= (address,undefined or thread)")
option(FOYER_WERROR "Warnings are errors" ON)

add_library(foyer_options INTERFACE)
target_include_directories(foyer_options INTERFACE ${CMAKE_SOURCE_DIR})
target_compile_options(foyer_options INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Wshadow
                       -Wswitch-enum $<$<BOOL:${FOYER_WERROR}>:-Werror>)
if(FOYER_SANITIZE)
  # What the sanitizers add makes GCC 12 take moved variants for uninitialized.
  target_compile_options(foyer_options INTERFACE -fsanitize=${FOYER_SANITIZE} -fno-omit-frame-pointer
                         -fno-sanitize-recover=all -Wno-maybe-uninitialized)
  target_link_options(foyer_options INTERFACE -fsanitize=${FOYER_SANITIZE})
endif()

# foyer_library(NAME SOURCES x.cpp… [PUBLIC targets…] [PRIVATE targets…])
function(foyer_library name)
  cmake_parse_arguments(arg "" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
  add_library(${name} STATIC ${arg_SOURCES})
  target_link_libraries(${name} PUBLIC foyer_options ${arg_PUBLIC} PRIVATE ${arg_PRIVATE})
endfunction()

# foyer_program(NAME SOURCES main.cpp… LINK targets…)
function(foyer_program name)
  cmake_parse_arguments(arg "" "" "SOURCES;LINK" ${ARGN})
  add_executable(${name} ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE foyer_options ${arg_LINK})
endfunction()

# foyer_test(NAME SOURCES x_test.cpp… LINK targets…): one doctest program, each case a CTest test.
# tests/main.cpp holds doctest's main and makes a failed FOYER_ASSERT throw.
function(foyer_test name)
  cmake_parse_arguments(arg "" "" "SOURCES;LINK" ${ARGN})
  find_package(doctest REQUIRED CONFIG)
  # By its path: the package puts it into the module path for its first test of a folder only.
  include(${doctest_DIR}/doctest.cmake)
  add_executable(${name} ${arg_SOURCES} ${CMAKE_SOURCE_DIR}/tests/main.cpp)
  target_link_libraries(${name} PRIVATE foyer_options foyer_engine doctest::doctest ${arg_LINK})
  target_compile_definitions(${name} PRIVATE FOYER_SOURCE_DIR="${CMAKE_SOURCE_DIR}"
                             FOYER_BINARY_DIR="${CMAKE_RUNTIME_OUTPUT_DIRECTORY}")
  doctest_discover_tests(${name} TEST_PREFIX "${name}: ")
endfunction()
