/* SPDX-License-Identifier: MIT */
/* Names, posts and days, as an office writes them. */
#include "reason.h"

void put_name(struct writer *w, uint32_t pegawai)
{
	uint32_t c = cell(pegawai_of(w->r->m), PEGAWAI_nama, pegawai);

	if (w->mask || cell_none(c))
		put_pegawai_id(w, pegawai);
	else
		put_text(w, names_get(&w->r->m->texts, c));
}

static void put_unor_named(struct writer *w, uint32_t unor)
{
	struct text t = unor_name(w->r->m, unor);

	put_text(w, t.n ? t : model_unor_id(w->r->m, unor));
}

/* Does the post's name end in the unit's, as Kepala Dinas Pendidikan does? */
static bool ends_in(struct text post, struct text unor)
{
	return post.n >= unor.n && text_same((struct text){post.p + post.n -
		unor.n, unor.n}, unor);
}

void put_post(struct writer *w, uint32_t unor, uint32_t tugas)
{
	bool school = w->r->j.kind[unor] == KIND_SEKOLAH;
	static const char *const kind[2][5] = {
		{"", "", "Penjabat ", "Plt. ", "Plh. "},
		{"", "", "acting (Pj.) ", "acting (Plt.) ", "acting (Plh.) "}};
	uint32_t c = cell(unor_of(w->r->m), UNOR_nama_jabatan, unor);
	struct text post = names_get(&w->r->m->texts, cell_none(c)
			? NAME_EMPTY
			: c);

	buf_str(&w->out, kind[w->lang][tugas]);
	if (!post.n) {
		say(w, "kepala ", "head of ");
		put_unor_named(w, unor);
		return;
	}
	put_text(w, post);
	if (ends_in(post, unor_name(w->r->m, unor)))
		return;
	buf_str(&w->out, school ? " " : ", ");
	put_unor_named(w, unor);
}

/* The state of a unit's SKP Organisasi: what follows its name. */
void put_org(struct writer *w, const struct judgement *j, uint32_t unor)
{
	bool asks_more = j->knobs.org_min_status > STATUS_DIAJUKAN;

	switch (j->org[unor]) {
	case ORG_GOOD:
		say(w, "sudah siap", "is ready");
		break;
	case ORG_UNKNOWN:
		say(w, "tidak diketahui (daftar SKP yang dimuat tidak "
			"lengkap)", "is not known (the list of SKP that was "
			"loaded is not complete)");
		break;
	case ORG_BELOW:
		if (asks_more)
			say(w, "belum disetujui",
				"has not been approved yet");
		else
			say(w, "masih konsep, belum diajukan",
				"is a draft that has not been submitted yet");
		break;
	case ORG_DITOLAK:
		say(w, "dikembalikan oleh penilainya",
			"was returned by its appraiser");
		break;
	default:
		say(w, "belum dibuat", "has not been made yet");
		break;
	}
}

/* ---- days ---- */

static void put_two(struct buf *b, int64_t v)
{
	buf_char(b, (char)('0' + v / 10 % 10));
	buf_char(b, (char)('0' + v % 10));
}

void put_long_day(struct writer *w, int32_t day)
{
	static const char *const month[2][12] = {
		{"Januari", "Februari", "Maret", "April", "Mei", "Juni",
			"Juli", "Agustus", "September", "Oktober", "November",
			"Desember"},
		{"January", "February", "March", "April", "May", "June",
			"July", "August", "September", "October", "November",
			"December"}};
	int32_t y, m, d;

	clock_to_civil(day, &y, &m, &d);
	buf_uint(&w->out, (uint64_t)d);
	buf_char(&w->out, ' ');
	buf_str(&w->out, month[w->lang][m - 1]);
	buf_char(&w->out, ' ');
	buf_uint(&w->out, (uint64_t)(y < 0 ? 0 : y));
}

void put_moment(struct writer *w, int64_t second)
{
	int32_t day = clock_day_of(second);
	int64_t s = second - clock_first_second(day);

	put_long_day(w, day);
	say(w, " pukul ", " at ");
	put_two(&w->out, s / 3600);
	say(w, ".", ":");
	put_two(&w->out, s / 60 % 60);
	buf_str(&w->out, " WIB");
}
