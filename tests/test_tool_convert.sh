#!/bin/sh
# SPDX-License-Identifier: MIT
# `skpcheck convert` from outside. $SKPCHECK is the tool. TAP.
. "$(dirname "$0")/tool.sh"
data=$here/../examples/data
pada=--pada=2026-01-20

# findings FILE...: what is found, without places and the rows' account
findings() {
	"$tool" check $pada -f jsonl "$@" 2>/dev/null |
		sed 's/"source":{[^}]*},*//' | grep -v '^{"table"'
}

# ---- a snapshot is the data it was made from ----

ends 0 'a snapshot of a kabupaten' convert -o k.skps "$data/kabupaten"
ok 'nothing is said' test ! -s err
ok 'only its owner may read it' test "$(find k.skps -perm 600)" = k.skps
for command in check plan; do
	run "$command" $pada -f jsonl "$data/kabupaten"
	cp out want
	run "$command" $pada -f jsonl k.skps
	ok "$command: the same bytes" cmp -s want out
	run "$command" $pada -f jsonl --mask "$data/kabupaten"
	cp out want
	run "$command" $pada -f jsonl --mask k.skps
	ok "$command --mask: the same bytes" cmp -s want out
done
run explain $pada 198101122004041009 "$data/kabupaten"
cp out want
run explain $pada 198101122004041009 k.skps
ok 'explain: the same bytes' cmp -s want out
"$tool" convert -f skps "$data/kabupaten" >piped.skps 2>err
"$tool" check $pada -f jsonl - <piped.skps >out 2>err
"$tool" check $pada -f jsonl k.skps >want
ok 'through pipes: the same bytes' cmp -s want out
mkdir folder && cp k.skps folder
ends 1 'a folder with nothing but a snapshot' check $pada folder
cp "$data/sekolah.yaml" folder
ends 2 'beside another file it is refused' check $pada folder
ok 'with what to do' has err 'convert all exports together'
ends 2 'two inputs, the second a snapshot' check "$data/sekolah.yaml" k.skps
ends 2 'two inputs, the first a snapshot' check k.skps "$data/sekolah.yaml"
ok 'with what to do too' has err 'convert all exports together'
head -c 3000 k.skps >cut.skps
ends 2 'cut short' check cut.skps
ok 'cut short: what to do' has err 'convert the exports again'
ends 0 'a snapshot of a snapshot' convert -o again.skps k.skps
ok 'a snapshot of a snapshot: the same bytes' cmp -s k.skps again.skps

# ---- canonical tables ----

findings "$data/kabupaten" >want
for format in csv yaml json; do
	ends 0 "a folder of $format" convert -o "k-$format" -f $format k.skps
	findings "k-$format" >out
	ok "a folder of $format: the same findings" cmp -s want out
	ok "a folder of $format: only its owner" test \
		"$(find "k-$format" -prune -perm 700)" = "k-$format"
done
ok 'a file for each source' test "$(cd k-csv && echo skp*)" = \
	'skp-1.csv skp-2.csv'
ends 2 'files that differ in columns do not go into one' convert -f yaml k.skps
ok 'they go into a folder' has err '-o FOLDER --format=yaml'
findings "$data/sekolah.yaml" >want
for file in s.yaml s.json; do
	ends 0 "one document: $file" convert -o $file "$data/sekolah.yaml"
	findings $file >out
	ok "one document: $file: the same findings" cmp -s want out
done
ok 'a NIP is text' grep -q 'nip: "1' s.yaml
run convert -f yaml s.json
ok 'to standard output, and from JSON to YAML' cmp -s out s.yaml
mkdir empty
ends 0 'an empty folder is taken' convert -o empty -f csv "$data/sekolah.yaml"
findings empty >out
ok 'an empty folder is taken: the same findings' cmp -s want out

# ---- cells that are hard to write ----

cat >unor.csv <<'EOF'
id,nama,kedaluwarsa
"A,1","Dinas ""X""; satu",32-01-2026
-B,"dua
baris",
'C,"=1+1|x",
EOF
for format in csv yaml json; do
	ends 0 "odd cells: $format" convert -o "odd.$format" unor.csv
	run check $pada -f jsonl unor.csv
	sed 's/"source":{[^}]*},*//' out >want
	"$tool" check $pada -f jsonl - <"odd.$format" >out 2>err
	sed 's/"source":{[^}]*},*//' out >got
	ok "odd cells: $format: the same report" cmp -s want got
	run convert -f csv "odd.$format"
	ok "odd cells: $format: as they were" cmp -s unor.csv out
done

# ---- what is lost is said ----

cat >kejadian.csv <<'EOF'
pegawai_id,aksi,waktu
P,terbang,2026-01-01
P,login,2026-01-01
EOF
ends 0 'a rejected row' convert -o x.yaml kejadian.csv
ok 'a rejected row is told of' has err '1 baris yang ditolak'
run convert --lang=en -o x.yaml kejadian.csv
ok 'in English' has err '1 rows that were rejected'
printf 'unor:\n  - {id: U}\npegawai:\n  - {id: P, unor_id: U}\n' >school.yaml
cp "$data/kabupaten/laporan-penilaian.csv" .
run convert -o x -f csv laporan-penilaian.csv
ok 'people whom only reports name' has err 'hanya disebut dalam laporan'
ok 'a list that need not be complete' has err 'dianggap lengkap'
ends 0 'a snapshot loses none of it' convert -o x.skps laporan-penilaian.csv
ok 'a snapshot loses none of it: nothing is said' test ! -s err

# ---- usage, and whole or not at all ----

ends 2 'XLSX is to come' convert -o x.xlsx school.yaml
ok 'XLSX is to come: said' has err XLSX
ends 2 'no format' convert school.yaml
ends 2 'no format of a folder' convert -o folder/ school.yaml
ends 2 'a suffix of another format' convert -f csv -o x.json school.yaml
ends 2 'two tables in one CSV' convert -o two.csv school.yaml
ok 'two tables in one CSV: nothing there' test ! -e two.csv
ends 2 'no input' convert -o x.skps
ends 2 'an option of others' convert --select=ORG -o x.skps school.yaml
ends 2 'a folder that is not empty' convert -o k-csv -f csv school.yaml
ends 2 'an input that cannot be read' convert -o new -f csv cut.skps
ok 'an input that cannot be read: no folder' test ! -e new
ends 2 'an input that cannot be read, a file' convert -o new.skps cut.skps
ok 'an input that cannot be read: no file' test ! -e new.skps
ok 'nothing unfinished is left' test -z "$(find . -name '.skpcheck*')"
tool_end
