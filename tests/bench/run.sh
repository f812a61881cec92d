#!/bin/sh
# Prints the benchmarks as Markdown tables: sh tests/bench/run.sh [page slider first_view load proxy soak] [--minutes 15]
set -eu
cd "$(dirname "$0")/../.."
. tests/setup.sh
export PYTHONPATH=tests
exec "$python" -m bench "$@"
