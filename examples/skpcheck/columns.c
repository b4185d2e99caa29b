/* SPDX-License-Identifier: MIT */
/* columns.c - the headings that files may bear and the fields they feed. */
#include <string.h>

#include <skpcheck.h>

#include "command.h"
#include "options.h"
#include "output.h"
#include "text.h"

/* A heading as the three texts of its line. */
struct heading {
	const char *profile, *text, *table, *field;
	bool required;
};

static struct heading heading_at(int32_t i)
{
	int32_t table = skp_heading_table(i), field = skp_heading_field(i);

	return (struct heading){
		.profile = skp_heading_profile(i),
		.text = skp_heading_text(i),
		.table = skp_table_name(table),
		/* NULL: a heading that only tells what the file is */
		.field = skp_field_name(table, field),
		.required = skp_field_required(table, field) == 1,
	};
}

static void measure(size_t *profile, size_t *text)
{
	*profile = *text = 0;
	for (int32_t i = 0; i < skp_heading_count(); i++) {
		struct heading h = heading_at(i);
		size_t n = text_width(h.profile), m = text_width(h.text);

		*profile = n > *profile ? n : *profile;
		*text = m > *text ? m : *text;
	}
}

static void put_cell(struct output *out, const char *text, size_t width)
{
	output_text(out, text);
	output_repeat(out, ' ', width - text_width(text) + 2);
}

static void put_table(struct output *out)
{
	size_t profile, text;

	measure(&profile, &text);
	for (int32_t i = 0; i < skp_heading_count(); i++) {
		struct heading h = heading_at(i);

		put_cell(out, h.profile, profile);
		put_cell(out, h.text, text);
		output_text(out, h.table ? h.table : "-");
		if (h.field) {
			output_text(out, ".");
			output_text(out, h.field);
		}
		output_text(out, h.required ? "*\n" : "\n");
	}
}

static void put_json(struct output *out)
{
	for (int32_t i = 0; i < skp_heading_count(); i++) {
		struct heading h = heading_at(i);

		text_json(out, "{", "profile", h.profile);
		text_json(out, ",", "heading", h.text);
		text_json(out, ",", "table", h.table);
		text_json(out, ",", "field", h.field);
		output_text(out, ",\"required\":");
		output_text(out, h.required ? "true}\n" : "false}\n");
	}
}

int command_columns(const struct options *o)
{
	struct output *out;
	int status = output_open(o, &out);

	if (status)
		return status;
	if (o->format == FORMAT_JSONL) {
		put_json(out);
	} else {
		put_table(out);
		if (!o->quiet)
			output_text(out, TR(o,
				"\n* baris tanpa nilai di kolom ini ditolak\n",
				"\n* a row without a value here is "
				"rejected\n"));
	}
	return output_close(out, true, EXIT_CLEAN);
}
