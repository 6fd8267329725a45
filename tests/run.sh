#!/usr/bin/env bash
# Installs what the tests need, builds, and runs them through CTest.
#
#   bash tests/run.sh                    lint, unit, scenario, ui, live, fault, lock
#   bash tests/run.sh LABEL…             chosen labels only; also journeys (15 minutes)
#   bash tests/run.sh --long [LABEL…]    their full length (SOTTO_TEST_LONG=1), and the
#                                        scenarios once more under the thread sanitizer
#
# unit, scenario and ui run under the address and undefined-behaviour sanitizers; live,
# fault and lock run what is shipped (preset release), live against a real Prosody on loopback.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

long=no
labels=()
for argument in "$@"; do
    case "$argument" in
    --long) long=yes ;;
    -*) printf 'run.sh: unknown option %s\n' "$argument" >&2; exit 2 ;;
    *) labels+=("$argument") ;;
    esac
done
[ "${#labels[@]}" -gt 0 ] || labels=(lint unit scenario ui live fault lock)

bash packaging/install-deps.sh

# ccache then serves every clone of this project on the machine, wherever it lies.
export CCACHE_BASEDIR="$PWD" CCACHE_NOHASHDIR=1

wants() {
    local label
    for label in "${labels[@]}"; do [ "$label" = "$1" ] && return 0; done
    return 1
}

build() { # preset target…; without a target it only configures
    local preset=$1
    shift
    cmake --preset "$preset" >"build-$preset.log" 2>&1 || { cat "build-$preset.log" >&2; return 1; }
    rm -f "build-$preset.log"
    [ $# -eq 0 ] || cmake --build "build/$preset" --target "$@"
}

# The sanitizers' own reports end a test; leaks inside Qt's platform plug-ins are not ours.
export ASAN_OPTIONS="detect_leaks=1:detect_stack_use_after_return=1:allocator_may_return_null=1"
export LSAN_OPTIONS="suppressions=$PWD/tests/support/lsan.supp:print_suppressions=0"
export UBSAN_OPTIONS="print_stacktrace=1"
export TSAN_OPTIONS="suppressions=$PWD/tests/support/tsan.supp:halt_on_error=1"
export QT_QPA_PLATFORM=offscreen
[ "$long" = no ] || export SOTTO_TEST_LONG=1

# One CTest run for each build, then one summary that counts them all.
status=0
passed=0
failed=0
run() { # preset label…
    local preset=$1 log
    shift
    log=$(mktemp)
    local pattern
    pattern="^($(IFS='|'; printf '%s' "$*"))\$"
    # Live tests share two cores with a real server: one that fails is tried once more.
    local again=1 shown=--output-on-failure
    case "$*" in lock | journeys) shown=--verbose ;; esac # what they print is what they are run for
    [ "$*" != live ] || again=2
    (cd "build/$preset" && ctest -L "$pattern" "$shown" --no-tests=error -j2 \
        --repeat "until-pass:$again") 2>&1 | tee "$log" || status=1
    local bad all
    all=$(sed -n 's/^.*tests passed, [0-9]* tests failed out of \([0-9]*\)$/\1/p' "$log" | tail -1)
    bad=$(sed -n 's/^.*tests passed, \([0-9]*\) tests failed out of [0-9]*$/\1/p' "$log" | tail -1)
    failed=$((failed + ${bad:-0}))
    passed=$((passed + ${all:-0} - ${bad:-0}))
    rm -f "$log"
}

targets() { # label…: what has to be built for them
    local label
    for label in "$@"; do
        case "$label" in
        lint) ;; # reads sources only: configuring is enough
        live) printf 'tests_live\nsotto\nsottoctl\n' ;;
        journeys) printf 'sotto\n' ;;
        *) printf 'tests_%s\n' "$label" ;;
        esac
    done
}

run_with() { # preset label…
    local wanted
    mapfile -t wanted < <(targets "${@:2}")
    build "$1" "${wanted[@]}"
    run "$@"
}

mkdir -p build
sanitized=()
shipped=()
for label in "${labels[@]}"; do
    case "$label" in
    live | fault | lock | journeys) shipped+=("$label") ;;
    lint | unit | scenario | ui) sanitized+=("$label") ;;
    *) printf 'run.sh: no tests have the label %s\n' "$label" >&2; exit 2 ;;
    esac
done
[ "${#sanitized[@]}" -eq 0 ] || run_with asan "${sanitized[@]}"
for label in ${shipped[@]+"${shipped[@]}"}; do # apart: only live is tried twice
    run_with release "$label"
done
if [ "$long" = yes ] && wants scenario; then
    run_with tsan scenario
fi

printf '%d passed, %d failed\n' "$passed" "$failed"
exit "$status"
