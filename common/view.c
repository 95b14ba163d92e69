#include "common/view.h"

#include <limits.h>
#include <string.h>

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

bool
view_same(struct view a, const char *s)
{
	size_t i;

	for (i = 0; i < a.n; i++)
		if (s[i] == '\0' || lower(a.p[i]) != lower(s[i]))
			return false;
	return a.p != NULL && s[i] == '\0';
}

int
view_compare(struct view a, struct view b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int c = n == 0 ? 0 : memcmp(a.p, b.p, n);

	if (c != 0)
		return c;
	return (a.n > b.n) - (a.n < b.n);
}

static bool
blank(char c)
{
	return c == ' ' || c == '\t';
}

struct view
view_trim(struct view a)
{
	while (a.n > 0 && blank(a.p[0])) {
		a.p++;
		a.n--;
	}
	while (a.n > 0 && blank(a.p[a.n - 1]))
		a.n--;
	return a;
}

struct view
view_cut(struct view *rest, char sep)
{
	struct view part = *rest;
	const char *q = rest->n == 0 ? NULL : memchr(rest->p, sep, rest->n);

	if (q == NULL) {
		rest->p = NULL;
		rest->n = 0;
		return part;
	}
	part.n = (size_t)(q - part.p);
	rest->p = q + 1;
	rest->n -= part.n + 1;
	return part;
}

struct view
view_word(struct view *rest)
{
	struct view w;

	*rest = view_trim(*rest);
	w = *rest;
	if (w.n == 0) {
		w.p = NULL;
		return w;
	}
	w.n = 0;
	while (w.n < rest->n && !blank(rest->p[w.n]))
		w.n++;
	rest->p += w.n;
	rest->n -= w.n;
	return w;
}

int
view_string(struct view a, char *out, size_t outlen)
{
	if (outlen > 0)
		out[0] = '\0';
	if (a.p == NULL || a.n >= outlen || memchr(a.p, '\0', a.n) != NULL)
		return -1;
	memcpy(out, a.p, a.n);
	out[a.n] = '\0';
	return 0;
}

int
view_number(struct view a, unsigned long min, unsigned long max,
    unsigned long *out)
{
	unsigned long v = 0, d;
	size_t i;

	if (a.n == 0)
		return -1;
	for (i = 0; i < a.n; i++) {
		if (a.p[i] < '0' || a.p[i] > '9')
			return -1;
		d = (unsigned long)(a.p[i] - '0');
		if (v > (ULONG_MAX - d) / 10)
			return -1;
		v = v * 10 + d;
	}
	if (v < min || v > max)
		return -1;
	*out = v;
	return 0;
}

bool
view_among(struct view v, const char *words, char sep)
{
	struct view rest = view_of(words);

	while (rest.p != NULL)
		if (view_equal(view_trim(view_cut(&rest, sep)), v))
			return true;
	return false;
}
