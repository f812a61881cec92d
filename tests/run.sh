#!/bin/sh
# Sets up what the tests need, once, and runs them all: sh tests/run.sh [arguments for pytest]
set -eu
cd "$(dirname "$0")/.."
. tests/setup.sh
# Three at a time, a file to each: the slow ones, with a browser, come first, and wait for it some of the time. About five
# minutes on two cores. What could not be tried is named at the end, with the reason.
exec "$python" -m pytest --rootdir . -o testpaths=tests -n 3 --dist loadfile --no-loadscope-reorder -rs "$@"
