# The foreign libraries. Used by the build and, when the library is static, by the installed package: hence no project
# variables here, and names of targets that nobody else takes. Which file stands in front of which library: extractor/README.md.
find_package(PkgConfig REQUIRED)
set(THREADS_PREFER_PTHREAD_FLAG ON)
find_package(Threads REQUIRED)

pkg_check_modules(HEARSAY_PCRE2 REQUIRED IMPORTED_TARGET libpcre2-8>=10.40)
pkg_check_modules(HEARSAY_UTF8PROC REQUIRED IMPORTED_TARGET libutf8proc)
pkg_check_modules(HEARSAY_XML REQUIRED IMPORTED_TARGET libxml-2.0)
pkg_check_modules(HEARSAY_YAML REQUIRED IMPORTED_TARGET yaml-0.1)
pkg_check_modules(HEARSAY_JANSSON REQUIRED IMPORTED_TARGET jansson)
pkg_check_modules(HEARSAY_CRYPTO REQUIRED IMPORTED_TARGET libcrypto)

set(HEARSAY_LIBRARIES PkgConfig::HEARSAY_PCRE2 PkgConfig::HEARSAY_UTF8PROC PkgConfig::HEARSAY_XML PkgConfig::HEARSAY_YAML
    PkgConfig::HEARSAY_JANSSON PkgConfig::HEARSAY_CRYPTO Threads::Threads)
set(HEARSAY_PC_MODULES "libpcre2-8 libutf8proc libxml-2.0 yaml-0.1 jansson libcrypto")
