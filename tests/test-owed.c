/*
 * Schemes and what is owed of them.  For each shipped scheme a plan of
 * sessions is made that just meets every rule of it; then, rule by rule, the
 * smallest change that breaks that rule.
 */

#include <stdlib.h>
#include <string.h>

#include "common/date.h"
#include "common/names.h"
#include "common/owed.h"
#include "common/schemedir.h"
#include "tests/tap.h"

#define MAX	64
#define MEMBERS 20

struct plan {
	size_t n, members, present;
	int date[MAX], time[MAX], length[MAX], minutes[MAX], presented[MAX];
	bool online[MAX], there[MAX];
	const char *leader[MAX];
	size_t assessed;
	bool unsatisfactory;
};

/* A roll as roll_read() would make it of the plan; one for all tests. */
static struct roll_member members[MEMBERS];
static struct roll_session sessions[MAX];
static struct roll_attend attend[MAX * MEMBERS];
static char headers[MAX][64], assessments[1024];
static char ids[MEMBERS][24];

static void
make_member(size_t i)
{
	(void)snprintf(ids[i], sizeof(ids[i]), "m%02zu", i);
	memset(&members[i], 0, sizeof(members[i]));
	members[i].m.id = view_of(ids[i]);
	members[i].m.joined = FRAME_NODATE;
	members[i].m.left = FRAME_NOEND;
	members[i].header = view_of("");
}

static void
make_session(const struct plan *p, size_t s, size_t *n)
{
	struct roll_session *t = &sessions[s];
	struct roll_attend *a;
	size_t i;

	memset(t, 0, sizeof(*t));
	(void)snprintf(headers[s], sizeof(headers[s]), "Leader: %s\n\n",
	    p->leader[s]);
	t->header = view_of(headers[s]);
	t->s.id = view_of("s");
	t->s.date = p->date[s];
	t->s.time = p->time[s];
	t->s.minutes = p->length[s];
	t->s.status = SESSION_HELD;
	t->first = *n;
	for (i = 0; i < p->present; i++) {
		a = &attend[(*n)++];
		memset(a, 0, sizeof(*a));
		a->member = i;
		a->minutes = i == 0 ? p->minutes[s] : p->length[s];
		a->online = p->online[s];
		a->a.status = ATTEND_PRESENT;
		a->a.presented = i == 0 ? (unsigned)p->presented[s] : 0;
		if (i == 0 && !p->there[s]) {
			a->a.status = ATTEND_ABSENT;
			a->minutes = 0;
		}
		t->n++;
	}
}

static struct roll
make_roll(const struct plan *p)
{
	static char path[] = "/library/tuesday";
	struct roll r = { .path = path };
	size_t i, n = 0, at = 0;

	for (i = 0; i < p->members; i++)
		make_member(i);
	assessments[0] = '\0';
	for (i = 0; i < p->assessed; i++)
		at +=
		    (size_t)snprintf(assessments + at, sizeof(assessments) - at,
			"Assessed: 2020-01-%02zu %s\n", i + 1,
			p->unsatisfactory && i == 0 ? "unsatisfactory"
						    : "satisfactory");
	members[0].header = view_of(assessments);
	for (i = 0; i < p->n; i++)
		make_session(p, i, &n);
	r.member = members;
	r.nmember = p->members;
	r.session = sessions;
	r.nsession = p->n;
	r.attend = attend;
	r.nattend = n;
	return r;
}

#define TODAY 18400 /* 2020-05-18 */

static void
look_today(const struct plan *p, const struct scheme *s, int today,
    struct owed_result *out)
{
	struct owed o = { 0 };
	struct roll r = make_roll(p);
	struct fail f;

	if (owed_add(&o, &r, &f) == -1 || owed_join(&o, &f) == -1)
		exit(2);
	owed_look(&o, 0, s, today, out);
	owed_release(&o);
}

static void
look(const struct plan *p, const struct scheme *s, struct owed_result *out)
{
	look_today(p, s, TODAY, out);
}

/* n sessions that count, the last one so late that the span is just met. */
static struct plan
perfect(const struct scheme *s)
{
	struct plan p = { 0 };
	long each;
	size_t i;
	int first = TODAY - 300;

	each = scheme_count(s, 90, 90);
	p.n = s->required == 0
		  ? 9
		  : (size_t)((s->required * scheme_parts(s) + each - 1) / each);
	p.members = s->group_min > 0 ? (size_t)s->group_min : 6;
	p.present = s->present_min > 0 ? (size_t)s->present_min : 4;
	p.assessed = (size_t)s->assessed;
	for (i = 0; i < p.n; i++) {
		p.date[i] = first + (int)i * 3;
		p.time[i] = 1080;
		p.length[i] = p.minutes[i] = 90;
		p.there[i] = true;
		p.leader[i] = "ben";
		p.presented[i] = i < (size_t)s->presented;
	}
	if (s->span_months > 0)
		p.date[p.n - 1] = date_add_months(first, s->span_months);
	if (s->span_days > 0)
		p.date[p.n - 1] = first + s->span_days;
	/* In person only as much as must be; the first and last for sure. */
	for (i = 1; s->in_person > 0 && i + 1 < p.n; i++)
		p.online[i] =
		    (long)(p.n - i) * each >= s->in_person * scheme_parts(s);
	if (s->share_den > 0)
		for (i = 0; i < p.n; i++)
			p.there[i] =
			    (int)i * s->share_den < (int)p.n * s->share_num;
	return p;
}

static void
spoil(struct plan *p, const struct scheme *s, enum owed_rule rule)
{
	size_t i;

	switch (rule) {
	case OWED_UNITS:
		p->there[p->n / 2] = false;
		break;
	case OWED_SHARE:
		p->there[0] = false;
		break;
	case OWED_SPAN:
		p->date[p->n - 1]--;
		break;
	case OWED_IN_PERSON:
		for (i = 1; i + 1 < p->n && p->online[i]; i++)
			;
		p->online[i] = true;
		break;
	case OWED_FIRST_LAST:
		p->online[p->n - 1] = true;
		break;
	case OWED_GROUP_SIZE:
		p->members = (size_t)s->group_min - 1;
		break;
	case OWED_PRESENT:
		p->present--;
		break;
	case OWED_ONLINE_LENGTH:
		p->online[1] = true;
		p->length[1] = p->minutes[1] = s->online_max + 1;
		break;
	case OWED_FIXED_LEADER:
		p->leader[p->n / 2] = "eva";
		break;
	case OWED_PRESENTATIONS:
		p->presented[0] = 0;
		break;
	case OWED_ASSESSMENTS:
		p->unsatisfactory = true;
		break;
	}
}

/* Returns how many rules the scheme has. */
static size_t
test_scheme(const char *id, const struct scheme *s)
{
	struct plan good = perfect(s), evil;
	struct owed_result r;
	size_t i, n = 0;

	look(&good, s, &r);
	ok(r.met, "%s: a plan that just meets it", id);
	for (i = 0; i < OWED_RULES; i++) {
		if (!r.rule[i].asked)
			continue;
		n++;
		evil = good;
		spoil(&evil, s, (enum owed_rule)i);
		look(&evil, s, &r);
		ok(!r.met && !r.rule[i].met, "%s: evil twin of %s", id,
		    owed_rule_name((enum owed_rule)i));
		look(&good, s, &r);
		ok(r.rule[i].met, "%s: %s is met", id,
		    owed_rule_name((enum owed_rule)i));
	}
	if (s->group_max > 0) {
		evil = good;
		evil.members = (size_t)s->group_max + 1;
		look(&evil, s, &r);
		ok(!r.rule[OWED_GROUP_SIZE].met, "%s: too large a group", id);
		evil.members--;
		look(&evil, s, &r);
		ok(r.met, "%s: as large as may be", id);
	}
	return n;
}

static void
test_shipped(void)
{
	struct names l = { 0 };
	struct scheme s;
	struct buf b = { 0 };
	struct fail f;
	size_t i, rules = 0;

	(void)setenv("BALINT_DATA", "common/data", 1);
	(void)setenv("BALINT_HOME", "/nonexistent", 1);
	ok(schemedir_list(&l, &f) == 0 && l.n >= 13, "there are schemes");
	for (i = 0; i < l.n; i++)
		if (ok(schemedir_read(&s, &b, names_get(&l, i), &f) == 0,
			"%s: parses", names_get(&l, i)))
			rules += test_scheme(names_get(&l, i), &s);
	ok(rules >= 22, "rules were tried: %zu", rules);
	names_release(&l);
	buf_release(&b);
}

#define HEAD "Scheme: x\nTitle: T\nSource: S\nSeen: 2026-11-22\n"

/* The rules that no shipped scheme has, and how sums are made. */
static void
test_own(void)
{
	struct scheme s;
	struct plan p;
	struct owed_result r;
	struct fail f;

	ok(scheme_parse(&s,
	       view_of(HEAD "Count: whole\nUnitMinutes: 45\nRequired: 4\n"
			    "DayMax: 2\nPresentations: 2\nSpanDays: 9\n"),
	       &f) == 0,
	    "own: parses");
	(void)test_scheme("own", &s);
	p = perfect(&s);
	p.date[1] = p.date[0];
	p.time[1] = 1200;
	look(&p, &s, &r);
	ok(r.parts == 2 && r.not_counted[OWED_DAY] == 1,
	    "own: no more of a day than DayMax");
	p.time[1] = 1100;
	look(&p, &s, &r);
	ok(r.not_counted[OWED_TWICE] == 1 && r.attended == 1,
	    "own: the same time twice counts once and is flagged");
	p.time[0] = p.time[1] = -1;
	look(&p, &s, &r);
	ok(r.not_counted[OWED_TWICE] == 1, "own: no time said, so flagged");
	ok(scheme_parse(&s,
	       view_of(HEAD "Count: exact\nUnitMinutes: 60\nUnitWeight: 2\n"
			    "Partial: minutes\nMax: 5\nPeriodMonths: 12\n"
			    "ValidFrom: 2019-07-25\n"),
	       &f) == 0,
	    "sums: parses");
	p = perfect(&s);
	p.minutes[8] = 30;
	p.date[8] = TODAY - 1;
	look(&p, &s, &r);
	ok(r.parts == 300 && r.not_counted[OWED_CAP] > 0,
	    "sums: as much as Max and no more");
	s.cap = 0;
	look(&p, &s, &r);
	/* 2019-07-23 is before ValidFrom; 7 x 90 and 30 minutes, twice. */
	ok(r.parts == 2 * (7 * 90 + 30) && r.not_counted[OWED_INVALID] == 1,
	    "sums: minutes in proportion, from ValidFrom on");
	look_today(&p, &s, date_add_months(p.date[8], 12), &r);
	ok(r.counted == 0 && r.not_counted[OWED_OLD] == 8,
	    "sums: what is a year old does not count");
	look_today(&p, &s, date_add_months(p.date[8], 12) - 1, &r);
	ok(r.counted == 1, "sums: one day less, and it does");
}

static const struct {
	const char *name, *fields;
	int minutes, length;
	long parts;
} counts[] = {
	{ "a session", "", 60, 60, 1 },
	{ "a session missed in part", "", 59, 60, 0 },
	{ "with grace", "Grace: 15\n", 45, 60, 1 },
	{ "just without grace", "Grace: 15\n", 44, 60, 0 },
	{ "in part is all", "Partial: all\n", 1, 60, 1 },
	{ "not there is nothing", "Partial: all\n", 0, 60, 0 },
	{ "a double hour is two",
	    "Count: whole\nUnitMinutes: 90\nUnitWeight: 2\n", 90, 90, 2 },
	{ "two of them", "Count: whole\nUnitMinutes: 90\nUnitWeight: 2\n", 180,
	    180, 4 },
	{ "89 minutes are none",
	    "Count: whole\nUnitMinutes: 90\nUnitWeight: 2\n", 89, 89, 0 },
	{ "minutes", "Count: exact\nUnitMinutes: 60\n", 90, 90, 90 },
	{ "minutes of a part",
	    "Count: exact\nUnitMinutes: 60\n"
	    "Partial: minutes\n",
	    70, 90, 70 },
};

static void
test_counts(void)
{
	char text[512];
	struct scheme s;
	struct fail f;
	size_t i;

	for (i = 0; i < sizeof(counts) / sizeof(counts[0]); i++) {
		(void)snprintf(text, sizeof(text), HEAD "%s", counts[i].fields);
		ok(scheme_parse(&s, view_of(text), &f) == 0 &&
			scheme_count(&s, counts[i].minutes, counts[i].length) ==
			    counts[i].parts,
		    "count: %s", counts[i].name);
	}
}

static const struct {
	const char *name, *text, *word;
	size_t line;
} evil[] = {
	{ "empty", "", "E_SCHEME", 1 },
	{ "no source", "Scheme: x\nTitle: T\nSeen: 2026-11-22\n", "E_SCHEME",
	    1 },
	{ "no day it was seen", "Scheme: x\nTitle: T\nSource: S\n", "E_SCHEME",
	    1 },
	{ "unknown field", HEAD "Requird: 3\n", "E_SCHEME", 5 },
	{ "field twice", HEAD "Required: 3\nRequired: 4\n", "E_SCHEME", 6 },
	{ "no value", HEAD "Required:\n", "E_SCHEME", 5 },
	{ "no number", HEAD "Required: many\n", "E_NUMBER", 5 },
	{ "zero", HEAD "Required: 0\n", "E_NUMBER", 5 },
	{ "no date", HEAD "ValidFrom: 2026-02-30\n", "E_DATE", 5 },
	{ "no word", HEAD "Count: hours\n", "E_WORD", 5 },
	{ "yes or no", HEAD "FixedLeader: maybe\n", "E_WORD", 5 },
	{ "share above one", HEAD "Share: 3/2\n", "E_NUMBER", 5 },
	{ "no unit", HEAD "Count: whole\n", "E_SCHEME", 1 },
	{ "a unit that is not used", HEAD "UnitMinutes: 60\n", "E_SCHEME", 1 },
	{ "minutes of a session", HEAD "Partial: minutes\n", "E_SCHEME", 1 },
	{ "sizes crossed", HEAD "GroupMin: 9\nGroupMax: 8\n", "E_SCHEME", 1 },
	{ "less than is required", HEAD "Required: 9\nMax: 8\n", "E_SCHEME",
	    1 },
	{ "days crossed", HEAD "ValidFrom: 2026-02-02\nValidTo: 2026-02-01\n",
	    "E_SCHEME", 1 },
	{ "not UTF-8", HEAD "Note: \xff\n", "E_UTF8", 1 },
};

static void
test_evil(void)
{
	struct scheme s;
	struct fail f;
	size_t i;

	for (i = 0; i < sizeof(evil) / sizeof(evil[0]); i++)
		ok(scheme_parse(&s, view_of(evil[i].text), &f) == -1 &&
			strcmp(f.word, evil[i].word) == 0 &&
			f.line == evil[i].line,
		    "evil: %s", evil[i].name);
	ok(scheme_parse(&s,
	       view_of("# a comment\n\n" HEAD "Note: it: has: colons\n"),
	       &f) == 0 &&
		view_is(s.note, "it: has: colons"),
	    "comments, empty lines and colons");
}

int
main(void)
{
	test_shipped();
	test_own();
	test_counts();
	test_evil();
	return tap_end();
}
