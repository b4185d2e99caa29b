#!/bin/sh
# SPDX-License-Identifier: MIT
# `make bench`: time and memory of the main job, side by side with the least
# that any program must do with the same bytes.
#
#   OFFICIALS=1000000 RUNS=5 make bench
set -eu
OFFICIALS=${OFFICIALS-1000000}
YAML_OFFICIALS=${YAML_OFFICIALS-50000}
RUNS=${RUNS-5}
data=$builddir/bench
bench=$srcdir/tests/bench
mkdir -p "$data/csv" "$data/yaml"
${CC-cc} -O2 -o "$data/nation" "$bench/nation.c"
# shellcheck disable=SC2046 # flags are words
${CC-cc} -O2 -o "$data/events" "$bench/events.c" \
    $(pkg-config --cflags --libs yaml-0.1)

tool=$SKPCHECK
[ ! -x "$builddir/.libs/skpcheck" ] || tool=$builddir/.libs/skpcheck
LD_LIBRARY_PATH=$builddir/.libs${LD_LIBRARY_PATH+:$LD_LIBRARY_PATH}
export LD_LIBRARY_PATH
check="$tool check --pada 2026-01-20 --format jsonl"
plan="$tool plan --pada 2026-01-20 --format jsonl"

"$data/nation" "$OFFICIALS" "$data/csv" csv
bytes=$(cat "$data"/csv/*.csv | wc -c)
echo "CSV: $OFFICIALS officials, $bytes bytes, all rules, findings as JSON Lines"
python3 "$bench/measure.py" "$RUNS" \
    "read the bytes (cat)" "cat $(echo "$data"/csv/*.csv)" \
    "skpcheck check" "$check $data/csv"

echo "the plan of the same officials, which should take twice as long at most"
python3 "$bench/measure.py" "$RUNS" \
    "skpcheck check" "$check $data/csv" \
    "skpcheck plan" "$plan $data/csv"

# -I include of the build has the version header
${CC-cc} -O2 -I"$srcdir/include" -I"$builddir/include" -o "$data/explain" \
    "$bench/explain.c" -L"$builddir/.libs" -lskpcheck
"$data/explain" "$data/csv"

echo "the same officials from a snapshot"
"$tool" convert -o "$data/nation.skps" "$data/csv"
${CC-cc} -O2 -I"$srcdir/include" -I"$builddir/include" -o "$data/snapshot" \
    "$bench/snapshot.c" -L"$builddir/.libs" -lskpcheck
"$data/snapshot" "$data/nation.skps"
python3 "$bench/measure.py" "$RUNS" \
    "skpcheck check, CSV" "$check $data/csv" \
    "skpcheck check, snapshot" "$check $data/nation.skps"
${CC-cc} -O2 -I"$srcdir/include" -I"$builddir/include" -o "$data/columns" \
    "$bench/columns.c" -L"$builddir/.libs" -lskpcheck
echo "the same tables into a model (not sealed), as files and as columns"
"$data/columns" "$data/csv" "$RUNS"
# It looks inside, so it needs the library that the tests use.
make -C "$builddir" -s libskpcheck-test.a
# shellcheck disable=SC2046 # flags are words
${CC-cc} -O2 -I"$builddir" -I"$builddir/include" -I"$srcdir/include" \
    -I"$srcdir/lib" -I"$srcdir/lib/rules" -o "$data/recheck" \
    "$bench/recheck.c" "$builddir/libskpcheck-test.a" \
    $(pkg-config --libs yaml-0.1 yajl)
"$data/recheck" "$data/csv"

"$data/nation" "$YAML_OFFICIALS" "$data/yaml" yaml
cat "$data"/yaml/*.part >"$data/nation.yaml"
bytes=$(wc -c <"$data/nation.yaml")
echo "YAML: $YAML_OFFICIALS officials, $bytes bytes"
python3 "$bench/measure.py" "$RUNS" \
    "libyaml's events alone" "$data/events $data/nation.yaml" \
    "skpcheck check" "$check $data/nation.yaml"
