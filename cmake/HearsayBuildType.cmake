# Release unless something else is asked for, at -O2.
# Nothing here touches a project that embeds hearsay.
if(PROJECT_IS_TOP_LEVEL)
    get_property(has_many_configurations GLOBAL PROPERTY GENERATOR_IS_MULTI_CONFIG)
    if(NOT has_many_configurations AND NOT CMAKE_BUILD_TYPE)
        set(CMAKE_BUILD_TYPE Release CACHE STRING "Debug, Release, RelWithDebInfo or MinSizeRel" FORCE)
    endif()
    if(CMAKE_C_FLAGS_RELEASE STREQUAL "-O3 -DNDEBUG")
        set(CMAKE_C_FLAGS_RELEASE "-O2 -DNDEBUG")
    endif()
endif()
