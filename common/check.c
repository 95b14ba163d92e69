#include "common/check.h"

#include <string.h>

#include "common/attend.h"
#include "common/date.h"
#include "common/schema.h"
#include "common/utf8.h"

struct checking {
	const struct check_group *g;
	const struct record *r;
	check_fn *tell;
	void *arg;
};

static void
tell(struct checking *c, bool error, const char *word, const char *what,
    size_t i, const char *detail)
{
	struct fail f;

	fail_at(&f, FAIL_RANGE, word, what, i == 0 ? 1 : record_line(i),
	    i == 0 ? 1 : c->r->field[i].name.n + 3);
	if (detail != NULL)
		fail_detail(&f, "%s", detail);
	c->tell(c->arg, &f, error);
}

/* An id in a message, if it is one; never what else may stand there. */
static const char *
shown(struct view v, char out[64])
{
	if (!schema_valid_id(v) || view_string(v, out, 64) == -1)
		return NULL;
	return out;
}

static int
problem(void *arg, const struct fail *f)
{
	struct checking *c = arg;

	c->tell(c->arg, f, true);
	return 0;
}

static void
check_reference(struct checking *c, size_t i, const struct schema_field *d)
{
	struct view v = c->r->field[i].value;
	const struct names *l;
	char id[64];

	if ((d->flags & SCHEMA_SELF) || v.n == 0)
		return;
	if (d->form == SCHEMA_MEMBER)
		l = &c->g->members;
	else if (d->form == SCHEMA_SESSION)
		l = &c->g->sessions;
	else
		return;
	if (names_search(l, v) == l->n)
		tell(c, true, "E_REFERENCE",
		    "what is named is not there; an id of this group was "
		    "expected",
		    i, shown(v, id));
}

static void
check_word(struct checking *c, size_t i)
{
	const char *list, *near;
	char detail[90];
	struct view word;

	if (!vocab_unknown(c->g->words, c->r, i, &word, &list))
		return;
	near = vocab_nearest(c->g->words, list, word);
	(void)strcpy(detail, "nearest: ");
	if (near != NULL)
		(void)strncat(detail, near, sizeof(detail) - 12);
	tell(c, false, "W_WORD", "a word that is not in the vocabulary", i,
	    near == NULL ? NULL : detail);
}

static void
check_field(struct checking *c, size_t i)
{
	struct view name = c->r->field[i].name;
	const struct schema_field *d = schema_find(c->r->kind, name);

	if (!utf8_composed(c->r->field[i].value))
		tell(c, false, "W_NFC",
		    "not in normal form C; comparisons fold it", i, NULL);
	if (d == NULL) {
		if (name.p[1] != '_' || (name.p[0] | 0x20) != 'x')
			tell(c, false, "W_FIELD",
			    "no field of this kind of record; it is kept as "
			    "it is",
			    i, NULL);
		return;
	}
	check_reference(c, i, d);
	check_word(c, i);
}

/* The same member on two lines of one session. */
static bool
twice(const struct record *r, size_t i, struct view member)
{
	struct view v;
	size_t k;

	for (k = record_next(r, "Attend", 1); k < i;
	     k = record_next(r, "Attend", k + 1)) {
		v = r->field[k].value;
		if (view_equal(view_word(&v), member))
			return true;
	}
	return false;
}

static void
check_attend(struct checking *c, size_t i, const struct session *s)
{
	const struct check_group *g = c->g;
	struct attend a;
	char id[64];
	size_t m;

	if (attend_parse(&a, c->r->field[i].value, NULL) == -1)
		return; /* schema_check() has said so */
	m = names_search(&g->members, a.member);
	if (m == g->members.n) {
		tell(c, true, "E_REFERENCE",
		    "attendance of somebody who is no member", i,
		    shown(a.member, id));
		return;
	}
	if (s->date < g->joined[m] || s->date > g->left[m])
		tell(c, true, "E_LEFT",
		    "attendance of a member who was not in the group that day",
		    i, shown(a.member, id));
	if (twice(c->r, i, a.member))
		tell(c, true, "E_TWICE", "the same member twice in a session",
		    i, shown(a.member, id));
	if (a.minutes > s->minutes)
		tell(c, true, "E_MINUTES", "more minutes than the session has",
		    i, shown(a.member, id));
	if (!attend_there(&a) && a.minutes > 0)
		tell(c, true, "E_MINUTES", "minutes of somebody who was away",
		    i, shown(a.member, id));
}

static void
check_session(struct checking *c)
{
	const struct record *r = c->r;
	struct session s;
	size_t i, first = record_next(r, "Attend", 1);

	if (frame_session(&s, r, &c->g->frame, NULL) == -1)
		return;
	for (i = first; i < r->nfield; i = record_next(r, "Attend", i + 1))
		check_attend(c, i, &s);
	if (first == r->nfield)
		return;
	if (s.status == SESSION_CANCELLED)
		tell(c, true, "E_SESSION",
		    "attendance in a session that was cancelled", first, NULL);
	if (s.date > c->g->today)
		tell(c, true, "E_DATE",
		    "attendance in a session that is still to come", first,
		    NULL);
}

static void
check_member(struct checking *c)
{
	struct member m;

	if (frame_member(&m, c->r, NULL) == 0 && m.left < m.joined)
		tell(c, true, "E_DATE", "left before joining",
		    record_next(c->r, "Left", 1), NULL);
}

static void
check_case(struct checking *c)
{
	struct view purge = record_value(c->r, "PurgeAfter");
	struct view session = record_value(c->r, "Session");
	struct view date = { session.p, DATE_LEN - 1 };
	int until, day;

	if (session.n < DATE_LEN || purge.n == 0)
		return;
	date.p++;
	if (date_parse(date, &day) == 0 && date_parse(purge, &until) == 0 &&
	    until < day)
		tell(c, true, "E_DATE",
		    "to be purged before its session took place",
		    record_next(c->r, "PurgeAfter", 1), NULL);
}

static void
check_group(struct checking *c)
{
	struct frame g;

	if (frame_parse(&g, c->r, NULL) == 0 && g.ends < g.starts)
		tell(c, true, "E_DATE", "ends before it starts",
		    record_next(c->r, "Ends", 1), NULL);
}

static void
check_prose(struct checking *c)
{
	const struct record_section *s;
	struct fail f;
	size_t i;

	for (i = 0; i < c->r->nsection; i++) {
		s = &c->r->section[i];
		if (utf8_composed(s->body))
			continue;
		fail_at(&f, FAIL_RANGE, "W_NFC",
		    "not in normal form C; comparisons fold it", s->line, 1);
		c->tell(c->arg, &f, false);
	}
}

void
check_record(const struct check_group *g, const struct record *r, check_fn *fn,
    void *arg)
{
	struct checking c = { g, r, fn, arg };
	size_t i;

	(void)schema_check(r, problem, &c);
	for (i = 1; i < r->nfield; i++)
		check_field(&c, i);
	if (r->version > RECORD_VERSION)
		tell(&c, false, "W_VERSION",
		    "of a newer format; it is read and never written", 0, NULL);
	if (r->kind == RECORD_SESSION)
		check_session(&c);
	else if (r->kind == RECORD_MEMBER)
		check_member(&c);
	else if (r->kind == RECORD_CASE)
		check_case(&c);
	else if (r->kind == RECORD_GROUP)
		check_group(&c);
	check_prose(&c);
}
