#ifndef COMMON_HTML_H
#define COMMON_HTML_H

#include "common/buf.h"
#include "common/view.h"

/*
 * Pages that need nothing but themselves: no script, no resource from
 * outside, dark and light, and fit to be printed.  Every text colour has a
 * contrast of at least 4.5 against its ground (WCAG 2.1, 1.4.3), in both.
 */

/* Append v as text: escaped, and control characters made visible. */
void html_text(struct buf *b, struct view v);

/*
 * Doctype to the opening <main>; title is plain text, css more rules for the
 * page or NULL.
 */
void html_begin(struct buf *b, struct view title, const char *css);

/* `</main>` to the end; note is plain text for the page's foot. */
void html_end(struct buf *b, const char *note);

/*
 * The colours of both grounds as CSS custom properties, for an SVG that
 * stands alone as well as for a page.
 */
const char *html_colours(void);

#endif
