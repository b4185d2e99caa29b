#!/bin/sh
# SPDX-License-Identifier: MIT
# The bundled data: no false alarm on the healthy kabupaten, the files are what
# their generators write, and the same input gives the same bytes. TAP.
set -u
: "${top_srcdir:?}" "${SKPCHECK:?}"
python=${PYTHON:-python3}
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT
cd "$top_srcdir" || exit 1
kabupaten=examples/data/kabupaten
healthy=tests/healthy/data

n=0
# is NAME COMMAND...
is() {
    name=$1
    shift
    n=$((n + 1))
    if "$@" >"$dir/out" 2>&1; then
        echo "ok $n - $name"
    else
        sed 's/^/# /' "$dir/out"
        echo "not ok $n - $name"
    fi
}

# findings OUTPUT OPTION... INPUT...: as JSON Lines
findings() {
    output=$1
    shift
    "$SKPCHECK" check --format=jsonl "$@" >"$dir/$output"
    [ $? -le 1 ]
}

no_alarm() {
    "$SKPCHECK" check --pada 2026-06-30 --min-severity W $healthy
}

# The guard of the one above: without the history nobody knows that the old
# Kadis gave way to the new one, and it must complain.
alarm() {
    mkdir "$dir/ill" && cp $healthy/*.csv "$dir/ill" &&
        rm "$dir/ill/riwayat-jabatan.csv" || return
    ! "$SKPCHECK" check --pada 2026-06-30 "$dir/ill"
}

# Nothing may depend on the hash seed, which is another one in each process.
same_bytes() {
    findings a --pada 2026-01-20 $kabupaten &&
        findings b --pada 2026-01-20 $kabupaten && cmp "$dir/a" "$dir/b"
}

kadis_blocks() {
    findings c --pada 2026-01-20 --select ORG301 $kabupaten &&
        head -n 1 "$dir/c" | grep -q '"blocked_total":317,'
}

echo 1..6
is 'nothing is wrong with the healthy kabupaten' no_alarm
is 'something is, without its history of jabatan' alarm
is 'the example is what its generator writes' \
    "$python" examples/data/generate.py --check
is 'the healthy one is what its generator writes' \
    "$python" tests/healthy/generate.py --check
is 'the same input gives the same bytes' same_bytes
is 'the Kadis is the first root blocker' kadis_blocks
