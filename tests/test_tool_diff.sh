#!/bin/sh
# SPDX-License-Identifier: MIT
# diff, baseline and fingerprints from outside. $SKPCHECK is the tool. TAP.
. "$(dirname "$0")/tool.sh"
day=--pada=2026-01-20

# ---- data: one finding stays, one goes, one comes ----

cat >old.yaml <<'EOF'
unor:
  - id: A
    instansi_id: I
    nama: Dinas Contoh
    pemimpin_id: P1
  - id: B
    instansi_id: J
    nama: Dinas Lain
pegawai:
  - id: P1
    nip: "197001011995011001"
    nama: Kepala
    unor_id: A
    kedudukan: Aneh
  - id: P2
    nip: "198501012010011002"
    nama: Anggota
    unor_id: hilang
  - id: P3
    nip: "198501012010011003"
    nama: Rekan
    unor_id: A
EOF
# other order, other lines, other spelling
cat >new.yaml <<'EOF'
pegawai:
  - id: P3
    nip: "198501012010011003"
    nama: Rekan
    unor_id: tiada
    kedudukan: aneh
  - id: P2
    nip: "198501012010011002"
    nama: Anggota
    unor_id: A
  - id: P1
    nip: "197001011995011001"
    nama: Kepala
    unor_id: A
    kedudukan: ANEH
unor:
  - id: a
    instansi_id: i
    nama: Dinas Contoh
    pemimpin_id: P1
EOF
mkdir folder && cp new.yaml folder/
printf 'unor:\n  - id: [\n' >bad.yaml
"$tool" check $day -f jsonl old.yaml >old.jsonl 2>/dev/null
"$tool" check $day -f jsonl new.yaml >new.jsonl 2>/dev/null
"$tool" check $day -f jsonl --mask --fingerprints new.yaml >masked.jsonl \
	2>/dev/null
"$tool" check $day -f jsonl --mask new.yaml >blind.jsonl 2>/dev/null

# ---- diff ----

ends 1 'something new' diff $day old.yaml new.yaml
cp out text
ok 'new is told' has out 'new.yaml:2: galat REF003: Rekan'
ok 'gone is told' has out 'old.yaml:15: galat REF003: Anggota'
ok 'the same is not shown' not has out REF009
ok 'numbers in Indonesian' has out '1 baru, 1 hilang, 1 tetap.'
ends 1 'in English' diff --lang=en $day old.yaml new.yaml
ok 'headings in English' has out 'FINDINGS THAT ARE GONE'
ok 'numbers in English' has out '1 new, 1 gone, 1 same.'
ends 1 'with --same' diff $day --same old.yaml new.yaml
ok 'the same is shown' has out 'peringatan REF009'
ends 0 'the other way round nothing is as severe' diff $day --select REF009 \
	new.yaml old.yaml
ends 0 'the same file' diff $day old.yaml old.yaml
ok 'the same file: nothing' has out '0 baru, 0 hilang, 2 tetap.'
ends 0 'a finding below --fail-on' diff $day --fail-on=E --ignore REF003 \
	new.yaml old.yaml
ends 1 'a folder' diff $day old.yaml folder
ok 'a folder: its file' has out 'folder/new.yaml:2: galat'

for pair in 'old.jsonl new.yaml' 'old.yaml new.jsonl' 'old.jsonl new.jsonl'; do
	# shellcheck disable=SC2086 # two words
	ends 1 "reports: $pair" diff $day $pair
	ok "reports: $pair: the same text" cmp -s text out
done
"$tool" diff $day old.jsonl - <new.yaml >out 2>err
ok 'data from standard input' has out '1 baru, 1 hilang, 1 tetap.'
"$tool" diff $day old.jsonl - <new.jsonl >out 2>err
ok 'a report from standard input' cmp -s text out
ends 2 'standard input twice' diff $day - -
ok 'standard input twice: says so' has err 'sekali'

ends 1 'as JSON Lines' diff $day -f jsonl --same old.yaml new.yaml
ok 'JSON Lines: gone, new, same, numbers' test \
	"$(sed 's/"severity".*//' out | tr '\n' ' ')" = \
	"{\"diff\":\"gone\",\"code\":\"REF003\", {\"diff\":\"new\",\"code\":\
\"REF003\", {\"diff\":\"same\",\"code\":\"REF009\", {\"gone\":1,\"new\":1,\
\"same\":1} "
ok 'JSON Lines: no fingerprint unasked' not has out fingerprint
ends 1 'JSON Lines with fingerprints' diff $day -f jsonl --fingerprints \
	old.yaml new.yaml
ok 'fingerprints asked for' matches out '"fingerprint":"[0-9a-f]{32}"\}$'
cp out diff.jsonl
ends 2 'a comparison is no report' diff $day diff.jsonl new.yaml
ok 'a comparison is no report: says so' has err \
	'diff.jsonl:1: this is a comparison'

ends 1 'a masked report with fingerprints' diff $day old.yaml masked.jsonl
ok 'masked: matched all the same' has out '1 baru, 1 hilang, 1 tetap.'
ends 2 'a masked report without them' diff $day old.yaml blind.jsonl
ok 'without fingerprints: what to do' has err '--mask --fingerprints'
ends 2 'a report cannot be masked afterwards' diff $day --mask old.jsonl \
	new.yaml
ends 1 'masked' diff $day --mask --same old.yaml new.yaml
ok 'masked: no NIP' not matches out '19(70|85)01012?'
ok 'masked: no name' not has out Anggota
ok 'masked: two people, two names' test "$(grep -o 'pegawai-[0-9]*' out |
	sort -u | wc -l)" -eq 2

ends 2 '--unor with a report' diff $day --unor A old.jsonl new.yaml
ok '--unor with a report: says so' has err '--unor'
ends 2 '--old-pada with a report' diff --old-pada 2025-01-01 old.jsonl new.yaml
ends 0 '--instansi of one' diff $day --instansi I old.yaml old.yaml
cat >expires.yaml <<'EOF'
unor:
  - {id: B, nama: Bidang, kedaluwarsa: 2026-01-10}
pegawai:
  - {id: P, unor_id: B}
EOF
ends 0 'one pada for both' diff $day expires.yaml expires.yaml
ends 1 '--old-pada' diff $day --old-pada=2026-01-05 expires.yaml expires.yaml
ok '--old-pada: what time made wrong' has out REF004
ends 2 'a wrong --old-pada' diff --old-pada=kemarin old.yaml new.yaml
ends 2 'one operand' diff old.yaml
ok 'one operand: says so' has err 'dua INPUT'
ends 2 'three operands' diff old.yaml new.yaml old.yaml
ends 2 'an input that cannot be read' diff $day old.yaml bad.yaml
ends 2 'no such file' diff $day old.yaml nothing.yaml
ends 2 '--statistics does not belong to diff' diff --statistics old.yaml \
	new.yaml
ends 2 'csv does not belong to diff' diff -f csv old.yaml new.yaml
ends 1 'written to a file' diff $day -o diff.txt old.yaml new.yaml
ok 'the file is what standard output has' cmp -s text diff.txt

printf 'sebuah rahasia yang cukup panjang\n' >key
printf 'pendek\n' >short
printf 'x\0y rahasia yang cukup panjang' >nul
ends 1 'a key for both' diff $day --fingerprint-key key old.yaml new.yaml
ok 'a key for both: the same text' cmp -s text out
run check $day -f jsonl --fingerprints --fingerprint-key key new.yaml
cp out keyed.jsonl
ends 1 'reports of two keys have nothing in common' diff $day \
	masked.jsonl keyed.jsonl
ok 'two keys: all gone, all new' has out '2 baru, 2 hilang, 0 tetap.'
ends 1 'a report of the same key' diff $day --fingerprint-key key old.yaml \
	keyed.jsonl
ok 'the same key: matched' has out '1 baru, 1 hilang, 1 tetap.'
ends 2 'a short key' check $day --fingerprint-key short new.yaml
ok 'a short key: not shown' not has err pendek
ends 2 'a key with a NUL' check $day --fingerprint-key nul new.yaml
ends 2 'no key file' check $day --fingerprint-key nothing new.yaml

# ---- rows in another order have the same fingerprints ----

data=$here/../examples/data/kabupaten
mkdir turned
for f in "$data"/*.csv; do
	awk 'NR == 1 { print; next } { l[NR] = $0 }
		END { for (i = NR; i > 1; i--) print l[i] }' "$f" \
		>"turned/${f##*/}"
done
ends 0 'rows turned round' diff --pada=2026-03-31 "$data" turned
ok 'rows turned round: nothing gone, nothing new' matches out \
	'^0 baru, 0 hilang, [1-9][0-9]* tetap\.$'

# ---- baseline ----

ends 0 'a baseline is written' baseline $day old.yaml
cp out known.yaml
ok 'it says what it is about' has out '# Anggota (198501012010011002)'
ok 'two entries' test "$(grep -c fingerprint: out)" -eq 2
ends 2 'without reasons it is refused' check $day --baseline known.yaml \
	old.yaml
ok 'refused with its line' has err 'known.yaml:8:12: a reason is needed'
sed 's/reason:/reason: sedang diproses/' known.yaml >filled.yaml
ends 0 'all is known' check $day --baseline filled.yaml old.yaml
ok 'hidden findings are counted' has out '2 temuan yang sudah diketahui'
ok 'and not shown' not has out REF003
ok 'nothing to tell on standard error' test ! -s err
ends 1 'something else' check $day --baseline filled.yaml new.yaml
ok 'an entry that matches nothing is told' test \
	"$(cat err)" = 'skpcheck: filled.yaml:6: entri ini tidak cocok dengan temuan mana pun'
ends 1 'quietly' check -q $day --baseline filled.yaml new.yaml
ok 'quietly: it is not told' test ! -s err
ends 1 'a part of the rules' check $day --baseline filled.yaml --select REF003 \
	new.yaml
ok 'what was not looked for is not stale' test ! -s err
sed '6,$s/sedang diproses/ya\n    expires: 2026-01-19/' known.yaml |
	sed 's/reason:/reason: ya\n    expires: 2026-01-19/' >expired.yaml
ends 1 'expired' check $day --baseline expired.yaml old.yaml
ok 'expired: told' has err 'expired.yaml:6: entri ini hanya berlaku sampai 2026-01-19'
ok 'expired: nothing is hidden' has out '0 temuan yang sudah diketahui'
ends 1 'expired, in English' check --lang en $day --baseline expired.yaml \
	old.yaml
ok 'expired, in English: told' has err 'this entry expired after 2026-01-19'
ends 0 'as JSON Lines' check $day -f jsonl --baseline filled.yaml old.yaml
ok 'JSON Lines: the number' has out '{"hidden":2}'
ends 1 'in a diff' diff $day --baseline filled.yaml old.yaml new.yaml
ok 'in a diff: hidden on both sides' has out '1 baru, 0 hilang, 0 tetap.'
ok 'in a diff: counted' has out '2 temuan yang sudah diketahui'
ends 0 'what is known is not written again' baseline $day \
	--baseline filled.yaml old.yaml
ok 'what is known is not written again: none' has out '[]'
ends 0 'masked' baseline $day --mask old.yaml
ok 'masked: no NIP in a baseline' not has out 198501012010011002
sed 's/sedang diproses/ya\n    prioritas: 1/' filled.yaml >unknown.yaml
ends 2 'an unknown key' check $day --baseline unknown.yaml old.yaml
ok 'an unknown key: its line' has err 'unknown.yaml:9:5: unknown key'
ends 2 'no such baseline' check $day --baseline nothing.yaml old.yaml
ends 2 'a folder as a baseline' check $day --baseline folder old.yaml
ends 2 'no --format for a baseline' baseline -f jsonl old.yaml

tool_end
