#!/bin/sh
# SPDX-License-Identifier: MIT
# The plan from outside: statuses, formats, views, masking. $SKPCHECK is the
# tool. TAP.
. "$(dirname "$0")/tool.sh"
python=${PYTHON:-python3}
day=--pada=2026-01-20
data=$here/../examples/data/kabupaten
healthy=$here/healthy/data
formats='text jsonl json csv dot'

# ---- data: a vacant unit whose member has no atasan, and an excerpt ----

cat >vacant.yaml <<'EOD'
unor:
  - {id: A, instansi_id: I, nama: Dinas Contoh, eselon_id: "22"}
  - {id: B, instansi_id: I, nama: Bidang Kosong, diatasan_id: A,
     eselon_id: "31"}
  - {id: C, instansi_id: I, nama: Bidang Lain, diatasan_id: A, eselon_id: "31"}
pegawai:
  - {id: P1, nip: "197001011995011001", nama: Kepala Contoh, unor_id: A,
     akun: aktif}
  - {id: P2, nip: "198501012010011002", nama: Anggota Satu, unor_id: B,
     akun: aktif}
  - {id: P3, nip: "198501012010011003", nama: Anggota Dua, unor_id: C,
     akun: nonaktif}
penugasan:
  - {pegawai_id: P1, unor_id: A, jenis: D, mulai: 2025-01-01}
  - {pegawai_id: P3, unor_id: C, jenis: D, mulai: 2025-01-01}
skp:
  - {id: S1, pegawai_id: P1, unor_id: A, jenis: organisasi, status: diajukan,
     mulai: 2026-01-01, selesai: 2026-12-31}
  - {id: S2, pegawai_id: P2, unor_id: B, jenis: individu, status: draft,
     mulai: 2026-01-01, selesai: 2026-12-31, atasan_id: P1}
EOD
cat >excerpt.yaml <<'EOD'
unor:
  - {id: M, instansi_id: Z, diatasan_id: X, nama: Bidang Contoh}
EOD
# what a spreadsheet would take for formulas
cat >formula.yaml <<'EOD'
unor:
  - {id: "=1+1", instansi_id: I, nama: "=1+1", pemimpin_id: "@P1"}
pegawai:
  - {id: "@P1", nama: "=2+2", unor_id: "=1+1"}
  - {id: "-P2", nama: "+Anggota", unor_id: "=1+1", akun: nonaktif}
skp:
  - {id: "=S", pegawai_id: "@P1", unor_id: "=1+1", jenis: organisasi,
     status: draft, mulai: 2026-01-01, selesai: 2026-12-31}
  - {id: "+S", pegawai_id: "-P2", unor_id: "=1+1", jenis: individu,
     status: draft, mulai: 2026-01-01, selesai: 2026-12-31,
     atasan_id: "-P2"}
EOD
printf 'unor:\n  - id: [\n' >bad.yaml

# ---- statuses and the proof ----

ends 1 'the kabupaten has something to repair' plan $day "$data"
cp out whole.text
ends 1 'the kabupaten: it is proven' plan $day --verify "$data"
ok 'it is proven: says so' has out 'Terbukti: setiap langkah'
sed '$d' out | sed '$d' >unsaid
ok 'it is proven: the same plan' cmp -s unsaid whole.text
ends 1 'proven, quietly' plan $day --verify --quiet "$data"
ok 'proven, quietly: the plan alone' cmp -s out whole.text
ends 1 'proven, as JSON Lines' plan $day --verify -f jsonl "$data"
ok 'proven, as JSON Lines: only objects' not matches out '^[^{]'
ends 0 'the healthy kabupaten' plan --pada=2026-06-30 --verify "$healthy"
ok 'nothing to repair: says so' has out 'Tidak ada yang perlu diperbaiki.'
ends 0 'nothing to repair, in English' plan --pada=2026-06-30 --lang=en \
	"$healthy"
ok 'nothing to repair, in English: says so' has out 'There is nothing to repair.'
ends 0 'nothing to repair, as JSON Lines' plan --pada=2026-06-30 -f jsonl \
	"$healthy"
ok 'nothing to repair, as JSON Lines: no line' test ! -s out
ends 0 'an excerpt is nothing to repair' plan $day excerpt.yaml
ok 'an excerpt: the reason is told' has out 'hanya memuat'
ends 1 'a vacant post' plan $day --verify vacant.yaml
ok 'a decision is marked' has out '(L0, SIASN, keputusan)'
ok 'somebody is put in its place' has out calon-1
"$tool" plan $day - <vacant.yaml >out 2>err
ok 'from standard input' has out calon-1
ends 0 'rules that find nothing' plan $day --select=UNR vacant.yaml
ends 1 'without the rule of vacant posts' plan $day --ignore=ATS201 vacant.yaml
ok 'without that rule: nobody is appointed' not has out calon-1
ends 2 'bad input' plan $day bad.yaml
ends 2 'no input' plan $day
ends 2 'standard input twice' plan $day - -

# ---- formats ----

for f in $formats; do
	ends 1 "as $f" plan $day -f $f "$data"
	cp out "whole.$f"
	run plan $day -f $f -j 1 "$data"
	ok "as $f: the same bytes twice" cmp -s out "whole.$f"
done
mkdir turned
for f in "$data"/*.csv; do
	awk 'NR == 1 { print; next } { l[NR] = $0 }
		END { for (i = NR; i > 1; i--) print l[i] }' "$f" \
		>"turned/${f##*/}"
done
for f in $formats; do
	run plan $day -f $f turned
	ok "as $f: rows turned round, the same bytes" cmp -s out "whole.$f"
done

cat >parse.py <<'EOD'
import csv
import json
import sys

lines = [json.loads(line) for line in open("whole.jsonl", encoding="utf-8")]
steps = [x for x in lines if "n" in x]
unplanned = [x for x in lines if "unplanned" in x]
rings = [x["ring"] for x in lines if "ring" in x]
assert len(steps) + len(unplanned) + len(rings) == len(lines)
assert [x["n"] for x in steps] == list(range(1, len(steps) + 1))


def json_says_the_same():
    whole = json.load(open("whole.json", encoding="utf-8"))
    assert whole == {"steps": steps, "rings": rings, "unplanned": unplanned}


def csv_says_the_same():
    with open("whole.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len(steps) + len(unplanned)
    for row, step in zip(rows, steps):
        for key in ("n", "unblocks", "wait_days"):
            assert int(row[key]) == step[key], (row, step)
        for key in ("level", "actor", "pegawai", "unor", "action", "act",
                    "system", "channel"):
            assert row[key] == step.get(key, ""), (key, row, step)
        assert row["fixes"] == "; ".join(step["fixes"])
        assert row["after"] == "; ".join(
            "%d %s" % (x["n"], x["basis"]) for x in step["after"])
        assert row["keputusan"] == str(int(step["keputusan"]))
        assert row["reason"] == ""
    for row, left in zip(rows[len(steps):], unplanned):
        assert row["n"] == ""
        assert row["fixes"] == left["unplanned"] + " " + left["id"]
        assert row["reason"] == left["reason_text"]


def order_holds():
    for step in steps:
        for x in step["after"]:
            assert 0 < x["n"] < step["n"], step
            assert x["basis"] in ("terbukti", "aturan"), step


def nobody_is_forgotten():
    """Each subject: a step may remove more than it names."""
    covered = {fix.split(" ", 1)[1] for step in steps for fix in step["fixes"]}
    covered |= {x["id"] for x in unplanned}
    for line in open("check.jsonl", encoding="utf-8"):
        x = json.loads(line)
        assert "code" not in x or x["id"] in covered, x


def no_formula():
    with open("formula.csv", encoding="utf-8", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert not [c for c in cells if c.startswith(tuple("=+-@\t\r"))], cells
    assert "'=1+1" in cells and "'@P1" in cells, cells
    assert [c for c in cells if c.startswith("'=2+2 (@P1): ")], cells


globals()[sys.argv[1]]()
EOD
python() {
	"$python" parse.py "$@" >out 2>err
}
run check $day -f jsonl "$data"
cp out check.jsonl
ok 'JSON says what JSON Lines say' python json_says_the_same
ok 'CSV says what JSON Lines say' python csv_says_the_same
ok 'nothing comes before what it waits for' python order_holds
ok 'each subject has a step or a reason' python nobody_is_forgotten
run plan $day -f csv formula.yaml
cp out formula.csv
ok 'no cell is a formula' python no_formula
for f in json csv dot svg; do
	ends 2 "$f is no format of check" check $day -f $f vacant.yaml
done
ends 2 'yaml is no format of plan' plan $day -f yaml vacant.yaml
ok 'those of plan are named' has err 'text, jsonl, json, csv, dot, svg'
if command -v dot >/dev/null 2>&1; then
	ok 'Graphviz takes it' dot -Tsvg -o graph.svg whole.dot
	ends 1 'as svg' plan $day -f svg vacant.yaml
	ok 'as svg: it is one' "$python" -c \
		'import xml.dom.minidom; xml.dom.minidom.parse("out")'
	run plan $day -f dot formula.yaml
	ok 'names that could end a string' dot -Tsvg -o graph.svg out
else
	for f in 'Graphviz takes it' 'as svg' 'as svg: it is one' \
		'names that could end a string'; do
		skip "$f" 'needs dot (Debian: apt install graphviz)'
	done
fi
run plan $day --color=always vacant.yaml
ok 'colours asked for' has out "$esc"
sed "s/$esc\[[0-9;]*m//g" out >plain
run plan $day vacant.yaml
ok 'colours: the same text in the same lines' cmp -s out plain
run plan $day --color=always -f jsonl vacant.yaml
ok 'never in JSON Lines' not has out "$esc"

# ---- languages ----

ends 1 'in English' plan $day --lang=en vacant.yaml
ok 'in English: actor and system by name' has out \
	'Admin Instansi/BKD (L0, SIASN, a decision)'
ok 'in English: no Indonesian label' not matches out \
	'Bantuan:|Sesudah|Memperbaiki|terbukti|aturan'
ends 1 'in Indonesian' plan $day vacant.yaml
ok 'in Indonesian: no token of a system' not matches out \
	'ekinerja|siasn,|vervalptk'
ok 'in Indonesian: no English label' not matches out 'Help:|After|Fixes|proven'
run plan $day --lang=en -f jsonl vacant.yaml
ok 'tokens do not depend on the language' has out '"basis":"terbukti"'

# ---- masking ----

"$python" - "$data" <<'EOD' >names 2>err
import csv
import glob
import sys

names = set()
for path in glob.glob(sys.argv[1] + "/*.csv"):
    with open(path, encoding="utf-8-sig", newline="") as file:
        head = file.readline()
        file.seek(0)
        for row in csv.DictReader(
                file, delimiter=max(",;\t|", key=head.count)):
            names |= {row[key] for key in ("NAMA", "nama", "PNS ID",
                                           "pegawai_atasan_nama")
                      if row.get(key)}
print("\n".join(sorted(names)))
EOD
ok 'names and ids to look for' test "$(wc -l <names)" -ge 600
run plan $day "$data"
ok 'names without --mask' grep -qFf names out
for f in $formats; do
	for l in id en; do
		run plan $day --mask --lang $l -f $f "$data"
		ok "--mask, $f, $l: no NIP and no NIK" not grep -qwE \
			'[0-9]{14,}' out err
		ok "--mask, $f, $l: no name, no id of a person" not \
			grep -qiFf names out err
	done
done
ends 1 '--mask, a person by NIP' plan $day --mask --actor 197810062007022003 \
	"$data"
ok '--mask, a person by NIP: not shown' not grep -qwE '[0-9]{14,}' out err
ok '--mask, a person by NIP: by another name' has out 'pegawai-'
run plan $day --mask vacant.yaml
ok '--mask leaves placeholders' has out calon-1
ends 2 '--mask, nobody of that NIP' plan $day --mask \
	--actor 198501012010011009 vacant.yaml
ok '--mask, nobody of that NIP: not repeated' not has err 198501012010011009

# ---- views ----

numbers() { # numbers FILE: those of the steps, in order
	sed -n 's/^\[ \] \([0-9]*\)\. .*/\1/p' "$1" | tr '\n' ' '
}
actors() { # actors FILE: of JSON Lines of steps
	sed -n 's/^{"n":.*"actor":"\([^"]*\)".*/\1/p' "$1" | sort -u |
		tr '\n' ' '
}
for a in admin_instansi operator_sekolah kepala_sekolah pegawai; do
	ends 1 "--actor=$a" plan $day -f jsonl --actor=$a "$data"
	ok "--actor=$a: theirs alone" test "$(actors out)" = "$a "
	grep '^{"n"' out >some
	grep "^{\"n\".*\"actor\":\"$a\"" whole.jsonl >want
	ok "--actor=$a: all of theirs, as in the whole" cmp -s some want
done
run plan $day -f jsonl --actor=kepala_unit "$data"
ok 'a kepala sekolah is a head of unit' test "$(actors out)" = \
	'kepala_sekolah kepala_unit '
ends 1 'an actor without a step' plan $day --actor=dinas_pendidikan "$data"
ok 'an actor without a step: none of how many' has out '0 langkah dari 80'
ends 1 'a person' plan $day --actor=197810062007022003 "$data"
ok 'a person: their steps, by their numbers' test "$(numbers out)" = '25 40 '
tr -s ' \n' ' ' <out >flat
ok 'a person: whom they wait for elsewhere' has flat \
	'16 (terbukti: Admin Instansi/BKD, Bidang Pelayanan Kesehatan'
ok 'a person: their own steps are not named again' has flat '25 (aturan)'
for l in id en; do
	ends 2 "--actor: nonsense, $l" plan $day --lang=$l --actor=bohong \
		vacant.yaml
	ok "--actor: nonsense, $l: which there are" has err \
		'operator_sekolah, kepala_unit, kepala_sekolah, pegawai'
	ok "--actor: nonsense, $l: nothing else" test ! -s out
done
ok '--actor: nonsense in English' has err 'is no actor'

ends 1 '--unor' plan $day --unor=B vacant.yaml
cp out unit
run plan $day vacant.yaml
ok '--unor: a part of it' test "$(numbers unit)" != "$(numbers out)"
ok '--unor: not what is elsewhere' not has unit 'Anggota Dua'
ok '--unor: what is there' has unit 'Anggota Satu'
run plan $day --unor=A vacant.yaml
cp out below
run plan $day vacant.yaml
ok '--unor: with all below it' test "$(numbers below)" = "$(numbers out)"
ends 1 '--unor and --actor' plan $day --unor=B --actor=admin_instansi \
	vacant.yaml
ok '--unor and --actor: both count' not has out 'Anggota Dua'
ends 2 '--unor: nonsense' plan $day --unor=bohong vacant.yaml
ok '--unor: nonsense: says so' has err unor
ends 2 '--instansi: nonsense' plan $day --instansi=bohong vacant.yaml
ends 1 '--instansi' plan $day --instansi=I vacant.yaml

# ---- output to a file ----

mkdir o
ends 1 '-o keeps the status' plan $day -o o/new "$data"
ok '-o prints nothing' test ! -s out
ok '-o gives the same bytes' cmp -s o/new whole.text
ok '-o leaves nothing else' alone o 'new '
echo old >o/new
for wrong in bad.yaml '--actor=bohong vacant.yaml' \
	'--unor=bohong vacant.yaml' '--tahun=x vacant.yaml'; do
	# shellcheck disable=SC2086 # words
	ends 2 "-o and $wrong" plan $day -o o/new $wrong
	ok "-o and $wrong: the old file stays" has o/new old
	ok "-o and $wrong: nothing else" alone o 'new '
done
(
	ulimit -f 0
	"$tool" plan $day -o o/new "$data" 2>/dev/null
)
status=$?
ok 'a file that may not grow' test $status -eq 3
ok 'a file that may not grow: the old one stays' has o/new old
ok 'a file that may not grow: nothing else' alone o 'new '

# ---- options of other commands ----

for wrong in --fail-on=E --min-severity=W --baseline=known.yaml \
	--statistics --fingerprints --pegawai=P1 --all --limit=3 --same --list; do
	ends 2 "$wrong does not belong to plan" plan $day $wrong vacant.yaml
	ok "$wrong does not belong to plan: named" has err "${wrong%%=*}"
done
for command in check diff baseline graph; do
	for wrong in --actor=pegawai --verify; do
		ends 2 "$wrong does not belong to $command" $command $wrong \
			vacant.yaml
	done
done
ends 2 '--actor needs a value' plan $day vacant.yaml --actor
ends 2 '--verify takes no value' plan $day --verify=ya vacant.yaml

tool_end
