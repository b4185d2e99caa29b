#!/bin/sh
# SPDX-License-Identifier: MIT
# A quick share of the relations between reports of random sets
# (tests/oracle/metamorphic.py); `tests/all.sh metamorphic` tries many more.
set -u
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

PYTHONDONTWRITEBYTECODE=1 "${PYTHON:-python3}" \
    "${top_srcdir:?}/tests/oracle/metamorphic.py" --seeds 1:31 --tap
