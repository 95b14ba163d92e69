#include "common/owed.h"

#include <stdlib.h>
#include <string.h>

#include "common/date.h"
#include "common/utf8.h"

static const char *const rules[OWED_RULES] = { "units", "share", "span",
	"in-person", "first-last", "group-size", "present", "online-length",
	"fixed-leader", "presentations", "assessments" };

static const char *const whys[OWED_WHYS] = { "counts", "away", "other-role",
	"same-time", "not-valid", "too-old", "online-too-long", "group-size",
	"too-few-present", "missed-part", "shorter-than-unit", "day-full",
	"all-full" };

const char *
owed_rule_name(enum owed_rule rule)
{
	return rules[rule];
}

const char *
owed_why_name(enum owed_why why)
{
	return whys[why];
}

const char *
owed_text(const struct owed *o, size_t at)
{
	return names_get(&o->text, at);
}

static int
more(void **p, size_t *cap, size_t n, size_t size, struct fail *f)
{
	size_t want = *cap == 0 ? 64 : *cap * 2;
	void *q;

	if (n < *cap)
		return 0;
	q = reallocarray(*p, want, size);
	if (q == NULL)
		return fail_memory(f);
	*p = q;
	*cap = want;
	return 0;
}

static int
text(struct owed *o, struct view v, size_t *at, struct fail *f)
{
	*at = o->text.n;
	return names_add(&o->text, v) == -1 ? fail_memory(f) : 0;
}

static bool
other_role(struct view role)
{
	return role.n > 0 && !view_is(role, "member") &&
	       !view_is(role, "presenter");
}

/* Registration, else the group and the id in it, which nobody else has. */
static int
add_key(struct owed *o, struct owed_entry *e, const struct member *m,
    struct fail *f)
{
	struct buf key = { 0 };
	int rv = -1;

	if (m->registration.n > 0) {
		buf_puts(&key, "r ");
		if (utf8_fold(&key, m->registration) == -1)
			key.bad = true;
	} else {
		buf_printf(&key, "m %zu ", o->ngroup);
		buf_view(&key, m->id);
	}
	if (buf_bad(&key))
		fail_memory(f);
	else
		rv = text(o, buf_all(&key), &e->key, f);
	buf_release(&key);
	return rv;
}

static int
add_assessed(struct owed *o, size_t entry, struct view header, struct fail *f)
{
	struct view line, name, day;
	struct owed_assessed *a;
	int date;

	while (header.p != NULL) {
		line = view_cut(&header, '\n');
		name = view_cut(&line, ':');
		if (line.p == NULL || !view_same(name, "Assessed"))
			continue;
		day = view_word(&line);
		if (day.p == NULL || date_parse(day, &date) == -1)
			continue;
		if (more((void **)&o->assessed, &o->capassessed, o->nassessed,
			sizeof(*a), f) == -1)
			return -1;
		a = &o->assessed[o->nassessed++];
		a->entry = entry;
		a->date = date;
		a->good = view_is(view_word(&line), "satisfactory");
	}
	return 0;
}

static int
add_entry(struct owed *o, const struct roll_member *rm, struct fail *f)
{
	const struct member *m = &rm->m;
	struct owed_entry *e;

	if (more((void **)&o->entry, &o->capentry, o->nentry, sizeof(*e), f) ==
	    -1)
		return -1;
	e = &o->entry[o->nentry];
	e->group = o->ngroup;
	e->person = 0;
	e->other = other_role(m->role);
	e->joined = m->joined;
	e->left = m->left;
	e->presented = m->presented;
	if (add_key(o, e, m, f) == -1 || text(o, m->id, &e->id, f) == -1 ||
	    text(o, frame_shown_name(m), &e->name, f) == -1 ||
	    text(o, m->registration, &e->registration, f) == -1 ||
	    add_assessed(o, o->nentry, rm->header, f) == -1)
		return -1;
	o->nentry++;
	return 0;
}

static int
add_leaders(struct owed *o, const struct roll *r, size_t s, size_t *at,
    struct fail *f)
{
	struct buf b = { 0 };
	struct view leader;
	size_t i;
	int rv = 0;

	for (i = 0; (leader = roll_leader(r, s, i)).p != NULL; i++) {
		if (i > 0)
			buf_putc(&b, ' ');
		buf_view(&b, leader);
	}
	/* Most sessions of a group have the same, which stands there once. */
	if (buf_bad(&b))
		rv = fail_memory(f);
	else if (*at >= o->text.n || !view_is(buf_all(&b), owed_text(o, *at)))
		rv = text(o, buf_all(&b), at, f);
	buf_release(&b);
	return rv;
}

static bool
as_member(const struct roll *r, const struct roll_attend *a)
{
	if (a->a.role.n > 0)
		return !other_role(a->a.role);
	return !other_role(r->member[a->member].m.role);
}

/* Members that the group had that day, and those who were there. */
static void
count_members(const struct roll *r, const struct roll_session *s, int *roster,
    int *present)
{
	const struct roll_attend *a;
	size_t i;

	*roster = *present = 0;
	for (i = 0; i < r->nmember; i++)
		*roster += frame_belongs(&r->member[i].m, s->s.date) &&
			   !other_role(r->member[i].m.role);
	for (i = s->first; i < s->first + s->n; i++) {
		a = &r->attend[i];
		*present += attend_there(&a->a) && as_member(r, a);
	}
}

static int
add_session(struct owed *o, const struct roll *r, size_t s, size_t entry,
    size_t *leaders, struct fail *f)
{
	const struct roll_session *t = &r->session[s];
	const struct roll_attend *a;
	struct owed_meeting *m;
	int roster, present;
	size_t i;

	if (add_leaders(o, r, s, leaders, f) == -1 ||
	    more((void **)&o->held, &o->capheld, o->nheld, sizeof(*o->held),
		f) == -1)
		return -1;
	o->held[o->nheld].group = o->ngroup;
	o->held[o->nheld++].date = t->s.date;
	count_members(r, t, &roster, &present);
	for (i = t->first; i < t->first + t->n; i++) {
		a = &r->attend[i];
		if (more((void **)&o->meeting, &o->capmeeting, o->nmeeting,
			sizeof(*m), f) == -1)
			return -1;
		m = &o->meeting[o->nmeeting++];
		memset(m, 0, sizeof(*m));
		m->entry = entry + a->member;
		m->group = o->ngroup;
		m->date = t->s.date;
		m->time = t->s.time;
		m->length = t->s.minutes;
		m->minutes = a->minutes;
		m->roster = roster;
		m->present = present;
		m->leaders = *leaders;
		m->presented = a->a.presented;
		m->online = a->online;
		m->there = attend_there(&a->a);
		m->member = as_member(r, a);
	}
	return 0;
}

int
owed_add(struct owed *o, const struct roll *r, struct fail *f)
{
	size_t i, first = o->nentry, leaders = (size_t)-1;

	for (i = 0; i < r->nmember; i++)
		if (add_entry(o, &r->member[i], f) == -1)
			return -1;
	for (i = 0; i < r->nsession; i++)
		if (add_session(o, r, i, first, &leaders, f) == -1)
			return -1;
	o->ngroup++;
	return 0;
}

/* What qsort(3) compares: keys by address, and where the entry stood. */
struct sorted {
	const char *key;
	size_t entry;
};

static int
by_key(const void *a, const void *b)
{
	const struct sorted *x = a, *y = b;
	int c = strcmp(x->key, y->key);

	if (c != 0)
		return c;
	return x->entry < y->entry ? -1 : 1;
}

static int
by_entry(const void *a, const void *b)
{
	const struct sorted *x = a, *y = b;

	return x->entry < y->entry ? -1 : x->entry > y->entry;
}

static int
by_person(const void *a, const void *b)
{
	const struct owed_entry *x = a, *y = b;

	if (x->person != y->person)
		return x->person < y->person ? -1 : 1;
	return x->group < y->group ? -1 : x->group > y->group;
}

/*
 * Give each entry its person's number: people in the order in which their
 * first entry was added.  first[] holds the first entry of each key.
 */
static size_t
number_people(struct owed *o, struct sorted *s)
{
	size_t i, n = 0, same;

	qsort(s, o->nentry, sizeof(*s), by_key);
	/* First entry of each key, in place; the rest point at it. */
	for (i = 0; i < o->nentry; i = same) {
		for (same = i;
		     same < o->nentry && strcmp(s[same].key, s[i].key) == 0;
		     same++)
			o->entry[s[same].entry].person = s[i].entry;
	}
	qsort(s, o->nentry, sizeof(*s), by_entry);
	for (i = 0; i < o->nentry; i++) {
		/* Its person's first entry was numbered before it. */
		if (o->entry[i].person == i)
			o->entry[i].person = n++;
		else
			o->entry[i].person =
			    o->entry[o->entry[i].person].person;
	}
	return n;
}

static int
by_day(const void *a, const void *b)
{
	const struct owed_assessed *x = a, *y = b;

	if (x->entry != y->entry)
		return x->entry < y->entry ? -1 : 1;
	return x->date < y->date ? -1 : x->date > y->date;
}

static int
by_when(const void *a, const void *b)
{
	const struct owed_meeting *x = a, *y = b;

	/* parts holds the person's number while sorting. */
	if (x->parts != y->parts)
		return x->parts < y->parts ? -1 : 1;
	if (x->date != y->date)
		return x->date < y->date ? -1 : 1;
	if (x->time != y->time)
		return x->time < y->time ? -1 : 1;
	return x->group < y->group ? -1 : x->group > y->group;
}

static void
cut_people(struct owed *o)
{
	size_t i;
	struct owed_person *p;

	for (i = 0; i < o->nentry; i++) {
		p = &o->person[o->entry[i].person];
		if (p->nentry++ == 0)
			p->entry = i;
	}
	for (i = 0; i < o->nmeeting; i++) {
		p = &o->person[o->meeting[i].parts];
		if (p->nmeeting++ == 0)
			p->meeting = i;
	}
}

int
owed_join(struct owed *o, struct fail *f)
{
	struct sorted *s = calloc(o->nentry + 1, sizeof(*s));
	size_t i;

	if (s == NULL)
		return fail_memory(f);
	for (i = 0; i < o->nentry; i++) {
		s[i].key = owed_text(o, o->entry[i].key);
		s[i].entry = i;
	}
	o->nperson = number_people(o, s);
	free(s);
	o->person = calloc(o->nperson + 1, sizeof(*o->person));
	if (o->person == NULL)
		return fail_memory(f);
	for (i = 0; i < o->nmeeting; i++)
		o->meeting[i].parts =
		    (long)o->entry[o->meeting[i].entry].person;
	for (i = 0; i < o->nassessed; i++)
		o->assessed[i].entry = o->entry[o->assessed[i].entry].person;
	if (o->nmeeting > 0)
		qsort(o->meeting, o->nmeeting, sizeof(*o->meeting), by_when);
	if (o->nassessed > 0)
		qsort(o->assessed, o->nassessed, sizeof(*o->assessed), by_day);
	if (o->nentry > 0)
		qsort(o->entry, o->nentry, sizeof(*o->entry), by_person);
	cut_people(o);
	return 0;
}

size_t
owed_find(const struct owed *o, struct view who, size_t from)
{
	const struct owed_entry *e;
	size_t p, i;

	for (p = from; p < o->nperson; p++)
		for (i = 0; i < o->person[p].nentry; i++) {
			e = &o->entry[o->person[p].entry + i];
			if (view_is(who, owed_text(o, e->id)) ||
			    (who.n > 0 &&
				view_is(who, owed_text(o, e->registration))))
				return p;
		}
	return o->nperson;
}

void
owed_release(struct owed *o)
{
	names_release(&o->text);
	free(o->entry);
	free(o->meeting);
	free(o->person);
	free(o->assessed);
	free(o->held);
	memset(o, 0, sizeof(*o));
}
