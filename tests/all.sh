#!/bin/sh
# SPDX-License-Identifier: MIT
# Every test there is, stage by stage, after ./bootstrap has built build/:
# `./bootstrap check` runs all, `tests/all.sh STAGE...` only those named. The
# last line is the sum.
set -u
cd "$(dirname "$0")/.." || exit 1
top=$(pwd)
build=$top/build
log=$build/log
jobs=$(getconf _NPROCESSORS_ONLN)
mkdir -p "$log"
# where bootstrap put it; packages that are tested elsewhere find it here too
for lib in "$build"/duckdb/node_modules/@duckdb/node-bindings-*/libduckdb.so
do
    [ ! -e "$lib" ] || export SKP_DUCKDB="$lib"
done

STAGES='unit asan tsan valgrind locale_id locale_tr oracle metamorphic recheck
    parts fuzz instructions dist distcheck_gcc distcheck_clang outside'
METAMORPHIC_SEEDS=${SEEDS-1:1001}
PARTS_SEEDS=${SEEDS-1:401}
SEEDS=${SEEDS-1:2001}
FUZZ_SECONDS=${FUZZ_SECONDS-60}

# ---- stages: each prints TAP, automake's summary or `N passed, N failed` ----

stage_unit() {
    make -C "$build" -j"$jobs" check
}

# configured DIR OPTION...: a build folder of its own, made once
configured() {
    dir=$1
    shift
    mkdir -p "$dir" && cd "$dir" || return
    [ -e Makefile ] || "$top/configure" "$@"
}

stage_asan() {
    configured "$top/build-asan" --enable-asan --enable-werror \
        CFLAGS='-O1 -g' || return
    ASAN_OPTIONS=detect_stack_use_after_return=1:strict_string_checks=1 \
        UBSAN_OPTIONS=print_stacktrace=1 make -j"$jobs" check
}

# What runs on several threads, where the compiler watches every access.
stage_tsan() {
    configured "$top/build-tsan" --enable-werror --disable-shared \
        CFLAGS='-O1 -g -fsanitize=thread' || return
    TSAN_OPTIONS=halt_on_error=1 CK_FORK=no make -j"$jobs" check \
        TESTS='tests/test_threads tests/test_csv_hostile'
}

# under_valgrind NAME EXPECTED COMMAND...: one TAP line
under_valgrind() {
    name=$1 expected=$2
    shift 2
    valgrind -q --error-exitcode=99 --leak-check=full \
        --show-leak-kinds=definite,indirect,possible "$@" \
        >"$log/valgrind-$$.out" 2>&1
    status=$?
    if [ "$status" -eq "$expected" ]; then
        echo "ok - valgrind $name"
    else
        cat "$log/valgrind-$$.out"
        echo "not ok - valgrind $name (status $status)"
    fi
    rm -f "$log/valgrind-$$.out"
}

stage_valgrind() {
    cd "$build" && make -j"$jobs" check TESTS= || return
    # valgrind is for our code, not for DuckDB's
    export CK_FORK=no CK_VERBOSITY=silent srcdir="$top" top_srcdir="$top" \
        SKP_DUCKDB=
    for t in $(make -s print-unit-tests | tail -n 1); do
        under_valgrind "$t" 0 "./$t"
    done
    LD_LIBRARY_PATH=$build/.libs under_valgrind skpcheck 1 .libs/skpcheck \
        check --pada 2026-01-20 "$top/examples/data/sekolah.yaml"
}

# The library never asks for the locale; a preloaded constructor calls
# setlocale() in every program, so that a slip shows.
in_locale() {
    mkdir -p "$build/locale" || return
    for made in id_ID tr_TR; do # a test asks for the other one too
        [ -d "$build/locale/$made.UTF-8" ] ||
            localedef -i $made -f UTF-8 "$build/locale/$made.UTF-8" || return
    done
    cc -shared -fPIC -o "$build/locale/set.so" "$top/tests/locale.c" || return
    # SKP_EXPECT_LOCALE makes the constructor end programs that it cannot
    # serve: a locale that is not there must not pass as one that is.
    make -C "$build" -j"$jobs" check \
        SKP_TEST_ENVIRONMENT="LOCPATH=$build/locale; LC_ALL=$1.UTF-8; \
        SKP_EXPECT_LOCALE=1; LD_PRELOAD=$build/locale/set.so; \
        export LOCPATH LC_ALL SKP_EXPECT_LOCALE LD_PRELOAD;"
}

stage_locale_id() {
    in_locale id_ID
}

stage_locale_tr() {
    in_locale tr_TR
}

stage_oracle() {
    LD_LIBRARY_PATH=$build/.libs python3 tests/oracle/compare.py \
        --tool "$build/.libs/skpcheck" --seeds "$SEEDS" --jobs "$jobs" \
        --keep "$log/oracle"
    PYTHONPATH=bindings/python SKPCHECK_LIBRARY=$build/.libs/libskpcheck.so \
        SEEDS="$SEEDS" python3 tests/oracle/test_properties.py
    python3 tests/oracle/plans.py --seeds "$SEEDS" --jobs "$jobs" \
        --library "$build/.libs/libskpcheck.so.0"
}

stage_metamorphic() {
    python3 tests/oracle/metamorphic.py --seeds "$METAMORPHIC_SEEDS" \
        --library "$build/.libs/libskpcheck.so" --jobs "$jobs" \
        --keep "$log/metamorphic"
}

# Random edits: EDITS of them (20,000), from SEED on (1).
stage_recheck() {
    make -C "$build" -j"$jobs" tests/recheck && "$build/tests/recheck"
}

stage_parts() {
    python3 tests/oracle/parts.py --seeds "$PARTS_SEEDS" --jobs "$jobs" \
        --library "$build/.libs/libskpcheck.so"
}

# One target on a copy of its corpus; what it finds stays in build-fuzz/.
fuzz_one() {
    rm -rf "corpus-$1" && cp -R "$top/tests/fuzz/corpus/$1" "corpus-$1"
    dict=$top/tests/fuzz/$1.dict
    [ ! -e "$dict" ] || set -- "$1" "-dict=$dict"
    name=$1
    shift
    if "./tests/fuzz/fuzz_$name" -max_total_time="$FUZZ_SECONDS" -timeout=10 \
        -rss_limit_mb=2048 -artifact_prefix="found-$name-" "$@" \
        "corpus-$name" >"$log/fuzz-$name.log" 2>&1; then
        echo "ok - fuzz $name $(tail -n 1 "$log/fuzz-$name.log")"
    else
        tail -n 30 "$log/fuzz-$name.log"
        echo "not ok - fuzz $name (input kept as build-fuzz/found-$name-*)"
    fi
}

stage_fuzz() {
    configured "$top/build-fuzz" CC=clang --enable-fuzz --disable-shared \
        CFLAGS='-O1 -g' || return
    make -j"$jobs" fuzz || return
    running=0
    for target in $(make -s print-fuzz-targets | tail -n 1); do
        fuzz_one "${target##*fuzz_}" &
        running=$((running + 1))
        [ $((running % 2)) -ne 0 ] || wait
    done
    wait
}

# Counted by callgrind, in a build folder of its own.
stage_instructions() {
    sh tests/bench/instructions.sh
}

stage_dist() {
    sh tests/dist.sh
}

stage_distcheck_gcc() {
    make -C "$build" -j"$jobs" distcheck \
        DISTCHECK_CONFIGURE_FLAGS='CC=gcc'
}

stage_distcheck_clang() {
    make -C "$build" -j"$jobs" distcheck \
        DISTCHECK_CONFIGURE_FLAGS='CC=clang'
}

stage_outside() {
    builddir=$build srcdir=$top sh tests/outside/run.sh
}

# ---- counting ----

# passed, failed and skipped tests of a log, whichever of the three it holds
count() {
    awk '/^ok/ { if (/# SKIP/) s++; else p++ }
        /^not ok/ && !/# TODO/ { f++ }
        /^# PASS:/ { p += $3 }
        /^# (FAIL|XPASS|ERROR):/ { f += $3 }
        /^# SKIP:/ { s += $3 }
        /^[0-9]+ passed, [0-9]+ failed/ { p += $1; f += $3 }
        END { print p + 0, f + 0, s + 0 }' "$1"
}

run_stage() {
    start=$(date +%s)
    ("stage_$1") >"$log/$1.log" 2>&1
    status=$?
    # shellcheck disable=SC2046 # three words
    set -- "$1" $(count "$log/$1.log")
    passed=$2 failed=$3 skipped=$4
    # A stage that failed otherwise, or that tested nothing, counts as one.
    [ $((passed + failed)) -gt 0 ] && [ "$status" -eq 0 ] ||
        [ "$failed" -gt 0 ] || failed=1
    printf '%-16s %6d passed %4d failed %4d skipped %5d s\n' "$1" \
        "$passed" "$failed" "$skipped" $(($(date +%s) - start))
    if [ "$failed" -gt 0 ]; then
        grep -E '^(not ok|FAIL|ERROR|XPASS)|rror:' "$log/$1.log" |
            head -n 40
        tail -n 15 "$log/$1.log"
        echo "(all of it: build/log/$1.log)"
    fi
    total_passed=$((total_passed + passed))
    total_failed=$((total_failed + failed))
}

total_passed=0
total_failed=0
# shellcheck disable=SC2086 # a list of words
[ $# -gt 0 ] || set -- $STAGES
for stage; do
    run_stage "$stage"
done
echo "$total_passed passed, $total_failed failed"
[ "$total_failed" -eq 0 ]
