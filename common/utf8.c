#include "common/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

size_t
utf8_decode(const char *p, size_t n, uint32_t *cp)
{
	utf8proc_int32_t c;
	utf8proc_ssize_t len;

	if ((unsigned char)p[0] < 0x80) {
		*cp = (unsigned char)p[0];
		return 1;
	}
	len = utf8proc_iterate((const utf8proc_uint8_t *)p,
	    n > 4 ? 4 : (utf8proc_ssize_t)n, &c);
	if (len <= 0)
		return 0;
	*cp = (uint32_t)c;
	return (size_t)len;
}

void
utf8_encode(struct buf *b, uint32_t cp)
{
	utf8proc_uint8_t out[4];
	utf8proc_ssize_t n;

	if (!utf8proc_codepoint_valid((utf8proc_int32_t)cp))
		cp = 0xfffd;
	n = utf8proc_encode_char((utf8proc_int32_t)cp, out);
	buf_add(b, out, (size_t)n);
}

bool
utf8_valid(struct view v, size_t *bad)
{
	size_t i = 0, len;
	uint32_t cp;
	uint64_t w;

	while (i < v.n) {
		/* Prose is mostly ASCII: eight bytes at a time. */
		if (i + sizeof(w) <= v.n) {
			memcpy(&w, v.p + i, sizeof(w));
			if ((w & UINT64_C(0x8080808080808080)) == 0) {
				i += sizeof(w);
				continue;
			}
		}
		len = utf8_decode(v.p + i, v.n - i, &cp);
		if (len == 0) {
			if (bad != NULL)
				*bad = i;
			return false;
		}
		i += len;
	}
	return true;
}

bool
utf8_text(uint32_t cp)
{
	if (cp < 0x7f)
		return cp >= 0x20;
	if (cp < 0xa0)
		return false;
	if (cp == 0x2028 || cp == 0x2029 || cp == 0xfeff)
		return false;
	if ((cp >= 0x202a && cp <= 0x202e) || (cp >= 0x2066 && cp <= 0x2069))
		return false;
	return (cp & 0xfffe) != 0xfffe && !(cp >= 0xfdd0 && cp <= 0xfdef);
}

static int
map(struct buf *b, struct view v, utf8proc_option_t options)
{
	utf8proc_uint8_t *out = NULL;
	utf8proc_ssize_t n;

	n = utf8proc_map((const utf8proc_uint8_t *)v.p, (utf8proc_ssize_t)v.n,
	    &out, options);
	if (n < 0)
		return -1;
	buf_add(b, out, (size_t)n);
	explicit_bzero(out, (size_t)n);
	free(out);
	return buf_bad(b) ? -1 : 0;
}

int
utf8_compose(struct buf *b, struct view v)
{
	return map(b, v, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
}

/*
 * True if nothing in v could be changed by composing it: below U+0300 all is
 * composed and nothing combines, and so it is with the dashes, quotes and
 * dots of General Punctuation.  Most prose in Latin letters ends here.
 * Source: Unicode Standard Annex 15, NFC_Quick_Check.
 */
static bool
surely_composed(struct view v)
{
	const unsigned char *p = (const unsigned char *)v.p, *end = p + v.n;
	uint64_t w[4];

	while (p < end) {
		if (*p < 0x80) {
			for (; end - p >= 32; p += 32) {
				memcpy(w, p, 32);
				if ((w[0] | w[1] | w[2] | w[3]) &
				    UINT64_C(0x8080808080808080))
					break;
			}
			while (p < end && *p < 0x80)
				p++;
		} else if (*p < 0xcc && end - p >= 2)
			p += 2;
		else if (end - p >= 3 && p[0] == 0xe2 && p[1] == 0x80 &&
			 p[2] >= 0x90)
			p += 3; /* U+2010 to U+203F */
		else
			return false;
	}
	return true;
}

bool
utf8_composed(struct view v)
{
	struct buf b = { 0 };
	bool same;

	if (surely_composed(v))
		return true;
	same = utf8_compose(&b, v) == 0 && view_equal(buf_all(&b), v);
	buf_release(&b);
	return same;
}

int
utf8_fold(struct buf *b, struct view v)
{
	return map(b, v,
	    UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT |
		UTF8PROC_CASEFOLD | UTF8PROC_IGNORE);
}

size_t
utf8_width(struct view v)
{
	size_t i, len, w = 0;
	uint32_t cp;
	int cw;

	for (i = 0; i < v.n; i += len) {
		len = utf8_decode(v.p + i, v.n - i, &cp);
		if (len == 0) {
			len = 1;
			w++;
			continue;
		}
		cw = utf8proc_charwidth((utf8proc_int32_t)cp);
		w += cw > 0 ? (size_t)cw : 0;
	}
	return w;
}

size_t
utf8_length(struct view v)
{
	size_t i, len, n = 0;
	uint32_t cp;

	for (i = 0; i < v.n; i += len) {
		len = utf8_decode(v.p + i, v.n - i, &cp);
		if (len == 0)
			len = 1;
		n++;
	}
	return n;
}

static utf8proc_category_t
category(uint32_t cp)
{
	return utf8proc_category((utf8proc_int32_t)cp);
}

bool
utf8_letter(uint32_t cp)
{
	utf8proc_category_t c;

	if (cp < 0x80)
		return (cp | 0x20) >= 'a' && (cp | 0x20) <= 'z';
	c = category(cp);
	return c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_LO;
}

bool
utf8_upper(uint32_t cp)
{
	utf8proc_category_t c;

	if (cp < 0x80)
		return cp >= 'A' && cp <= 'Z';
	c = category(cp);
	return c == UTF8PROC_CATEGORY_LU || c == UTF8PROC_CATEGORY_LT;
}

bool
utf8_lower(uint32_t cp)
{
	if (cp < 0x80)
		return cp >= 'a' && cp <= 'z';
	return category(cp) == UTF8PROC_CATEGORY_LL;
}

bool
utf8_digit(uint32_t cp)
{
	if (cp < 0x80)
		return cp >= '0' && cp <= '9';
	return category(cp) == UTF8PROC_CATEGORY_ND;
}

bool
utf8_mark(uint32_t cp)
{
	utf8proc_category_t c;

	if (cp < 0x300)
		return false;
	c = category(cp);
	return c == UTF8PROC_CATEGORY_MN || c == UTF8PROC_CATEGORY_MC ||
	       c == UTF8PROC_CATEGORY_ME;
}

uint32_t
utf8_tolower(uint32_t cp)
{
	return (uint32_t)utf8proc_tolower((utf8proc_int32_t)cp);
}

uint32_t
utf8_toupper(uint32_t cp)
{
	return (uint32_t)utf8proc_toupper((utf8proc_int32_t)cp);
}

void
utf8_tame(struct buf *b, struct view v, bool lines)
{
	size_t i, len;
	uint32_t cp;

	for (i = 0; i < v.n; i += len) {
		len = utf8_decode(v.p + i, v.n - i, &cp);
		if (len == 0) {
			len = 1;
			buf_printf(b, "\\x%02X", (unsigned char)v.p[i]);
		} else if (utf8_text(cp) ||
			   (lines && (cp == '\n' || cp == '\t')))
			buf_add(b, v.p + i, len);
		else if (cp < 0x80)
			buf_printf(b, "\\x%02X", (unsigned)cp);
		else
			buf_printf(b, "\\u{%04X}", (unsigned)cp);
	}
}
