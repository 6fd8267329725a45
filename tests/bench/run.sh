#!/usr/bin/env bash
# Measures what a person waits for, and what the processes weigh. Nothing is asserted.
#
#   bash tests/bench/run.sh [--quick] [--preset P] [--members N] [--minutes N] [NAME…]
#
# NAME: station-start, unlock, window, send, room, curve, prekey, receive, team, stat, directory, memory, audit, search (README.md); none: all.
# --quick: small numbers, to try the benchmarks themselves. Figures worth keeping come from the
# preset `release` on a machine that does nothing else. Writes build/bench/results.json.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

preset=release
arguments=()
while [ $# -gt 0 ]; do
    case "$1" in
    --preset) preset=${2:?--preset needs a name}; shift ;;
    *) arguments+=("$1") ;;
    esac
    shift
done

bash packaging/install-deps.sh
cmake --preset "$preset"
cmake --build --preset "$preset" --target \
    sotto lock_eye bench_engine bench_room bench_curve bench_receive bench_team bench_team_window bench_directory bench_audit bench_search bench_first_paint bench_empty_window
exec python3 -B tests/bench/bench.py --programs "build/$preset/bin" --out build/bench \
    ${arguments[@]+"${arguments[@]}"}
