# Usage: make_venv.sh VENV PYTHON...   makes the environment with the first PYTHON that fits.
set -eu
venv=$1
shift
bin=$venv/bin
[ "${OS:-}" != Windows_NT ] || bin=$venv/Scripts

fits='import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))'

if ! "$bin/python" -c "$fits" 2>/dev/null; then
    python=
    for candidate in "$@"; do
        if "$candidate" -c "$fits" 2>/dev/null; then
            python=$candidate
            break
        fi
    done
    if [ -z "$python" ]; then
        echo "This book needs Python 3.11, 3.12 or 3.13 with its venv module. None was found under:" >&2
        for candidate in "$@"; do
            version=$("$candidate" --version 2>/dev/null) || version="not there"
            echo "    $candidate: $version" >&2
        done
        echo "On Debian or Ubuntu: sudo apt-get install python3 python3-venv" >&2
        echo "Or name one: make PYTHON=/path/to/python3.12" >&2
        exit 1
    fi
    echo "Making .venv with $("$python" --version)"
    "$python" -m venv --clear "$venv"
fi

# The pins are complete, so pip has nothing to work out.
echo "Installing the pinned packages into .venv (one to three minutes the first time)"
"$bin/python" -m pip install -qq --disable-pip-version-check --no-compile --no-deps -r requirements.txt
"$bin/python" -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation --editable .

# matplotlib lists the fonts once, with a message that would otherwise stand in a chapter.
"$bin/python" -c "import matplotlib.font_manager" 2>/dev/null
