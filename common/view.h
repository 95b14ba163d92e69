#ifndef COMMON_VIEW_H
#define COMMON_VIEW_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

/*
 * A run of bytes that somebody else owns; not NUL-terminated, may hold NUL.
 * p == NULL means "not there", which differs from an empty run.
 */
struct view {
	const char *p;
	size_t n;
};

/* A NUL-terminated string as a view; NULL gives "not there". */
static inline struct view
view_of(const char *s)
{
	struct view v = { s, s == NULL ? 0 : strlen(s) };

	return v;
}

static inline bool
view_equal(struct view a, struct view b)
{
	/* NOLINTNEXTLINE(clang-analyzer-core.NonNullParamChecker) */
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

/* The same bytes as s.  Inline: the length of a literal costs nothing. */
static inline bool
view_is(struct view a, const char *s)
{
	return a.p != NULL && view_equal(a, view_of(s));
}

/* Same letters whatever their case; ASCII only, as in field names. */
bool view_same(struct view a, const char *s);

/* Order by bytes, as memcmp(3) and then by length. */
int view_compare(struct view a, struct view b);

static inline bool
view_starts(struct view a, const char *prefix)
{
	size_t n = strlen(prefix);

	return a.n >= n && memcmp(a.p, prefix, n) == 0;
}

/* Without blanks (space and tab) at both ends. */
struct view view_trim(struct view a);

/*
 * Cut *rest at the first `sep`: returns what stands before it and leaves in
 * *rest what stands behind it.  Without sep, returns all and *rest becomes
 * "not there".  So: while (rest.p != NULL) part = view_cut(&rest, ',');
 */
struct view view_cut(struct view *rest, char sep);

/* Is v one of the words, which `sep' parts?  Blanks around them don't count. */
bool view_among(struct view v, const char *words, char sep);

/*
 * The next word of *rest, words being separated by blanks.  "Not there" when
 * there are no more.
 */
struct view view_word(struct view *rest);

/*
 * Copy into out as a C string.  Returns 0, or -1 when it does not fit in
 * outlen bytes with its NUL or holds a NUL; out is then "".
 */
int view_string(struct view a, char *out, size_t outlen);

/*
 * A decimal number from min to max, all of the view, no sign, no blanks.
 * Returns 0 and sets *out, or -1.
 */
int view_number(struct view a, unsigned long min, unsigned long max,
    unsigned long *out);

#endif
