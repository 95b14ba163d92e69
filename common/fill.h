#ifndef COMMON_FILL_H
#define COMMON_FILL_H

#include <stdbool.h>
#include <stddef.h>

#include "common/buf.h"
#include "common/fail.h"
#include "common/view.h"

/*
 * Templates of certificates: text in which {field} is replaced, and what
 * stands between {dates} and {/dates} is repeated, once a row.  {{ is a
 * brace; so is one that no small letter or slash follows, as in a style
 * sheet.  Does no I/O.
 */
#define FILL_NOROW ((size_t)-1)

/*
 * Append the value of a field, as it is; row is FILL_NOROW outside the
 * repeated block.  Returns 0, or -1: there is no such field.
 */
typedef int fill_field(void *arg, struct buf *out, struct view name,
    size_t row);

/*
 * Append the template with all fields filled in; with `html` the values are
 * escaped, so that a name can't be more than a name.
 *
 * Returns 0; or -1: E_TEMPLATE with line and column (no such field, a brace
 * that is not closed, blocks that don't match), E_MEMORY.
 */
int fill_template(struct buf *out, struct view template, bool html, size_t rows,
    fill_field *field, void *arg, struct fail *f);

/* Append v as HTML text or attribute value; and back. */
void fill_escape(struct buf *out, struct view v);
void fill_unescape(struct buf *out, struct view v);

#endif
