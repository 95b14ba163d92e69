#include "common/attend.h"

#include <string.h>

static const char *const names[ATTEND_STATUSES] = { "present", "late", "left",
	"excused", "absent" };

#define WANTED                                                                 \
	"not an attendance; `ID present|late|left|excused|absent "             \
	"[minutes=N] [mode=...] [role=...]` was expected"
#define WANTED_WORD                                                            \
	"not an attendance; `ID`, `ID=late:20`, `ID=left:60`, `ID=excused`, "  \
	"`ID=absent`, `ID=present,online` or `ID=observer` was expected"

const char *
attend_status_name(enum attend_status s)
{
	return names[s];
}

static int
status_of(struct view word, enum attend_status *s)
{
	size_t i;

	for (i = 0; i < ATTEND_STATUSES; i++)
		if (view_is(word, names[i])) {
			*s = (enum attend_status)i;
			return 0;
		}
	return -1;
}

static int
pair(struct attend *a, struct view word)
{
	struct view value = word, key = view_cut(&value, '=');
	unsigned long n;

	if (value.n == 0)
		return -1;
	if (view_is(key, "minutes")) {
		if (view_number(value, 0, 1440, &n) == -1)
			return -1;
		a->minutes = (int)n;
	} else if (view_is(key, "mode"))
		a->mode = value;
	else if (view_is(key, "role"))
		a->role = value;
	else if (view_is(key, "presented")) {
		if (view_number(value, 0, 99, &n) == -1)
			return -1;
		a->presented = (unsigned)n;
	} else if (a->rest.p == NULL)
		a->rest = word;
	else
		a->rest.n = (size_t)(word.p + word.n - a->rest.p);
	return 0;
}

int
attend_parse(struct attend *a, struct view value, struct fail *f)
{
	struct view word;

	memset(a, 0, sizeof(*a));
	a->minutes = -1;
	a->member = view_word(&value);
	if (a->member.p == NULL || status_of(view_word(&value), &a->status))
		return fail_set(f, FAIL_SYNTAX, "E_ATTEND", WANTED);
	for (;;) {
		word = view_word(&value);
		if (word.p == NULL)
			return 0;
		if (pair(a, word) == -1)
			return fail_set(f, FAIL_SYNTAX, "E_ATTEND", WANTED);
	}
}

void
attend_format(const struct attend *a, struct buf *out)
{
	buf_view(out, a->member);
	buf_printf(out, " %s", names[a->status]);
	if (a->minutes >= 0)
		buf_printf(out, " minutes=%d", a->minutes);
	if (a->mode.n > 0) {
		buf_puts(out, " mode=");
		buf_view(out, a->mode);
	}
	if (a->role.n > 0) {
		buf_puts(out, " role=");
		buf_view(out, a->role);
	}
	if (a->presented > 0)
		buf_printf(out, " presented=%u", a->presented);
	if (a->rest.n > 0) {
		buf_putc(out, ' ');
		buf_view(out, a->rest);
	}
}

/* late:20, left:60: the minutes that were there of a session's length. */
static int
clock_part(struct attend *a, struct view part, int length)
{
	struct view n = part, what = view_cut(&n, ':');
	unsigned long minutes;

	if (length <= 0 || view_number(n, 1, (unsigned long)length, &minutes))
		return -1;
	if (view_is(what, "late")) {
		a->status = ATTEND_LATE;
		a->minutes = length - (int)minutes;
	} else if (view_is(what, "left")) {
		a->status = ATTEND_LEFT;
		a->minutes = (int)minutes;
	} else
		return -1;
	return 0;
}

static int
word_part(struct attend *a, struct view part, int length)
{
	if (part.n > 0 && memchr(part.p, ':', part.n) != NULL)
		return clock_part(a, part, length);
	if (status_of(part, &a->status) == 0)
		return 0;
	if (view_is(part, "online") || view_is(part, "in-person"))
		a->mode = part;
	else if (view_is(part, "observer") || view_is(part, "guest") ||
		 view_is(part, "leader") || view_is(part, "co-leader"))
		a->role = part;
	else
		return -1;
	return 0;
}

int
attend_parse_word(struct attend *a, struct view word, int length,
    struct fail *f)
{
	struct view rest = word;

	memset(a, 0, sizeof(*a));
	a->minutes = -1;
	a->member = view_cut(&rest, '=');
	if (a->member.n == 0)
		return fail_set(f, FAIL_SYNTAX, "E_ATTEND", WANTED_WORD);
	while (rest.p != NULL)
		if (word_part(a, view_cut(&rest, ','), length) == -1)
			return fail_set(f, FAIL_SYNTAX, "E_ATTEND",
			    WANTED_WORD);
	return 0;
}

bool
attend_there(const struct attend *a)
{
	return a->status <= ATTEND_LEFT;
}

int
attend_minutes(const struct attend *a, int length)
{
	if (!attend_there(a))
		return 0;
	return a->minutes >= 0 ? a->minutes : length;
}
