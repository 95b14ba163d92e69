#include "common/tabling.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/date.h"

#define WORDS 64 /* of one case that are looked at */

static const char *const names[] = { "member", "month", "theme", "emotion",
	"trigger", "phase", "presenter" };

enum tabling_by
tabling_parse(struct view word)
{
	int i;

	for (i = 0; i < TABLING_NOTHING; i++)
		if (view_is(word, names[i]))
			return (enum tabling_by)i;
	return TABLING_NOTHING;
}

const char *
tabling_name(enum tabling_by by)
{
	return names[by];
}

static bool
has(const enum tabling_by by[2], enum tabling_by what)
{
	return by[0] == what || by[1] == what;
}

const char *
tabling_wrong(const enum tabling_by by[2])
{
	if (by[0] == by[1])
		return "--by: two different things were expected";
	if (has(by, TABLING_PHASE) && by[1] != TABLING_NOTHING &&
	    !has(by, TABLING_MONTH))
		return "--by: phase goes alone or with month";
	return NULL;
}

enum tabling_unit
tabling_unit(const struct tabling *t)
{
	if (has(t->by, TABLING_PHASE))
		return TABLING_PHASES;
	return has(t->by, TABLING_THEME) || has(t->by, TABLING_EMOTION) ||
		       has(t->by, TABLING_TRIGGER) ||
		       has(t->by, TABLING_PRESENTER)
		   ? TABLING_CASES
		   : TABLING_SESSIONS;
}

static void *
more(void **p, size_t *n, size_t *cap, size_t size)
{
	size_t want = *cap == 0 ? 64 : *cap * 2;
	void *q;

	if (*n == *cap) {
		q = reallocarray(*p, want, size);
		if (q == NULL)
			return NULL;
		*p = q;
		*cap = want;
	}
	return (char *)*p + (*n)++ * size;
}

struct month {
	char s[DATE_LEN];
};

static struct view
month_of(int date, struct month *m)
{
	date_format(date, m->s);
	m->s[7] = '\0';
	return view_of(m->s);
}

/* HH:MM WORD [MINUTES]; the word, and the minutes or -1. */
static struct view
phase_word(struct view v, int *minutes)
{
	struct view word;
	unsigned long n;

	(void)view_word(&v);
	word = view_word(&v);
	*minutes = view_number(view_word(&v), 0, 1440, &n) == 0 ? (int)n : -1;
	return word;
}

/* Planned phases go into slot 0, what really was into slot 1. */
static int
count_phases(struct tabling *t, const struct session *s, const struct record *r,
    struct fail *f)
{
	static const char *const field[] = { "Phase", "Actual" };
	struct view none = { "", 0 }, word, month;
	struct crosstab_cell *c;
	struct month m;
	size_t i, k;
	int minutes;

	month = t->by[1] == TABLING_NOTHING ? none : month_of(s->date, &m);
	for (k = 0; k < 2; k++)
		for (i = record_next(r, field[k], 1); i < r->nfield;
		     i = record_next(r, field[k], i + 1)) {
			word = phase_word(r->field[i].value, &minutes);
			c = t->by[0] == TABLING_PHASE
				? crosstab_at(&t->t, word, month)
				: crosstab_at(&t->t, month, word);
			if (c == NULL)
				return fail_memory(f);
			c->count[k]++;
			if (minutes >= 0) {
				c->minutes[k] += minutes;
				c->timed[k]++;
			}
		}
	return 0;
}

int
tabling_session(struct tabling *t, const struct session *s,
    const struct record *r, struct fail *f)
{
	struct tabling_session *q;

	q = more((void **)&t->session, &t->nsession, &t->capsession,
	    sizeof(*q));
	if (q == NULL)
		return fail_memory(f);
	q->id = s->id;
	q->date = s->date;
	q->minutes = s->minutes;
	q->there = t->nthere;
	q->nthere = 0;
	return tabling_unit(t) == TABLING_PHASES ? count_phases(t, s, r, f) : 0;
}

int
tabling_there(struct tabling *t, struct view member, int minutes,
    struct fail *f)
{
	struct tabling_there *q;

	q = more((void **)&t->there, &t->nthere, &t->capthere, sizeof(*q));
	if (q == NULL)
		return fail_memory(f);
	q->member = member;
	q->minutes = minutes;
	t->session[t->nsession - 1].nthere++;
	return 0;
}

static int
add(struct tabling *t, struct view a, struct view b, int minutes,
    struct fail *f)
{
	struct crosstab_cell *c = crosstab_at(&t->t, a, b);

	if (c == NULL)
		return fail_memory(f);
	c->count[0]++;
	if (minutes >= 0) {
		c->minutes[0] += minutes;
		c->timed[0]++;
	}
	return 0;
}

int
tabling_count(struct tabling *t, struct fail *f)
{
	const struct tabling_session *s;
	const struct tabling_there *w;
	struct view none = { "", 0 }, month;
	struct month m;
	size_t i;

	if (tabling_unit(t) != TABLING_SESSIONS)
		return 0;
	for (s = t->session; s < t->session + t->nsession; s++) {
		month =
		    has(t->by, TABLING_MONTH) ? month_of(s->date, &m) : none;
		if (!has(t->by, TABLING_MEMBER)) {
			if (add(t, month, none, s->minutes, f) == -1)
				return -1;
			continue;
		}
		for (i = 0; i < s->nthere; i++) {
			w = &t->there[s->there + i];
			if ((t->by[0] == TABLING_MEMBER
				    ? add(t, w->member, month, w->minutes, f)
				    : add(t, month, w->member, w->minutes,
					  f)) == -1)
				return -1;
		}
	}
	return 0;
}

static const struct tabling_session *
find_session(const struct tabling *t, struct view id)
{
	size_t i;

	for (i = 0; i < t->nsession; i++)
		if (view_equal(t->session[i].id, id))
			return &t->session[i];
	return NULL;
}

/* The words of a list field, each once; an emotion without its by=. */
static size_t
field_words(const struct record *r, const char *field, struct view *word)
{
	struct view v, w;
	size_t i, k, n = 0;

	for (i = record_next(r, field, 1); i < r->nfield && n < WORDS;
	     i = record_next(r, field, i + 1)) {
		v = r->field[i].value;
		w = view_word(&v);
		for (k = 0; k < n; k++)
			if (view_equal(word[k], w))
				break;
		if (k == n && w.n > 0)
			word[n++] = w;
	}
	return n;
}

/* What a case stands under in one dimension; at least one, maybe empty. */
static size_t
words_of(const struct tabling *t, enum tabling_by by,
    const struct tabling_session *s, const struct record *r, struct month *m,
    struct view *word)
{
	static const char *const field[] = { NULL, NULL, "Theme", "Emotion",
		"Trigger", NULL, "Presenter" };
	size_t n = 0;

	word[0].p = "";
	word[0].n = 0;
	switch (by) {
	case TABLING_MONTH:
		word[0] = month_of(s->date, m);
		return 1;
	case TABLING_MEMBER:
		for (; n < s->nthere && n < WORDS; n++)
			word[n] = t->there[s->there + n].member;
		return n;
	case TABLING_NOTHING:
	case TABLING_PHASE:
		return 1;
	case TABLING_THEME:
	case TABLING_EMOTION:
	case TABLING_TRIGGER:
	case TABLING_PRESENTER:
		n = field_words(r, field[by], word);
		return n > 0 ? n : 1;
	}
	return 1;
}

/* Who named it: slots 1 to 4, and 5 for an emotion without `by`. */
static void
count_by(struct crosstab_cell *c, const struct record *r, struct view emotion)
{
	static const char *const who[] = { "presenter", "patient-imagined",
		"group", "leader" };
	struct view v, by;
	size_t i, k;

	for (i = record_next(r, "Emotion", 1); i < r->nfield;
	     i = record_next(r, "Emotion", i + 1)) {
		v = r->field[i].value;
		if (!view_equal(view_word(&v), emotion))
			continue;
		by = view_word(&v);
		if (by.p != NULL)
			(void)view_cut(&by, '=');
		for (k = 0; k < 4; k++)
			if (view_is(by, who[k]))
				break;
		c->count[1 + k]++;
	}
}

int
tabling_case(struct tabling *t, const struct record *r, struct fail *f)
{
	const struct tabling_session *s =
	    find_session(t, record_value(r, "Session"));
	struct view a[WORDS], b[WORDS];
	struct crosstab_cell *c;
	struct month ma, mb;
	unsigned long minutes;
	size_t i, k, na, nb;
	bool timed;

	if (s == NULL)
		return 0;
	timed = view_number(record_value(r, "Minutes"), 1, 1440, &minutes) == 0;
	na = words_of(t, t->by[0], s, r, &ma, a);
	nb = words_of(t, t->by[1], s, r, &mb, b);
	for (i = 0; i < na; i++)
		for (k = 0; k < nb; k++) {
			if (add(t, a[i], b[k], timed ? (int)minutes : -1, f) ==
			    -1)
				return -1;
			c = crosstab_at(&t->t, a[i], b[k]);
			if (t->by[0] == TABLING_EMOTION)
				count_by(c, r, a[i]);
			else if (t->by[1] == TABLING_EMOTION)
				count_by(c, r, b[k]);
			/* minutes[1]: the last day, for the presenters. */
			if (c->timed[1] == 0 || s->date > c->minutes[1])
				c->minutes[1] = s->date;
			c->timed[1] = 1;
		}
	return 0;
}

int
tabling_member(struct tabling *t, struct view id, struct fail *f)
{
	const struct view none = { "", 0 };

	if (t->by[0] != TABLING_PRESENTER || t->by[1] != TABLING_NOTHING)
		return 0;
	return crosstab_at(&t->t, id, none) == NULL ? fail_memory(f) : 0;
}

int
tabling_end(struct tabling *t, struct fail *f)
{
	return crosstab_sort(&t->t, f);
}

void
tabling_clear(struct tabling *t)
{
	crosstab_release(&t->t);
	t->nsession = t->nthere = 0;
}

void
tabling_release(struct tabling *t)
{
	crosstab_release(&t->t);
	free(t->session);
	free(t->there);
	t->session = NULL;
	t->there = NULL;
	t->nsession = t->capsession = t->nthere = t->capthere = 0;
}
