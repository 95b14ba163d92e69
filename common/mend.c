#define _GNU_SOURCE /* memmem(3) */

#include "common/mend.h"

#include <string.h>

#include "common/record.h"

static void
strip_cr(struct view v, struct buf *out)
{
	size_t i, from = 0;

	for (i = 0; i + 1 < v.n; i++)
		if (v.p[i] == '\r' && v.p[i + 1] == '\n') {
			buf_add(out, v.p + from, i - from);
			from = i + 1;
		}
	buf_add(out, v.p + from, v.n - from);
}

bool
mend_bytes(struct view v, struct buf *out)
{
	struct view rest = v;
	size_t at = out->n;
	const char *p;

	if (view_starts(rest, "\xef\xbb\xbf")) {
		rest.p += 3;
		rest.n -= 3;
	}
	strip_cr(rest, out);
	if (out->n > at && out->p[out->n - 1] != '\n')
		buf_putc(out, '\n');
	/* No empty line in all the file: it is a header and nothing else. */
	p = buf_bad(out) || out->n == at ? NULL : out->p + at;
	if (p != NULL && memmem(p, out->n - at, "\n\n", 2) == NULL)
		buf_putc(out, '\n');
	rest = buf_all(out);
	rest.p += at;
	rest.n -= at;
	return !view_equal(rest, v);
}
