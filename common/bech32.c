#include "common/bech32.h"

#include <stdint.h>
#include <string.h>

#define CHECKSUM 6

static const char alphabet[] = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";

static uint32_t
polymod(uint32_t chk, unsigned v)
{
	static const uint32_t gen[] = { 0x3b6a57b2, 0x26508e6d, 0x1ea119fa,
		0x3d4233dd, 0x2a1462b3 };
	uint32_t top = chk >> 25;
	unsigned i;

	chk = (chk & 0x1ffffff) << 5 ^ v;
	for (i = 0; i < 5; i++)
		chk ^= gen[i] & (0U - (top >> i & 1));
	return chk;
}

static uint32_t
polymod_prefix(const char *prefix)
{
	uint32_t chk = 1;
	const char *p;

	for (p = prefix; *p != '\0'; p++)
		chk = polymod(chk, (unsigned char)*p >> 5);
	chk = polymod(chk, 0);
	for (p = prefix; *p != '\0'; p++)
		chk = polymod(chk, (unsigned char)*p & 31);
	return chk;
}

void
bech32_encode(struct buf *b, const char *prefix, const void *p, size_t n)
{
	const unsigned char *q = p;
	uint32_t chk = polymod_prefix(prefix);
	unsigned acc = 0, bits = 0, v, i;

	buf_puts(b, prefix);
	buf_putc(b, '1');
	for (; n > 0; n--) {
		acc = (acc << 8 | *q++) & 0xfff;
		for (bits += 8; bits >= 5;) {
			bits -= 5;
			v = acc >> bits & 31;
			chk = polymod(chk, v);
			buf_putc(b, alphabet[v]);
		}
	}
	if (bits > 0) {
		v = acc << (5 - bits) & 31;
		chk = polymod(chk, v);
		buf_putc(b, alphabet[v]);
	}
	for (i = 0; i < CHECKSUM; i++)
		chk = polymod(chk, 0);
	chk ^= 1;
	for (i = 0; i < CHECKSUM; i++)
		buf_putc(b, alphabet[chk >> (5 * (CHECKSUM - 1 - i)) & 31]);
}

/* The five bits of c, which must be in the case wanted; or -1. */
static int
digit(char c, bool upper)
{
	const char *at;

	if (upper) {
		if (c >= 'a' && c <= 'z')
			return -1;
		if (c >= 'A' && c <= 'Z')
			c = (char)(c - 'A' + 'a');
	} else if (c >= 'A' && c <= 'Z') {
		return -1;
	}
	at = c == '\0' ? NULL : strchr(alphabet, c);
	return at == NULL ? -1 : (int)(at - alphabet);
}

/* True if v begins with prefix and "1"; *upper: in which case. */
static bool
prefixed(struct view v, const char *prefix, bool *upper)
{
	size_t i, n = strlen(prefix);
	bool low = true, up = true;
	char c;

	if (v.n < n + 1 + CHECKSUM || v.p[n] != '1')
		return false;
	for (i = 0; i < n; i++) {
		c = prefix[i];
		if (v.p[i] != c)
			low = false;
		if (c >= 'a' && c <= 'z')
			c = (char)(c - 'a' + 'A');
		if (v.p[i] != c)
			up = false;
	}
	*upper = up;
	return low || up;
}

long
bech32_decode(struct view v, const char *prefix, void *out, size_t max)
{
	unsigned char *q = out;
	uint32_t chk = polymod_prefix(prefix);
	size_t i, n = strlen(prefix), done = 0;
	unsigned acc = 0, bits = 0;
	bool upper;
	int d;

	if (!prefixed(v, prefix, &upper))
		return -1;
	for (i = n + 1; i < v.n; i++) {
		d = digit(v.p[i], upper);
		if (d == -1)
			return -1;
		chk = polymod(chk, (unsigned)d);
		if (i >= v.n - CHECKSUM)
			continue;
		acc = (acc << 5 | (unsigned)d) & 0xfff;
		bits += 5;
		if (bits < 8)
			continue;
		bits -= 8;
		if (done == max)
			return -1;
		q[done++] = (unsigned char)(acc >> bits & 0xff);
	}
	if (chk != 1 || bits >= 5 || (acc & ((1U << bits) - 1)) != 0)
		return -1;
	return (long)done;
}
