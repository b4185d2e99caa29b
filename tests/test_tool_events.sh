#!/bin/sh
# SPDX-License-Identifier: MIT
# Events from two exports, from outside. $SKPCHECK is the tool. TAP.
. "$(dirname "$0")/tool.sh"
dates='--old-date=2026-01-01 --new-date=2026-01-10'

# ---- a school: the head is synchronised, a teacher gets another atasan ----

cat >one.yaml <<'EOF'
unor:
  - {id: S, nama: SD Negeri 1, npsn: "20200001", pemimpin_id: K}
pegawai:
  - {id: K, nip: "197001011995011001", unor_id: S}
  - {id: G, nip: "198501012010011002", unor_id: S}
profil:
  - {pegawai_id: K, sumber: siasn, golru: IV/a}
  - {pegawai_id: K, sumber: ekinerja, golru: III/d}
skp:
  - {id: s1, pegawai_id: G, atasan_id: G, mulai: 2026-01-01}
EOF
sed 's,golru: III/d,golru: IV/a,; s/atasan_id: G/atasan_id: K/' one.yaml >two.yaml

# shellcheck disable=SC2086 # two words
ends 0 'two events' events $dates one.yaml two.yaml
cat >want <<'EOF'
pegawai_id,aksi,waktu,berhasil,sistem
197001011995011001,sinkron_asn,2026-01-10T23:59:59+07:00,ya,selisih
198501012010011002,muat_ulang,2026-01-10T23:59:59+07:00,ya,selisih
EOF
ok 'as CSV' cmp -s want out
# shellcheck disable=SC2086
ends 0 'nothing changed' events $dates two.yaml two.yaml
ok 'nothing changed: a table without rows' test "$(cat out)" = \
	'pegawai_id,aksi,waktu,berhasil,sistem'
# shellcheck disable=SC2086
ends 0 'in a file' events $dates -o kejadian.csv one.yaml two.yaml
ok 'in a file: the same' cmp -s want kejadian.csv
"$tool" events $dates one.yaml - <two.yaml >out 2>err
ok 'from standard input' cmp -s want out

# ---- it loads back, and proves no order ----

ends 0 'it loads back' check --select=SYN --pada=2026-01-10 -f jsonl two.yaml \
	kejadian.csv
ok 'all rows are loaded' has out '{"table":"kejadian","read":2,"loaded":2'
ok 'one interval has no order' has out \
	'{"skipped":"SYN401","reason":"order_unknown","count":1}'
run check --select=SYN --pada=2026-01-10 two.yaml kejadian.csv
ok 'said in Indonesian' has out 'urutan kejadian tidak diketahui'
run check --lang=en --select=SYN --pada=2026-01-10 two.yaml kejadian.csv
ok 'said in English' has out 'the order of events is not known'

# three exports: the teacher before the head
sed 's/atasan_id: G/atasan_id: K/' one.yaml >between.yaml
run events --old-date=2026-01-01 --new-date=2026-01-05 one.yaml between.yaml
cp out first.csv
run events --old-date=2026-01-05 --new-date=2026-01-10 between.yaml two.yaml
cp out second.csv
ok 'first the teacher' test "$(tail -n +2 first.csv)" = \
	198501012010011002,muat_ulang,2026-01-05T23:59:59+07:00,ya,selisih
ok 'then the head' test "$(tail -n +2 second.csv)" = \
	197001011995011001,sinkron_asn,2026-01-10T23:59:59+07:00,ya,selisih
mkdir log && cp first.csv log/kejadian-1.csv && cp second.csv log/kejadian-2.csv
sed 's/atasan_id: K/atasan_id: G/' two.yaml >wrong.yaml
run check --select=SYN --pada=2026-01-10 -f jsonl wrong.yaml log
ok 'three exports prove the wrong order' has out \
	'"code":"SYN401","severity":"E","table":"pegawai","id":"198501012010011002"'
ok 'and nothing is skipped' not has out order_unknown

# ---- other formats ----

# shellcheck disable=SC2086
ends 0 'as YAML' events -f yaml $dates one.yaml two.yaml
cp out kejadian.yaml
run check --select=SYN --pada=2026-01-10 -f jsonl two.yaml kejadian.yaml
ok 'YAML loads back' has out '{"table":"kejadian","read":2,"loaded":2'
# shellcheck disable=SC2086
ends 0 'YAML without rows' events -f yaml $dates two.yaml two.yaml
ok 'YAML without rows: an empty list' has out 'kejadian: []'
# shellcheck disable=SC2086
ends 0 'as JSON Lines' events -f jsonl $dates one.yaml two.yaml
ok 'JSON Lines: one object a row' test "$(grep -c '^{"pegawai_id":"' out)" -eq 2

# ---- usage ----

ends 2 'no dates' events one.yaml two.yaml
ok 'no dates: says so' has err --old-date
ends 2 'one date' events --new-date=2026-01-10 one.yaml two.yaml
ends 2 'the wrong way round' events --old-date=2026-01-10 \
	--new-date=2026-01-01 one.yaml two.yaml
ends 2 'the same instant' events --old-date=2026-01-10 --new-date=2026-01-10 \
	one.yaml two.yaml
ends 2 'no date' events --old-date=kemarin --new-date=2026-01-10 one.yaml \
	two.yaml
# shellcheck disable=SC2086
ends 2 'one operand' events $dates one.yaml
# shellcheck disable=SC2086
ends 2 'an unknown format' events -f text $dates one.yaml two.yaml
# shellcheck disable=SC2086
ends 2 'no masking of data' events --mask $dates one.yaml two.yaml
# shellcheck disable=SC2086
ends 2 'standard input twice' events $dates - -
# shellcheck disable=SC2086
ends 2 'no such file' events $dates one.yaml nothing.yaml
ends 2 'text is no format of check' check -f yaml one.yaml

tool_end
