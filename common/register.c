#include "common/register.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/date.h"

#define STRING	EMIT_STRING
#define INTEGER EMIT_INTEGER
#define NUMBER	EMIT_NUMBER
#define STATUS	"present|late|left|excused|absent"

/* What LONG and TOTALS begin with; WIDE has the first three of it. */
#define WHO                                                                    \
	{ { "group", STRING }, "Group", "name of the group", NULL },           \
	    { { "group_id", STRING }, "Group id", "lasting id of the group",   \
		    NULL },                                                    \
	    { { "member", STRING }, "Member", "id of the member in the group", \
		    NULL },                                                    \
	    { { "surname", STRING }, "Surname", "surname", NULL },             \
	    { { "given", STRING }, "Given name", "given name", NULL },         \
	    { { "name", STRING }, "Name", "name as it is shown", NULL },       \
	    { { "registration", STRING }, "Registration",                      \
		    "number in the register of the profession", NULL },        \
	    { { "profession", STRING }, "Profession", "profession", NULL },    \
	    { { "grade", STRING }, "Grade", "grade or stage of training",      \
		    NULL },                                                    \
	{                                                                      \
		{ "employer", STRING }, "Employer", "employer", NULL           \
	}

static const struct register_column long_columns[] = {
	WHO,
	{ { "session", STRING }, "Session", "id of the session", NULL },
	{ { "date", STRING }, "Date", "day of the session", NULL },
	{ { "start", STRING }, "Start", "beginning, in the group's time zone",
	    NULL },
	{ { "end", STRING }, "End", "end, in the group's time zone", NULL },
	{ { "start_utc", STRING }, "Start in UTC",
	    "beginning in UTC, as RFC 3339 has it", NULL },
	{ { "session_minutes", INTEGER }, "Length",
	    "length of the session in minutes on the clock", NULL },
	{ { "status", STRING }, "Status", "attendance", STATUS },
	{ { "minutes", INTEGER }, "Minutes",
	    "minutes on the clock that the member was there", NULL },
	{ { "mode", STRING }, "Mode", "in the room or by video",
	    "in-person|online" },
	{ { "role", STRING }, "Role", "the member's part in the session",
	    NULL },
	{ { "leader", STRING }, "Leader",
	    "ids of the leaders, with a blank between", NULL },
	{ { "scheme", STRING }, "Scheme", "rules by which units are counted",
	    NULL },
	{ { "units", NUMBER }, "Units",
	    "units of the scheme for this session alone; rules about days "
	    "and sums are not applied",
	    NULL },
};
#define NLONG (sizeof(long_columns) / sizeof(long_columns[0]))

static const struct register_column total_columns[] = {
	WHO,
	{ { "sessions_held", INTEGER }, "Sessions held",
	    "sessions of the group while the member belonged to it", NULL },
	{ { "sessions_attended", INTEGER }, "Sessions attended",
	    "sessions that the member was at, at least in part", NULL },
	{ { "late", INTEGER }, "Late", "sessions come to late", NULL },
	{ { "left", INTEGER }, "Left", "sessions left early", NULL },
	{ { "excused", INTEGER }, "Excused", "sessions excused from", NULL },
	{ { "absent", INTEGER }, "Absent",
	    "sessions missed without excuse, or with nothing noted", NULL },
	{ { "minutes", INTEGER }, "Minutes",
	    "minutes on the clock that the member was there", NULL },
	{ { "scheme", STRING }, "Scheme", "rules by which units are counted",
	    NULL },
	{ { "units", NUMBER }, "Units",
	    "units of the scheme, session by session; rules about days and "
	    "sums are not applied",
	    NULL },
	{ { "online_share", NUMBER }, "Share online",
	    "share of the minutes that was by video, 0 to 1", NULL },
	{ { "presentations", INTEGER }, "Presentations",
	    "own presentations in all of the record; missing with --from, "
	    "--to, or a single session, as it would tell the day",
	    NULL },
};
#define NTOTAL (sizeof(total_columns) / sizeof(total_columns[0]))

const int register_key[] = { 1, 2, 10, -1 };

const struct register_column *
register_columns(enum register_shape shape, size_t *n)
{
	if (shape == REGISTER_TOTALS) {
		*n = NTOTAL;
		return total_columns;
	}
	*n = NLONG;
	return long_columns;
}

static struct view
some(struct view v)
{
	return v.n > 0 ? v : view_of(NULL);
}

static void
who(struct register_cell *c, const struct roll *r, const struct member *m)
{
	c[0].text = roll_name(r);
	c[1].text = some(r->frame.id);
	c[2].text = m->id;
	c[3].text = some(m->surname);
	c[4].text = some(m->given);
	c[5].text = some(m->name);
	c[6].text = some(m->registration);
	c[7].text = some(m->profession);
	c[8].text = some(m->grade);
	c[9].text = some(m->employer);
}

/* What all rows of a session share, as text that lives as long as they do. */
struct when {
	char date[DATE_LEN], start[DATE_TIMELEN], end[DATE_TIMELEN], utc[18];
	struct buf leaders;
};

static void
when(struct when *w, const struct roll *r, size_t s,
    const struct register_options *o)
{
	const struct session *t = &r->session[s].s;
	struct view leader;
	int day, minute;
	size_t i;

	date_format(t->date, w->date);
	w->start[0] = w->end[0] = w->utc[0] = '\0';
	if (t->time >= 0) {
		date_format_time(t->time, w->start);
		date_format_time(t->time + t->minutes, w->end);
		if (o->zone != NULL) {
			zone_utc(o->zone, t->date, t->time, &day, &minute);
			date_format(day, w->utc);
			w->utc[DATE_LEN - 1] = 'T';
			date_format_time(minute, w->utc + DATE_LEN);
			memcpy(w->utc + DATE_LEN + DATE_TIMELEN - 1, "Z", 2);
		}
	}
	buf_clear(&w->leaders);
	for (i = 0; (leader = roll_leader(r, s, i)).p != NULL; i++) {
		if (i > 0)
			buf_putc(&w->leaders, ' ');
		buf_view(&w->leaders, leader);
	}
}

static double
units(const struct scheme *s, long parts)
{
	return s == NULL ? NAN : (double)parts / (double)scheme_parts(s);
}

static void
session_cells(struct register_cell *c, const struct roll *r, size_t s,
    const struct when *w, const struct register_options *o)
{
	c[10].text = r->session[s].s.id;
	c[11].text = view_of(w->date);
	c[12].text = some(view_of(w->start));
	c[13].text = some(view_of(w->end));
	c[14].text = some(view_of(w->utc));
	c[15].number = r->session[s].s.minutes;
	c[20].text = some(buf_all(&w->leaders));
	c[21].text = o->scheme == NULL ? view_of(NULL) : o->scheme->id;
}

static struct view
role(const struct roll_attend *a, const struct member *m)
{
	if (a->a.role.n > 0)
		return a->a.role;
	return m->role.n > 0 ? m->role : view_of("member");
}

int
register_walk(const struct roll *r, const struct register_options *o,
    register_row *row, void *arg)
{
	struct register_cell c[NLONG] = { 0 };
	const struct roll_attend *a;
	struct when w = { .leaders = { 0 } };
	size_t s, i;
	int rv = 0;

	for (s = 0; s < r->nsession && rv == 0; s++) {
		when(&w, r, s, o);
		/* Half the leaders' names are not who led. */
		if (buf_bad(&w.leaders))
			rv = -1;
		session_cells(c, r, s, &w, o);
		for (i = 0; i < r->session[s].n && rv == 0; i++) {
			a = &r->attend[r->session[s].first + i];
			who(c, r, &r->member[a->member].m);
			c[16].text = view_of(attend_status_name(a->a.status));
			c[17].number = a->minutes;
			c[18].text = view_of(!attend_there(&a->a) ? NULL
					     : a->online	  ? "online"
							 : "in-person");
			c[19].text = role(a, &r->member[a->member].m);
			c[22].number = units(o->scheme,
			    o->scheme == NULL
				? 0
				: scheme_count(o->scheme, a->minutes,
				      r->session[s].s.minutes));
			rv = row(arg, c, NLONG);
		}
	}
	buf_release(&w.leaders);
	return rv;
}

void
register_emit(struct emit *e, const struct register_cell *cell, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		switch (long_columns[i].column.type) {
		case EMIT_STRING:
			emit_string(e, cell[i].text);
			break;
		case EMIT_INTEGER:
			emit_integer(e, (long)cell[i].number);
			break;
		case EMIT_NUMBER:
			emit_number(e, cell[i].number, 2);
			break;
		}
}

/* The name of a session's day; a group's second one gets b, and so on. */
static void
day_name(const struct roll *r, size_t s, char out[16])
{
	char date[DATE_LEN];
	size_t k = 0;

	while (k < s && k < 25 &&
	       r->session[s - k - 1].s.date == r->session[s].s.date)
		k++;
	date_format(r->session[s].s.date, date);
	date[4] = date[7] = '_';
	(void)snprintf(out, 16, "d%s", date);
	if (k > 0) {
		out[DATE_LEN] = (char)('a' + k);
		out[DATE_LEN + 1] = '\0';
	}
}

int
register_add_days(struct names *days, const struct roll *r)
{
	char name[16];
	size_t s;

	for (s = 0; s < r->nsession; s++) {
		day_name(r, s, name);
		if (names_find(days, view_of(name)) == days->n &&
		    names_add(days, view_of(name)) == -1)
			return -1;
	}
	return 0;
}

static const struct emit_column wide_ends[] = { { "group", STRING },
	{ "member", STRING }, { "name", STRING }, { "attended", INTEGER },
	{ "held", INTEGER }, { "minutes", INTEGER }, { "units", NUMBER } };

int
register_wide_columns(const struct names *days, struct emit_column **out,
    size_t *n)
{
	struct emit_column *c = calloc(days->n + 7, sizeof(*c));
	size_t i;

	if (c == NULL)
		return -1;
	memcpy(c, wide_ends, 3 * sizeof(*c));
	for (i = 0; i < days->n; i++) {
		c[3 + i].name = names_get(days, i);
		c[3 + i].type = STRING;
	}
	memcpy(c + 3 + days->n, wide_ends + 3, 4 * sizeof(*c));
	*out = c;
	*n = days->n + 7;
	return 0;
}

static const char *
letter(const struct roll_attend *a)
{
	static const char *const letters[] = { "P", "L", "D", "E", "A" };

	if (a == NULL)
		return "";
	if (a->a.status == ATTEND_PRESENT && a->online)
		return "O";
	return letters[a->a.status];
}

/* A member's sums over one roll. */
struct sums {
	long held, there, status[ATTEND_STATUSES], minutes, online, parts;
	long presented;
};

static void
sum_up(struct sums *t, const struct roll *r, size_t m, const struct scheme *sc)
{
	const struct roll_attend *a;
	size_t s;

	memset(t, 0, sizeof(*t));
	t->presented = r->member[m].m.presented;
	for (s = 0; s < r->nsession; s++) {
		a = roll_of(r, s, m);
		/* Who was there belonged, whatever Joined and Left say. */
		if (a == NULL &&
		    !frame_belongs(&r->member[m].m, r->session[s].s.date))
			continue;
		t->held++;
		t->status[a == NULL ? ATTEND_ABSENT : a->a.status]++;
		if (a == NULL)
			continue;
		t->there += attend_there(&a->a);
		t->minutes += a->minutes;
		t->online += a->online ? a->minutes : 0;
		t->presented += a->a.presented;
		if (sc != NULL)
			t->parts += scheme_count(sc, a->minutes,
			    r->session[s].s.minutes);
	}
}

void
register_wide(struct emit *e, const struct roll *r,
    const struct register_options *o, const struct names *days)
{
	struct sums t;
	char name[16];
	size_t m, s, d;

	for (m = 0; m < r->nmember; m++) {
		emit_string(e, roll_name(r));
		emit_string(e, r->member[m].m.id);
		emit_string(e, some(r->member[m].m.name));
		/* Both are sorted, so one walk finds the sessions. */
		for (d = 0, s = 0; d < days->n; d++) {
			name[0] = '\0';
			if (s < r->nsession)
				day_name(r, s, name);
			if (strcmp(name, names_get(days, d)) == 0)
				emit_string(e,
				    some(view_of(letter(roll_of(r, s++, m)))));
			else
				emit_missing(e);
		}
		sum_up(&t, r, m, o->scheme);
		emit_integer(e, t.there);
		emit_integer(e, t.held);
		emit_integer(e, t.minutes);
		emit_number(e, units(o->scheme, t.parts), 2);
	}
}

void
register_totals(struct emit *e, const struct roll *r,
    const struct register_options *o)
{
	struct register_cell c[10] = { 0 };
	struct sums t;
	size_t m, i;

	for (m = 0; m < r->nmember; m++) {
		who(c, r, &r->member[m].m);
		for (i = 0; i < 10; i++)
			emit_string(e, c[i].text);
		sum_up(&t, r, m, o->scheme);
		emit_integer(e, t.held);
		emit_integer(e, t.there);
		for (i = ATTEND_LATE; i <= ATTEND_ABSENT; i++)
			emit_integer(e, t.status[i]);
		emit_integer(e, t.minutes);
		emit_string(e,
		    o->scheme == NULL ? view_of(NULL) : o->scheme->id);
		emit_number(e, units(o->scheme, t.parts), 2);
		emit_number(e,
		    t.minutes == 0 ? NAN : (double)t.online / (double)t.minutes,
		    3);
		if (o->ranged || r->nsession < 2)
			emit_missing(e);
		else
			emit_integer(e, t.presented);
	}
}
