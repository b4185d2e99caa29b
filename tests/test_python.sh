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
if [ ! -e "${SKPCHECK_LIBRARY:?}" ]; then
    echo '1..0 # SKIP no shared library was built'
    exit 0
fi

# A library with ASan can only be loaded where ASan's own came first.
if [ -n "${SKP_SANITIZED:-}" ]; then
    asan=$(${CC:-gcc} -print-file-name=libasan.so)
    if [ ! -e "$asan" ]; then
        echo '1..0 # SKIP needs the shared ASan of gcc'
        exit 0
    fi
    # Python itself leaks at its end.
    export ASAN_OPTIONS="detect_leaks=0:${ASAN_OPTIONS:-}"
    export LD_PRELOAD="$asan${LD_PRELOAD:+:$LD_PRELOAD}"
fi

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
