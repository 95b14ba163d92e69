#include "common/bars.h"

#include <math.h>
#include <stdint.h>

#include "common/utf8.h"

static void
repeat(struct buf *b, const char *s, unsigned n)
{
	while (n-- > 0)
		buf_puts(b, s);
}

static double
clamp(double x)
{
	return x > 1 ? 1 : x > 0 ? x : 0; /* NaN becomes 0 */
}

/* Of n steps, how many: 0 only for nothing, n only for everything. */
static unsigned
steps(double share, unsigned n)
{
	unsigned k = (unsigned)(clamp(share) * n + 0.5);

	if (k == 0 && share > 0)
		k = 1;
	if (k == n && share < 1 && n > 1)
		k = n - 1;
	return k;
}

void
bars_bold(struct buf *b, const struct bars *how)
{
	if (how->colour)
		buf_puts(b, "\033[1m");
}

void
bars_faint(struct buf *b, const struct bars *how)
{
	if (how->colour)
		buf_puts(b, "\033[2m");
}

void
bars_plain(struct buf *b, const struct bars *how)
{
	if (how->colour)
		buf_puts(b, "\033[0m");
}

void
bars_bar(struct buf *b, const struct bars *how, double share, unsigned columns)
{
	static const char *const eighth[] = { "", "▏", "▎", "▍", "▌", "▋", "▊",
		"▉" };
	unsigned k, full, used;

	if (how->colour)
		buf_puts(b, "\033[36m");
	if (how->ascii) {
		full = used = steps(share, columns);
		repeat(b, "#", full);
	} else {
		k = steps(share, columns * 8);
		full = k / 8;
		used = (k + 7) / 8;
		repeat(b, "█", full);
		buf_puts(b, eighth[k % 8]);
	}
	bars_plain(b, how);
	bars_faint(b, how);
	repeat(b, how->ascii ? "." : "·", columns - used);
	bars_plain(b, how);
}

void
bars_shade(struct buf *b, const struct bars *how, double share)
{
	static const char *const fine[] = { " ", "░", "▒", "▓", "█" };
	static const char *const plain[] = { " ", ".", ":", "*", "#" };

	if (isnan(share))
		buf_puts(b, how->ascii ? "-" : "·");
	else
		buf_puts(b, (how->ascii ? plain : fine)[steps(share, 4)]);
}

void
bars_spark(struct buf *b, const struct bars *how, const double *v, size_t n,
    double top)
{
	static const char *const level[] = { "▁", "▂", "▃", "▄", "▅", "▆", "▇",
		"█" };
	size_t i;
	double x;

	if (how->colour)
		buf_puts(b, "\033[36m");
	for (i = 0; i < n; i++) {
		if (isnan(v[i])) {
			buf_putc(b, ' ');
			continue;
		}
		x = top > 0 ? clamp(v[i] / top) : 0;
		if (how->ascii)
			buf_putc(b, (char)('0' + steps(x, 9)));
		else
			buf_puts(b, level[steps(x, 7)]);
	}
	bars_plain(b, how);
}

void
bars_left(struct buf *b, const struct bars *how, struct view v,
    unsigned columns)
{
	struct buf tame = { 0 };
	struct view t;
	size_t w, n, len;
	uint32_t cp;

	utf8_tame(&tame, v, false);
	t = buf_all(&tame);
	w = utf8_width(t);
	if (w > columns) {
		/* Character by character, leaving a column for the mark. */
		for (n = 0; n < t.n; n += len) {
			len = utf8_decode(t.p + n, t.n - n, &cp);
			if (len == 0)
				len = 1;
			if (utf8_width((struct view){ t.p, n + len }) + 1 >
			    columns)
				break;
		}
		t.n = n;
		w = utf8_width(t) + (columns > 0);
		buf_view(b, t);
		if (columns > 0)
			buf_puts(b, how->ascii ? "~" : "…");
	} else
		buf_view(b, t);
	while (w++ < columns)
		buf_putc(b, ' ');
	buf_release(&tame);
}

void
bars_right(struct buf *b, struct view v, unsigned columns)
{
	size_t w = utf8_width(v);

	while (w++ < columns)
		buf_putc(b, ' ');
	buf_view(b, v);
}
