# What every target of hearsay is compiled with. Warnings never become errors here: the presets ask for that with
# CMAKE_COMPILE_WARNING_AS_ERROR, and who embeds hearsay is never stopped by a new compiler.
set(HEARSAY_WARNING_FLAGS -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wvla
    -Wcast-qual -Wformat=2 -Wundef)

function(hearsay_compile_options target)
    set_target_properties(${target} PROPERTIES C_STANDARD 11 C_STANDARD_REQUIRED ON C_EXTENSIONS OFF C_VISIBILITY_PRESET hidden)
    target_compile_definitions(${target} PRIVATE _POSIX_C_SOURCE=200809L)
    if(HEARSAY_WARNINGS)
        target_compile_options(${target} PRIVATE ${HEARSAY_WARNING_FLAGS})
    endif()
endfunction()
