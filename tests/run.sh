#!/bin/sh
# Sets up what the tests need, once, and runs them all: sh tests/run.sh [arguments for pytest]
set -eu
cd "$(dirname "$0")/.."
. tests/setup.sh
exec "$python" -m pytest --rootdir . -o testpaths=tests "$@"
