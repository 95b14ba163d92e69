#include "common/svg.h"

#include <math.h>
#include <stdint.h>

#include "common/html.h"
#include "common/utf8.h"

#define GAP   12  /* units between columns of a picture */
#define BAR   200 /* units of a full bar */
#define CELL  56  /* units of a cell; six columns fit */
#define SHADE 5

static const char style[] =
    "svg{background:var(--paper)}"
    "svg text{font:13px/1 ui-monospace,Menlo,Consolas,'DejaVu Sans Mono',"
    "monospace;fill:var(--ink)}"
    "svg .rest{fill:var(--rest)}svg .full{fill:var(--fill)}"
    "svg .s0{fill:var(--paper);stroke:var(--rule)}"
    "svg .s1{fill:var(--s1)}svg .s2{fill:var(--s2)}"
    "svg .s3{fill:var(--s3)}svg .s4{fill:var(--s4)}"
    "svg text.on{fill:var(--onfill)}";

const char *
svg_style(void)
{
	return style;
}

/* The picture is made wide and high enough for its note, too. */
static void
begin(struct buf *b, const struct svg_words *w, size_t width, size_t height,
    bool alone)
{
	size_t note = utf8_width(w->note) * SVG_CHAR, below = height;

	if (note > width)
		width = note;
	if (note > 0)
		height += SVG_LINE;
	if (alone)
		buf_puts(b, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
	buf_printf(b,
	    "<svg%s role=\"img\" aria-labelledby=\"%s-t %s-d\" width=\"%zu\" "
	    "height=\"%zu\" viewBox=\"0 0 %zu %zu\">\n<title id=\"%s-t\">",
	    alone ? " xmlns=\"http://www.w3.org/2000/svg\"" : "", w->id, w->id,
	    width, height, width, height, w->id);
	html_text(b, w->title);
	buf_printf(b, "</title>\n<desc id=\"%s-d\">", w->id);
	html_text(b, w->description);
	buf_puts(b, "</desc>\n");
	if (alone)
		buf_printf(b, "<style>%s%s</style>\n", html_colours(), style);
	if (note > 0) {
		buf_printf(b, "<text x=\"0\" y=\"%zu\">", below + 16);
		html_text(b, w->note);
		buf_puts(b, "</text>\n");
	}
}

/* At most SVG_TEXT columns of v. */
static struct view
cut(struct view v, size_t columns)
{
	size_t n, len;
	uint32_t cp;

	if (utf8_width(v) <= columns)
		return v;
	for (n = 0; n < v.n; n += len) {
		len = utf8_decode(v.p + n, v.n - n, &cp);
		if (len == 0)
			len = 1;
		if (utf8_width((struct view){ v.p, n + len }) > columns - 1)
			break;
	}
	v.n = n;
	return v;
}

static size_t
width_of(struct view v, size_t columns)
{
	size_t w = utf8_width(v);

	return (w > columns ? columns : w) * SVG_CHAR;
}

/* Text whose left (or with `end`, right) edge is x, on the line of y. */
static void
text(struct buf *b, size_t x, size_t y, bool end, const char *class,
    struct view v, size_t columns)
{
	struct view shown = cut(v, columns);

	if (v.n == 0)
		return;
	buf_printf(b, "<text x=\"%zu\" y=\"%zu\"%s%s>", x, y,
	    end ? " text-anchor=\"end\"" : "", class);
	html_text(b, shown);
	if (shown.n < v.n)
		buf_puts(b, "\xe2\x80\xa6");
	buf_puts(b, "</text>\n");
}

static void
rect(struct buf *b, const char *class, size_t x, size_t y, double w, size_t h)
{
	buf_printf(b,
	    "<rect class=\"%s\" x=\"%zu\" y=\"%zu\" width=\"%.1f\" "
	    "height=\"%zu\"/>\n",
	    class, x, y, w, h);
}

void
svg_bars(struct buf *b, const struct svg_words *w, const struct svg_bar *bar,
    size_t n, bool alone)
{
	size_t label = SVG_CHAR, value = SVG_CHAR, i, y;

	for (i = 0; i < n; i++) {
		if (width_of(bar[i].label, SVG_TEXT) > label)
			label = width_of(bar[i].label, SVG_TEXT);
		if (width_of(bar[i].text, SVG_TEXT) > value)
			value = width_of(bar[i].text, SVG_TEXT);
	}
	begin(b, w, label + GAP + BAR + GAP + value, n * SVG_LINE + 4, alone);
	for (i = 0; i < n; i++) {
		y = i * SVG_LINE + 4;
		text(b, label, y + 14, true, "", bar[i].label, SVG_TEXT);
		rect(b, "rest", label + GAP, y + 4, BAR, 12);
		if (bar[i].share > 0)
			rect(b, "full", label + GAP, y + 4,
			    BAR * (bar[i].share > 1 ? 1 : bar[i].share), 12);
		text(b, label + GAP + BAR + GAP, y + 14, false, "", bar[i].text,
		    SVG_TEXT);
	}
	buf_puts(b, "</svg>\n");
}

/* The darkest is for all, so that one missed session can be seen. */
static unsigned
shade(double share)
{
	if (!(share > 0))
		return 0;
	return share >= 1 ? 4 : share >= 0.75 ? 3 : share >= 0.5 ? 2 : 1;
}

void
svg_grid(struct buf *b, const struct svg_words *w, const struct svg_grid *g,
    bool alone)
{
	static const char *const shades[SHADE] = { "s0", "s1", "s2", "s3",
		"s4" };
	size_t label = SVG_CHAR, i, k, x, y;
	double share;
	unsigned s;

	for (i = 0; i < g->nrow; i++)
		if (width_of(g->row[i], SVG_TEXT) > label)
			label = width_of(g->row[i], SVG_TEXT);
	begin(b, w, label + GAP + g->ncol * CELL + 1,
	    (g->nrow + 1) * SVG_LINE + 4, alone);
	for (k = 0; k < g->ncol; k++)
		text(b, label + GAP + k * CELL + 4, 16, false, "", g->col[k],
		    6);
	for (i = 0; i < g->nrow; i++) {
		y = (i + 1) * SVG_LINE;
		text(b, label, y + 16, true, "", g->row[i], SVG_TEXT);
		for (k = 0; k < g->ncol; k++) {
			share = g->share[i * g->ncol + k];
			if (isnan(share))
				continue;
			s = shade(share);
			x = label + GAP + k * CELL;
			rect(b, shades[s], x, y, CELL - 2, SVG_LINE - 2);
			text(b, x + 4, y + 16, false,
			    s >= 3 ? " class=\"on\"" : "",
			    g->text[i * g->ncol + k], 6);
		}
	}
	buf_puts(b, "</svg>\n");
}
