#include "common/keyscore.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "common/number.h"

#define MAX_ITEMS   500
#define MAX_USES    2000 /* an item counting in a scale */
#define MAX_SCORES  100
#define MAX_ANSWERS 200

struct item {
	char name[64];
	double lo, hi;
	bool ranged; /* A..B of its own */
};

struct use {
	size_t item, scale;
	bool reverse;
};

enum derive { SCALE_SUM, SCALE_MEAN, AT_LEAST, LINEAR, STANDARD };

struct score {
	char name[64];
	enum derive how;
	size_t from; /* the scale it is derived from */
	double a, b;
	size_t min, items; /* of a scale; min 0: all */
	size_t line;
};

struct keyscore {
	struct item item[MAX_ITEMS];
	struct use use[MAX_USES];
	struct score score[MAX_SCORES];
	double answer[MAX_ANSWERS], from[MAX_ANSWERS], to[MAX_ANSWERS];
	size_t items, uses, scales, scores, answers, recodes;
	size_t line; /* being parsed */
};

static int
wrong(const struct keyscore *k, struct fail *f, const char *what)
{
	return fail_at(f, FAIL_SYNTAX, "E_KEY", what, k->line, 0);
}

static int
full(const struct keyscore *k, struct fail *f)
{
	return fail_at(f, FAIL_LIMIT, "E_KEY", "key too large", k->line, 0);
}

/* A name that is a column's name as well. */
static int
take_name(struct keyscore *k, struct view v, char *out, size_t n,
    struct fail *f)
{
	size_t i;
	char c;

	if (v.p == NULL || v.n == 0 || view_string(v, out, n) == -1)
		return wrong(k, f, "a name of 1 to 63 bytes was expected");
	for (i = 0; i < v.n; i++) {
		c = v.p[i];
		if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
			(c >= '0' && c <= '9') || c == '_' || c == '.' ||
			c == '-'))
			return wrong(k, f,
			    "a name of letters, digits, '_', '.' and '-' was "
			    "expected");
	}
	return 0;
}

static size_t
find_score(const struct keyscore *k, struct view name)
{
	size_t i;

	for (i = 0; i < k->scores; i++)
		if (view_is(name, k->score[i].name))
			break;
	return i;
}

static size_t
find_item(const struct keyscore *k, struct view name)
{
	size_t i;

	for (i = 0; i < k->items; i++)
		if (view_is(name, k->item[i].name))
			break;
	return i;
}

/* "A..B", whole numbers. */
static bool
parse_range(struct view v, double *lo, double *hi)
{
	struct view a = v, b;
	size_t i;

	for (i = 0; i + 1 < v.n; i++)
		if (v.p[i] == '.' && v.p[i + 1] == '.')
			break;
	if (i + 1 >= v.n)
		return false;
	a.n = i;
	b.p = v.p + i + 2;
	b.n = v.n - i - 2;
	return number_parse(a, lo) == 0 && number_parse(b, hi) == 0 &&
	       *lo < *hi && !(floor(*lo) < *lo) && !(floor(*hi) < *hi);
}

static int
take_answers(struct keyscore *k, struct view v, struct fail *f)
{
	struct view w;
	double lo, hi;

	if (k->answers > 0)
		return wrong(k, f, "a second Answers line");
	while ((w = view_word(&v)).p != NULL) {
		if (!parse_range(w, &lo, &hi)) {
			if (number_parse(w, &lo) == -1)
				return wrong(k, f,
				    "numbers or A..B were expected");
			hi = lo;
		}
		for (; lo <= hi; lo += 1.0) {
			if (k->answers == MAX_ANSWERS)
				return full(k, f);
			k->answer[k->answers++] = lo;
		}
	}
	return k->answers > 0 ? 0 : wrong(k, f, "numbers were expected");
}

static int
take_recode(struct keyscore *k, struct view v, struct fail *f)
{
	struct view w, from;

	while ((w = view_word(&v)).p != NULL) {
		if (k->recodes == MAX_ANSWERS)
			return full(k, f);
		from = view_cut(&w, '=');
		if (w.p == NULL ||
		    number_parse(from, &k->from[k->recodes]) == -1 ||
		    number_parse(w, &k->to[k->recodes]) == -1)
			return wrong(k, f, "NUMBER=NUMBER was expected");
		k->recodes++;
	}
	return 0;
}

static int
take_item_words(struct keyscore *k, struct view v, struct use *u,
    struct fail *f)
{
	struct item *i = &k->item[u->item];
	struct view w;

	while ((w = view_word(&v)).p != NULL) {
		if (view_is(w, "reverse"))
			u->reverse = true;
		else if (parse_range(w, &i->lo, &i->hi))
			i->ranged = true;
		else
			return wrong(k, f, "reverse or A..B was expected");
	}
	return 0;
}

static int
take_item(struct keyscore *k, struct view v, struct fail *f)
{
	struct view name = view_word(&v), scale = view_word(&v);
	struct use *u = &k->use[k->uses];
	size_t i;

	if (k->uses == MAX_USES || k->items == MAX_ITEMS)
		return full(k, f);
	u->item = find_item(k, name);
	if (take_name(k, name, k->item[u->item].name, sizeof(k->item[0].name),
		f) == -1)
		return -1;
	u->scale = find_score(k, scale);
	if (u->scale == k->scores)
		return wrong(k, f,
		    "an item of no scale; its Scale line was expected above");
	for (i = 0; i < k->uses; i++)
		if (k->use[i].item == u->item && k->use[i].scale == u->scale)
			return wrong(k, f, "an item twice in one scale");
	if (u->item == k->items)
		k->items++;
	k->uses++;
	k->score[u->scale].items++;
	return take_item_words(k, v, u, f);
}

static int
new_score(struct keyscore *k, struct view name, struct score **out,
    struct fail *f)
{
	if (k->scores == MAX_SCORES)
		return full(k, f);
	if (name.p != NULL && find_score(k, name) != k->scores)
		return wrong(k, f, "two scores of one name");
	*out = &k->score[k->scores];
	(*out)->line = k->line;
	return take_name(k, name, (*out)->name, sizeof((*out)->name), f);
}

static int
take_scale(struct keyscore *k, struct view v, struct fail *f)
{
	struct view name = view_word(&v), how = view_word(&v),
		    min = view_word(&v);
	struct score *s;
	unsigned long n = 0;

	if (new_score(k, name, &s, f) == -1)
		return -1;
	if (k->scores > k->scales)
		return wrong(k, f, "Scale lines were expected before Derive");
	if (how.p == NULL || min.p == NULL || view_word(&v).p != NULL ||
	    !(view_is(how, "mean") || view_is(how, "sum")) ||
	    !(view_is(min, "all") || view_number(min, 1, MAX_ITEMS, &n) == 0))
		return wrong(k, f,
		    "NAME, mean or sum, and the fewest answers or all were "
		    "expected");
	s->how = view_is(how, "mean") ? SCALE_MEAN : SCALE_SUM;
	s->min = n;
	k->scales++;
	k->scores++;
	return 0;
}

static int
take_derive(struct keyscore *k, struct view v, struct fail *f)
{
	struct view name = view_word(&v), from = view_word(&v),
		    how = view_word(&v), a = view_word(&v), b = view_word(&v);
	struct score *s;
	bool two = !view_is(how, "atleast");

	if (new_score(k, name, &s, f) == -1)
		return -1;
	s->from = find_score(k, from);
	if (s->from >= k->scales)
		return wrong(k, f, "derived from no scale");
	if (view_is(how, "linear"))
		s->how = LINEAR;
	else
		s->how = two ? STANDARD : AT_LEAST;
	if ((two && s->how == STANDARD && !view_is(how, "standard")) ||
	    a.p == NULL || number_parse(a, &s->a) == -1 ||
	    (two && (b.p == NULL || number_parse(b, &s->b) == -1)) ||
	    (!two && b.p != NULL) || view_word(&v).p != NULL)
		return wrong(k, f,
		    "atleast X, linear A B or standard MEAN SD was expected");
	if (s->how == STANDARD && !(s->b > 0.0))
		return wrong(k, f, "a deviation above 0 was expected");
	k->scores++;
	return 0;
}

static int
take_line(struct keyscore *k, struct view line, struct fail *f)
{
	static const char *const about[] = { "Name", "Source", "Licence",
		"Date", "Remark" };
	struct view rest = view_trim(line), name;
	size_t i;

	if (rest.n == 0 || rest.p[0] == '#')
		return 0;
	name = view_cut(&rest, ':');
	if (rest.p == NULL)
		return wrong(k, f, "`Name: value` was expected");
	if (view_is(name, "Answers"))
		return take_answers(k, rest, f);
	if (view_is(name, "Recode"))
		return take_recode(k, rest, f);
	if (view_is(name, "Item"))
		return take_item(k, rest, f);
	if (view_is(name, "Scale"))
		return take_scale(k, rest, f);
	if (view_is(name, "Derive"))
		return take_derive(k, rest, f);
	for (i = 0; i < sizeof(about) / sizeof(about[0]); i++)
		if (view_is(name, about[i]))
			return 0;
	return wrong(k, f,
	    "Name, Source, Licence, Date, Remark, Answers, Recode, Item, Scale "
	    "or Derive was expected");
}

static int
recode(const struct keyscore *k, double *x)
{
	size_t i;

	if (k->recodes == 0)
		return 0;
	for (i = 0; i < k->recodes; i++)
		if (!(fabs(k->from[i] - *x) > 1e-9)) {
			*x = k->to[i];
			return 0;
		}
	return -1;
}

/* An item without a range of its own has that of the answers. */
static int
set_ranges(struct keyscore *k, struct fail *f)
{
	double lo = INFINITY, hi = -INFINITY, x;
	size_t i;

	k->line = 1; /* the key as a whole is to blame */
	for (i = 0; i < k->answers; i++) {
		lo = fmin(lo, k->answer[i]);
		hi = fmax(hi, k->answer[i]);
	}
	for (i = 0; i < k->items; i++) {
		if (k->item[i].ranged && k->recodes > 0)
			return wrong(k, f, "Recode and a range of an item");
		if (k->item[i].ranged)
			continue;
		if (k->answers == 0)
			return wrong(k, f, "an Answers line was expected");
		k->item[i].lo = lo;
		k->item[i].hi = hi;
	}
	for (i = 0; i < k->answers; i++)
		if (x = k->answer[i], recode(k, &x) == -1)
			return wrong(k, f, "Recode leaves an answer out");
	return 0;
}

static int
check_key(struct keyscore *k, struct fail *f)
{
	size_t i;

	if (k->scales == 0)
		return wrong(k, f, "no Scale line");
	for (i = 0; i < k->scales; i++) {
		k->line = k->score[i].line;
		if (k->score[i].items == 0)
			return wrong(k, f, "a scale without items");
		if (k->score[i].min > k->score[i].items)
			return wrong(k, f, "more answers needed than items");
		if (k->score[i].min == 0)
			k->score[i].min = k->score[i].items;
	}
	return set_ranges(k, f);
}

int
keyscore_parse(struct keyscore **out, struct view text, struct fail *f)
{
	struct keyscore *k = calloc(1, sizeof(*k));
	struct view line = view_cut(&text, '\n');
	int rv = 0;

	if (k == NULL)
		return fail_memory(f);
	k->line = 1;
	if (!view_is(view_trim(line), "Format: balint-key/1"))
		rv = wrong(k, f, "`Format: balint-key/1` was expected");
	while (rv == 0 && text.p != NULL) {
		line = view_cut(&text, '\n');
		k->line++;
		rv = take_line(k, line, f);
	}
	if (rv == 0)
		rv = check_key(k, f);
	if (rv == 0)
		*out = k;
	else
		keyscore_free(k);
	return rv;
}

void
keyscore_free(struct keyscore *k)
{
	free(k);
}

size_t
keyscore_items(const struct keyscore *k)
{
	return k->items;
}

const char *
keyscore_item(const struct keyscore *k, size_t item)
{
	return k->item[item].name;
}

size_t
keyscore_scales(const struct keyscore *k)
{
	return k->scales;
}

size_t
keyscore_scores(const struct keyscore *k)
{
	return k->scores;
}

const char *
keyscore_score_name(const struct keyscore *k, size_t score)
{
	return k->score[score].name;
}

static bool
allowed(const struct keyscore *k, const struct item *i, double x)
{
	size_t j;

	if (i->ranged)
		return x >= i->lo && x <= i->hi && !(floor(x) < x);
	for (j = 0; j < k->answers; j++)
		if (!(fabs(k->answer[j] - x) > 0.0))
			return true;
	return false;
}

int
keyscore_answer(const struct keyscore *k, size_t item, struct view v,
    double *out, struct fail *f)
{
	struct view w = view_trim(v);

	*out = NAN;
	if (w.n == 0)
		return 0;
	if (number_parse(w, out) == 0 && allowed(k, &k->item[item], *out))
		return 0;
	*out = NAN;
	fail_set(f, FAIL_RANGE, "E_ANSWER",
	    "not an answer that the key allows; expected one of its numbers, "
	    "or nothing");
	return fail_detail(f, "item %s", k->item[item].name);
}

size_t
keyscore_parts(const struct keyscore *k, size_t scale, const double *x,
    double *out, int *complete)
{
	const struct use *u;
	size_t i, n = 0;
	double y;

	*complete = 1;
	for (i = 0; i < k->uses; i++) {
		u = &k->use[i];
		if (u->scale != scale)
			continue;
		if (isnan(x[u->item])) {
			*complete = 0;
			continue;
		}
		y = x[u->item];
		if (u->reverse)
			y = k->item[u->item].lo + k->item[u->item].hi - y;
		/* What Recode doesn't name was refused by the key's check. */
		if (recode(k, &y) == 0)
			out[n++] = y;
	}
	return n;
}

static double
derive(const struct score *s, double x)
{
	switch (s->how) {
	case AT_LEAST:
		return x >= s->a ? 1.0 : 0.0;
	case LINEAR:
		return s->a + s->b * x;
	default:
		return 50.0 + 10.0 * (x - s->a) / s->b;
	}
}

void
keyscore_score(const struct keyscore *k, const double *x,
    struct keyscore_result *out)
{
	double part[MAX_USES], sum;
	const struct score *s;
	size_t i, j, n;
	int complete;

	for (i = 0; i < k->scales; i++) {
		s = &k->score[i];
		n = keyscore_parts(k, i, x, part, &complete);
		for (sum = 0.0, j = 0; j < n; j++)
			sum += part[j];
		out[i].answered = n;
		out[i].missing = s->items - n;
		out[i].value = n < s->min ? NAN : sum / (double)n;
		/* A full sum stays a whole number. */
		if (s->how == SCALE_SUM && n >= s->min)
			out[i].value = n == s->items
					   ? sum
					   : sum * (double)s->items / (double)n;
	}
	for (; i < k->scores; i++) {
		s = &k->score[i];
		out[i] = out[s->from];
		if (!isnan(out[i].value))
			out[i].value = derive(s, out[i].value);
	}
}
