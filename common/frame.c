#include "common/frame.h"

#include <string.h>

#include "common/date.h"
#include "common/schema.h"

static const char *const statuses[] = { "planned", "held", "cancelled" };

const char *
frame_status_name(enum session_status s)
{
	return statuses[s];
}

/*
 * Where a value goes; one of the pointers is set.  A table of these reads a
 * record in one walk over its fields, whatever their order.
 */
struct slot {
	const char *name;
	struct view *text;
	int *date, *time, *number;
};

static int
fill(const struct record *r, size_t i, const struct slot *s, struct fail *f)
{
	struct view v = r->field[i].value;
	const struct schema_field *d = schema_find(r->kind, r->field[i].name);
	unsigned long n;

	if (v.n == 0)
		return 0;
	if (d != NULL && schema_check_value(d, v, f) == -1) {
		f->line = record_line(i);
		f->col = r->field[i].name.n + 3;
		return -1;
	}
	if (s->text != NULL)
		*s->text = v;
	if (s->date != NULL)
		(void)date_parse(v, s->date);
	if (s->time != NULL)
		(void)date_parse_time(v, s->time);
	if (s->number != NULL && view_number(v, 0, 9999, &n) == 0)
		*s->number = (int)n;
	return 0;
}

static int
fill_all(const struct record *r, const struct slot *slot, size_t n,
    struct fail *f)
{
	size_t i, k;

	for (i = 1; i < r->nfield; i++)
		for (k = 0; k < n; k++)
			/* The letter first: most fields are in no slot. */
			if (((r->field[i].name.p[0] ^ slot[k].name[0]) &
				~0x20) == 0 &&
			    view_same(r->field[i].name, slot[k].name)) {
				if (fill(r, i, &slot[k], f) == -1)
					return -1;
				break;
			}
	return 0;
}

static int
missing(struct fail *f, const char *field)
{
	fail_at(f, FAIL_RANGE, "E_MISSING",
	    "a field that must be there is missing", 1, 1);
	return fail_detail(f, "%s", field);
}

int
frame_parse(struct frame *g, const struct record *r, struct fail *f)
{
	const struct slot slots[] = {
		{ "Group", &g->id, NULL, NULL, NULL },
		{ "Name", &g->name, NULL, NULL, NULL },
		{ "Kind", &g->kind, NULL, NULL, NULL },
		{ "Mode", &g->mode, NULL, NULL, NULL },
		{ "Place", &g->place, NULL, NULL, NULL },
		{ "Link", &g->link, NULL, NULL, NULL },
		{ "Frequency", &g->frequency, NULL, NULL, NULL },
		{ "Timezone", &g->zone, NULL, NULL, NULL },
		{ "Template", &g->template, NULL, NULL, NULL },
		{ "Time", NULL, NULL, &g->time, NULL },
		{ "Minutes", NULL, NULL, NULL, &g->minutes },
		{ "Quorum", NULL, NULL, NULL, &g->quorum },
		{ "CasesPerSession", NULL, NULL, NULL, &g->cases },
		{ "Max", NULL, NULL, NULL, &g->max },
		{ "Starts", NULL, &g->starts, NULL, NULL },
		{ "Ends", NULL, &g->ends, NULL, NULL },
	};

	memset(g, 0, sizeof(*g));
	g->time = -1;
	g->starts = FRAME_NODATE;
	g->ends = FRAME_NOEND;
	if (fill_all(r, slots, sizeof(slots) / sizeof(slots[0]), f) == -1)
		return -1;
	if (g->minutes == 0)
		return missing(f, "Minutes");
	return 0;
}

int
frame_member(struct member *m, const struct record *r, struct fail *f)
{
	const struct slot slots[] = {
		{ "Member", &m->id, NULL, NULL, NULL },
		{ "Name", &m->name, NULL, NULL, NULL },
		{ "Given", &m->given, NULL, NULL, NULL },
		{ "Surname", &m->surname, NULL, NULL, NULL },
		{ "Registration", &m->registration, NULL, NULL, NULL },
		{ "Profession", &m->profession, NULL, NULL, NULL },
		{ "Grade", &m->grade, NULL, NULL, NULL },
		{ "Employer", &m->employer, NULL, NULL, NULL },
		{ "Role", &m->role, NULL, NULL, NULL },
		{ "Joined", NULL, &m->joined, NULL, NULL },
		{ "Left", NULL, &m->left, NULL, NULL },
		{ "Presented", NULL, NULL, NULL, &m->presented },
	};

	memset(m, 0, sizeof(*m));
	m->joined = FRAME_NODATE;
	m->left = FRAME_NOEND;
	return fill_all(r, slots, sizeof(slots) / sizeof(slots[0]), f);
}

static enum session_status
status_of(const struct record *r)
{
	struct view v = record_value(r, "Status");
	size_t i;

	for (i = 0; i < 3; i++)
		if (view_is(v, statuses[i]))
			return (enum session_status)i;
	return record_next(r, "Attend", 1) < r->nfield ? SESSION_HELD
						       : SESSION_PLANNED;
}

int
frame_session(struct session *s, const struct record *r, const struct frame *g,
    struct fail *f)
{
	const struct slot slots[] = {
		{ "Session", &s->id, NULL, NULL, NULL },
		{ "Mode", &s->mode, NULL, NULL, NULL },
		{ "Place", &s->place, NULL, NULL, NULL },
		{ "Link", &s->link, NULL, NULL, NULL },
		{ "Template", &s->template, NULL, NULL, NULL },
		{ "Date", NULL, &s->date, NULL, NULL },
		{ "Time", NULL, NULL, &s->time, NULL },
		{ "Minutes", NULL, NULL, NULL, &s->minutes },
	};

	memset(s, 0, sizeof(*s));
	s->date = FRAME_NODATE;
	s->time = -1;
	if (g != NULL) {
		s->time = g->time;
		s->minutes = g->minutes;
		s->mode = g->mode;
		s->place = g->place;
		s->link = g->link;
		s->template = g->template;
	}
	if (fill_all(r, slots, sizeof(slots) / sizeof(slots[0]), f) == -1)
		return -1;
	if (s->date == FRAME_NODATE)
		return missing(f, "Date");
	s->status = status_of(r);
	return 0;
}

bool
frame_belongs(const struct member *m, int day)
{
	return day >= m->joined && day <= m->left;
}

bool
frame_away(const struct record *member, int day)
{
	size_t i;
	int from, to;

	for (i = record_next(member, "Away", 1); i < member->nfield;
	     i = record_next(member, "Away", i + 1))
		if (date_parse_range(member->field[i].value, &from, &to) == 0 &&
		    day >= from && day <= to)
			return true;
	return false;
}

struct view
frame_shown_name(const struct member *m)
{
	if (m->name.n > 0)
		return m->name;
	if (m->surname.n > 0)
		return m->surname;
	return m->id;
}
