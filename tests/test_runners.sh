#!/bin/sh
# SPDX-License-Identifier: MIT
# The runners of examples/runners find in parts what one check of all finds.
set -u
. "$(dirname "$0")/tool.sh"

runners=$here/../examples/runners
pada=2026-06-01

# A random set of the oracle, its rows dealt out to four parts in turn.
PYTHONDONTWRITEBYTECODE=1 PYTHONPATH=$here "${PYTHON:-python3}" - <<'END' ||
import os
from oracle import random_data
files = random_data.generate(11)
for n, part in enumerate(("part a", "p2", "p3", "p4")):
    os.mkdir(part)
    random_data.write([(table, headings, rows[n::4])
                       for table, headings, rows in files], part)
END
	exit 99
run check --pada $pada -f jsonl -o whole "part a" p2 p3 p4
ok 'the set has findings' test "$status" -eq 1
sort whole >whole.sorted

same() { # same FILE
	test -s "$1" && sort "$1" | cmp -s - whole.sorted
}

parts() { # parts WORK
	SKPCHECK=$tool JOBS=2 sh "$runners/parts.sh" "$1" $pada "part a" p2 \
		p3 p4 >out 2>err </dev/null
	status=$?
}

need='needs GNU parallel (Debian: apt install parallel)'
if parallel --version 2>/dev/null | grep -q '^GNU parallel'; then
	# Its own folder for what it keeps, not the user's.
	PARALLEL_HOME=$work/parallel
	export PARALLEL_HOME
	parts done
	ok 'GNU parallel: all jobs ran' test "$status" -eq 0
	ok 'GNU parallel: the whole report' same done/report.jsonl
	parts done
	ok 'GNU parallel: again' test "$status" -eq 0
	ok 'GNU parallel: no job is run a second time' test \
		"$(cat done/check.log done/1.log done/2.log done/3.log |
			wc -l)" -eq 20
	# One part is not there when its turn comes in the second round.
	mkdir cut
	cat >breaks <<-'END'
		#!/bin/sh
		case "$*" in
		*--boundary=*--emit-boundary=*/3.b2*) [ -e mended ] || exit 3 ;;
		esac
		exec "$REAL" "$@"
	END
	chmod +x breaks
	REAL=$tool
	export REAL
	tool=$work/breaks
	parts cut
	ok 'GNU parallel: stops where a part fails' test "$status" -ne 0
	ok 'GNU parallel: without a report' test ! -e cut/report.jsonl
	: >mended
	parts cut
	ok 'GNU parallel: goes on from there' test "$status" -eq 0
	ok 'GNU parallel: to the same report' same cut/report.jsonl
	ok 'GNU parallel: round 1 was not run again' test \
		"$(wc -l <cut/1.log)" -eq 5
	tool=$REAL
else
	skip 'parts.sh' "$need"
fi

# Two real workers, each a process; a cluster begins and ends in seconds.
if [ -n "${SKP_SANITIZED:-}" ] || [ -n "${LD_PRELOAD:-}" ]; then
	skip 'parts_dask.py' 'Dask itself is not what is tested here'
elif /usr/bin/python3 -c 'import distributed' 2>/dev/null; then
	SKPCHECK=$tool timeout 100 /usr/bin/python3 \
		"$runners/parts_dask.py" --pada $pada -o dask.jsonl \
		"part a" p2 p3 p4 >out 2>err </dev/null
	status=$?
	ok 'Dask: all parts ran' test "$status" -eq 0
	ok 'Dask: the whole report' same dask.jsonl
	SKPCHECK=$tool timeout 100 /usr/bin/python3 \
		"$runners/parts_dask.py" --pada $pada -o none.jsonl \
		"part a" nowhere >out 2>err </dev/null
	status=$?
	ok 'Dask: a part that is not there is named' has err 'nowhere: '
	ok 'Dask: and leaves no report' test ! -e none.jsonl
else
	skip 'parts_dask.py' \
		'needs Dask (Debian: apt install python3-distributed)'
fi

tool_end
