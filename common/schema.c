#include "common/schema.h"

#include <string.h>

#include "common/attend.h"
#include "common/date.h"

#define LIST SCHEMA_LIST
#define MUST SCHEMA_REQUIRED
#define SELF (SCHEMA_SELF | SCHEMA_REQUIRED)

static const struct schema_field group_fields[] = {
	{ "Group", SCHEMA_GROUPID, SELF, NULL },
	{ "Name", SCHEMA_TEXT, 0, NULL },
	{ "Kind", SCHEMA_WORD, 0, "kind" },
	{ "Mode", SCHEMA_WORD, 0, "mode" },
	{ "Place", SCHEMA_TEXT, 0, NULL },
	{ "Link", SCHEMA_TEXT, 0, NULL },
	{ "Frequency", SCHEMA_WORD, 0, "frequency" },
	{ "Time", SCHEMA_TIME, 0, NULL },
	{ "Minutes", SCHEMA_MINUTES, MUST, NULL },
	{ "CasesPerSession", SCHEMA_COUNT, 0, NULL },
	{ "Quorum", SCHEMA_COUNT, 0, NULL },
	{ "Max", SCHEMA_COUNT, 0, NULL },
	{ "Open", SCHEMA_WORD, 0, "open" },
	{ "Starts", SCHEMA_DATE, 0, NULL },
	{ "Ends", SCHEMA_DATE, 0, NULL },
	{ "Timezone", SCHEMA_ZONE, MUST, NULL },
	{ "Template", SCHEMA_TEXT, 0, NULL },
	{ "Scheme", SCHEMA_SCHEME, LIST, NULL },
	{ "Leader", SCHEMA_LEADER, LIST, NULL },
	{ "CoLeader", SCHEMA_LEADER, LIST, NULL },
	{ "Rules", SCHEMA_YESNO, 0, NULL },
	{ "UndoDepth", SCHEMA_COUNT, 0, NULL },
	{ "Trainers", SCHEMA_TEXT, 0, NULL },
};

static const struct schema_field member_fields[] = {
	{ "Member", SCHEMA_MEMBER, SELF, NULL },
	{ "Name", SCHEMA_TEXT, 0, NULL },
	{ "Given", SCHEMA_TEXT, 0, NULL },
	{ "Surname", SCHEMA_TEXT, 0, NULL },
	{ "Nickname", SCHEMA_TEXT, LIST, NULL },
	{ "Registration", SCHEMA_TEXT, 0, NULL },
	{ "Profession", SCHEMA_WORD, 0, "profession" },
	{ "Grade", SCHEMA_TEXT, 0, NULL },
	{ "Employer", SCHEMA_TEXT, 0, NULL },
	{ "Email", SCHEMA_TEXT, 0, NULL },
	{ "Phone", SCHEMA_TEXT, 0, NULL },
	{ "Role", SCHEMA_WORD, 0, "role" },
	{ "Scheme", SCHEMA_SCHEME, LIST, NULL },
	{ "Joined", SCHEMA_DATE, 0, NULL },
	{ "Left", SCHEMA_DATE, 0, NULL },
	{ "Away", SCHEMA_RANGE, LIST, NULL },
	{ "Assessed", SCHEMA_ASSESSED, LIST, "assessment" },
	{ "Research", SCHEMA_CONSENT, 0, NULL },
	{ "Presented", SCHEMA_COUNT, 0, NULL },
	{ "Code", SCHEMA_TEXT, 0, NULL },
};

static const struct schema_field session_fields[] = {
	{ "Session", SCHEMA_SESSION, SELF, NULL },
	{ "Date", SCHEMA_DATE, MUST, NULL },
	{ "Time", SCHEMA_TIME, 0, NULL },
	{ "Minutes", SCHEMA_MINUTES, 0, NULL },
	{ "Status", SCHEMA_WORD, 0, "session-status" },
	{ "Mode", SCHEMA_WORD, 0, "mode" },
	{ "Place", SCHEMA_TEXT, 0, NULL },
	{ "Link", SCHEMA_TEXT, 0, NULL },
	{ "Leader", SCHEMA_LEADER, LIST, NULL },
	{ "CoLeader", SCHEMA_LEADER, LIST, NULL },
	{ "Observer", SCHEMA_TEXT, LIST, NULL },
	{ "Template", SCHEMA_TEXT, 0, NULL },
	{ "Phase", SCHEMA_PHASE, LIST, "phase" },
	{ "Actual", SCHEMA_PHASE, LIST, "phase" },
	{ "Recorded", SCHEMA_YESNO, 0, NULL },
	{ "ConnectionLosses", SCHEMA_COUNT, 0, NULL },
	{ "Cases", SCHEMA_COUNT, 0, NULL },
	{ "Attend", SCHEMA_ATTEND, LIST, NULL },
};

static const struct schema_field case_fields[] = {
	{ "Case", SCHEMA_CASE, SELF, NULL },
	{ "Session", SCHEMA_SESSION, MUST, NULL },
	{ "Presenter", SCHEMA_MEMBER, 0, NULL },
	{ "Setting", SCHEMA_WORD, 0, "setting" },
	{ "AgeBand", SCHEMA_WORD, 0, "age-band" },
	{ "Sex", SCHEMA_WORD, 0, "sex" },
	{ "Relation", SCHEMA_WORD, 0, "relation" },
	{ "Context", SCHEMA_WORD, 0, "context" },
	{ "Minutes", SCHEMA_MINUTES, 0, NULL },
	{ "Trigger", SCHEMA_WORD, LIST, "trigger" },
	{ "Theme", SCHEMA_WORD, LIST, "theme" },
	{ "Emotion", SCHEMA_EMOTION, LIST, "emotion" },
	{ "Flag", SCHEMA_WORD, LIST, "flag" },
	{ "Followup", SCHEMA_FOLLOWUP, LIST, NULL },
	{ "Research", SCHEMA_CONSENT, 0, NULL },
	{ "PurgeAfter", SCHEMA_DATE, 0, NULL },
};

static const struct schema_field debrief_fields[] = {
	{ "Debrief", SCHEMA_TEXT, SELF, NULL },
	{ "Session", SCHEMA_SESSION, MUST, NULL },
	{ "Leader", SCHEMA_LEADER, MUST, NULL },
	{ "Incident", SCHEMA_WORD, LIST, "incident" },
};

static const struct schema_field leader_fields[] = {
	{ "Leader", SCHEMA_LEADER, SELF, NULL },
	{ "Name", SCHEMA_TEXT, 0, NULL },
	{ "Registration", SCHEMA_TEXT, 0, NULL },
	{ "Recognition", SCHEMA_TEXT, LIST, NULL },
	{ "Scheme", SCHEMA_SCHEME, LIST, NULL },
	{ "Supervision", SCHEMA_EVENT, LIST, NULL },
	{ "Intensive", SCHEMA_EVENT, LIST, NULL },
	{ "Seminar", SCHEMA_EVENT, LIST, NULL },
	{ "Observation", SCHEMA_EVENT, LIST, NULL },
	{ "Recording", SCHEMA_EVENT, LIST, NULL },
	{ "Membership", SCHEMA_EVENT, LIST, NULL },
	{ "Purged", SCHEMA_EVENT, LIST, NULL },
};

#define TABLE(t)                                                               \
	{                                                                      \
		(t), sizeof(t) / sizeof((t)[0])                                \
	}
static const struct {
	const struct schema_field *field;
	size_t n;
} tables[RECORD_KINDS] = {
	TABLE(group_fields),
	TABLE(member_fields),
	TABLE(session_fields),
	TABLE(case_fields),
	TABLE(debrief_fields),
	TABLE(leader_fields),
};

const struct schema_field *
schema_fields(enum record_kind kind, size_t *n)
{
	*n = tables[kind].n;
	return tables[kind].field;
}

const struct schema_field *
schema_find(enum record_kind kind, struct view name)
{
	size_t i;

	for (i = 0; i < tables[kind].n; i++)
		if (name.n > 0 &&
		    ((name.p[0] ^ tables[kind].field[i].name[0]) & ~0x20) ==
			0 &&
		    view_same(name, tables[kind].field[i].name))
			return &tables[kind].field[i];
	return NULL;
}

bool
schema_valid_id(struct view id)
{
	size_t i;
	char c;

	if (id.n == 0 || id.n > 32)
		return false;
	for (i = 0; i < id.n; i++) {
		c = id.p[i];
		if (c >= 'a' && c <= 'z')
			continue;
		if (i == 0 || !((c >= '0' && c <= '9') || c == '-'))
			return false;
	}
	return true;
}

/* s2026-11-24, and a letter for a second one made on that day. */
bool
schema_valid_session(struct view id)
{
	struct view date = { id.p + 1, DATE_LEN - 1 };
	int days;

	if (id.n < DATE_LEN || id.n > DATE_LEN + 1 || id.p[0] != 's' ||
	    date_parse(date, &days) == -1)
		return false;
	return id.n == DATE_LEN ||
	       (id.p[DATE_LEN] >= 'b' && id.p[DATE_LEN] <= 'z');
}

/* c014-7kq: a running number and three characters. */
bool
schema_valid_case(struct view id)
{
	struct view tail = id, head = view_cut(&tail, '-');
	unsigned long n;

	if (tail.n != 3 || head.n < 4 || head.p[0] != 'c')
		return false;
	head.p++;
	head.n--;
	return view_number(head, 1, 999999, &n) == 0 && schema_valid_id(id);
}

static bool
valid_word(struct view v)
{
	return v.n <= 64 && record_valid_title(v);
}

/* Area/Place, as in the IANA database; whether it exists is not our affair. */
static bool
valid_zone(struct view v)
{
	size_t i;

	if (v.n == 0 || v.n > 64 || v.p[0] == '/' || v.p[0] == '.')
		return false;
	for (i = 0; i < v.n; i++)
		if (strchr("/_+-", v.p[i]) == NULL &&
		    !((v.p[i] | 0x20) >= 'a' && (v.p[i] | 0x20) <= 'z') &&
		    !(v.p[i] >= '0' && v.p[i] <= '9'))
			return false;
	return true;
}

static bool
valid_phase(struct view v)
{
	struct view time = view_word(&v), word = view_word(&v);
	struct view minutes = view_word(&v);
	unsigned long n;
	int t;

	return time.p != NULL && date_parse_time(time, &t) == 0 &&
	       word.p != NULL && valid_word(word) &&
	       (minutes.p == NULL || view_number(minutes, 0, 1440, &n) == 0) &&
	       v.n == 0;
}

/* DATE and then only key=value; `dates` names the keys that hold a date. */
static bool
valid_event(struct view v)
{
	struct view first = view_word(&v), word, key;
	int d;

	if (first.p == NULL || date_parse(first, &d) == -1)
		return false;
	for (word = view_word(&v); word.p != NULL; word = view_word(&v)) {
		key = view_cut(&word, '=');
		if (word.n == 0 || !valid_word(key))
			return false;
		if ((view_is(key, "asked") || view_is(key, "told")) &&
		    date_parse(word, &d) == -1)
			return false;
	}
	return true;
}

static bool
valid_emotion(struct view v)
{
	struct view word = view_word(&v), by = view_word(&v);

	if (word.p == NULL || !valid_word(word))
		return false;
	return by.p == NULL || (view_starts(by, "by=") && by.n > 3);
}

static bool
valid_assessed(struct view v)
{
	struct view date = view_word(&v), word = view_word(&v);
	int d;

	return date.p != NULL && date_parse(date, &d) == 0 && word.p != NULL &&
	       valid_word(word);
}

static int
no(struct fail *f, const char *word, const char *what)
{
	return fail_set(f, FAIL_RANGE, word, what);
}

static int
check_number(enum schema_form form, struct view v, struct fail *f)
{
	unsigned long n;

	if (form == SCHEMA_MINUTES) {
		if (view_number(v, 1, 1440, &n) == -1)
			return no(f, "E_NUMBER",
			    "not minutes; a number from 1 to 1440 was "
			    "expected");
	} else if (view_number(v, 0, 9999, &n) == -1)
		return no(f, "E_NUMBER",
		    "not a count; a number from 0 to 9999 was expected");
	return 0;
}

static int
check_id(enum schema_form form, struct view v, struct fail *f)
{
	switch (form) {
	case SCHEMA_SESSION:
		return schema_valid_session(v) ? 0
					       : no(f, "E_ID",
						     "not a session; "
						     "`s2026-11-24` was "
						     "expected");
	case SCHEMA_CASE:
		return schema_valid_case(v) ? 0
					    : no(f, "E_ID",
						  "not a case; `c014-7kq` was "
						  "expected");
	case SCHEMA_GROUPID:
		return schema_valid_id(v) && view_starts(v, "g-")
			   ? 0
			   : no(f, "E_ID",
				 "not a group's id; `g-8w2kd` was expected");
	default:
		return schema_valid_id(v)
			   ? 0
			   : no(f, "E_ID",
				 "not an id; a small letter, then small "
				 "letters, "
				 "digits and hyphens were expected");
	}
}

static int
check_when(enum schema_form form, struct view v, struct fail *f)
{
	int a, b;

	switch (form) {
	case SCHEMA_DATE:
		if (date_parse(v, &a) == -1)
			return no(f, "E_DATE",
			    "no such date; YYYY-MM-DD was expected");
		return 0;
	case SCHEMA_RANGE:
		if (date_parse_range(v, &a, &b) == -1)
			return no(f, "E_DATE",
			    "no such days; YYYY-MM-DD or "
			    "YYYY-MM-DD..YYYY-MM-DD was expected");
		return 0;
	default:
		if (date_parse_time(v, &a) == -1)
			return no(f, "E_TIME",
			    "no such time; HH:MM was expected");
		return 0;
	}
}

static int
check_choice(enum schema_form form, struct view v, struct fail *f)
{
	if (view_is(v, "yes") || view_is(v, "no"))
		return 0;
	if (form == SCHEMA_YESNO)
		return no(f, "E_WORD", "yes or no was expected");
	if (view_is(v, "withdrawn"))
		return 0;
	return no(f, "E_WORD", "yes, no or withdrawn was expected");
}

static int
check_parts(enum schema_form form, struct view v, struct fail *f)
{
	struct attend a;

	switch (form) {
	case SCHEMA_ATTEND:
		return attend_parse(&a, v, f);
	case SCHEMA_PHASE:
		return valid_phase(v)
			   ? 0
			   : no(f, "E_PHASE",
				 "`HH:MM PHASE [MINUTES]` was expected");
	case SCHEMA_EMOTION:
		return valid_emotion(v)
			   ? 0
			   : no(f, "E_WORD", "`EMOTION [by=WHO]` was expected");
	case SCHEMA_ASSESSED:
		return valid_assessed(v)
			   ? 0
			   : no(f, "E_WORD",
				 "`DATE satisfactory` was expected");
	default:
		return valid_event(v)
			   ? 0
			   : no(f, "E_DATE",
				 "`DATE [key=value ...]` was expected");
	}
}

int
schema_check_value(const struct schema_field *field, struct view value,
    struct fail *f)
{
	if (value.n == 0) {
		if (field->flags & SCHEMA_REQUIRED)
			return no(f, "E_MISSING", "this field needs a value");
		return 0;
	}
	switch (field->form) {
	case SCHEMA_TEXT:
		return 0;
	case SCHEMA_GROUPID:
	case SCHEMA_MEMBER:
	case SCHEMA_LEADER:
	case SCHEMA_SESSION:
	case SCHEMA_CASE:
		return check_id(field->form, value, f);
	case SCHEMA_DATE:
	case SCHEMA_RANGE:
	case SCHEMA_TIME:
		return check_when(field->form, value, f);
	case SCHEMA_MINUTES:
	case SCHEMA_COUNT:
		return check_number(field->form, value, f);
	case SCHEMA_YESNO:
	case SCHEMA_CONSENT:
		return check_choice(field->form, value, f);
	case SCHEMA_ZONE:
		return valid_zone(value)
			   ? 0
			   : no(f, "E_ZONE",
				 "a zone like Europe/London was expected");
	case SCHEMA_WORD:
	case SCHEMA_SCHEME:
		return valid_word(value)
			   ? 0
			   : no(f, "E_WORD",
				 "one word in small letters was expected");
	default:
		return check_parts(field->form, value, f);
	}
}

static size_t
count(const struct record *r, const char *name)
{
	size_t i, n = 0;

	for (i = record_next(r, name, 1); i < r->nfield;
	     i = record_next(r, name, i + 1))
		n++;
	return n;
}

static int
check_present(const struct record *r, const struct schema_field *field,
    int (*problem)(void *, const struct fail *), void *arg)
{
	struct fail f;
	size_t n = count(r, field->name);

	if (n == 0 && (field->flags & SCHEMA_REQUIRED)) {
		fail_at(&f, FAIL_RANGE, "E_MISSING",
		    "a field that must be there is missing", 1, 1);
		fail_detail(&f, "%s", field->name);
		return problem(arg, &f);
	}
	if (n > 1 && !(field->flags & SCHEMA_LIST)) {
		fail_at(&f, FAIL_RANGE, "E_REPEAT",
		    "a field stands more than once that may stand once",
		    record_line(record_next(r, field->name,
			record_next(r, field->name, 1) + 1)),
		    1);
		fail_detail(&f, "%s", field->name);
		return problem(arg, &f);
	}
	return 0;
}

int
schema_check(const struct record *r,
    int (*problem)(void *arg, const struct fail *f), void *arg)
{
	const struct schema_field *d;
	struct fail f;
	size_t i;
	int rv;

	for (i = 0; i < tables[r->kind].n; i++)
		if ((rv = check_present(r, &tables[r->kind].field[i], problem,
			 arg)) != 0)
			return rv;
	for (i = 1; i < r->nfield; i++) {
		d = schema_find(r->kind, r->field[i].name);
		if (d == NULL ||
		    schema_check_value(d, r->field[i].value, &f) == 0)
			continue;
		f.line = record_line(i);
		f.col = r->field[i].name.n + 3;
		if ((rv = problem(arg, &f)) != 0)
			return rv;
	}
	return 0;
}
