#!/bin/sh
# SPDX-License-Identifier: MIT
# Invented nations, from outside; that check finds what truth.json says is
# test_truth.py's. $SKPCHECK is the tool. TAP.
. "$(dirname "$0")/tool.sh"

# findings FILE: code, severity, table and id, sorted
findings() {
	sed -n 's/^{"code":"\([^"]*\)","severity":"\([^"]*\)","table":"\([^"]*\)","id":"\([^"]*\)".*/\1 \2 \3 \4/p' "$1" |
		LC_ALL=C sort
}

same() { # same FOLDER: check finds what its truth.json says
	run check --pada=2026-03-31 --tahun=2026 -f jsonl "$1"
	findings out >got
	findings "$1/truth.json" >want
	cmp -s got want
}

# ---- what it writes ----

ends 0 'a nation' generate --pegawai=3000 --seed=5 -o one
ok 'says how large' matches out '^3000 pegawai, [0-9]+ unor di one; '
ok 'in Indonesian: what is to be found' has out \
	"; seharusnya ditemukan: $(findings one/truth.json | wc -l | tr -d ' ') temuan"
ok 'a file for each table' alone one 'kejadian.csv pegawai.csv penugasan.csv periode.csv profil.csv rhk.csv skp.csv truth.json unor.csv '
ok 'exactly so many officials' test \
	"$(cut -d, -f2 one/pegawai.csv | sort -u | wc -l)" -eq 3001
ok 'check finds what truth.json says' same one
ok 'and finds something' test -s want
ok 'the summary is English' eval \
	'run generate --lang=en --pegawai=5 -o english && has out " officials, "'
run generate -q --pegawai=3000 --seed=5 -o two
ok 'quiet' test "$status" -eq 0 -a ! -s out
ok 'the same seed: the same bytes' diff -r one two
LC_ALL=id_ID.UTF-8 LANG=id_ID.UTF-8 "$tool" generate -q --pegawai=3000 \
	--seed=5 -o three 2>err
ok 'another locale: the same bytes' diff -r one three
run generate -q --pegawai=3000 --seed=6 -o four
ok 'another seed: other people' not cmp -s one/pegawai.csv four/pegawai.csv
run generate -q --pegawai=3000 --seed=5 --faults=none -o five
ok 'no faults: no findings' same five
ok 'no faults: exit status 0' test "$status" -eq 0
ok 'no faults: truth.json has none' test ! -s want

# ---- formats ----

for format in yaml json; do
	run generate -q --pegawai=3000 --seed=5 -f $format -o $format
	ok "$format: a file for each table" alone $format \
		"kejadian.$format pegawai.$format penugasan.$format periode.$format profil.$format rhk.$format skp.$format truth.json unor.$format "
	ok "$format: check finds what truth.json says" same $format
	findings one/truth.json >csv
	ok "$format: the same findings as CSV" cmp -s csv got
done
run generate -q --pegawai=3000 --seed=5 -f exports -o exports
ok 'exports: five files' alone exports 'export-data-asn.csv laporan-penilaian.csv laporan-skp.csv ref-unor.csv riwayat-jabatan.csv truth.json '
ok 'exports: check finds what truth.json says' same exports
ok 'exports: some' test -s got
run check --pada=2026-03-31 exports
ok 'exports: no heading is unknown' not has out 'tidak dikenal: '

# ---- faults ----

ends 0 'one fault' generate --pegawai=3000 \
	--faults=none,atasan_kosong=0.1,atasan_kosong=0.05 -o kosong
ok 'one fault: check finds it' same kosong
ok 'one fault: nothing else' test "$(cut -d' ' -f1 want | sort -u)" = ATS205
ok 'one fault: the later rate' has kosong/truth.json \
	'"rates":{"atasan_kosong":0.05}'
ends 0 'options add up' generate --pegawai=3000 --faults=none \
	--faults=atasan_kosong=0.05 --seed=1 -o tambah
ok 'options add up: the same' cmp -s kosong/skp.csv tambah/skp.csv
ends 0 'every one' generate --pegawai=1000 --faults=skp_belum=1 -o semua
ok 'every one: found' same semua
ends 0 'the list' generate --faults=list
ok 'the list: in Indonesian' has out 'unor tanpa kepala'
awk '!/^#/ { print $1 }' out >names
ok 'the list: all' test "$(wc -l <names)" -gt 50
run generate --faults=list --lang=en
ok 'the list: in English' has out 'a unit without a head'
missing=
while read -r name; do
	grep -q "^\.It Cm $name" "$here/../examples/skpcheck/skpcheck.1" ||
		missing="$missing $name"
done <names
ok "the manual has all faults$missing" test -z "$missing"

# ---- usage ----

refused() { # refused NAME TEXT ARGUMENTS...
	refused_name=$1
	refused_text=$2
	shift 2
	ends 2 "$refused_name" generate "$@"
	ok "$refused_name: says so" has err "$refused_text"
}

refused 'no size' 'generate memerlukan --pegawai=N' -o none
refused 'no folder' 'generate memerlukan --output=DIR' --pegawai=5
refused 'standard output' 'generate memerlukan --output=DIR' --pegawai=5 -o -
for size in 0 -1 1e6 1.5 x '' 50000001 99999999999999999999; do
	refused "size '$size'" 'bukan bilangan bulat dari 1' --pegawai="$size" \
		-o none
done
for seed in -1 x '' 18446744073709551616; do
	refused "seed '$seed'" 'bukan bilangan bulat dari 0' --pegawai=5 \
		--seed="$seed" -o none
done
refused 'unknown fault' 'apakah maksudnya atasan_salah?' --pegawai=5 \
	--faults=atasan_slah=1 -o none
refused 'strange fault' '--faults=list' --pegawai=5 --faults=xyzzy=1 -o none
for rate in 1.1 -0.1 x '' . 1e-3 2 0.0000000001 99999999999999999999; do
	refused "rate '$rate'" 'angka dari 0 sampai 1' --pegawai=5 \
		--faults="atasan_salah=$rate" -o none
done
refused 'no rate' 'angka dari 0 sampai 1' --pegawai=5 \
	--faults=atasan_salah -o none
refused 'too much for one' 'lebih dari 1' --pegawai=5 \
	--faults=none,atasan_salah=0.6,skp_belum=0.5 -o none
refused 'not in exports' 'tidak dapat tampak' --pegawai=5 -f exports \
	--faults=belum_klaim=0.5 -o none
refused 'no such format' 'csv, yaml, json, exports' --pegawai=5 -f text -o none
refused 'an operand' 'berlebih' --pegawai=5 -o none one
ends 2 'exports is no format of check' check -f exports one
ok 'nothing was made' test ! -e none
for name in 'seed' 'faults'; do
	run --help
	ok "help names --$name" has out "--$name"
done

# ---- whole or not at all ----

mkdir full empty && echo x >full/x
refused 'a folder with something in it' 'full: folder tidak kosong' \
	--pegawai=5 -o full
ok 'it is as it was' alone full 'x '
ends 0 'an empty folder' generate --pegawai=5 -o empty/
ok 'an empty folder: filled' test -s empty/truth.json
refused 'a file' 'full/x: bukan folder' --pegawai=5 -o full/x
(cd empty && rm -- * && "$tool" generate --pegawai=5 -o .) >out 2>err
ok 'the present folder' test $? -eq 2 -a -d empty
ends 3 'no folder to make it in' generate --pegawai=5 -o nowhere/none
ok 'no folder to make it in: says so' has err 'nowhere/none: '
mkdir limited
(cd limited && ulimit -f 100 && "$tool" generate --pegawai=20000 -o big) \
	>out 2>err
ok 'a limit of size' test $? -eq 3
ok 'a limit of size: nothing is left' alone limited ''
mkdir stopped
(cd stopped && exec "$tool" generate --pegawai=50000000 -o big) >out 2>err &
pid=$!
tries=0
while [ "$(ls -A stopped)" = '' ] && [ $tries -lt 100 ]; do
	sleep 0.1
	tries=$((tries + 1))
done
kill -TERM $pid
wait $pid
ok 'interrupted' test $? -gt 128
ok 'interrupted: nothing is left' alone stopped ''

tool_end
