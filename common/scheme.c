#include "common/scheme.h"

#include <stdio.h>
#include <string.h>

#include "common/date.h"
#include "common/frame.h"
#include "common/utf8.h"

enum form { TEXT, NUMBER, DATE, YES, UNIT, PARTIAL, SHARE };

/* One field: where its value goes.  The names are those of the files. */
struct slot {
	const char *name;
	enum form form;
	struct view *text;
	int *number;
	bool *yes;
	bool seen;
};

static int
set_unit(struct scheme *s, struct view v)
{
	static const char *const words[] = { "session", "whole", "exact" };
	size_t i;

	for (i = 0; i < 3; i++)
		if (view_is(v, words[i])) {
			s->how = (enum scheme_unit)i;
			return 0;
		}
	return -1;
}

static int
set_partial(struct scheme *s, struct view v)
{
	static const char *const words[] = { "none", "minutes", "all" };
	size_t i;

	for (i = 0; i < 3; i++)
		if (view_is(v, words[i])) {
			s->partial = (enum scheme_partial)i;
			return 0;
		}
	return -1;
}

static int
set_share(struct scheme *s, struct view v)
{
	struct view den = v, num = view_cut(&den, '/');
	unsigned long n, d;

	if (den.p == NULL || view_number(num, 1, 100, &n) == -1 ||
	    view_number(den, 1, 100, &d) == -1 || n > d)
		return -1;
	s->share_num = (int)n;
	s->share_den = (int)d;
	return 0;
}

static int
set(struct scheme *s, struct slot *slot, struct view v, struct fail *f)
{
	unsigned long n;

	switch (slot->form) {
	case TEXT:
		*slot->text = v;
		return 0;
	case NUMBER:
		if (view_number(v, 1, 9999, &n) == -1)
			return fail_set(f, FAIL_RANGE, "E_NUMBER",
			    "a number from 1 to 9999 was expected");
		*slot->number = (int)n;
		return 0;
	case DATE:
		if (date_parse(v, slot->number) == -1)
			return fail_set(f, FAIL_RANGE, "E_DATE",
			    "no such date; YYYY-MM-DD was expected");
		return 0;
	case YES:
		if (!view_is(v, "yes") && !view_is(v, "no"))
			return fail_set(f, FAIL_RANGE, "E_WORD",
			    "yes or no was expected");
		*slot->yes = view_is(v, "yes");
		return 0;
	case UNIT:
		return set_unit(s, v) == 0
			   ? 0
			   : fail_set(f, FAIL_RANGE, "E_WORD",
				 "session, whole or exact was expected");
	case PARTIAL:
		return set_partial(s, v) == 0
			   ? 0
			   : fail_set(f, FAIL_RANGE, "E_WORD",
				 "none, minutes or all was expected");
	case SHARE:
		return set_share(s, v) == 0
			   ? 0
			   : fail_set(f, FAIL_RANGE, "E_NUMBER",
				 "a share like 1/3 was expected");
	}
	return 0;
}

static int
take(struct scheme *s, struct slot *slot, size_t n, struct view line, size_t no,
    struct fail *f)
{
	struct view value = line, name = view_cut(&value, ':');
	size_t i;

	value = value.p == NULL ? value : view_trim(value);
	if (value.n == 0)
		return fail_at(f, FAIL_SYNTAX, "E_SCHEME",
		    "not a field; `Name: value` was expected", no, 1);
	for (i = 0; i < n && !view_same(name, slot[i].name); i++)
		;
	if (i == n)
		return fail_at(f, FAIL_SYNTAX, "E_SCHEME",
		    "no field of a scheme; balint-stats-owed(1) lists them", no,
		    1);
	if (slot[i].seen)
		return fail_at(f, FAIL_SYNTAX, "E_SCHEME",
		    "this field is there twice", no, 1);
	slot[i].seen = true;
	if (set(s, &slot[i], value, f) == -1) {
		f->line = no;
		f->col = name.n + 3;
		return -1;
	}
	return 0;
}

/* What must be there, and what does not go together. */
static int
check(const struct scheme *s, struct fail *f)
{
	const char *what = NULL;

	if (s->id.n == 0 || s->title.n == 0 || s->source.n == 0)
		what = "Scheme, Title and Source must be there";
	else if (s->seen == FRAME_NODATE)
		what = "Seen, the day the source was looked at, must be there";
	else if (s->how != SCHEME_SESSION && s->unit_minutes == 0)
		what = "Count: whole and exact need UnitMinutes";
	else if (s->how == SCHEME_SESSION && s->unit_minutes != 0)
		what = "Count: session has no UnitMinutes";
	else if (s->how == SCHEME_SESSION &&
		 s->partial == SCHEME_PARTIAL_MINUTES)
		what = "Partial: minutes needs Count: whole or exact";
	else if (s->group_max != 0 && s->group_max < s->group_min)
		what = "GroupMax is less than GroupMin";
	else if (s->cap != 0 && s->cap < s->required)
		what = "Max is less than Required";
	else if (s->valid_to < s->valid_from)
		what = "ValidTo is before ValidFrom";
	else
		return 0;
	return fail_at(f, FAIL_SYNTAX, "E_SCHEME", what, 1, 1);
}

static int
parse_lines(struct scheme *s, struct slot *slot, size_t n, struct view rest,
    struct fail *f)
{
	struct view line;
	size_t no;

	for (no = 1; rest.p != NULL; no++) {
		line = view_cut(&rest, '\n');
		if (line.n == 0 || line.p[0] == '#')
			continue;
		if (take(s, slot, n, line, no, f) == -1)
			return -1;
	}
	return 0;
}

int
scheme_parse(struct scheme *s, struct view src, struct fail *f)
{
	struct slot slots[] = {
		{ "Scheme", TEXT, &s->id, NULL, NULL, false },
		{ "Title", TEXT, &s->title, NULL, NULL, false },
		{ "Source", TEXT, &s->source, NULL, NULL, false },
		{ "Note", TEXT, &s->note, NULL, NULL, false },
		{ "Unit", TEXT, &s->unit, NULL, NULL, false },
		{ "Seen", DATE, NULL, &s->seen, NULL, false },
		{ "Count", UNIT, NULL, NULL, NULL, false },
		{ "UnitMinutes", NUMBER, NULL, &s->unit_minutes, NULL, false },
		{ "UnitWeight", NUMBER, NULL, &s->unit_weight, NULL, false },
		{ "Partial", PARTIAL, NULL, NULL, NULL, false },
		{ "Grace", NUMBER, NULL, &s->grace, NULL, false },
		{ "Required", NUMBER, NULL, &s->required, NULL, false },
		{ "Max", NUMBER, NULL, &s->cap, NULL, false },
		{ "DayMax", NUMBER, NULL, &s->day_max, NULL, false },
		{ "PeriodMonths", NUMBER, NULL, &s->period_months, NULL,
		    false },
		{ "SpanMonths", NUMBER, NULL, &s->span_months, NULL, false },
		{ "SpanDays", NUMBER, NULL, &s->span_days, NULL, false },
		{ "InPerson", NUMBER, NULL, &s->in_person, NULL, false },
		{ "FirstLastInPerson", YES, NULL, NULL, &s->first_last, false },
		{ "OnlineMinutesMax", NUMBER, NULL, &s->online_max, NULL,
		    false },
		{ "GroupMin", NUMBER, NULL, &s->group_min, NULL, false },
		{ "GroupMax", NUMBER, NULL, &s->group_max, NULL, false },
		{ "PresentMin", NUMBER, NULL, &s->present_min, NULL, false },
		{ "FixedLeader", YES, NULL, NULL, &s->fixed_leader, false },
		{ "Presentations", NUMBER, NULL, &s->presented, NULL, false },
		{ "Assessments", NUMBER, NULL, &s->assessed, NULL, false },
		{ "Share", SHARE, NULL, NULL, NULL, false },
		{ "ValidFrom", DATE, NULL, &s->valid_from, NULL, false },
		{ "ValidTo", DATE, NULL, &s->valid_to, NULL, false },
	};
	size_t bad;

	memset(s, 0, sizeof(*s));
	s->seen = s->valid_from = FRAME_NODATE;
	s->valid_to = FRAME_NOEND;
	s->unit_weight = 1;
	s->unit = view_of("unit");
	if (!utf8_valid(src, &bad))
		return fail_at(f, FAIL_SYNTAX, "E_UTF8",
		    "invalid UTF-8; a scheme is UTF-8 text", 1, bad + 1);
	if (parse_lines(s, slots, sizeof(slots) / sizeof(slots[0]), src, f) ==
	    -1)
		return -1;
	return check(s, f);
}

long
scheme_parts(const struct scheme *s)
{
	return s->how == SCHEME_EXACT ? s->unit_minutes : 1;
}

long
scheme_count(const struct scheme *s, int minutes, int length)
{
	if (minutes <= 0)
		return 0;
	if (minutes + s->grace >= length || s->partial == SCHEME_PARTIAL_ALL)
		minutes = length;
	else if (s->partial == SCHEME_PARTIAL_NONE)
		return 0;
	switch (s->how) {
	case SCHEME_SESSION:
		return s->unit_weight;
	case SCHEME_WHOLE:
		return (long)(minutes / s->unit_minutes) * s->unit_weight;
	case SCHEME_EXACT:
		return (long)minutes * s->unit_weight;
	}
	return 0;
}

void
scheme_how(const struct scheme *s, char *out, size_t outlen)
{
	char per[32] = "1 session";

	if (s->how != SCHEME_SESSION)
		(void)snprintf(per, sizeof(per), "%d minutes", s->unit_minutes);
	(void)snprintf(out, outlen, "%s = %d %.*s%s", per, s->unit_weight,
	    (int)(s->unit.n < 40 ? s->unit.n : 40), s->unit.p,
	    s->how == SCHEME_WHOLE ? ", whole ones only" : "");
}
