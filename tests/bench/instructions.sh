#!/bin/sh
# SPDX-License-Identifier: MIT
# What does not depend on the machine's mood: how many instructions an official
# costs, counted by callgrind, against the figures last accepted; and whether
# hostile shapes of data cost twice as much when there is twice as much. TAP.
#
#   tests/bench/instructions.sh           all of it
#   tests/bench/instructions.sh accept    accepts today's figures
#   tests/bench/instructions.sh growth [SHAPE...]   only the shapes
#
# What was counted stays in build-instructions/bench as callgrind.*, for
# callgrind_annotate.
set -u
top=$(cd "$(dirname "$0")/../.." && pwd)
bench=$top/tests/bench
build=$top/build-instructions
work=$build/bench
accepted=$bench/instructions.txt
allowed=3        # per cent above the accepted figure
growth=230       # per cent, from n to 2n
shape_size=${SHAPE_SIZE-4000}

# ---- fixed conditions: compiler flags, one thread, libc's plain functions ----

compiler=$(gcc --version | head -n 1)
under=$(valgrind --version)
GLIBC_TUNABLES=glibc.cpu.hwcaps=-AVX2,-AVX,-AVX512F,-BMI2,-MOVBE,-ERMS,-AVX_Fast_Unaligned_Load
LD_LIBRARY_PATH=$build/.libs
PYTHONDONTWRITEBYTECODE=1
srcdir=$top builddir=$build CC=gcc
export GLIBC_TUNABLES LD_LIBRARY_PATH PYTHONDONTWRITEBYTECODE srcdir builddir CC

prepare() {
    mkdir -p "$work" && cd "$build" || return
    [ -e Makefile ] || "$top/configure" -q CC=gcc CFLAGS='-O2 -g' || return
    make -s -j"$(getconf _NPROCESSORS_ONLN)" all && cd "$work" &&
        sh "$bench/build.sh" "$work" eight found yardstick || return
    for n in 10000 100000; do
        [ -e "nation-$n/truth.json" ] || ./yardstick $n 1 nation-$n || return
    done
}

# count NAME COMMAND...: the instructions of a run, into NAME.count
count() {
    name=$1
    shift
    valgrind --tool=callgrind --callgrind-out-file="callgrind.$name" "$@" \
        >"$name.out" 2>"$name.err"
    [ $? -le 1 ] && sed -n 's/^==[0-9]*== Collected : //p' "$name.err" \
        >"$name.count" && test -s "$name.count"
}

check() { # check NAME FOLDER
    count "$1" "$build/.libs/skpcheck" check --pada 2026-06-30 --jobs 1 \
        --format jsonl "$2"
}

# Where each of n findings lists n rows, writing them costs what is written;
# the check itself must not.
check_unwritten() {
    count "$1" ./found "$2"
}

# ---- an official's instructions ----

measure() {
    count eight-10000 ./eight "$bench/eight.yaml" nation-10000/tables 1 \
        findings.jsonl &&
        count eight-100000 ./eight "$bench/eight.yaml" \
            nation-100000/tables 1 findings.jsonl &&
        check check-10000 nation-10000/tables
}

figures() {
    printf '# Instructions of the whole process, the last that were accepted:\n'
    printf '# tests/bench/instructions.sh accept\n'
    printf 'compiler %s\nvalgrind %s\n' "$compiler" "$under"
    for name in eight-10000 eight-100000 check-10000; do
        printf '%s %s\n' "$name" "$(cat "$name.count")"
    done
    grep '^todo ' "$accepted"
    return 0
}

compare() {
    for name in eight-10000 eight-100000 check-10000; do
        now=$(cat "$name.count")
        was=$(sed -n "s/^$name //p" "$accepted")
        n=${name##*-}
        what="$name: $((now / n)) an official, accepted $((was / n))"
        if [ "$now" -le $((was * (100 + allowed) / 100)) ]; then
            echo "ok - $what"
            [ "$now" -ge $((was * (100 - allowed) / 100)) ] ||
                echo "# fewer: tests/bench/instructions.sh accept keeps that"
        else
            echo "not ok - $what"
            echo "# callgrind_annotate $work/callgrind.$name says where;"
            echo "# if it has to be: tests/bench/instructions.sh accept"
        fi
    done
}

officials() {
    if ! grep -qxF "compiler $compiler" "$accepted" ||
        ! grep -qxF "valgrind $under" "$accepted"; then
        for name in eight-10000 eight-100000 check-10000; do
            echo "ok - $name # SKIP accepted with another compiler or valgrind"
        done
        return
    fi
    if measure; then
        compare
    else
        echo "not ok - the programs run under callgrind"
        cat ./*.err | tail -n 20 | sed 's/^/# /'
    fi
}

# ---- shapes ----

# A shape that is known to grow faster stands in the file of figures as `todo
# SHAPE SIZE WHY`: the smaller, the less it costs to see that it still does.
grows() {
    n=$shape_size
    known=$(sed -n "s/^todo $1 //p" "$accepted")
    [ -z "$known" ] || n=${known%% *}
    case $1 in
    many_expected | one_npsn) how=check_unwritten ;;
    *) how=check ;;
    esac
    for size in $n $((2 * n)); do
        python3 "$bench/shapes.py" "$1" "$size" "shape-$1-$size" &&
            $how "$1-$size" "shape-$1-$size" || return
        rm -rf "shape-$1-$size"
    done
    small=$(cat "$1-$n.count")
    large=$(cat "$1-$((2 * n)).count")
    ratio=$((large * 100 / small))
    what="$1: $((large / n / 2)) a row, $ratio % for twice as much"
    if [ "$ratio" -le "$growth" ]; then
        echo "ok - $what"
        [ -z "$known" ] || echo "# no longer: take it out of $accepted"
    else
        echo "not ok - $what${known:+ # TODO ${known#* }}"
        echo "# callgrind_annotate $work/callgrind.$1-$((2 * n)) says where"
    fi
}

# Two at a time, each with its own output.
shapes() {
    # shellcheck disable=SC2046 # a list of words
    [ $# -gt 0 ] || set -- $(python3 "$bench/shapes.py")
    running=0
    for shape; do
        { grows "$shape" || echo "not ok - $shape could not be run"; } \
            >"$shape.tap" 2>&1 &
        running=$((running + 1))
        [ $((running % 2)) -ne 0 ] || wait
    done
    wait
    for shape; do
        cat "$shape.tap"
    done
}

if ! prepare; then
    echo 'not ok - what is measured can be built'
    exit 1
fi
case ${1-} in
accept)
    measure && figures >accepted && cp accepted "$accepted" &&
        cat "$accepted"
    ;;
growth)
    shift
    shapes "$@"
    ;;
*)
    officials
    shapes
    ;;
esac
