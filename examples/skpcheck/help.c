/* SPDX-License-Identifier: MIT */
/* help.c - --help and --version, line by line so that completion scripts can
 * read them. */
#include <stddef.h>

#include <skpcheck.h>

#include "command.h"
#include "help.h"
#include "options.h"
#include "output.h"

static const char *const help_id[] = {
"Pemakaian: skpcheck PERINTAH [OPSI]... [INPUT]...",
"Mencari sebab pegawai tidak dapat mengisi SKP, dan siapa yang harus",
"bertindak lebih dulu, dari ekspor SIASN, e-Kinerja BKN atau berkas sendiri.",
"",
"Perintah:",
"  check INPUT...    memeriksa data dengan semua aturan",
"  rules             menampilkan daftar aturan",
"  diff LAMA BARU    membandingkan temuan dua INPUT atau laporan jsonl",
"  baseline INPUT... menulis temuan sekarang sebagai baseline (YAML)",
"  events LAMA BARU  menulis kejadian yang terbukti dari selisih dua ekspor",
"  explain KODE...   menjelaskan aturan: arti, pelaku, langkah, sumber",
"  explain NIP INPUT...",
"                    mengapa pegawai ini terhalang, dan langkah-langkahnya",
"  columns           menampilkan judul kolom yang dikenali dalam berkas",
"  policy            menampilkan kebijakan yang berlaku (YAML)",
"  graph INPUT...    menggambar siapa menunggu siapa (dot, json, svg)",
"",
"INPUT ialah berkas (CSV, YAML, JSON), folder berisi berkas-berkas itu, atau",
"- untuk masukan baku. Jenis ekspor dikenali dari judul kolomnya.",
"",
"Opsi untuk check, diff, baseline, explain NIP dan graph:",
"      --pada=WAKTU         saat pemeriksaan, YYYY-MM-DD atau ISO 8601",
"                           (bawaan: sekarang, WIB)",
"      --tahun=TAHUN        periode SKP (bawaan: tahun dari --pada)",
"      --mask[=on|off]      nama samaran sebagai ganti NIP dan NIK",
"",
"Opsi untuk check, diff, baseline dan explain NIP:",
"      --select=KODE,...    hanya aturan dengan kode atau awalan ini",
"      --ignore=KODE,...    tanpa aturan dengan kode atau awalan ini",
"",
"Opsi untuk check, diff, baseline dan graph:",
"      --instansi=ID        hanya instansi ini",
"      --unor=ID            hanya unor ini dan di bawahnya",
"",
"Opsi untuk check, diff dan baseline:",
"      --min-severity=TARAF menampilkan mulai dari E (galat), W (peringatan)",
"                           atau I (info; bawaan)",
"      --baseline=BERKAS    menyembunyikan temuan yang sudah diketahui (YAML)",
"      --fingerprint-key=BERKAS  kunci rahasia untuk sidik temuan",
"",
"Opsi untuk check dan diff:",
"      --fail-on=TARAF      status keluar 1 mulai dari taraf ini (bawaan: W)",
"      --fingerprints       menambahkan sidik temuan pada jsonl",
"",
"Opsi untuk graph, selain satu dari --unor, --pegawai dan --all:",
"      --pegawai=NIP        seorang pegawai, atasan dan rantai penilainya",
"      --all                semua unor",
"      --limit=N            paling banyak N unor digambar (bawaan: 200)",
"",
"Opsi lain:",
"      --statistics         check: menambahkan jumlah temuan tiap aturan",
"      --same               diff: menampilkan juga temuan yang tetap",
"      --old-pada=WAKTU     diff: saat pemeriksaan untuk LAMA (bawaan: --pada)",
"      --old-date=TANGGAL   events: saat ekspor LAMA diambil",
"      --new-date=TANGGAL   events: saat ekspor BARU diambil",
"      --list               policy: daftar kebijakan yang disertakan",
"",
"Opsi untuk perintah yang membaca data:",
"  -p, --policy=KEBIJAKAN   nama kebijakan yang disertakan, atau berkas YAML",
"                           sendiri, menimpa bawaan (juga untuk policy)",
"  -j, --jobs=N             banyaknya utas (bawaan: banyaknya inti)",
"",
"Opsi untuk semua perintah:",
"  -f, --format=FORMAT      text (bawaan) atau jsonl; events: csv (bawaan),",
"                           jsonl atau yaml; graph: dot (bawaan), json atau",
"                           svg (dengan Graphviz)",
"  -o, --output=BERKAS      menulis ke berkas, utuh atau tidak sama sekali",
"  -l, --lang=BAHASA        id atau en (bawaan: dari lingkungan, lalu id)",
"      --color[=KAPAN]      warna: auto (bawaan), always atau never",
"  -q, --quiet              tanpa ringkasan",
"  -h, --help               menampilkan bantuan ini",
"  -V, --version            menampilkan versi",
"",
"Status keluar: 0 tidak ada temuan (diff: tidak ada yang baru) sejak",
"--fail-on, 1 ada, 2 pemakaian salah atau masukan tidak terbaca, 3 sistem gagal.",
"",
"Contoh:",
"  skpcheck check ekspor/",
"  skpcheck check --format=jsonl -o temuan.jsonl ref-unor.csv pegawai.csv",
"  skpcheck diff --old-pada=2026-01-20 ekspor-januari/ ekspor-februari/",
"  skpcheck explain ORG301",
"  skpcheck explain 198101122004041009 ekspor/",
"  skpcheck graph --all --format=svg -o graf.svg ekspor/",
NULL};

static const char *const help_en[] = {
"Usage: skpcheck COMMAND [OPTION]... [INPUT]...",
"Finds why people cannot fill their SKP, and who must act first, in exports",
"of SIASN and e-Kinerja BKN or in files of your own.",
"",
"Commands:",
"  check INPUT...    check data against all rules",
"  rules             list the rules",
"  diff OLD NEW      compare the findings of two INPUTs or jsonl reports",
"  baseline INPUT... write the findings of now as a baseline (YAML)",
"  events OLD NEW    write the events that two exports prove",
"  explain CODE...   explain rules: meaning, actor, steps, source",
"  explain NIP INPUT...",
"                    why this person is blocked, and what to do",
"  columns           list the column headings that are recognised",
"  policy            print the policy in force (YAML)",
"  graph INPUT...    draw who waits for whom (dot, json, svg)",
"",
"INPUT is a file (CSV, YAML, JSON), a folder of such files, or - for standard",
"input. The kind of an export is recognised by its headings.",
"",
"Options of check, diff, baseline, explain NIP and graph:",
"      --pada=WHEN          instant of the check, YYYY-MM-DD or ISO 8601",
"                           (default: now, WIB)",
"      --tahun=YEAR         period of the SKP (default: the year of --pada)",
"      --mask[=on|off]      pseudonyms instead of NIP and NIK",
"",
"Options of check, diff, baseline and explain NIP:",
"      --select=CODE,...    only rules with these codes or prefixes",
"      --ignore=CODE,...    no rules with these codes or prefixes",
"",
"Options of check, diff, baseline and graph:",
"      --instansi=ID        only this instansi",
"      --unor=ID            only this unit and those below it",
"",
"Options of check, diff and baseline:",
"      --min-severity=LEVEL show from E (error), W (warning) or I (note; the",
"                           default) on",
"      --baseline=FILE      hide findings that are known (YAML)",
"      --fingerprint-key=FILE  secret key of the fingerprints",
"",
"Options of check and diff:",
"      --fail-on=LEVEL      exit status 1 from this severity on (default: W)",
"      --fingerprints       add the fingerprint of each finding to jsonl",
"",
"Options of graph, besides one of --unor, --pegawai and --all:",
"      --pegawai=NIP        a person, their atasan and chain of appraisers",
"      --all                all units",
"      --limit=N            draw at most N units (default: 200)",
"",
"Other options:",
"      --statistics         check: add the number of findings of each rule",
"      --same               diff: show the unchanged findings too",
"      --old-pada=WHEN      diff: instant of the check of OLD (default: --pada)",
"      --old-date=DATE      events: when the OLD export was made",
"      --new-date=DATE      events: when the NEW export was made",
"      --list               policy: list the policies that come along",
"",
"Options of commands that read data:",
"  -p, --policy=POLICY      a policy that comes along, by name, or a file of",
"                           your own (YAML), over the default (policy too)",
"  -j, --jobs=N             number of threads (default: number of cores)",
"",
"Options of all commands:",
"  -f, --format=FORMAT      text (default) or jsonl; events: csv (default),",
"                           jsonl or yaml; graph: dot (default), json or svg",
"                           (with Graphviz)",
"  -o, --output=FILE        write to a file, whole or not at all",
"  -l, --lang=LANG          id or en (default: by environment, else id)",
"      --color[=WHEN]       colours: auto (default), always or never",
"  -q, --quiet              no summary",
"  -h, --help               show this help",
"  -V, --version            show the version",
"",
"Exit status: 0 no finding (diff: no new one) from --fail-on on, 1 findings,",
"2 wrong usage or input that cannot be read, 3 the system failed.",
"",
"Examples:",
"  skpcheck check exports/",
"  skpcheck check --format=jsonl -o findings.jsonl ref-unor.csv pegawai.csv",
"  skpcheck diff --old-pada=2026-01-20 exports-january/ exports-february/",
"  skpcheck explain ORG301",
"  skpcheck explain 198101122004041009 exports/",
"  skpcheck graph --all --format=svg -o graph.svg exports/",
NULL};

static void put_version(struct output *out)
{
	output_text(out, "skpcheck " SKP_VERSION " (libskpcheck ");
	output_text(out, skp_version());
	output_text(out, ")\nMIT\n");
}

int command_help(const struct options *o)
{
	const char *const *line = TR(o, help_id, help_en);
	struct output *out;
	int status = output_open(o, &out);

	if (status)
		return status;
	if (o->help) {
		for (; *line; line++) {
			output_text(out, *line);
			output_text(out, "\n");
		}
	} else {
		put_version(out);
	}
	return output_close(out, true, EXIT_CLEAN);
}
