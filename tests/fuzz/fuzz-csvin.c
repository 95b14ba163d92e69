/*
 * Whatever the bytes and however they are cut: no memory error, the same
 * answer, and what was read is read again from its quoted form.
 */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "common/buf.h"
#include "common/csvin.h"

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

static int
quote(void *arg, const struct csvin_row *row, struct fail *f)
{
	struct buf *b = arg;
	size_t i, k;

	(void)f;
	for (i = 0; i < row->n; i++) {
		buf_puts(b, i == 0 ? "\"" : ",\"");
		for (k = 0; k < row->field[i].n; k++) {
			if (row->field[i].p[k] == '"')
				buf_putc(b, '"');
			buf_putc(b, row->field[i].p[k]);
		}
		buf_putc(b, '"');
	}
	buf_putc(b, '\n');
	return 0;
}

static int
take(const char *p, size_t n, size_t piece, char sep, struct buf *out)
{
	struct csvin_options o = { .sep = sep, .maxfield = 4096 };
	struct csvin *c = csvin_new(&o, quote, out);
	struct fail f;
	size_t k;
	int rv = 0;

	if (c == NULL)
		return -1;
	for (; rv == 0 && n > 0; p += k, n -= k) {
		k = n < piece ? n : piece;
		rv = csvin_feed(c, p, k, &f);
	}
	if (rv == 0)
		rv = csvin_finish(c, &f);
	csvin_free(c);
	return rv;
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct buf a = { 0 }, b = { 0 }, c = { 0 };
	int ra = take((const char *)p, n, 1 << 20, 0, &a),
	    rb = take((const char *)p, n, n > 0 ? p[0] % 7U + 1 : 1, 0, &b);

	if (ra != rb || (ra == 0 && !view_equal(buf_all(&a), buf_all(&b))))
		abort();
	if (ra == 0 && (take(a.p, a.n, 1 << 20, ',', &c) != 0 ||
			   !view_equal(buf_all(&a), buf_all(&c))))
		abort();
	buf_release(&a);
	buf_release(&b);
	buf_release(&c);
	return 0;
}
