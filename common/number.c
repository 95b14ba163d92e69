#include "common/number.h"

#include <stdlib.h>

#define LONGEST 30

static size_t
digits(struct view v, size_t at)
{
	while (at < v.n && v.p[at] >= '0' && v.p[at] <= '9')
		at++;
	return at;
}

int
number_parse(struct view v, double *out)
{
	char s[LONGEST + 1];
	size_t from, at;

	if (view_string(v, s, sizeof(s)) == -1)
		return -1;
	from = v.n > 0 && s[0] == '-' ? 1 : 0;
	at = digits(v, from);
	if (at == from)
		return -1;
	if (at < v.n && s[at] == '.') {
		from = at + 1;
		at = digits(v, from);
		if (at == from)
			return -1;
	}
	if (at != v.n)
		return -1;
	/* The programs set LC_CTYPE only: the point is a point. */
	*out = strtod(s, NULL);
	return 0;
}
