#include "common/sideby.h"

#include <stddef.h>
#include <stdint.h>

#include "common/utf8.h"

bool
sideby_empty(struct view v)
{
	size_t i;

	for (i = 0; i < v.n; i++)
		if (v.p[i] != ' ' && v.p[i] != '\t' && v.p[i] != '\n')
			return false;
	return true;
}

/* How many bytes of v fit into the width. */
static size_t
fitting(struct view v)
{
	struct view head = { v.p, 0 };
	uint32_t cp;
	size_t len;

	while (head.n < v.n) {
		len = utf8_decode(v.p + head.n, v.n - head.n, &cp);
		len = len == 0 ? 1 : len;
		head.n += len;
		if (utf8_width(head) > SIDEBY_WIDTH)
			return head.n > len ? head.n - len : len;
	}
	return v.n;
}

/* The next line of *rest, cut at the last blank that fits. */
static struct view
next_line(struct view *rest)
{
	struct view line = *rest, all = *rest;
	size_t n, k;

	for (n = 0; n < all.n && all.p[n] != '\n'; n++)
		continue;
	line.n = n;
	k = fitting(line);
	if (k < n) {
		line.n = k;
		while (k > 0 && all.p[k] != ' ')
			k--;
		if (k > 0)
			line.n = k;
		rest->p += line.n + (k > 0);
		rest->n -= line.n + (k > 0);
		return line;
	}
	rest->p += n + (n < all.n);
	rest->n -= n + (n < all.n);
	return line;
}

void
sideby_add(struct buf *out, struct view left, struct view right)
{
	struct buf a = { 0 }, b = { 0 };
	struct view l, r, one;
	size_t w;

	utf8_tame(&a, left, true);
	utf8_tame(&b, right, true);
	l = buf_all(&a);
	r = buf_all(&b);
	while (l.n > 0 || r.n > 0) {
		one = l.n > 0 ? next_line(&l) : view_of("");
		buf_view(out, one);
		if (r.n > 0) {
			for (w = utf8_width(one); w < SIDEBY_WIDTH; w++)
				buf_putc(out, ' ');
			buf_puts(out, " |");
			one = next_line(&r);
			buf_puts(out, one.n > 0 ? " " : "");
			buf_view(out, one);
		}
		buf_putc(out, '\n');
	}
	buf_release(&a);
	buf_release(&b);
}
