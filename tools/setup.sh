#!/bin/sh
# Make .venv with a Python 3.11 to 3.14 and install what the lock names. Usage: sh tools/setup.sh run|dev
# Done once a lock: a second call returns at once.
set -eu
cd "$(dirname "$0")/.."
what=${1:-run}
lock=requirements/$what.lock
stamp=.venv/.installed-$what

if command -v apt-get >/dev/null 2>&1; then install="sudo apt-get install -y"
elif command -v dnf >/dev/null 2>&1; then install="sudo dnf install -y"
elif command -v brew >/dev/null 2>&1; then install="brew install"
else install="(your package manager) install"; fi

command -v make >/dev/null 2>&1 || { echo "make is missing. Type:  $install make" >&2; exit 1; }

if [ -f "$stamp" ] && [ "$stamp" -nt "$lock" ] && [ "$stamp" -nt pyproject.toml ]; then exit 0; fi

supported='import sys; raise SystemExit(not (3, 11) <= sys.version_info[:2] <= (3, 14))'
if [ ! -x .venv/bin/python ]; then
    python=
    for candidate in ${PYTHON:-} python3.13 python3.12 python3.14 python3.11 python3 python; do
        if command -v "$candidate" >/dev/null 2>&1 && "$candidate" -c "$supported" 2>/dev/null; then python=$candidate; break; fi
    done
    if [ -z "$python" ]; then
        case $install in brew*) package=python@3.13 ;; *) package=python3 ;; esac
        echo "No Python from 3.11 to 3.14 was found. Type:  $install $package" >&2; exit 1
    fi
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        echo "$python cannot make a virtual environment. Type:  $install python3-venv" >&2; exit 1
    fi
    "$python" -m venv .venv
fi
# Older pips cannot resolve one of the locked packages, so pip comes first.
.venv/bin/python -m pip install --quiet --disable-pip-version-check --upgrade pip
.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement "$lock"
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
touch "$stamp"
