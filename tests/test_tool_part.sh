#!/bin/sh
# SPDX-License-Identifier: MIT
# check --part and merge: three parts of an exported kabupaten find what one
# check of all of it finds, line for line; what leaves a part names nobody.
set -u
. "$(dirname "$0")/tool.sh"

pada=2026-01-20

# Two dinas with a school each below one kabupaten, in three parts; the head of
# the dinas is listed with the kabupaten, and one official stands twice.
mkdir a b c
cat >a/data.yaml <<'END'
unor:
  - {id: kab, instansi_id: i1, diatasan_id: "", nama: Kabupaten Contoh, jenis: instansi}
pegawai:
  - {nip: "197001011995011001", nama: Sari Wulandari, unor_id: kab, nik: "3299000000000001", kedudukan: "01"}
  - {nip: "197101011995011002", nama: Bambang Susanto, unor_id: pend, nik: "3299000000000002", kedudukan: "01"}
penugasan:
  - {pegawai_id: "197101011995011002", unor_id: pend, jenis: D}
END
cat >b/data.yaml <<'END'
unor:
  - {id: pend, instansi_id: i1, diatasan_id: kab, nama: Dinas Pendidikan, eselon_id: "22"}
  - {id: sd1, instansi_id: i1, diatasan_id: pend, nama: SDN 1 Contoh, npsn: "20100001"}
pegawai:
  - {nip: "198001012005011003", nama: Dewi Lestari, unor_id: sd1, nik: "3299000000000003"}
  - {nip: "198501012010011004", nama: Rina Permana, unor_id: sd1, atasan_id: "197001011995011001", nik: "3299000000000004"}
penugasan:
  - {pegawai_id: "198001012005011003", unor_id: sd1, jenis: TT}
skp:
  - {id: s1, pegawai_id: "198001012005011003", unor_id: sd1, jenis: organisasi, status: draft, atasan_id: "197101011995011002"}
END
cat >c/data.yaml <<'END'
unor:
  - {id: sd2, instansi_id: i1, diatasan_id: pend, nama: SDN 2 Contoh, npsn: "20100001"}
pegawai:
  - {nip: "198501012010011004", nama: Rina Permana, unor_id: sd2}
  - {nip: "199001012015011005", nama: Agus Salim, unor_id: sd2, nik: "3299000000000005"}
  - {nip: "199101012015011006", nama: Tuti Handayani, unor_id: sd1, nik: "3299000000000006"}
profil:
  - {pegawai_id: "197001011995011001", sumber: dapodik, nik: "3299000000000009", waktu: 2026-01-02}
  - {pegawai_id: "197001011995011001", sumber: siasn, nik: "3299000000000001", waktu: 2026-01-02}
END
head -c 24 /dev/zero | tr '\0' k >key

round() { # round [SOLVED]
	for part in a b c; do
		run check --pada $pada --part $part --boundary-key key \
			${1:+"--boundary=$1"} --emit-boundary $part.b || return
		[ "$status" -eq 0 ] || return
		cat $part.b >>left
	done
}

: >left
round
ok 'round 1' test "$status" -eq 0
ok 'holds no id in clear' not grep -qE '[0-9]{18}|sd1|pend' left
ends 1 'merge says that there is another round' merge a.b b.b c.b -o solved
ok 'and which' has err 'putaran 1 dari 3'
round solved
ends 1 'the second merge asks for a third' merge a.b b.b c.b -o solved
round solved
ends 0 'the third merge is the last' merge a.b b.b c.b -o solved
for part in a b c; do
	run check --pada $pada --part $part --boundary-key key \
		--boundary solved -f jsonl -o $part.jsonl
	ok "findings of part $part" test "$status" -le 1
done
ends 0 'reports are merged' merge a.jsonl b.jsonl c.jsonl -o merged
run check --pada $pada -f jsonl a b c -o whole
ok 'the whole has findings' test "$(grep -c '"code"' whole)" -ge 8

# Names of people do not travel, so that a message cites them by id alone.
nameless() {
	sed 's/"message":"[^"]*"/"message":""/' "$1"
}
nameless merged >one
nameless whole >two
ok 'merged equals whole, line for line' cmp -s one two
for code in REF002 UNR106 IDN505 ATS211 ORG302; do
	ok "$code crosses a border" has merged "\"code\":\"$code\""
done

ok 'no name of a person left a part' not grep -qiE \
	'sari|bambang|dewi|rina|agus|tuti' left
ok 'no NIK left a part' not grep -q 32990000000000 left
ok 'the head whom others need did' has left 197101011995011002
ok 'who concerns nobody else did not' not has left 199001012015011005

# Only another part knows, far below a sibling, that some unit of the tree is
# headed at all.
mkdir f g
cat >f/data.yaml <<'END'
unor:
  - {id: top, instansi_id: i1, diatasan_id: "", nama: Kabupaten Contoh}
  - {id: one, instansi_id: i1, diatasan_id: top, nama: Dinas Kesehatan}
  - {id: sky, instansi_id: i1, diatasan_id: "", nama: Kota Contoh}
pegawai:
  - {nip: "198801012010011004", unor_id: one}
END
cat >g/data.yaml <<'END'
unor:
  - {id: two, instansi_id: i1, diatasan_id: top, nama: Dinas Pendidikan}
  - {id: three, instansi_id: i1, diatasan_id: two, nama: Bidang Pembinaan SD}
  - {id: a4, instansi_id: I1, diatasan_id: two, nama: Bidang Pembinaan SMP}
pegawai:
  - {nip: "197801012005011003", unor_id: three}
penugasan:
  - {pegawai_id: "197801012005011003", unor_id: three, jenis: D}
END
known=
for i in 1 2 3; do
	for part in f g; do
		run check --pada $pada --part $part $known \
			--emit-boundary $part.b
	done
	run merge f.b g.b -o sibling
	known=--boundary=sibling
done
run check --pada $pada --part f $known -f jsonl
ok 'a head in another branch of another part counts' has out \
	'"code":"ATS201","severity":"W","table":"unor","id":"one"'
ok 'an instansi is called as the least unit of all parts calls it' has out \
	'"code":"UNR102","severity":"W","table":"instansi","id":"I1"'

# ---- what does not fit together ----

ends 2 'a part without boundary' check --pada $pada --part a
ends 2 'a boundary without part' check --pada $pada --boundary solved a
ends 2 'solved, and yet another round' check --pada $pada --part a \
	--boundary-key key --boundary solved --emit-boundary a.b
run check --pada 2026-01-21 --part a --boundary-key key --boundary solved
ok 'another pada is refused' has err 'another pada'
run check --pada $pada --part a --boundary solved
ok 'another key is refused' has err 'another key'
run check --pada $pada --part a --part-name x --boundary-key key \
	--boundary solved
ok 'another name is refused' has err 'no part of that name'
mkdir d
sed 's/Dinas Pendidikan/Dinas Kesehatan/' b/data.yaml >d/data.yaml
run check --pada $pada --part d --part-name b --boundary-key key \
	--boundary solved
ok 'changed data are refused' has err 'not those of the first round'
ends 2 'one part twice' merge a.b a.b
ok 'which is said with its line' matches err 'a\.b:[0-9]+: '
run check --pada $pada --part a --emit-boundary first.b
ends 2 'of two rounds' merge a.b first.b
sed '$d' a.b >cut.b
ends 2 'a boundary cut short' merge cut.b b.b c.b
ok 'has its place' matches err 'cut\.b: ?|cut\.b:[0-9]+: '
sed 's/^row	pegawai.*/row	pegawai	1	x/' solved >bad
run check --pada $pada --part b --boundary-key key --boundary bad
ok 'a damaged row has its place' matches err 'bad:[0-9]+: '
ends 2 'a report is no boundary' merge whole a.b

# A government report that names people whom no table gives.
mkdir e
cat >e/laporan.csv <<'END'
jenis;id;nip;nama;periode_awal_skp;periode_akhir_skp;skp_unor_id;skp_unor;skp_unor_induk;skp_jabatan;skp_jenis_jabatan;is_skp_plt_plh_pjb;hasil_kerja;perilaku_kerja;hasil_akhir;pegawai_atasan_id;pegawai_atasan_nip
PNS;1;198501012010011004;Rina;2026-01-01;2026-12-31;sd1;SDN 1;Dinas;Guru;2;;;;;x1;197001011995011001
END
run check --pada $pada --part e --emit-boundary e.b
ok 'what cannot be told across parts is refused' test "$status" -eq 2
ok 'and nothing is written' test ! -e e.b

# The same report, where tables give whom it names.
cat >e/tabel.yaml <<'END'
unor: [{id: sd1, instansi_id: i1, diatasan_id: "", nama: SDN 1 Contoh}]
pegawai:
  - {id: "1", nip: "198501012010011004", unor_id: sd1}
  - {id: x1, nip: "197001011995011001", unor_id: sd1}
END
ends 0 'whom its tables give can be told' check --pada $pada --part e \
	--emit-boundary e.b
sed 's/id: x1, nip/nip/' e/tabel.yaml >table && mv table e/tabel.yaml
ends 2 'but not by a key that only the report gives' check --pada $pada \
	--part e --emit-boundary e.b

tool_end
