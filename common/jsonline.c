#include "common/jsonline.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "common/utf8.h"

#define DEPTH 64

static int
bad(size_t at, struct fail *f)
{
	return fail_at(f, FAIL_SYNTAX, "E_JSON",
	    "an object of JSON in one line was expected", 1, at + 1);
}

static bool
blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* The string whose quote stands at *at; -1: it does not end. */
static int
string(struct view v, size_t *at, struct view *out)
{
	size_t i = *at + 1;

	while (i < v.n && v.p[i] != '"') {
		if ((unsigned char)v.p[i] < 0x20)
			return -1;
		i += v.p[i] == '\\' ? 2 : 1;
	}
	if (i >= v.n)
		return -1;
	*out = (struct view){ v.p + *at, i + 1 - *at };
	*at = i + 1;
	return 0;
}

/* A string: is it the name of a member?  Then the colon is passed over. */
static bool
is_name(struct view v, size_t *at)
{
	size_t i = *at;

	while (i < v.n && blank(v.p[i]))
		i++;
	if (i == v.n || v.p[i] != ':')
		return false;
	*at = i + 1;
	return true;
}

/*
 * The name of the member that byte `at' is in, by walking from the start:
 * callers have lines, not megabytes.
 */
int
jsonline_next(struct view v, size_t *at, struct jsonline_member *m,
    struct fail *f)
{
	struct view name[DEPTH], s;
	size_t i = 0, from;
	int depth = 0;

	memset(name, 0, sizeof(name));
	while (i < v.n) {
		from = i;
		switch (v.p[i]) {
		case '{':
		case '[':
			if (depth + 1 == DEPTH ||
			    (depth == 0 && i > 0 && !blank(v.p[i - 1])))
				return bad(i, f);
			depth++;
			name[depth] = name[depth - 1];
			i++;
			break;
		case '}':
		case ']':
			if (depth-- == 0)
				return bad(i, f);
			i++;
			break;
		case '"':
			if (depth == 0 || string(v, &i, &s) == -1)
				return bad(from, f);
			if (is_name(v, &i)) {
				name[depth] = (struct view){ s.p + 1, s.n - 2 };
			} else if (from >= *at) {
				*at = i;
				m->name = name[depth];
				m->value = s;
				return 1;
			}
			break;
		default:
			if (!blank(v.p[i]) &&
			    (depth == 0 ||
				strchr("+-.,:0123456789eEtrufalsn", v.p[i]) ==
				    NULL ||
				v.p[i] == '\0'))
				return bad(i, f);
			i++;
		}
	}
	return depth == 0 ? 0 : bad(v.n, f);
}

static int
hex4(const char *p, size_t n, uint32_t *out)
{
	static const char digits[] = "0123456789abcdef";
	size_t i;
	const char *d;

	*out = 0;
	if (n < 4)
		return -1;
	for (i = 0; i < 4; i++) {
		char c =
		    (p[i] >= 'A' && p[i] <= 'F') ? (char)(p[i] | 0x20) : p[i];

		if (c == '\0' || (d = strchr(digits, c)) == NULL)
			return -1;
		*out = *out << 4 | (uint32_t)(d - digits);
	}
	return 0;
}

/* What follows \u, p being behind it; *used of its bytes. */
static int
escape_u(const char *p, size_t n, uint32_t *cp, size_t *used)
{
	uint32_t low;

	if (hex4(p, n, cp) == -1)
		return -1;
	*used = 4;
	if (*cp >= 0xd800 && *cp < 0xdc00 && n >= 10 && p[4] == '\\' &&
	    p[5] == 'u' && hex4(p + 6, n - 6, &low) == 0 && low >= 0xdc00 &&
	    low < 0xe000) {
		*cp = 0x10000 + ((*cp - 0xd800) << 10) + (low - 0xdc00);
		*used = 10;
	}
	return *cp >= 0xd800 && *cp < 0xe000 ? -1 : 0;
}

int
jsonline_decode(struct buf *out, struct view value, struct fail *f)
{
	static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
	const char *e;
	uint32_t cp;
	size_t i, used, end = value.n - 1;

	for (i = 1; i < end; i++) {
		if (value.p[i] != '\\') {
			buf_putc(out, value.p[i]);
			continue;
		}
		i++;
		if (value.p[i] == 'u') {
			if (escape_u(value.p + i + 1, end - i - 1, &cp,
				&used) == -1)
				return bad(i, f);
			utf8_encode(out, cp);
			i += used;
		} else if (value.p[i] != '\0' &&
			   (e = strchr(from, value.p[i])) != NULL) {
			buf_putc(out, to[e - from]);
		} else {
			return bad(i, f);
		}
	}
	return buf_bad(out) ? fail_memory(f) : 0;
}
