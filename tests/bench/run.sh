#!/bin/sh
# SPDX-License-Identifier: MIT
# `make bench`: the eight questions of README.md, ours against the peers and
# against the least that any program must do, side by side on the same data,
# their answers compared; then all rules, plans, explanations and YAML.
#
#   SIZES='10000 100000 1000000' RUNS=5 make bench
#
#   OFFICIALS  of the second part, and the only size if SIZES is not given
#   PEERS      only these: skpcheck sol all duckdb soufflé python sqlite
#   OFFLINE=1  does not install DuckDB
set -eu
SIZES=${SIZES-${OFFICIALS-10000 100000 1000000}}
OFFICIALS=${OFFICIALS-1000000}
YAML_OFFICIALS=${YAML_OFFICIALS-50000}
RUNS=${RUNS-5}
: "${srcdir:?}" "${builddir:?}"
data=${BENCH_DATA-$builddir/bench}
bench=$srcdir/tests/bench
mkdir -p "$data/csv" "$data/yaml"
sh "$bench/build.sh" "$data" timed yardstick sol eight nation events explain

tool=$SKPCHECK
[ ! -x "$builddir/.libs/skpcheck" ] || tool=$builddir/.libs/skpcheck
SKPCHECK=$tool
LD_LIBRARY_PATH=$builddir/.libs${LD_LIBRARY_PATH+:$LD_LIBRARY_PATH}
NODE_PATH=${NODE_PATH-$data/node/node_modules}
TIMED=$data/timed
export SKPCHECK LD_LIBRARY_PATH NODE_PATH TIMED
check="$tool check --pada 2026-01-20 --format jsonl"
plan="$tool plan --pada 2026-01-20 --format jsonl"

# ---- side by side ----

if [ -z "${OFFLINE-}" ] && [ ! -d "$NODE_PATH/@duckdb/node-api" ] &&
    command -v npm >/dev/null; then
    npm install --silent --no-audit --no-fund --prefix "$data/node" \
        @duckdb/node-api >&2 || echo 'DuckDB could not be installed' >&2
fi
rm -f "$data/results.json"
for size in $SIZES; do
    echo "$size officials" >&2
    [ -e "$data/$size/truth.json" ] ||
        "$data/yardstick" "$size" 1 "$data/$size"
    python3 "$bench/compare.py" "$RUNS" "$data/results.json" \
        "$data/$size" "$data"
done
python3 "$bench/table.py" "$data/results.json" \
    "make bench SIZES='$SIZES' RUNS=$RUNS" >"$data/RESULTS.md"
python3 "$bench/plot.py" "$data/results.json" >"$data/RESULTS.svg"
cat "$data/RESULTS.md"
echo
echo "kept: $data/RESULTS.md and RESULTS.svg"
[ -z "${SHORT-}" ] || exit 0

# ---- all rules, plans, explanations, YAML ----

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
