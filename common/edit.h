#ifndef COMMON_EDIT_H
#define COMMON_EDIT_H

#include <stddef.h>

#include "common/buf.h"
#include "common/fail.h"
#include "common/record.h"
#include "common/view.h"

/*
 * Change one thing in a record.  Each function appends the whole new file to
 * out; every byte that the change does not concern stays as it is, so that
 * one field edited is a one-line diff.  r is a parsed record and is not
 * changed: parse out again to go on.  Does no I/O.
 *
 * All return 0, or -1 with *f: E_VALUE, E_CONTROL and the like when the value
 * or prose may not stand in a record, E_VERSION when the file is of a format
 * newer than ours (readable, never written), E_MEMORY.
 */

/* Set the first field of that name, or add it at the end of the header. */
int edit_set(struct buf *out, const struct record *r, const char *name,
    struct view value, struct fail *f);

/* Add a field behind the last of its name, or at the end of the header. */
int edit_add(struct buf *out, const struct record *r, const char *name,
    struct view value, struct fail *f);

/* Give field i another value; i < r->nfield and not 0. */
int edit_put(struct buf *out, const struct record *r, size_t i,
    struct view value, struct fail *f);

/* Take field i out; i < r->nfield and not 0. */
int edit_drop(struct buf *out, const struct record *r, size_t i,
    struct fail *f);

/*
 * Append prose, as a person writes it, to a section; the section is made at
 * the end if there is none.  A blank line keeps it apart from what is there.
 */
int edit_append(struct buf *out, const struct record *r, const char *title,
    struct view text, struct fail *f);

/* Give a section other prose, or make it. */
int edit_section(struct buf *out, const struct record *r, const char *title,
    struct view text, struct fail *f);

#endif
