#include "common/mergetext.h"

#include <stddef.h>
#include <string.h>

/* Which bytes of the base one side replaced, by what. */
struct hunk {
	size_t from, to;
	struct view by;
};

struct view
mergetext_trim(struct view v)
{
	while (v.n > 1 && v.p[v.n - 1] == '\n' && v.p[v.n - 2] == '\n')
		v.n--;
	if (v.n == 1 && v.p[0] == '\n')
		v.n = 0;
	return v;
}

static size_t
line_length(struct view v)
{
	const char *lf = v.n == 0 ? NULL : memchr(v.p, '\n', v.n);

	return lf == NULL ? v.n : (size_t)(lf - v.p) + 1;
}

/* Bytes of whole lines that a and b begin with alike. */
static size_t
same_head(struct view a, struct view b)
{
	size_t n = 0, l;

	for (;;) {
		l = line_length(a);
		if (l == 0 || l != line_length(b) || memcmp(a.p, b.p, l) != 0)
			return n;
		n += l;
		a.p += l;
		a.n -= l;
		b.p += l;
		b.n -= l;
	}
}

static size_t
last_length(struct view v)
{
	size_t n = v.n;

	if (n == 0)
		return 0;
	n--;
	while (n > 0 && v.p[n - 1] != '\n')
		n--;
	return v.n - n;
}

static size_t
same_tail(struct view a, struct view b)
{
	size_t n = 0, l;

	for (;;) {
		l = last_length(a);
		if (l == 0 || l != last_length(b) ||
		    memcmp(a.p + a.n - l, b.p + b.n - l, l) != 0)
			return n;
		n += l;
		a.n -= l;
		b.n -= l;
	}
}

static struct hunk
difference(struct view base, struct view side)
{
	size_t head = same_head(base, side), tail;
	struct view b = { base.p + head, base.n - head };
	struct view s = { side.p + head, side.n - head };
	struct hunk h;

	tail = same_tail(b, s);
	h.from = head;
	h.to = base.n - tail;
	h.by.p = s.p;
	h.by.n = s.n - tail;
	return h;
}

static void
put(struct buf *out, struct view base, size_t from, size_t to)
{
	if (to > from)
		buf_add(out, base.p + from, to - from);
}

/* Two texts for one place: both, a blank line apart. */
static void
put_two(struct buf *out, struct view a, struct view b)
{
	struct view first = view_compare(a, b) <= 0 ? a : b;
	struct view second = first.p == a.p ? b : a;
	struct view t;

	buf_view(out, first);
	/* What was added begins with the blank line that sets it apart. */
	t = mergetext_trim(first);
	if (second.n > 0 && second.p[0] != '\n' && t.n == first.n)
		buf_putc(out, '\n');
	buf_view(out, second);
}

bool
mergetext(struct buf *out, struct view base, struct view ours,
    struct view theirs)
{
	const struct view none = { "", 0 };
	struct hunk a, b, t;

	if (base.p == NULL)
		base = none;
	a = difference(base, ours);
	b = difference(base, theirs);
	if (a.from == b.from && a.to == b.to && a.from == a.to) {
		put(out, base, 0, a.from);
		put_two(out, a.by, b.by);
		put(out, base, a.to, base.n);
		return true;
	}
	if (b.from < a.from || (b.from == a.from && b.to < a.to)) {
		t = a;
		a = b;
		b = t;
	}
	if (a.to > b.from)
		return false;
	put(out, base, 0, a.from);
	buf_view(out, a.by);
	put(out, base, a.to, b.from);
	buf_view(out, b.by);
	put(out, base, b.to, base.n);
	return true;
}
