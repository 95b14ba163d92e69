#include "common/base64.h"

#include <limits.h>

static const char alphabet[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

void
base64_encode(struct buf *b, const void *p, size_t n, bool pad)
{
	const unsigned char *q = p;
	unsigned v;

	for (; n >= 3; n -= 3, q += 3) {
		v = (unsigned)q[0] << 16 | (unsigned)q[1] << 8 | q[2];
		buf_putc(b, alphabet[v >> 18]);
		buf_putc(b, alphabet[v >> 12 & 63]);
		buf_putc(b, alphabet[v >> 6 & 63]);
		buf_putc(b, alphabet[v & 63]);
	}
	if (n == 0)
		return;
	v = (unsigned)q[0] << 16 | (n == 2 ? (unsigned)q[1] << 8 : 0);
	buf_putc(b, alphabet[v >> 18]);
	buf_putc(b, alphabet[v >> 12 & 63]);
	if (n == 2)
		buf_putc(b, alphabet[v >> 6 & 63]);
	if (pad)
		buf_puts(b, n == 2 ? "=" : "==");
}

/* Without a table, so that no index depends on a secret. */
static int
digit(char c)
{
	unsigned u = (unsigned char)c;
	int up = (int)(u - 'A' < 26), low = (int)(u - 'a' < 26),
	    num = (int)(u - '0' < 10), plus = (int)(u == '+'),
	    slash = (int)(u == '/');

	return up * (int)(u - 'A') + low * (int)(u - 'a' + 26) +
	       num * (int)(u - '0' + 52) + plus * 62 + slash * 63 -
	       (1 - up - low - num - plus - slash);
}

long
base64_decode(struct view v, bool pad, void *out, size_t max)
{
	unsigned char *q = out;
	size_t i, n = v.n, done = 0;
	unsigned acc = 0, bits = 0;
	int d;

	if (n > LONG_MAX / 4)
		return -1;
	if (pad) {
		if (n % 4 != 0)
			return -1;
		if (n > 0 && v.p[n - 1] == '=')
			n--;
		if (n > 0 && n % 4 == 3 && v.p[n - 1] == '=')
			n--;
	}
	if (n % 4 == 1)
		return -1;
	for (i = 0; i < n; i++) {
		d = digit(v.p[i]);
		if (d == -1)
			return -1;
		acc = (acc << 6 | (unsigned)d) & 0xffff;
		bits += 6;
		if (bits < 8)
			continue;
		bits -= 8;
		if (done == max)
			return -1;
		q[done++] = (unsigned char)(acc >> bits & 0xff);
	}
	if ((acc & ((1U << bits) - 1)) != 0)
		return -1;
	return (long)done;
}
