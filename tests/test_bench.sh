#!/bin/sh
# SPDX-License-Identifier: MIT
# All programs of the benchmark that are installed give the right answers to a
# small population, so that `make bench` measures the same thing of each. TAP.
set -u
: "${top_srcdir:?}" "${top_builddir:?}" "${SKPCHECK_LIBRARY:?}"
if [ ! -e "$SKPCHECK_LIBRARY" ]; then
    echo '1..0 # SKIP no shared library was built'
    exit 0
fi
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT
bench=$top_srcdir/tests/bench
[ -z "${SKP_SANITIZED-}" ] || BENCH_CFLAGS=-fsanitize=address,undefined
srcdir=$top_srcdir builddir=$top_builddir
TIMED=$dir/timed
NODE_PATH=${NODE_PATH-$top_builddir/bench/node/node_modules}
LD_LIBRARY_PATH=$top_builddir/.libs${LD_LIBRARY_PATH+:$LD_LIBRARY_PATH}
# The small arrays of the questions go with the process.
ASAN_OPTIONS=detect_leaks=0${ASAN_OPTIONS+:$ASAN_OPTIONS}
export BENCH_CFLAGS srcdir builddir TIMED NODE_PATH LD_LIBRARY_PATH ASAN_OPTIONS
sh "$bench/build.sh" "$dir" timed yardstick sol eight || exit 1
"$dir/yardstick" 4000 3 "$dir/nation" || exit 1
"${PYTHON:-python3}" "$bench/compare.py" 0 - "$dir/nation" "$dir"
