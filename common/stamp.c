#include "common/stamp.h"

#include <stddef.h>

#include "common/date.h"

/* The next number of *v, and the character behind it (0: the end). */
static int
number(struct view *v, unsigned long max, int *out, char *behind)
{
	struct view digits = { v->p, 0 };
	unsigned long n;

	while (
	    digits.n < v->n && v->p[digits.n] >= '0' && v->p[digits.n] <= '9')
		digits.n++;
	if (view_number(digits, 0, max, &n) == -1)
		return -1;
	*out = (int)n;
	v->p += digits.n;
	v->n -= digits.n;
	*behind = '\0';
	if (v->n > 0) {
		*behind = v->p[0];
		v->p++;
		v->n--;
	}
	return 0;
}

static int
parse_day(struct stamp *s, struct view *v, enum stamp_order order)
{
	int a, b, c;
	char s1, s2, end;

	if (number(v, 9999, &a, &s1) == -1 || number(v, 99, &b, &s2) == -1 ||
	    number(v, 9999, &c, &end) == -1 || s1 != s2 ||
	    (s1 != '-' && s1 != '/' && s1 != '.') || (end != ' ' && end != 'T'))
		return -1;
	if (order == STAMP_YMD)
		return date_join(a, b, c, &s->day);
	if (order == STAMP_DMY)
		return date_join(c, b, a, &s->day);
	return date_join(c, a, b, &s->day);
}

static int
half_day(int *hours, struct view v)
{
	bool pm = view_same(v, "PM");

	if (!pm && !view_same(v, "AM"))
		return -1;
	if (*hours < 1 || *hours > 12)
		return -1;
	*hours = *hours % 12 + (pm ? 12 : 0);
	return 0;
}

int
stamp_parse(struct stamp *s, struct view v, enum stamp_order order)
{
	int h, m, sec = 0;
	char end;

	v = view_trim(v);
	s->utc = false;
	if (parse_day(s, &v, order) == -1 || number(&v, 23, &h, &end) == -1 ||
	    end != ':' || number(&v, 59, &m, &end) == -1)
		return -1;
	if (end == ':' && number(&v, 60, &sec, &end) == -1)
		return -1;
	if (end == 'Z' && v.n == 0)
		s->utc = true;
	else if (end == ' ' ? half_day(&h, view_trim(v)) == -1
			    : end != '\0' || v.n > 0)
		return -1;
	s->seconds = h * 3600 + m * 60 + sec;
	return 0;
}
