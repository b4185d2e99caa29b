#!/bin/sh
# SPDX-License-Identifier: MIT
# The binding's tests and the oracle's own, through pytest as TAP.
set -u
export PYTHONPATH="${top_srcdir:?}/bindings/python"
python=
for p in "${PYTHON:-python3}" python3 /usr/bin/python3; do
    if "$p" -c 'import pytest' 2>/dev/null; then
        python=$p
        break
    fi
done
if [ -z "$python" ]; then
    echo '1..0 # SKIP needs pytest (Debian: apt install python3-pytest)'
    exit 0
fi
. "$(dirname "$0")/library.sh"

cd "${top_builddir:?}" || exit 1
"$python" -m pytest -v --tb=short -p no:cacheprovider \
    "$top_srcdir/bindings/python/tests" \
    "$top_srcdir/tests/oracle/test_oracle.py" \
    "$top_srcdir/tests/oracle/test_properties.py" 2>&1 |
    awk '/ (PASSED|FAILED|ERROR|SKIPPED|XFAIL|XPASS)( |$)/ && /::/ {
            bad = / (FAILED|ERROR|XPASS)/
            name = $1
            sub(/.*\//, "", name)
            gsub(/#/, "", name)
            printf "%s %d - %s%s\n", bad ? "not ok" : "ok", ++n, name,
                / SKIPPED/ ? " # SKIP" : ""
            next
        }
        { print "# " $0 }
        / (passed|failed|error)/ { ended = 1 }
        END {
            if (!ended)
                printf "not ok %d - pytest ran to its end\n", ++n
            print "1.." n
        }'
