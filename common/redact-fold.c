/*
 * Recognition sees a word without case, accents, look-alikes from other
 * scripts and characters that have no width; offsets stay those of the
 * original.
 */

#include "common/redact-int.h"
#include "common/utf8.h"

/* Latin-1 and Latin Extended-A, U+00C0 to U+017F, to a-z. */
static const char latin[192][3] = { "a", "a", "a", "a", "a", "a", "ae", "c",
	"e", "e", "e", "e", "i", "i", "i", "i", "d", "n", "o", "o", "o", "o",
	"o", "", "o", "u", "u", "u", "u", "y", "th", "ss", "a", "a", "a", "a",
	"a", "a", "ae", "c", "e", "e", "e", "e", "i", "i", "i", "i", "d", "n",
	"o", "o", "o", "o", "o", "", "o", "u", "u", "u", "u", "y", "th", "y",
	"a", "a", "a", "a", "a", "a", "c", "c", "c", "c", "c", "c", "c", "c",
	"d", "d", "d", "d", "e", "e", "e", "e", "e", "e", "e", "e", "e", "e",
	"g", "g", "g", "g", "g", "g", "g", "g", "h", "h", "h", "h", "i", "i",
	"i", "i", "i", "i", "i", "i", "i", "i", "ij", "ij", "j", "j", "k", "k",
	"k", "l", "l", "l", "l", "l", "l", "l", "l", "l", "l", "n", "n", "n",
	"n", "n", "n", "n", "n", "n", "o", "o", "o", "o", "o", "o", "oe", "oe",
	"r", "r", "r", "r", "r", "r", "s", "s", "s", "s", "s", "s", "s", "s",
	"t", "t", "t", "t", "t", "t", "u", "u", "u", "u", "u", "u", "u", "u",
	"u", "u", "u", "u", "w", "w", "y", "y", "y", "z", "z", "z", "z", "z",
	"z", "s" };

/*
 * Letters of other scripts that a reader takes for Latin ones.
 * Source: Unicode Technical Standard 39, confusables, the common ones.
 */
static char
lookalike(uint32_t cp)
{
	static const struct {
		uint16_t cp;
		char c;
	} map[] = { { 0x430, 'a' }, { 0x435, 'e' }, { 0x43e, 'o' },
		{ 0x440, 'p' }, { 0x441, 'c' }, { 0x443, 'y' }, { 0x445, 'x' },
		{ 0x456, 'i' }, { 0x458, 'j' }, { 0x455, 's' }, { 0x501, 'd' },
		{ 0x51b, 'q' }, { 0x51d, 'w' }, { 0x432, 'b' }, { 0x43c, 'm' },
		{ 0x43d, 'h' }, { 0x442, 't' }, { 0x43a, 'k' }, { 0x4bb, 'h' },
		{ 0x4cf, 'l' }, { 0x3b1, 'a' }, { 0x3b5, 'e' }, { 0x3b9, 'i' },
		{ 0x3ba, 'k' }, { 0x3bd, 'v' }, { 0x3bf, 'o' }, { 0x3c1, 'p' },
		{ 0x3c4, 't' }, { 0x3c5, 'u' }, { 0x3c7, 'x' }, { 0x3b2, 'b' },
		{ 0x3b6, 'z' }, { 0x3b7, 'n' }, { 0x3bc, 'm' }, { 0x3c5, 'y' },
		{ 0x261, 'g' }, { 0x131, 'i' }, { 0x1c0, 'l' } };
	size_t i;

	for (i = 0; i < sizeof(map) / sizeof(map[0]); i++)
		if (map[i].cp == cp)
			return map[i].c;
	return 0;
}

/* Any other code point: through its compatibility decomposition. */
static size_t
other(uint32_t cp, char *out, size_t cap)
{
	struct buf b = { 0 };
	char one[8];
	struct buf in = { 0 };
	size_t i, k = 0;

	cp = utf8_tolower(cp);
	if ((one[0] = lookalike(cp)) != 0) {
		out[0] = one[0];
		return 1;
	}
	utf8_encode(&in, cp);
	if (utf8_fold(&b, buf_all(&in)) == 0)
		for (i = 0; i < b.n && k < cap; i++)
			if ((b.p[i] >= 'a' && b.p[i] <= 'z') ||
			    (b.p[i] >= '0' && b.p[i] <= '9'))
				out[k++] = b.p[i];
	if (k == 0 && cap >= 2 && utf8_letter(cp)) {
		/* a script of its own: keep it apart from other words */
		out[k++] = '~';
		out[k++] = (char)(cp & 0x7f);
	}
	buf_release(&b);
	buf_release(&in);
	return k;
}

size_t
fold_word(const char *p, size_t n, char *out, size_t cap)
{
	size_t i = 0, k = 0, len;
	const char *s;
	uint32_t cp;

	while (i < n && k + 2 < cap) {
		unsigned char c = (unsigned char)p[i];

		if (c < 0x80) {
			i++;
			if (c >= 'A' && c <= 'Z')
				out[k++] = (char)(c | 0x20);
			else if ((c >= 'a' && c <= 'z') ||
				 (c >= '0' && c <= '9'))
				out[k++] = (char)c;
			continue;
		}
		if ((len = utf8_decode(p + i, n - i, &cp)) == 0) {
			i++;
			continue;
		}
		i += len;
		if (cp >= 0xc0 && cp < 0x180) {
			for (s = latin[cp - 0xc0]; *s != '\0' && k < cap; s++)
				out[k++] = *s;
		} else if (cp == 0x219 || cp == 0x218)
			out[k++] = 's';
		else if (cp == 0x21b || cp == 0x21a)
			out[k++] = 't';
		else if (cp >= 0x180 && !utf8_mark(cp))
			k += other(cp, out + k, cap - k);
	}
	return k;
}

uint64_t
fold_hash(const char *key, size_t n)
{
	uint64_t h = LISTS_HASH0;
	size_t i;

	for (i = 0; i < n; i++)
		h = lists_hash(h, (unsigned char)key[i]);
	return h;
}
