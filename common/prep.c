#include "common/prep.h"

#include <stdlib.h>
#include <string.h>

#include "common/date.h"
#include "common/schema.h"

/* Room for one more; NULL: no memory.  The new one is all zero. */
static void *
more(void **p, size_t *n, size_t *cap, size_t size)
{
	size_t want;
	void *q;

	if (*n == *cap) {
		want = *cap == 0 ? 32 : *cap * 2;
		q = reallocarray(*p, want, size);
		if (q == NULL)
			return NULL;
		*p = q;
		*cap = want;
	}
	q = (char *)*p + *n * size;
	memset(q, 0, size);
	(*n)++;
	return q;
}

void
prep_begin(struct prep *p, const struct frame *g, struct view name, int today)
{
	memset(p, 0, sizeof(*p));
	p->today = p->date = today;
	p->frame = *g;
	p->name = g->name.n > 0 ? g->name : name;
	p->held_date = FRAME_NODATE;
}

int
prep_session(struct prep *p, const struct session *s, struct fail *f)
{
	struct prep_past *past;

	if (s->status == SESSION_PLANNED && s->date >= p->today) {
		if (!p->planned) {
			p->planned = true;
			p->evening = *s;
			p->date = s->date;
		} else
			p->left++;
	}
	if (s->status != SESSION_HELD || p->planned)
		return 0;
	past = more((void **)&p->past, &p->npast, &p->cappast, sizeof(*past));
	if (past == NULL)
		return fail_memory(f);
	past->id = p->held = s->id;
	past->date = p->held_date = s->date;
	p->nheld++;
	return 0;
}

/* Held sessions after that day. */
static unsigned
held_after(const struct prep *p, int day)
{
	unsigned n = 0;
	size_t i;

	for (i = p->npast; i > 0 && p->past[i - 1].date > day; i--)
		n++;
	return n;
}

/* Whoever leads or observes for good is no member to be expected. */
static bool
sits_in(struct view role)
{
	return role.n == 0 || view_is(role, "member") ||
	       view_is(role, "presenter");
}

int
prep_member(struct prep *p, const struct member *m, const struct record *r,
    struct fail *f)
{
	struct prep_person *q;
	bool belongs = frame_belongs(m, p->date);

	if (!sits_in(m->role))
		return 0;
	q = more((void **)&p->person, &p->nperson, &p->capperson, sizeof(*q));
	if (q == NULL)
		return fail_memory(f);
	q->id = m->id;
	q->name = frame_shown_name(m);
	q->joined = m->joined;
	q->left = m->left;
	q->away = belongs && frame_away(r, p->date);
	q->expected = belongs && !q->away;
	q->fresh =
	    belongs && m->joined != FRAME_NODATE && m->joined > p->held_date;
	q->leaving = belongs && m->left != FRAME_NOEND &&
		     m->left - p->date <= PREP_LEAVING;
	q->gone = m->left < p->date && p->held_date != FRAME_NODATE &&
		  m->left >= p->held_date;
	q->presented = FRAME_NODATE;
	return 0;
}

static struct prep_person *
person(struct prep *p, struct view id)
{
	size_t i;

	for (i = 0; i < p->nperson; i++)
		if (view_equal(p->person[i].id, id))
			return &p->person[i];
	return NULL;
}

static void
presented(struct prep *p, struct prep_person *q, int day)
{
	if (day > q->presented && day < p->date)
		q->presented = day;
	p->presented = true;
}

void
prep_attend(struct prep *p, struct view member, int date, bool there,
    unsigned count)
{
	struct prep_person *q = person(p, member);

	if (q == NULL || date >= p->date)
		return;
	q->absent = there ? 0 : q->absent + 1;
	if (count > 0)
		presented(p, q, date);
}

static int
people_of(struct names *l, const struct record *r, const char *field)
{
	size_t i;

	if (r == NULL)
		return 0;
	for (i = record_next(r, field, 1); i < r->nfield;
	     i = record_next(r, field, i + 1))
		if (names_add(l, r->field[i].value) == -1)
			return -1;
	return 0;
}

int
prep_people(struct prep *p, const struct record *evening,
    const struct record *group, struct fail *f)
{
	if (people_of(&p->leader, evening, "Leader") == -1 ||
	    people_of(&p->coleader, evening, "CoLeader") == -1 ||
	    people_of(&p->observer, evening, "Observer") == -1)
		return fail_memory(f);
	/* The session says who leads only where that differs. */
	if ((p->leader.n == 0 &&
		people_of(&p->leader, group, "Leader") == -1) ||
	    (p->coleader.n == 0 &&
		people_of(&p->coleader, group, "CoLeader") == -1))
		return fail_memory(f);
	return 0;
}

static int
add_phase(struct prep *p, struct view v, struct fail *f)
{
	struct view time = view_word(&v), word = view_word(&v);
	struct view minutes = view_word(&v);
	struct prep_phase *q;
	unsigned long n;
	int at;

	if (time.p == NULL || word.p == NULL || date_parse_time(time, &at) != 0)
		return 0; /* balint-note check tells of it */
	q = more((void **)&p->phase, &p->nphase, &p->capphase, sizeof(*q));
	if (q == NULL)
		return fail_memory(f);
	q->time = at;
	q->word = word;
	q->minutes = minutes.p != NULL && view_number(minutes, 0, 1440, &n) == 0
			 ? (int)n
			 : -1;
	return 0;
}

int
prep_phases(struct prep *p, const struct record *r, struct fail *f)
{
	size_t i;

	for (i = record_next(r, "Phase", 1); i < r->nfield;
	     i = record_next(r, "Phase", i + 1))
		if (add_phase(p, r->field[i].value, f) == -1)
			return -1;
	return 0;
}

int
prep_plan(struct prep *p, struct view lines, struct fail *f)
{
	struct view line;

	p->nphase = 0;
	while (lines.n > 0) {
		line = view_cut(&lines, '\n');
		(void)view_cut(&line, ':');
		if (line.p != NULL && add_phase(p, line, f) == -1)
			return -1;
	}
	return 0;
}

/* The day on which that session was held; FRAME_NODATE: none of ours. */
static int
day_of(const struct prep *p, struct view session)
{
	size_t i;

	for (i = 0; i < p->npast; i++)
		if (view_equal(p->past[i].id, session))
			return p->past[i].date;
	return FRAME_NODATE;
}

/* DATE [asked=DATE] [told=DATE] [outcome=WORD]; told or outcome closes it. */
static int
add_followup(struct prep *p, struct view id, struct view v, int told,
    struct fail *f)
{
	struct prep_followup *q;
	struct view word, key;
	int due, asked = FRAME_NODATE;

	word = view_word(&v);
	if (word.p == NULL || date_parse(word, &due) == -1 || due > p->date)
		return 0;
	for (word = view_word(&v); word.p != NULL; word = view_word(&v)) {
		key = view_cut(&word, '=');
		if (view_is(key, "told") || view_is(key, "outcome"))
			return 0;
		if (view_is(key, "asked"))
			(void)date_parse(word, &asked);
	}
	q = more((void **)&p->followup, &p->nfollowup, &p->capfollowup,
	    sizeof(*q));
	if (q == NULL)
		return fail_memory(f);
	(void)view_string(id, q->id, sizeof(q->id));
	q->due = due;
	q->told = told;
	q->asked = asked;
	return 0;
}

int
prep_case(struct prep *p, const struct record *r, struct fail *f)
{
	struct prep_person *q = person(p, record_value(r, "Presenter"));
	int day = day_of(p, record_value(r, "Session"));
	size_t i;

	p->cases = true;
	if (q != NULL && day != FRAME_NODATE)
		presented(p, q, day);
	for (i = record_next(r, "Followup", 1); i < r->nfield;
	     i = record_next(r, "Followup", i + 1))
		if (add_followup(p, record_value(r, "Case"), r->field[i].value,
			day, f) == -1)
			return -1;
	return 0;
}

int
prep_debrief(struct prep *p, const struct record *r, struct fail *f)
{
	const struct record_section *s = record_section(r, "unfinished");
	struct buf text = { 0 }, *q;
	struct view v;

	p->cases = true;
	if (s == NULL)
		return 0;
	record_prose(&text, s->body);
	v = buf_all(&text);
	while (v.n > 0 && (v.p[v.n - 1] == '\n' || v.p[v.n - 1] == ' '))
		v.n--;
	text.n = v.n;
	if (text.n == 0) {
		buf_release(&text);
		return 0;
	}
	q = reallocarray(p->unfinished, p->by.n + 1, sizeof(*q));
	if (q != NULL)
		p->unfinished = q;
	if (buf_bad(&text) || q == NULL ||
	    names_add(&p->by, record_value(r, "Leader")) == -1) {
		buf_release(&text);
		return fail_memory(f);
	}
	p->unfinished[p->by.n - 1] = text;
	return 0;
}

static int
by_due(const void *x, const void *y)
{
	const struct prep_followup *a = x, *b = y;

	if (a->due != b->due)
		return a->due < b->due ? -1 : 1;
	return strcmp(a->id, b->id);
}

/* By the rhythm: how many more fit until the group ends. */
static void
guess_left(struct prep *p)
{
	static const struct {
		const char *word;
		int days, months;
	} rhythm[] = { { "weekly", 7, 0 }, { "fortnightly", 14, 0 },
		{ "every-3-weeks", 21, 0 }, { "every-4-weeks", 28, 0 },
		{ "every-6-weeks", 42, 0 }, { "monthly", 0, 1 },
		{ "every-2-months", 0, 2 }, { "quarterly", 0, 3 } };
	int day;
	size_t i;

	p->left_known = p->left > 0;
	if (p->left > 0 || p->frame.ends == FRAME_NOEND)
		return;
	for (i = 0; i < sizeof(rhythm) / sizeof(rhythm[0]); i++)
		if (view_is(p->frame.frequency, rhythm[i].word))
			break;
	if (i == sizeof(rhythm) / sizeof(rhythm[0]))
		return;
	for (;; p->left++) {
		day = rhythm[i].days > 0
			  ? p->date + rhythm[i].days * ((int)p->left + 1)
			  : date_add_months(p->date,
				rhythm[i].months * ((int)p->left + 1));
		if (day > p->frame.ends || p->left >= 10000)
			break;
	}
	p->left_known = p->left_guessed = true;
}

void
prep_end(struct prep *p)
{
	struct prep_person *q;
	size_t i;
	int day;

	for (i = 0; i < p->nperson; i++) {
		q = &p->person[i];
		p->expected += q->expected;
		p->away += q->away;
		day = q->presented;
		/* The day of joining counts, that of presenting doesn't. */
		if (day == FRAME_NODATE && q->joined != FRAME_NODATE)
			day = q->joined - 1;
		q->since = held_after(p, day);
	}
	if (p->nfollowup > 1)
		qsort(p->followup, p->nfollowup, sizeof(*p->followup), by_due);
	guess_left(p);
}

void
prep_release(struct prep *p)
{
	size_t i;

	for (i = 0; i < p->by.n; i++)
		buf_release(&p->unfinished[i]);
	free(p->unfinished);
	free(p->past);
	free(p->person);
	free(p->followup);
	free(p->phase);
	names_release(&p->leader);
	names_release(&p->coleader);
	names_release(&p->observer);
	names_release(&p->by);
	memset(p, 0, sizeof(*p));
}
