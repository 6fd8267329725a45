#!/usr/bin/env bash
# Compiles each platform file for Windows against its own header with mingw-w64, so that an
# interface cannot change without them. Nothing is linked and nothing is run.
set -euo pipefail
cd "$1"
compiler=x86_64-w64-mingw32-g++-posix
command -v "$compiler" >/dev/null || { echo "$compiler is missing; run packaging/install-deps.sh" >&2; exit 1; }

count=0
for source in core/*/*_windows.cpp core/platform/badge_reader.cpp; do
    "$compiler" -std=c++20 -fsyntax-only -Wall -Wextra -Wshadow -Wconversion -Werror \
        -DUNICODE -DNOMINMAX -D_WIN32_WINNT=0x0A00 -I. "$source"
    count=$((count + 1))
done
[ "$count" -gt 0 ] || { echo "no sources for Windows were found" >&2; exit 1; }
echo "windows sources: $count compiled"
