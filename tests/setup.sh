# Read by tests/run.sh and tests/bench/run.sh, from the repository's root: makes .venv-tests and finds browsers.
# Both are done once; the second time takes a second. Leaves $python (of the environment) and $CHROMIUM (exported).
#
#   PYTHON=python3.12 sh tests/run.sh     another Python
#   VERSIONS=lowest sh tests/run.sh       the lowest versions that requirements.txt allows
#   CHROMIUM=/path/to/chrome FIREFOX=/path/to/firefox sh tests/run.sh

stop() { echo "tests: $*" >&2; exit 1; }
root_on_debian() { [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null; }
debian_as_root() { grep -q '^ID=debian' /etc/os-release 2> /dev/null && root_on_debian; }
install_packages() { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$@"; }

new_enough='import sys; sys.exit(sys.version_info < (3, 11))'
python=
for name in ${PYTHON:-python3 python3.13 python3.12 python3.11}; do
    if "$name" -c "$new_enough" 2> /dev/null; then python=$name; break; fi
done
[ -n "$python" ] || stop "Python 3.11 or newer is needed, and '${PYTHON:-python3}' is not. Install one, or name it: PYTHON=/path/to/python3.12 sh tests/run.sh"

# The lowest versions are read off the ranges, so that they have one home.
limits=
[ "${VERSIONS:-}" != lowest ] || limits=$(sed -n 's/^\([a-z]*\)>=\([0-9.]*\),.*/\1==\2/p' requirements.txt)
wanted=$("$python" -c 'import sys; print(sys.version)'; cat requirements.txt tests/requirements.txt; echo "$limits")

if [ "$wanted" != "$(cat .venv-tests/wanted 2> /dev/null)" ]; then
    echo "tests: making .venv-tests with $("$python" --version)" >&2
    if ! "$python" -c 'import ensurepip, venv' 2> /dev/null; then
        root_on_debian || stop "this Python cannot make an environment (venv or ensurepip is missing). On Debian and Ubuntu: sudo apt-get install python3-venv"
        install_packages "$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')"
    fi
    rm -rf .venv-tests
    "$python" -m venv .venv-tests
    echo "$limits" > .venv-tests/limits.txt
    .venv-tests/bin/python -m pip install --quiet --disable-pip-version-check -r tests/requirements.txt -c .venv-tests/limits.txt
    echo "$wanted" > .venv-tests/wanted
fi
python=.venv-tests/bin/python

# Playwright brings a Node.js of its own, which wants a library that a bare Debian lacks.
playwright_starts() { "$python" -m playwright --version > /dev/null 2>&1; }
if ! playwright_starts; then
    ! root_on_debian || install_packages libatomic1 > /dev/null
    playwright_starts || stop "Playwright does not start: $("$python" -m playwright --version 2>&1 | tail -1). On Debian and Ubuntu: sudo apt-get install libatomic1"
fi

# Ubuntu's package of that name may be a stub that starts nothing, so each candidate is asked for its version.
starts() { [ -n "$1" ] && "$1" --version > /dev/null 2>&1; }
# The shell without windows comes first: the same browser, for a sixth less of the processor.
find_chromium() {
    for name in "${CHROMIUM:-}" chromium-headless-shell chromium chromium-browser google-chrome google-chrome-stable \
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" "/Applications/Chromium.app/Contents/MacOS/Chromium"; do
        if starts "$name"; then command -v "$name"; return; fi
    done
}
of_playwright() {
    "$python" -c 'from playwright.sync_api import sync_playwright
with sync_playwright() as p: print(p.chromium.executable_path)'
}

found=$(find_chromium)
if [ -z "$found" ] && debian_as_root; then
    echo "tests: installing Debian's Chromium" >&2
    install_packages chromium-headless-shell > /dev/null || install_packages chromium > /dev/null
    found=$(find_chromium)
fi
if [ -z "$found" ]; then
    found=$(of_playwright)
    if ! starts "$found"; then
        echo "tests: installing Playwright's Chromium" >&2
        with_deps=
        ! root_on_debian || with_deps=--with-deps
        "$python" -m playwright install $with_deps chromium >&2 \
            || stop "no Chromium was found, and Playwright could not install one. Install Chromium or Chrome, or name it: CHROMIUM=/path/to/chrome sh tests/run.sh"
    fi
fi
export CHROMIUM="$found"

# Firefox and WebKit, for tests/browser/test_other_browsers.py, which says of each that is not there that it was not tested.
if debian_as_root && ! { command -v firefox-esr && command -v WebKitWebDriver && command -v Xvfb; } > /dev/null; then
    echo "tests: installing Debian's Firefox and WebKit" >&2
    install_packages firefox-esr webkit2gtk-driver xvfb > /dev/null || echo "tests: they could not be installed" >&2
fi
