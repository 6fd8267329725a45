#!/usr/bin/env bash
# Installs, builds and opens Sotto at a sample clinic with its own relay on loopback.
#
#   bash packaging/try.sh               with a display: opens the app; without: as --headless
#   bash packaging/try.sh --headless    plays a short shift and prints what was observed
#   --programs DIR                      uses the programs in DIR: neither installs nor builds
#
# Screenshots and the clinic are in build/try. What happens: packaging/try/README.md.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

headless=no
programs=
while [ $# -gt 0 ]; do
    case "$1" in
    --headless) headless=yes ;;
    --programs) [ $# -ge 2 ] || { printf 'try.sh: --programs needs a folder\n' >&2; exit 2; }
        programs=$2; shift ;;
    -h | --help) sed -n '2,8s/^# \{0,1\}//p' packaging/try.sh; exit 0 ;;
    *) printf 'try.sh: unknown option %s\n' "$1" >&2; exit 2 ;;
    esac
    shift
done
[ -n "${DISPLAY:-}" ] || headless=yes

if [ -z "$programs" ]; then
    bash packaging/install-deps.sh
    export CCACHE_BASEDIR="$PWD" CCACHE_NOHASHDIR=1 # shared with tests/run.sh
    cmake --preset release
    cmake --build --preset release --target sotto sottoctl
    programs=build/release/bin
fi

if [ "$headless" = yes ]; then script=shift.py; else script=open_app.py; fi
# Debian's own Python: it is the one that install-deps.sh installs.
exec /usr/bin/python3 "packaging/try/$script" --sotto "$programs/sotto" --out build/try
