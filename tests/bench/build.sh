#!/bin/sh
# SPDX-License-Identifier: MIT
# Builds programs of the benchmark, always with the same flags (never those of
# this very processor, so that counts of instructions can be compared):
#
#   build.sh FOLDER PROGRAM...
#
# `sol` is left out, with a word on it, where the processor cannot run it.
set -eu
bench=$(cd "$(dirname "$0")" && pwd)
: "${srcdir:?}" "${builddir:?}"
to=$1
shift
warn='-std=c11 -Wall -Wextra'

build_sol() {
    grep -q '^flags.* avx2.* pclmulqdq\|^flags.* pclmulqdq.* avx2' \
        /proc/cpuinfo 2>/dev/null || {
        echo 'sol: needs a processor with AVX2 and PCLMULQDQ' >&2
        return 0
    }
    # shellcheck disable=SC2086 # flags are words
    ${CC-cc} $warn -O3 -march=haswell -pthread -o "$to/sol" "$bench"/sol/*.c
}

# with the library of the build tree
build_linked() {
    name=$1
    shift
    # shellcheck disable=SC2086
    ${CC-cc} $warn -O2 ${BENCH_CFLAGS-} -I"$srcdir/include" \
        -I"$builddir/include" -o "$to/$name" "$@" -L"$builddir/.libs" \
        -lskpcheck
}

mkdir -p "$to"
for program; do
    case $program in
    sol) build_sol ;;
    eight) build_linked eight "$bench"/eight/*.c ;;
    explain | found) build_linked "$program" "$bench/$program.c" ;;
    events)
        # shellcheck disable=SC2046,SC2086
        ${CC-cc} $warn -O2 -o "$to/events" "$bench/events.c" \
            $(pkg-config --cflags --libs yaml-0.1)
        ;;
    nation | timed)
        # shellcheck disable=SC2086
        ${CC-cc} $warn -O2 -o "$to/$program" "$bench/$program.c"
        ;;
    *)
        # shellcheck disable=SC2086
        ${CC-cc} $warn -O2 -o "$to/$program" "$bench/$program"/*.c
        ;;
    esac
done
