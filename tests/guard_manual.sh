#!/bin/sh
# SPDX-License-Identifier: MIT
# The manual pages are clean, and libskpcheck.3 says what skpcheck.h says.
set -u
: "${top_srcdir:?}"
python=${PYTHON:-python3}
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT

n=0
# is WANTED NAME COMMAND...
is() {
    wanted=$1 name=$2
    shift 2
    n=$((n + 1))
    if "$@" >"$dir/out" 2>&1; then got=good; else got=bad; fi
    if [ $got = "$wanted" ]; then
        echo "ok $n - $name"
    else
        sed 's/^/# /' "$dir/out"
        echo "not ok $n - $name"
    fi
}

lint() {
    mandoc -Tlint -Wwarning "$1"
}

stale() {
    mkdir "$dir/include" "$dir/lib" &&
        cp "$top_srcdir/NEWS.md" "$dir" &&
        cp "$top_srcdir/lib/manual.py" "$top_srcdir/lib/libskpcheck.3" \
            "$dir/lib" &&
        sed 's/A new, empty model/A new model/' \
            "$top_srcdir/include/skpcheck.h" >"$dir/include/skpcheck.h" ||
        return 0
    "$python" "$dir/lib/manual.py" --check
}

echo 1..6
is good 'libskpcheck.3 is what lib/manual.py makes of skpcheck.h' \
    "$python" "$top_srcdir/lib/manual.py" --check
is bad 'notices a header that has changed' stale
if command -v mandoc >/dev/null; then
    is good 'libskpcheck.3 is clean' lint "$top_srcdir/lib/libskpcheck.3"
    is good 'skpcheck.1 is clean' lint \
        "$top_srcdir/examples/skpcheck/skpcheck.1"
    is good 'skpcheck-policy.5 is clean' lint \
        "$top_srcdir/lib/skpcheck-policy.5"
    printf '.Dd now\n.Sh\n' >"$dir/bad.1"
    is bad 'notices a page that is not clean' lint "$dir/bad.1"
else
    for page in libskpcheck.3 skpcheck.1 skpcheck-policy.5 bad.1; do
        n=$((n + 1))
        echo "ok $n - $page # SKIP needs mandoc"
    done
fi
