#!/bin/sh
# Prints the benchmarks as Markdown tables: sh tests/bench/run.sh [page live slider first_view cold_start load proxy descriptors slow_host networks soak mutants] [--minutes 15]
#   sh tests/bench/run.sh mutants --each 5 --seed 1 --only telling/
# tries small edits of the code with the fast tests, in a copy of the project, and prints those that no test noticed.
set -eu
cd "$(dirname "$0")/../.."
. tests/setup.sh
export PYTHONPATH=tests
exec "$python" -m bench "$@"
