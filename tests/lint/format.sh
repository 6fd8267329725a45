#!/usr/bin/env bash
# Fails where a source differs from .clang-format. Only clang-format 14 (Debian 12) decides:
# another version breaks lines elsewhere, and is skipped with exit code 77.
set -euo pipefail
cd "$1"
clang-format --version 2>/dev/null | grep -q 'version 14\.' || { echo "clang-format 14 is not here"; exit 77; }
find app core ui tests -name '*.cpp' -o -name '*.h' | sort | xargs clang-format --dry-run --Werror
echo "format: ok"
