/* SPDX-License-Identifier: MIT */
/* Edits in place: a sealed model that opens for edits keeps what seal made,
 * and each edit whose effect is local changes cells, references and slices
 * there, so that sealing again costs nothing. Every other edit first takes
 * back what seal did (seal_undo), and the next seal begins anew.
 *
 * Local are: cells of units and people but for their ids, rows of penugasan,
 * skp, kejadian and profil set, added and removed, periods' cells. Not local
 * are new or lost people, units, periods and RHK, ids, a field that the row's
 * source did not name, a reference that seal would reject; and a model with
 * implicit rows, merged SKP or units given by name is never edited in place.
 */
#ifndef SKP_SEAL_PATCH_H
#define SKP_SEAL_PATCH_H

#include "model.h"

enum touch_what { TOUCH_PEGAWAI, TOUCH_UNOR, TOUCH_ROW, TOUCH_CODE,
	TOUCH_NOTE };

/* Of a person: */
enum {
	TOUCH_OWN = 1,	  /* a row of theirs */
	TOUCH_ATASAN = 2, /* what makes them the right or a wrong atasan */
	TOUCH_HEAD = 4,	  /* what they are as head of their units */
	TOUCH_FLAGS = 8,  /* active, obliged, pengawas */
	TOUCH_EVENTS = 16
};
/* Of a unit: */
enum {
	TOUCH_SELF = 1,	   /* only what it says of itself */
	TOUCH_HEADS = 2,   /* who heads it, or did */
	TOUCH_SKP = 4,	   /* the SKP on it */
	TOUCH_MEMBERS = 8, /* who is in it */
	TOUCH_CHILDREN = 16 /* what the units below compare with */
};

/* Opens a sealed model; false: it cannot be edited in place. */
bool patch_open(skp_model *m);
/* Closes it; false, and nothing changed, without memory. */
bool patch_close(skp_model *m);
void patch_free(skp_model *m);
/* Of no more use: the seal has been taken back. */
void patch_drop(skp_model *m);
/* Reports can no longer be told what changed. */
void patch_lost(skp_model *m);
void touch(skp_model *m, enum touch_what what, uint32_t row, uint32_t bits);
void touch_row(skp_model *m, uint32_t table, uint32_t row);

/* A cell as it was written: of a reference its name, whether resolved or not.
 */
uint32_t patch_raw(const skp_model *m, uint32_t table, uint32_t field,
	uint32_t row);
/* Writes a raw cell; false, and nothing changed, where seal must begin anew.
 * After true the model may be undone all the same, with the cell in it. */
bool patch_set(skp_model *m, uint32_t table, uint32_t row, uint32_t field,
	uint32_t raw);
/* A live row has been marked as removed; as above. */
bool patch_remove(skp_model *m, uint32_t table, uint32_t row);
/* Before a batch of such fields joins: can it be taken up in place? */
bool patch_may_add(const skp_model *m, uint32_t table, uint64_t rows,
	uint32_t source, uint32_t flags, uint32_t fields);
/* After: rows from `before` on join; `names`: how many ids there were. Takes
 * the seal back where that cannot be. */
void patch_added(skp_model *m, uint32_t table, uint64_t before,
	uint64_t names);
/* Can all edits after the mark be taken back in place? */
bool patch_may_undo(const skp_model *m, uint64_t mark);
/* A row is no longer marked as removed; rows from `from` on are about to go.
 * Both take the seal back where it cannot be patched. */
void patch_revived(skp_model *m, uint32_t table, uint32_t row);
void patch_unadd(skp_model *m, uint32_t table, uint64_t from);
/* Takes back all that seal did, if it still stands. */
void patch_end(skp_model *m);

/* ---- inside ---- */

/* What the row means now is touched: said before and after a change of it.
 * field FIELD_MAX: the row comes or goes. */
void touch_cell(skp_model *m, uint32_t table, uint32_t row, uint32_t field);
/* What a raw cell will hold; false where only a seal can tell. */
bool patch_resolve(const skp_model *m, uint32_t table, uint32_t field,
	uint32_t raw, uint32_t *to);
/* From now on the cell, which will be `to`, is written so. */
bool patch_spell(skp_model *m, uint32_t table, uint32_t field, uint32_t row,
	uint32_t raw, uint32_t to);
bool lacks_reference(const skp_model *m, uint32_t table, uint32_t row);
static inline bool is_reference(uint32_t table, uint32_t field)
{
	uint32_t kind = field_of(table, field)->kind;

	return kind >= K_REF_UNOR && kind <= K_REF_RHK;
}

/* ---- slices ---- */

/* A row joins, leaves the slices of whatever it refers to. false: no memory,
 * and the slices are good for nothing but seal_undo. */
bool row_join(skp_model *m, uint32_t table, uint32_t row);
bool row_leave(skp_model *m, uint32_t table, uint32_t row);
/* An SKP without a unit of its own leaves, joins the slice of its person's. */
bool skp_place(skp_model *m, uint32_t skp);
bool skp_unplace(skp_model *m, uint32_t skp);
/* Room for i in slices of more things than there were. */
bool slices_grow(skp_model *m, struct slices *s, uint64_t n);
#endif
