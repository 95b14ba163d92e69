#ifndef COMMON_BARS_H
#define COMMON_BARS_H

#include <stdbool.h>
#include <stddef.h>

#include "common/buf.h"
#include "common/view.h"

/*
 * Pictures made of characters: bars, shades, sparklines.  Everything that a
 * colour says the characters say too.  Does no I/O: whether there is a
 * terminal, and how wide, is for the caller to know.
 */
struct bars {
	bool ascii;	/* nothing beyond ASCII */
	bool colour;	/* SGR sequences of ECMA-48 */
	unsigned width; /* of the window, in columns */
};

/*
 * A bar of that many columns, share 0..1 of it full; NaN draws it empty.  In
 * Unicode it is exact to an eighth of a column.  A share above 0 is never
 * drawn as none, one below 1 never as all.
 */
void bars_bar(struct buf *b, const struct bars *how, double share,
    unsigned columns);

/* One character from blank to full, in five steps; NaN: a dot in the middle. */
void bars_shade(struct buf *b, const struct bars *how, double share);

/*
 * One character a value, its height the value between 0 and top (NaN: a
 * blank).  ASCII draws the heights as digits 0 to 9.
 */
void bars_spark(struct buf *b, const struct bars *how, const double *v,
    size_t n, double top);

/* v, cut to at most `columns` and filled with blanks to exactly that many. */
void bars_left(struct buf *b, const struct bars *how, struct view v,
    unsigned columns);

/* Blanks and then v; wider text stands as it is. */
void bars_right(struct buf *b, struct view v, unsigned columns);

/* Switch to bold, faint or back; nothing without colour. */
void bars_bold(struct buf *b, const struct bars *how);
void bars_faint(struct buf *b, const struct bars *how);
void bars_plain(struct buf *b, const struct bars *how);

#endif
