/* One person by the rules of one scheme. */

#include <string.h>

#include "common/date.h"
#include "common/owed.h"

/* The same time as an earlier meeting of theirs, or nobody can say. */
static bool
overlaps(const struct owed_meeting *m, size_t i)
{
	size_t k;

	for (k = i; k-- > 0 && m[k].date == m[i].date;) {
		if (!m[k].there || m[k].why == OWED_TWICE)
			continue;
		if (m[k].time == -1 || m[i].time == -1 ||
		    m[k].time + m[k].length > m[i].time)
			return true;
	}
	return false;
}

static bool
wrong_size(const struct owed_meeting *m, const struct scheme *s)
{
	return (s->group_min > 0 && m->roster < s->group_min) ||
	       (s->group_max > 0 && m->roster > s->group_max);
}

/* Why a meeting counts or not, sums not yet looked at. */
static enum owed_why
why(const struct owed_meeting *m, size_t i, const struct scheme *s, int since)
{
	if (!m[i].there)
		return OWED_AWAY;
	if (!m[i].member)
		return OWED_ROLE;
	if (m[i].date < s->valid_from || m[i].date > s->valid_to)
		return OWED_INVALID;
	if (m[i].date < since)
		return OWED_OLD;
	if (overlaps(m, i))
		return OWED_TWICE;
	if (s->online_max > 0 && m[i].online && m[i].length > s->online_max)
		return OWED_LONG;
	if (wrong_size(&m[i], s))
		return OWED_SIZE;
	if (m[i].present < s->present_min)
		return OWED_FEW;
	if (scheme_count(s, m[i].minutes, m[i].length) == 0)
		return scheme_count(s, m[i].length, m[i].length) == 0
			   ? OWED_SHORT
			   : OWED_PART;
	return OWED_COUNTS;
}

static long
at_most(long parts, long have, int max, long den)
{
	if (max > 0 && have + parts > max * den)
		return max * den - have;
	return parts;
}

/* Count the meeting as far as its day and the whole have room. */
static void
count(struct owed_meeting *m, const struct scheme *s, struct owed_result *out,
    long *day)
{
	long den = scheme_parts(s), parts;

	parts = scheme_count(s, m->minutes, m->length);
	m->parts = at_most(parts, *day, s->day_max, den);
	if (m->parts <= 0)
		m->why = OWED_DAY;
	else if ((m->parts = at_most(m->parts, out->parts, s->cap, den)) <= 0)
		m->why = OWED_CAP;
	if (m->why != OWED_COUNTS) {
		m->parts = 0;
		return;
	}
	*day += m->parts;
	out->parts += m->parts;
	if (!m->online)
		out->in_person += m->parts;
	if (out->first == FRAME_NODATE)
		out->first = m->date;
	out->last = m->date;
	out->counted++;
}

static void
count_all(struct owed_meeting *m, size_t n, const struct scheme *s, int since,
    struct owed_result *out)
{
	long day = 0;
	size_t i;

	for (i = 0; i < n; i++) {
		if (i > 0 && m[i].date != m[i - 1].date)
			day = 0;
		m[i].parts = 0;
		m[i].why = why(m, i, s, since);
		if (m[i].why == OWED_COUNTS)
			count(&m[i], s, out, &day);
		if (m[i].why != OWED_COUNTS)
			out->not_counted[m[i].why]++;
		if (m[i].why == OWED_AWAY || m[i].why == OWED_ROLE ||
		    m[i].why == OWED_TWICE || m[i].why == OWED_INVALID ||
		    m[i].why == OWED_OLD)
			continue;
		out->attended++;
		out->minutes += m[i].minutes;
		out->presented += m[i].presented;
	}
}

/* Sessions of the person's groups while they belonged to them. */
static long
held(const struct owed *o, const struct owed_person *p, const struct scheme *s,
    int since)
{
	const struct owed_entry *e;
	const struct owed_held *h;
	size_t i, lo, hi, mid;
	long n = 0;

	for (i = 0; i < p->nentry; i++) {
		e = &o->entry[p->entry + i];
		/* held[] is in the order of the groups. */
		for (lo = 0, hi = o->nheld; lo < hi;) {
			mid = lo + (hi - lo) / 2;
			if (o->held[mid].group < e->group)
				lo = mid + 1;
			else
				hi = mid;
		}
		for (h = o->held + lo;
		     h < o->held + o->nheld && h->group == e->group; h++)
			n += h->date >= e->joined && h->date <= e->left &&
			     h->date >= since && h->date >= s->valid_from &&
			     h->date <= s->valid_to;
	}
	return n;
}

/*
 * Satisfactory ones; two records of one person may name the same day.
 * assessed[] is sorted by person and day.
 */
static long
assessed(const struct owed *o, size_t person, int since, int today)
{
	const struct owed_assessed *a = o->assessed;
	size_t lo = 0, hi = o->nassessed, mid;
	int last = FRAME_NODATE;
	long n = 0;

	while (lo < hi) {
		mid = lo + (hi - lo) / 2;
		if (a[mid].entry < person)
			lo = mid + 1;
		else
			hi = mid;
	}
	for (; lo < o->nassessed && a[lo].entry == person; lo++)
		if (a[lo].good && a[lo].date <= today && a[lo].date >= since &&
		    a[lo].date != last) {
			last = a[lo].date;
			n++;
		}
	return n;
}

static bool
has_leader(const char *all, struct view id)
{
	struct view rest = view_of(all), word;

	while ((word = view_word(&rest)).p != NULL)
		if (view_equal(word, id))
			return true;
	return false;
}

/* In how many of the counted meetings the most constant leader led. */
static long
led(const struct owed *o, const struct owed_person *p)
{
	const struct owed_meeting *m = o->meeting + p->meeting;
	const char *first = NULL;
	struct view rest, id;
	long n, most = 0;
	size_t i;

	for (i = 0; i < p->nmeeting && first == NULL; i++)
		if (m[i].why == OWED_COUNTS)
			first = owed_text(o, m[i].leaders);
	rest = view_of(first);
	while (first != NULL && (id = view_word(&rest)).p != NULL) {
		for (n = 0, i = 0; i < p->nmeeting; i++)
			n += m[i].why == OWED_COUNTS &&
			     has_leader(owed_text(o, m[i].leaders), id);
		if (n > most)
			most = n;
	}
	return most;
}

static void
ask(struct owed_result *out, enum owed_rule rule, double have, double need)
{
	out->rule[rule].asked = true;
	out->rule[rule].have = have;
	out->rule[rule].need = need;
	out->rule[rule].met = have >= need;
}

/* A condition on each session fails if units are missing on its account. */
static void
ask_each(struct owed_result *out, const struct scheme *s, enum owed_rule rule,
    enum owed_why reason)
{
	struct owed_check *c = &out->rule[rule];
	bool short_of =
	    s->required == 0 || out->parts < s->required * scheme_parts(s);

	ask(out, rule, (double)out->counted,
	    (double)(out->counted + out->not_counted[reason]));
	c->met = out->not_counted[reason] == 0 || !short_of;
}

static int
in_person_ends(const struct owed *o, const struct owed_person *p)
{
	const struct owed_meeting *m = o->meeting + p->meeting;
	size_t i, first = p->nmeeting, last = 0;

	for (i = 0; i < p->nmeeting; i++)
		if (m[i].why == OWED_COUNTS) {
			if (first == p->nmeeting)
				first = i;
			last = i;
		}
	return first == p->nmeeting ? 0 : !m[first].online + !m[last].online;
}

static void
ask_span(struct owed_result *out, const struct scheme *s)
{
	int days = out->counted > 0 ? out->last - out->first : 0, need;

	if (s->span_months == 0 && s->span_days == 0)
		return;
	need = s->span_days;
	if (s->span_months > 0) {
		need = out->counted == 0
			   ? 30 * s->span_months
			   : date_add_months(out->first, s->span_months) -
				 out->first;
		if (need < s->span_days)
			need = s->span_days;
	}
	ask(out, OWED_SPAN, days, need);
}

static void
ask_all(const struct owed *o, const struct owed_person *p,
    const struct scheme *s, struct owed_result *out)
{
	double den = (double)scheme_parts(s);
	size_t i;

	if (s->required > 0)
		ask(out, OWED_UNITS, (double)out->parts / den, s->required);
	if (s->share_den > 0) {
		ask(out, OWED_SHARE, (double)out->attended,
		    (double)(out->held * s->share_num) / s->share_den);
		/* In whole numbers, and of no session nothing is met. */
		out->rule[OWED_SHARE].met =
		    out->held > 0 &&
		    out->attended * s->share_den >= out->held * s->share_num;
	}
	ask_span(out, s);
	if (s->in_person > 0)
		ask(out, OWED_IN_PERSON, (double)out->in_person / den,
		    s->in_person);
	if (s->first_last)
		ask(out, OWED_FIRST_LAST, in_person_ends(o, p), 2);
	if (s->group_min > 0 || s->group_max > 0)
		ask_each(out, s, OWED_GROUP_SIZE, OWED_SIZE);
	if (s->present_min > 0)
		ask_each(out, s, OWED_PRESENT, OWED_FEW);
	if (s->online_max > 0)
		ask_each(out, s, OWED_ONLINE_LENGTH, OWED_LONG);
	if (s->fixed_leader)
		ask(out, OWED_FIXED_LEADER, (double)led(o, p),
		    (double)out->counted);
	if (s->presented > 0)
		ask(out, OWED_PRESENTATIONS, (double)out->presented,
		    s->presented);
	if (s->assessed > 0)
		ask(out, OWED_ASSESSMENTS, (double)out->assessed, s->assessed);
	out->met = true;
	for (i = 0; i < OWED_RULES; i++)
		out->met =
		    out->met && (!out->rule[i].asked || out->rule[i].met);
}

void
owed_look(struct owed *o, size_t person, const struct scheme *s, int today,
    struct owed_result *out)
{
	const struct owed_person *p = &o->person[person];
	int since = FRAME_NODATE;
	size_t i;

	memset(out, 0, sizeof(*out));
	out->first = out->last = FRAME_NODATE;
	if (s->period_months > 0)
		since = date_add_months(today, -s->period_months) + 1;
	count_all(o->meeting + p->meeting, p->nmeeting, s, since, out);
	for (i = p->entry; i < p->entry + p->nentry; i++)
		out->presented += o->entry[i].presented;
	out->held = held(o, p, s, since);
	out->assessed = assessed(o, person, since, today);
	ask_all(o, p, s, out);
}
