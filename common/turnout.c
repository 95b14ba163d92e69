#include "common/turnout.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "common/attend.h"
#include "common/date.h"

/* Room for one more element; false: no memory. */
static bool
grow(void **p, size_t n, size_t *cap, size_t size)
{
	size_t want;
	void *q;

	if (n < *cap)
		return true;
	want = *cap == 0 ? 64 : *cap + *cap / 2;
	q = reallocarray(*p, want, size);
	if (q == NULL)
		return false;
	*p = q;
	*cap = want;
	return true;
}

int
turnout_person(struct turnout *t, struct view id, int joined, int left,
    struct fail *f)
{
	struct turnout_person *p;

	if (t->nperson >= TURNOUT_PERSONS_MAX)
		return fail_set(f, FAIL_LIMIT, "E_SIZE",
		    "more members than are taken here");
	if (!grow((void **)&t->person, t->nperson, &t->capperson,
		sizeof(*t->person)))
		return fail_memory(f);
	p = &t->person[t->nperson++];
	(void)view_string(id, p->id, sizeof(p->id));
	p->joined = joined;
	p->left = left;
	return 0;
}

int
turnout_session(struct turnout *t, struct view id, int date, int minutes,
    struct fail *f)
{
	struct turnout_session *s;

	if (!grow((void **)&t->session, t->nsession, &t->capsession,
		sizeof(*t->session)))
		return fail_memory(f);
	s = &t->session[t->nsession++];
	(void)view_string(id, s->id, sizeof(s->id));
	s->date = date;
	s->minutes = (int16_t)minutes;
	s->mark = (uint32_t)t->nmark;
	s->nmark = 0;
	return 0;
}

/* Members and presenters count; whoever else sits there does not. */
static bool
counts(struct view role)
{
	return role.n == 0 || view_is(role, "member") ||
	       view_is(role, "presenter");
}

int
turnout_mark(struct turnout *t, size_t person, enum attend_status status,
    struct view role, int minutes, bool online, struct fail *f)
{
	struct turnout_mark *m;

	if (!counts(role))
		return 0;
	if (!grow((void **)&t->mark, t->nmark, &t->capmark, sizeof(*t->mark)))
		return fail_memory(f);
	m = &t->mark[t->nmark++];
	m->person = (uint16_t)person;
	m->status = (uint16_t)(status & 7);
	m->minutes = (uint16_t)((minutes > 1440 ? 1440 : minutes) & 0x7ff);
	m->online = online;
	t->session[t->nsession - 1].nmark++;
	return 0;
}

void
turnout_clear(struct turnout *t)
{
	t->nperson = t->nsession = t->nmark = 0;
}

void
turnout_release(struct turnout *t)
{
	free(t->person);
	free(t->session);
	free(t->mark);
	memset(t, 0, sizeof(*t));
}

static void
count_mark(struct turnout_count *c, const struct turnout_session *s,
    const struct turnout_mark *m)
{
	long missed = s->minutes - m->minutes;

	c->sessions++;
	c->status[m->status]++;
	if (m->status > ATTEND_LEFT) {
		if (++c->run_now > c->run)
			c->run = c->run_now;
		return;
	}
	c->run_now = 0;
	c->attended++;
	c->online += m->online;
	c->minutes += m->minutes;
	if (missed > 0 && m->status == ATTEND_LATE)
		c->late_minutes += missed;
	if (missed > 0 && m->status == ATTEND_LEFT)
		c->left_minutes += missed;
}

void
turnout_of_cell(const struct turnout *t, size_t person, size_t first,
    size_t last, struct turnout_count *c)
{
	const struct turnout_session *s;
	const struct turnout_mark *m;
	size_t i;

	memset(c, 0, sizeof(*c));
	for (i = first; i < last; i++) {
		s = &t->session[i];
		for (m = t->mark + s->mark; m < t->mark + s->mark + s->nmark;
		     m++)
			if (m->person == person)
				count_mark(c, s, m);
	}
}

void
turnout_of_sessions(const struct turnout *t, size_t first, size_t last,
    struct turnout_count *c)
{
	const struct turnout_session *s;
	size_t i, k;

	memset(c, 0, sizeof(*c));
	for (i = first; i < last; i++) {
		s = &t->session[i];
		for (k = 0; k < s->nmark; k++)
			count_mark(c, s, &t->mark[s->mark + k]);
	}
	c->run = c->run_now = 0;
}

/* Held sessions from..to, both ends included; t is sorted. */
static size_t
held_between(const struct turnout *t, int from, int to)
{
	size_t lo = 0, hi = t->nsession, mid, first;

	while (lo < hi) {
		mid = lo + (hi - lo) / 2;
		if (t->session[mid].date < from)
			lo = mid + 1;
		else
			hi = mid;
	}
	first = lo;
	hi = t->nsession;
	while (lo < hi) {
		mid = lo + (hi - lo) / 2;
		if (t->session[mid].date <= to)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo - first;
}

/* Marks outside Joined..Left are possible, so nothing goes below zero. */
static void
unmarked(const struct turnout *t, const struct turnout_person *p,
    struct turnout_count *c)
{
	size_t held;

	held = held_between(t, p->joined, p->left);
	c->unmarked = held > c->sessions ? (unsigned)(held - c->sessions) : 0;
}

void
turnout_of_person(const struct turnout *t, size_t person,
    struct turnout_count *c)
{
	turnout_of_cell(t, person, 0, t->nsession, c);
	unmarked(t, &t->person[person], c);
}

void
turnout_of_persons(const struct turnout *t, struct turnout_count *c)
{
	const struct turnout_session *s;
	size_t i, k;

	memset(c, 0, t->nperson * sizeof(*c));
	for (i = 0; i < t->nsession; i++) {
		s = &t->session[i];
		for (k = 0; k < s->nmark; k++)
			count_mark(&c[t->mark[s->mark + k].person], s,
			    &t->mark[s->mark + k]);
	}
	for (i = 0; i < t->nperson; i++)
		unmarked(t, &t->person[i], &c[i]);
}

bool
turnout_month(const struct turnout *t, size_t *first, size_t *next, int *month)
{
	struct date_ymd d;
	size_t i = *next;

	if (i >= t->nsession)
		return false;
	d = date_split(t->session[i].date);
	*month = d.year * 12 + d.month - 1;
	*first = i;
	for (i++; i < t->nsession; i++) {
		d = date_split(t->session[i].date);
		if (d.year * 12 + d.month - 1 != *month)
			break;
	}
	*next = i;
	return true;
}

double
turnout_rate(const struct turnout_count *c)
{
	return c->sessions == 0 ? NAN : (double)c->attended / c->sessions;
}
