#!/bin/sh
# Make .venv from the pinned lock, and the translations. Quick when nothing changed.
set -eu

lock=requirements/dev.txt
stamp=.venv/installed.txt
fits='import sys; sys.exit(not (3, 11) <= sys.version_info < (4,))'

say() { echo "$*" >&2; }

find_python() {
    for python in python3 python3.16 python3.15 python3.14 python3.13 python3.12 python3.11; do
        if "$python" -c "$fits" 2>/dev/null; then
            command -v "$python"
            return
        fi
    done
    say "Python is too old or missing: install Python 3.11 or newer, then try again."
    return 1
}

if ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
    python=$(find_python)
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        say "$python cannot make environments: install python3-venv (on Debian: apt install python3-venv)."
        exit 1
    fi
    if [ ! -w . ]; then
        say "$(pwd) cannot be written: give yourself the right to, or copy it to a place of your own."
        exit 1
    fi
    "$python" -m venv --clear .venv
fi

if ! cmp -s "$lock" "$stamp"; then
    echo "Installing the dependencies …"
    if ! .venv/bin/python -m pip install --quiet --disable-pip-version-check \
        --require-hashes --requirement "$lock"; then
        say "The dependencies could not be installed: check the network, then try again."
        exit 1
    fi
    cp "$lock" "$stamp"
fi

.venv/bin/python -I solidarity/base/compile_messages.py
