# Flags and the few target shapes of this project. Each folder's CMakeLists.txt is then
# one or two lines, and a new source file needs no change here.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_AUTOMOC ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)

option(SOTTO_SANITIZE "Sanitizers, for example address,undefined or thread" "")

find_program(CCACHE ccache)
if(CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
    set(CMAKE_C_COMPILER_LAUNCHER ${CCACHE})
endif()

add_library(sotto_flags INTERFACE)
target_include_directories(sotto_flags INTERFACE ${CMAKE_SOURCE_DIR})
target_compile_definitions(sotto_flags INTERFACE
    QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_ASCII QT_NO_CONTEXTLESS_CONNECT
    QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_NO_KEYWORDS
    SOTTO_VERSION="${PROJECT_VERSION}")
if(CMAKE_CXX_COMPILER_ID MATCHES "GNU|Clang")
    target_compile_options(sotto_flags INTERFACE
        -Wall -Wextra -Wshadow -Wconversion -Wnon-virtual-dtor -Werror
        -fstack-protector-strong -fvisibility=hidden -ftrivial-auto-var-init=zero)
    if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64")
        target_compile_options(sotto_flags INTERFACE -fcf-protection)
    endif()
    target_compile_definitions(sotto_flags INTERFACE _GLIBCXX_ASSERTIONS
        $<$<CONFIG:Release,RelWithDebInfo>:_FORTIFY_SOURCE=2>)
    target_link_options(sotto_flags INTERFACE
        $<$<PLATFORM_ID:Linux>:-Wl,-z,relro,-z,now,-z,noexecstack>)
    if(SOTTO_SANITIZE)
        target_compile_options(sotto_flags INTERFACE
            -fsanitize=${SOTTO_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
        target_link_options(sotto_flags INTERFACE -fsanitize=${SOTTO_SANITIZE})
    endif()
endif()
include(CheckPIESupported)
check_pie_supported()

# sotto_library(core_xmpp core_domain Qt6::Core): all sources of this folder; what follows
# the name is what its headers may include (tests/lint/include_rules.py holds the table).
function(sotto_library name)
    file(GLOB sources CONFIGURE_DEPENDS *.cpp *.h)
    list(FILTER sources EXCLUDE REGEX "_(windows|macos)\\.cpp$")
    if(NOT sources)
        return()
    endif()
    add_library(${name} STATIC ${sources})
    target_link_libraries(${name} PUBLIC sotto_flags)
    foreach(used ${ARGN})
        if(TARGET ${used} OR NOT used MATCHES "^core_") # a folder may still be empty
            target_link_libraries(${name} PUBLIC ${used})
        endif()
    endforeach()
endfunction()

# sotto_test(unit_xmpp LABEL unit SOURCES … LINK …): one Catch2 program, each case a test.
function(sotto_test name)
    cmake_parse_arguments(T "GUI" "LABEL;TIMEOUT" "SOURCES;LINK" ${ARGN})
    if(NOT T_SOURCES)
        return()
    endif()
    set(main tests_main)
    if(T_GUI)
        set(main tests_gui_main)
    endif()
    if(NOT T_TIMEOUT)
        set(T_TIMEOUT 180)  # with sanitizers, on a busy machine
    endif()
    add_executable(${name} ${T_SOURCES})
    target_link_libraries(${name} PRIVATE sotto_flags tests_support ${main} ${T_LINK})
    if(SOTTO_SANITIZE)  # half the time to compile; what they test stays optimised
        target_compile_options(${name} PRIVATE -O0)
    endif()
    if(NOT TARGET tests_${T_LABEL}) # what tests/run.sh builds for a label
        add_custom_target(tests_${T_LABEL})
    endif()
    add_dependencies(tests_${T_LABEL} ${name})
    # One process for the program: hundreds of cases start faster than hundreds of processes.
    add_test(NAME ${name} COMMAND ${name})
    set_tests_properties(${name} PROPERTIES LABELS ${T_LABEL} TIMEOUT ${T_TIMEOUT})
endfunction()
