#!/bin/sh
# SPDX-License-Identifier: MIT
# The examples do what their comments say. TAP.
set -u
: "${top_srcdir:?}" "${top_builddir:?}"
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT
sekolah=$top_srcdir/examples/data/sekolah.yaml

# The school as it is, and without its Pengadministrasi.
grep -v Pengadministrasi "$sekolah" >"$dir/tanpa.yaml" || exit 1

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

# run PROGRAM ARGUMENT...: its output in out.txt
run() {
    program=$1
    shift
    "$top_builddir/examples/$program" 2026-01-20 "$@" >"$dir/out.txt"
}

embed() {
    run embed "$sekolah" && grep -q ' SYN401: ' "$dir/out.txt"
}

own_good() {
    run own-rule "$sekolah" && grep -q ' SYN401: ' "$dir/out.txt" &&
        ! grep -q KAB001 "$dir/out.txt"
}

own_bad() {
    run own-rule "$dir/tanpa.yaml" &&
        grep -q 'KAB001: .*: dari 10 pegawai tidak ada' "$dir/out.txt" &&
        grep -q '^  KAB001 Sekolah tanpa tenaga' "$dir/out.txt"
}

own_nothing() {
    ! run own-rule "$dir/nowhere"
}

echo 1..4
is 'embed reports what the library finds' embed
is 'own-rule says nothing of a school with an office' own_good
is 'own-rule finds the school without' own_bad
is 'own-rule fails on a path that is not there' own_nothing
