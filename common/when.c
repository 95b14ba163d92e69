#include "common/when.h"

#include <string.h>

#include "common/date.h"
#include "common/utf8.h"

/* Months and feasts as they read once folded; German, French, English. */
static const struct {
	const char *word;
	int month, day;
} words[] = {
	{ "january", 1, 0 },
	{ "february", 2, 0 },
	{ "march", 3, 0 },
	{ "april", 4, 0 },
	{ "may", 5, 0 },
	{ "june", 6, 0 },
	{ "july", 7, 0 },
	{ "august", 8, 0 },
	{ "september", 9, 0 },
	{ "october", 10, 0 },
	{ "november", 11, 0 },
	{ "december", 12, 0 },
	{ "jan", 1, 0 },
	{ "feb", 2, 0 },
	{ "mar", 3, 0 },
	{ "apr", 4, 0 },
	{ "jun", 6, 0 },
	{ "jul", 7, 0 },
	{ "aug", 8, 0 },
	{ "sep", 9, 0 },
	{ "sept", 9, 0 },
	{ "oct", 10, 0 },
	{ "nov", 11, 0 },
	{ "dec", 12, 0 },
	{ "januar", 1, 0 },
	{ "j\303\244nner", 1, 0 },
	{ "februar", 2, 0 },
	{ "feber", 2, 0 },
	{ "m\303\244rz", 3, 0 },
	{ "mai", 5, 0 },
	{ "juni", 6, 0 },
	{ "juli", 7, 0 },
	{ "oktober", 10, 0 },
	{ "okt", 10, 0 },
	{ "dezember", 12, 0 },
	{ "dez", 12, 0 },
	{ "janvier", 1, 0 },
	{ "janv", 1, 0 },
	{ "f\303\251vrier", 2, 0 },
	{ "f\303\251vr", 2, 0 },
	{ "fevrier", 2, 0 },
	{ "mars", 3, 0 },
	{ "avril", 4, 0 },
	{ "avr", 4, 0 },
	{ "juin", 6, 0 },
	{ "juillet", 7, 0 },
	{ "juil", 7, 0 },
	{ "ao\303\273t", 8, 0 },
	{ "aout", 8, 0 },
	{ "septembre", 9, 0 },
	{ "octobre", 10, 0 },
	{ "novembre", 11, 0 },
	{ "d\303\251cembre", 12, 0 },
	{ "d\303\251c", 12, 0 },
	{ "decembre", 12, 0 },
	{ "christmas", 12, 25 },
	{ "xmas", 12, 25 },
	{ "boxing", 12, 26 },
	{ "weihnachten", 12, 25 },
	{ "heiligabend", 12, 24 },
	{ "silvester", 12, 31 },
	{ "neujahr", 1, 1 },
	{ "no\303\253l", 12, 25 },
	{ "noel", 12, 25 },
	{ "hogmanay", 12, 31 },
	{ "valentine", 2, 14 },
	{ "hallowe'en", 10, 31 },
	{ "halloween", 10, 31 },
	{ "michaelmas", 9, 29 },
	{ "toussaint", 11, 1 },
	{ "allerheiligen", 11, 1 },
	{ "thanksgiving", 11, 0 },
};

/* A run of digits or of letters. */
struct piece {
	size_t at, n;
	bool number;
	int value; /* of a number; else the index in words[], or -1 */
};
#define PIECES 12

static bool
letter_at(struct view v, size_t i, size_t *len)
{
	uint32_t cp;

	*len = utf8_decode(v.p + i, v.n - i, &cp);
	return *len > 0 && utf8_letter(cp);
}

static int
word_index(struct view v)
{
	struct buf b = { 0 };
	size_t i;
	int found = -1;

	if (v.n <= 20 && utf8_fold(&b, v) == 0 && !buf_bad(&b))
		for (i = 0; i < sizeof(words) / sizeof(words[0]); i++)
			if (view_is(buf_all(&b), words[i].word))
				found = (int)i;
	buf_release(&b);
	return found;
}

/* Cut v into pieces; returns how many, PIECES at most. */
static size_t
cut(struct view v, struct piece *piece)
{
	size_t i = 0, n = 0, len;

	while (i < v.n && n < PIECES) {
		struct piece *p = &piece[n];

		p->at = i;
		p->value = 0;
		while (i < v.n && v.p[i] >= '0' && v.p[i] <= '9') {
			if (p->value < 100000)
				p->value = p->value * 10 + (v.p[i] - '0');
			i++;
		}
		if ((p->number = i > p->at)) {
			p->n = i - p->at;
			n++;
			continue;
		}
		while (i < v.n &&
		       (letter_at(v, i, &len) || (v.p[i] == '\'' && i > p->at)))
			i += v.p[i] == '\'' ? 1 : len;
		if (i == p->at) {
			i++;
			continue;
		}
		p->n = i - p->at;
		p->value = word_index((struct view){ v.p + p->at, p->n });
		n++;
	}
	return n;
}

static void
put(struct when *w, enum when_part part, const struct piece *p, int value)
{
	w->part[part].at = p->at;
	w->part[part].n = p->n;
	if (part == WHEN_DAY)
		w->day = value;
	else if (part == WHEN_MONTH)
		w->month = value;
	else if (p->n <= 2)
		w->year = value < 30 ? 2000 + value : 1900 + value;
	else
		w->year = value;
}

static bool
is_year(const struct piece *p)
{
	return p->n == 4 && p->value >= 1900 && p->value < 2200;
}

/* 3/4/21, 3.4., 2021-04-03: a and b are the first two numbers. */
static int
numeric(struct when *w, const struct piece *p, size_t n, enum when_order order)
{
	const struct piece *day = &p[0], *month = &p[1];

	if (is_year(&p[0]) && n >= 3) {
		put(w, WHEN_YEAR, &p[0], p[0].value);
		day = &p[2];
	} else if (n >= 3) {
		if (!is_year(&p[2]) && p[2].n != 2)
			return -1;
		put(w, WHEN_YEAR, &p[2], p[2].value);
	}
	if (day == &p[0] && day->value <= 12 && month->value <= 12 &&
	    day->value != month->value) {
		w->unsure = order == WHEN_UNKNOWN;
		if (order == WHEN_MDY)
			day = &p[1], month = &p[0];
	} else if (month->value > 12 && day == &p[0]) {
		day = &p[1], month = &p[0];
	}
	if (day->value < 1 || day->value > 31 || month->value < 1 ||
	    month->value > 12)
		return -1;
	put(w, WHEN_DAY, day, day->value);
	put(w, WHEN_MONTH, month, month->value);
	return 0;
}

/* Numbers beside the name of a month, or alone: day and year. */
static int
beside(struct when *w, const struct piece *p, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++) {
		if (!p[i].number)
			continue;
		if (is_year(&p[i]) && w->year == 0)
			put(w, WHEN_YEAR, &p[i], p[i].value);
		else if (w->day == 0 && p[i].value >= 1 && p[i].value <= 31)
			put(w, WHEN_DAY, &p[i], p[i].value);
		else if (w->year == 0 && p[i].n == 2)
			put(w, WHEN_YEAR, &p[i], p[i].value);
		else
			return -1;
	}
	return w->year != 0 || w->month != 0 || w->day != 0 ? 0 : -1;
}

int
when_read(struct view v, enum when_order order, struct when *w)
{
	struct piece piece[PIECES], number[PIECES] = { 0 };
	size_t i, n = cut(v, piece), numbers = 0;
	bool day_said = false;

	memset(w, 0, sizeof(*w));
	for (i = 0; i < n; i++) {
		if (piece[i].number) {
			number[numbers++] = piece[i];
		} else if (piece[i].value >= 0 && w->month == 0) {
			put(w, WHEN_MONTH, &piece[i],
			    words[piece[i].value].month);
			w->named = true;
			day_said = words[piece[i].value].day != 0;
			w->day = words[piece[i].value].day;
		}
	}
	if (day_said) /* a feast: it can't be moved by changing a number */
		w->part[WHEN_MONTH].n = 0;
	if (w->named || numbers < 2)
		return beside(w, number, numbers);
	return numbers <= 3 ? numeric(w, number, numbers, order) : -1;
}

int
when_quarter(const struct when *w, struct buf *out)
{
	int q = (w->month + 2) / 3;

	if (w->unsure && q != (w->day + 2) / 3)
		q = 0;
	if (q == 0)
		return when_year(w, out);
	buf_printf(out, "Q%d", q);
	if (w->year != 0)
		buf_printf(out, " %d", w->year);
	return 0;
}

int
when_year(const struct when *w, struct buf *out)
{
	if (w->year == 0)
		return -1;
	buf_printf(out, "%d", w->year);
	return 0;
}

/* The name of another month in the language and length of `old`. */
static const char *
month_like(int old, int month)
{
	static const char *const en[] = { "January", "February", "March",
		"April", "May", "June", "July", "August", "September",
		"October", "November", "December" };
	static const char *const de[] = { "Januar", "Februar", "M\303\244rz",
		"April", "Mai", "Juni", "Juli", "August", "September",
		"Oktober", "November", "Dezember" };
	static const char *const fr[] = { "janvier", "f\303\251vrier", "mars",
		"avril", "mai", "juin", "juillet", "ao\303\273t", "septembre",
		"octobre", "novembre", "d\303\251cembre" };
	const char *s = words[old].word;

	if (old < 24)
		return en[month - 1];
	return strstr(s, "vr") != NULL || strstr(s, "bre") != NULL ||
		       strstr(s, "nv") != NULL || strstr(s, "ui") != NULL ||
		       strstr(s, "ao") != NULL || strcmp(s, "mars") == 0 ||
		       strstr(s, "\303\251c") != NULL
		   ? fr[month - 1]
		   : de[month - 1];
}

/* 2021-04-03: all numbers keep their width. */
static bool
year_first(const struct when *w)
{
	return w->part[WHEN_YEAR].n > 0 && !w->named &&
	       w->part[WHEN_YEAR].at < w->part[WHEN_DAY].at;
}

static void
print_part(struct buf *out, struct view old, enum when_part part, int value,
    const struct when *w)
{
	if (part == WHEN_MONTH && w->named)
		buf_puts(out, month_like(word_index(old), value));
	else if (part == WHEN_YEAR && old.n == 2)
		buf_printf(out, "%02d", value % 100);
	else
		buf_printf(out, "%0*d",
		    (int)(old.p[0] == '0' || year_first(w) ? old.n : 1), value);
}

int
when_shift(struct view v, const struct when *w, int days, int year,
    struct buf *out)
{
	struct date_ymd to;
	size_t i, at = 0, k;
	int day, value[WHEN_PARTS];

	if (w->day == 0 || w->month == 0 || w->unsure ||
	    w->part[WHEN_DAY].n == 0 || w->part[WHEN_MONTH].n == 0 ||
	    date_join(w->year != 0 ? w->year : year, w->month, w->day, &day) ==
		-1)
		return -1;
	to = date_split(day + days);
	value[WHEN_DAY] = to.day;
	value[WHEN_MONTH] = to.month;
	value[WHEN_YEAR] = to.year;
	for (i = 0; i < WHEN_PARTS; i++) {
		/* the parts in the order in which they stand */
		size_t best = WHEN_PARTS;

		for (k = 0; k < WHEN_PARTS; k++)
			if (w->part[k].n > 0 && w->part[k].at >= at &&
			    (best == WHEN_PARTS ||
				w->part[k].at < w->part[best].at))
				best = k;
		if (best == WHEN_PARTS)
			break;
		buf_add(out, v.p + at, w->part[best].at - at);
		at = w->part[best].at + w->part[best].n;
		print_part(out,
		    (struct view){ v.p + w->part[best].at, w->part[best].n },
		    (enum when_part)best, value[best], w);
		/* "3rd" would be wrong behind another number */
		if (best == WHEN_DAY && v.n - at >= 2 &&
		    (memcmp(v.p + at, "st", 2) == 0 ||
			memcmp(v.p + at, "nd", 2) == 0 ||
			memcmp(v.p + at, "rd", 2) == 0 ||
			memcmp(v.p + at, "th", 2) == 0))
			at += 2;
	}
	buf_add(out, v.p + at, v.n - at);
	return 0;
}
