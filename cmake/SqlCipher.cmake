# SQLCipher 4.6 or later, linked statically: a plug-in of Qt that needs the system's
# SQLite then keeps its own, and we never get a library without the codec by accident
# (core/store/README.md, store-1).
find_path(SQLCIPHER_INCLUDE sqlcipher/sqlite3.h REQUIRED)
find_library(SQLCIPHER_ARCHIVE libsqlcipher.a REQUIRED)
pkg_check_modules(SqlCipherVersion REQUIRED sqlcipher>=3.46)
add_library(SqlCipher::SqlCipher STATIC IMPORTED)
set_target_properties(SqlCipher::SqlCipher PROPERTIES
    IMPORTED_LOCATION ${SQLCIPHER_ARCHIVE}
    INTERFACE_INCLUDE_DIRECTORIES ${SQLCIPHER_INCLUDE}
    INTERFACE_COMPILE_DEFINITIONS SQLITE_HAS_CODEC
    INTERFACE_LINK_LIBRARIES "OpenSSL::Crypto;m;z;${CMAKE_DL_LIBS}"
    INTERFACE_LINK_OPTIONS "$<$<CXX_COMPILER_ID:GNU,Clang>:-Wl,--exclude-libs,libsqlcipher.a>")
