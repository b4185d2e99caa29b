# SPDX-License-Identifier: MIT
# shellcheck shell=sh
# For tests that load the shared library into Python, to be read at their
# begin with `.`: ends them where there is none.
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
