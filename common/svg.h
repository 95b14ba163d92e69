#ifndef COMMON_SVG_H
#define COMMON_SVG_H

#include <stdbool.h>
#include <stddef.h>

#include "common/buf.h"
#include "common/view.h"

/*
 * Pictures as SVG: bars, and a grid of shades.  Each has a title and a
 * description for those who can't see it, and every value as text beside its
 * shape.  Text is set in a monospaced face of SVG_CHAR units a column, so
 * that where it ends is known and nothing overlaps.  Does no I/O.
 */
#define SVG_CHAR 8  /* units; at most 13 * 0.615 */
#define SVG_LINE 24 /* units from one row to the next */
#define SVG_TEXT 24 /* columns of a label or a value; longer ones are cut */

struct svg_bar {
	struct view label;
	double share; /* 0..1; NaN: no value, no bar */
	struct view text;
};

struct svg_grid {
	const struct view *row, *col;
	size_t nrow, ncol;
	const double *share;	 /* nrow * ncol; NaN: nothing there */
	const struct view *text; /* nrow * ncol, up to 6 columns each */
};

/* What a picture is called; plain text. */
struct svg_words {
	struct view title, description;
	struct view note; /* a line below it; may be empty */
	const char *id;	  /* unique in its page: [a-z0-9-]+ */
};

/*
 * `alone`: with namespace and colours, to be a file; else for a page that
 * has html_colours().
 */
void svg_bars(struct buf *b, const struct svg_words *w,
    const struct svg_bar *bar, size_t n, bool alone);
void svg_grid(struct buf *b, const struct svg_words *w,
    const struct svg_grid *g, bool alone);

/* The rules that pictures need besides html_colours(). */
const char *svg_style(void);

#endif
