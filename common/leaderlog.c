#include "common/leaderlog.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "common/date.h"
#include "common/frame.h"

int
leaderlog_add(struct leaderlog *l, const struct leaderlog_event *e,
    struct fail *f)
{
	struct leaderlog_event *p;
	size_t cap;

	if (l->n == l->cap) {
		cap = l->cap == 0 ? 64 : l->cap * 2;
		p = reallocarray(l->event, cap, sizeof(*p));
		if (p == NULL)
			return fail_memory(f);
		l->event = p;
		l->cap = cap;
	}
	l->event[l->n++] = *e;
	return 0;
}

/* sessions=s2026-11-24,s2026-12-01 or sessions=2 */
static unsigned
sessions_of(struct view v)
{
	unsigned long n;
	unsigned count = 0;

	if (view_number(v, 0, 9999, &n) == 0)
		return (unsigned)n;
	for (; v.p != NULL; count++)
		(void)view_cut(&v, ',');
	return count;
}

/* Returns false if the event is none that counts. */
static bool
parse_event(struct leaderlog_event *e, struct view v)
{
	struct view word = view_word(&v), key;
	unsigned long n;
	bool counts = e->kind != LEADERLOG_MEMBERSHIP;

	if (word.p == NULL || date_parse(word, &e->date) == -1)
		return false;
	e->sessions = 1;
	for (word = view_word(&v); word.p != NULL; word = view_word(&v)) {
		key = view_cut(&word, '=');
		if (view_is(key, "minutes") &&
		    view_number(word, 0, 99999, &n) == 0) {
			e->minutes = (int)n;
			counts = true;
		} else if (view_is(key, "sessions")) {
			e->sessions = sessions_of(word);
			counts = true;
		} else if (view_is(key, "weekend")) {
			e->weekend = view_is(word, "yes");
			counts = counts || e->weekend;
		} else if (view_is(key, "recorded"))
			e->recorded = view_is(word, "yes");
		else if (view_is(key, "by"))
			(void)view_string(word, e->by, sizeof(e->by));
	}
	return counts;
}

int
leaderlog_record(struct leaderlog *l, const struct record *r, int to,
    struct fail *f)
{
	static const struct {
		const char *field;
		enum leaderlog_kind kind;
	} all[] = { { "Supervision", LEADERLOG_SUPERVISION },
		{ "Intensive", LEADERLOG_INTENSIVE },
		{ "Seminar", LEADERLOG_SEMINAR },
		{ "Observation", LEADERLOG_OBSERVATION },
		{ "Recording", LEADERLOG_RECORDING },
		{ "Membership", LEADERLOG_MEMBERSHIP } };
	struct leaderlog_event e;
	size_t i, k;

	for (k = 0; k < sizeof(all) / sizeof(all[0]); k++)
		for (i = record_next(r, all[k].field, 1); i < r->nfield;
		     i = record_next(r, all[k].field, i + 1)) {
			memset(&e, 0, sizeof(e));
			e.kind = all[k].kind;
			if (parse_event(&e, r->field[i].value) &&
			    e.date <= to && leaderlog_add(l, &e, f) == -1)
				return -1;
		}
	return 0;
}

static int
by_day(const void *x, const void *y)
{
	const struct leaderlog_event *a = x, *b = y;

	return (a->date > b->date) - (a->date < b->date);
}

void
leaderlog_sort(struct leaderlog *l)
{
	size_t i;

	if (l->n > 1)
		qsort(l->event, l->n, sizeof(*l->event), by_day);
	l->first_seminar = FRAME_NODATE;
	for (i = 0; i < l->n; i++)
		if (l->event[i].kind == LEADERLOG_SEMINAR) {
			l->first_seminar = l->event[i].date;
			break;
		}
}

void
leaderlog_release(struct leaderlog *l)
{
	free(l->event);
	memset(l, 0, sizeof(*l));
}

enum metric {
	SESSIONS,
	LED,
	COLED,
	COLED_RECOGNISED,
	CASES,
	MINUTES,
	SUPERVISION,
	SUPERVISION_MINUTES,
	RECORDED_SUPERVISED,
	RECORDINGS,
	INTENSIVES,
	SEMINARS,
	SEMINAR_MINUTES,
	SEMINAR_WEEKENDS,
	OBSERVATIONS,
	OBSERVERS,
	MEMBER_SESSIONS,
	MEMBER_MINUTES,
	MEMBER_MINUTES_BEFORE,
	MEMBER_MINUTES_AFTER,
	MEMBER_WEEKENDS,
	IN_PERSON_PERCENT
};

static const char *const metrics[LEADERLOG_METRICS] = { "sessions", "led",
	"co-led", "co-led-recognised", "cases", "minutes", "supervision",
	"supervision-minutes", "recorded-supervised", "recordings",
	"intensives", "seminars", "seminar-minutes", "seminar-weekends",
	"observations", "observers", "member-sessions", "member-minutes",
	"member-minutes-before", "member-minutes-after", "member-weekends",
	"in-person-percent" };

bool
leaderlog_in_minutes(const struct leaderlog_way *w)
{
	return w->each == LEADERLOG_TOTAL &&
	       strstr(metrics[w->metric], "minutes") != NULL;
}

int
leaderlog_metric(struct view word)
{
	int i;

	for (i = 0; i < LEADERLOG_METRICS; i++)
		if (view_is(word, metrics[i]))
			return i;
	return -1;
}

const char *
leaderlog_metric_name(int metric)
{
	return metrics[metric];
}

static bool
is_session(const struct leaderlog_event *e)
{
	return e->kind == LEADERLOG_LED || e->kind == LEADERLOG_COLED;
}

/* What one event adds to what is counted over sessions that were led. */
static long
of_session(const struct leaderlog_event *e, enum metric m)
{
	if (!is_session(e))
		return 0;
	switch (m) {
	case SESSIONS:
		return 1;
	case LED:
		return e->kind == LEADERLOG_LED;
	case COLED:
		return e->kind == LEADERLOG_COLED;
	case COLED_RECOGNISED:
		return e->kind == LEADERLOG_COLED && e->recognised;
	case CASES:
		return e->cases;
	case MINUTES:
		return e->minutes;
	case RECORDINGS:
		return e->recorded;
	default:
		return 0;
	}
}

/* The same for what stands in the leader's own record. */
static long
of_learning(const struct leaderlog_event *e, enum metric m)
{
	switch (m) {
	case SUPERVISION:
		return e->kind == LEADERLOG_SUPERVISION;
	case SUPERVISION_MINUTES:
		return e->kind == LEADERLOG_SUPERVISION ? e->minutes : 0;
	case RECORDED_SUPERVISED:
		return e->kind == LEADERLOG_SUPERVISION && e->recorded
			   ? (long)e->sessions
			   : 0;
	case RECORDINGS:
		return e->kind == LEADERLOG_RECORDING;
	case INTENSIVES:
		return e->kind == LEADERLOG_INTENSIVE;
	case SEMINARS:
		return e->kind == LEADERLOG_SEMINAR;
	case SEMINAR_MINUTES:
		return e->kind == LEADERLOG_SEMINAR ? e->minutes : 0;
	case SEMINAR_WEEKENDS:
		return e->kind == LEADERLOG_SEMINAR && e->weekend;
	case OBSERVATIONS:
		return e->kind == LEADERLOG_OBSERVATION;
	default:
		return 0;
	}
}

static long
of_membership(const struct leaderlog *l, const struct leaderlog_event *e,
    enum metric m)
{
	bool after =
	    l->first_seminar != FRAME_NODATE && e->date >= l->first_seminar;

	if (e->kind != LEADERLOG_MEMBERSHIP)
		return 0;
	switch (m) {
	case MEMBER_SESSIONS:
		return (long)e->sessions;
	case MEMBER_MINUTES:
		return e->minutes;
	case MEMBER_MINUTES_BEFORE:
		return after ? 0 : e->minutes;
	case MEMBER_MINUTES_AFTER:
		return after ? e->minutes : 0;
	case MEMBER_WEEKENDS:
		return e->weekend;
	default:
		return 0;
	}
}

/* Different trainers who observed; one without a name counts for one. */
static long
observers(const struct leaderlog *l, int from, int to)
{
	const struct leaderlog_event *e;
	size_t i, k;
	long n = 0;

	for (i = 0; i < l->n; i++) {
		e = &l->event[i];
		if (e->kind != LEADERLOG_OBSERVATION || e->date < from ||
		    e->date > to)
			continue;
		for (k = 0; k < i; k++)
			if (l->event[k].kind == LEADERLOG_OBSERVATION &&
			    l->event[k].date >= from &&
			    strcmp(l->event[k].by, e->by) == 0)
				break;
		n += k == i;
	}
	return n;
}

static long
in_person_percent(const struct leaderlog *l, int from, int to)
{
	long all = 0, here = 0;
	size_t i;

	for (i = 0; i < l->n; i++)
		if (is_session(&l->event[i]) && l->event[i].date >= from &&
		    l->event[i].date <= to) {
			all++;
			here += !l->event[i].online;
		}
	return all == 0 ? 0 : 100 * here / all;
}

long
leaderlog_count(const struct leaderlog *l, int metric, int from, int to)
{
	const struct leaderlog_event *e;
	enum metric m = (enum metric)metric;
	long n = 0;
	size_t i;

	if (m == OBSERVERS)
		return observers(l, from, to);
	if (m == IN_PERSON_PERCENT)
		return in_person_percent(l, from, to);
	for (i = 0; i < l->n; i++) {
		e = &l->event[i];
		if (e->date >= from && e->date <= to)
			n += of_session(e, m) + of_learning(e, m) +
			     of_membership(l, e, m);
	}
	return n;
}

static int
month_of(int day)
{
	struct date_ymd d = date_split(day);

	return d.year * 12 + d.month - 1;
}

static int
month_begin(int month)
{
	int day = 0;

	(void)date_join(month / 12, month % 12 + 1, 1, &day);
	return day;
}

static long
longest_run(const struct leaderlog *l, const struct leaderlog_way *w, int today)
{
	int m, last = month_of(today);
	long run = 0, most = 0;

	if (l->n == 0)
		return 0;
	for (m = month_of(l->event[0].date); m <= last; m++) {
		run = leaderlog_count(l, w->metric, month_begin(m),
			  month_begin(m + 1) - 1) >= w->asked
			  ? run + 1
			  : 0;
		if (run > most)
			most = run;
	}
	return most;
}

static long
years_back(const struct leaderlog *l, const struct leaderlog_way *w, int today)
{
	int to = today, from;
	long n;

	for (n = 0; n < w->times; n++) {
		from = date_add_months(today, -12 * (int)(n + 1)) + 1;
		if (leaderlog_count(l, w->metric, from, to) < w->asked)
			break;
		to = from - 1;
	}
	return n;
}

long
leaderlog_have(const struct leaderlog *l, const struct leaderlog_way *w,
    int today)
{
	switch (w->each) {
	case LEADERLOG_MONTH:
		return longest_run(l, w, today);
	case LEADERLOG_YEAR:
		return years_back(l, w, today);
	case LEADERLOG_TOTAL:
		break;
	}
	return leaderlog_count(l, w->metric, INT_MIN, today);
}

long
leaderlog_need(const struct leaderlog_way *w)
{
	return w->each == LEADERLOG_TOTAL ? w->asked : w->times;
}

const struct leaderlog_way *
leaderlog_best(const struct leaderlog *l, const struct leaderlog_rule *r,
    int today, long *have)
{
	const struct leaderlog_way *best = &r->way[0];
	size_t i;
	long h;

	*have = leaderlog_have(l, best, today);
	for (i = 1; i < r->n; i++) {
		h = leaderlog_have(l, &r->way[i], today);
		/* h / need > have / need of the best, without fractions */
		if (h * leaderlog_need(best) >
		    *have * leaderlog_need(&r->way[i])) {
			best = &r->way[i];
			*have = h;
		}
	}
	return best;
}

int
leaderlog_gap(const struct leaderlog *l, int after, int today)
{
	int m = after + 1, last = month_of(today);
	size_t i;

	if (after < 0) {
		for (i = 0; i < l->n && !is_session(&l->event[i]); i++)
			;
		if (i == l->n)
			return -1;
		m = month_of(l->event[i].date);
	}
	for (; m < last; m++)
		if (leaderlog_count(l, SESSIONS, month_begin(m),
			month_begin(m + 1) - 1) == 0)
			return m;
	return -1;
}

bool
leaderlog_met(const struct leaderlog_page *p)
{
	const struct leaderlog_rule *r;
	const struct leaderlog_way *w;
	size_t i, k;
	long have;

	for (i = 0; i < p->nbody; i++)
		for (k = 0; k < p->body[i].nrule; k++) {
			r = &p->body[i].rule[k];
			w = leaderlog_best(p->log, r, p->today, &have);
			if (!r->wanted && have < leaderlog_need(w))
				return false;
		}
	return true;
}
