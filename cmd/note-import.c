/* balint-note import: attendance from an online platform's list. */

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cmd/desk.h"
#include "cmd/note-people.h"
#include "cmd/note-profile.h"
#include "cmd/note.h"
#include "common/csvtable.h"
#include "common/date.h"
#include "common/edit.h"
#include "common/emit.h"
#include "common/file.h"
#include "common/refs.h"
#include "common/stamp.h"
#include "common/stay.h"

#define LIST_MAX (16u << 20)

enum {
	OPT_SESSION = 256,
	OPT_GRACE,
	OPT_PROFILE,
	OPT_SAVE,
	OPT_NOUNDO,
	OPT_COLUMN
};

static const struct cli_option options[] = {
	{ OPT_SESSION, "session", "SESSION", "id or date (the last one)" },
	{ OPT_COLUMN + PROFILE_NAME, "name", "COLUMN", "who (Name)" },
	{ OPT_COLUMN + PROFILE_EMAIL, "email", "COLUMN", "address (Email)" },
	{ OPT_COLUMN + PROFILE_JOIN, "join", "COLUMN", "came (Join Time)" },
	{ OPT_COLUMN + PROFILE_LEAVE, "leave", "COLUMN", "went (Leave Time)" },
	{ OPT_COLUMN + PROFILE_ZONE, "zone", "AREA/PLACE",
	    "of these times (the group's)" },
	{ OPT_COLUMN + PROFILE_ORDER, "order", "ORDER",
	    "of dates: ymd, dmy or mdy (ymd)" },
	{ OPT_GRACE, "grace", "N", "minutes that don't make late (5)" },
	{ OPT_PROFILE, "profile", "NAME", "columns as they were saved" },
	{ OPT_SAVE, "save", "NAME", "save columns, zone and order" },
	{ OPT_NOUNDO, "no-undo", NULL, "keep nothing for undo" },
};

static int run(struct cli *c);

const struct cli_verb note_import = { "import", "FILE",
	"Take attendance from an online session's list of participants",
	CLI_GROUP | CLI_DRY | CLI_DATE | CLI_WAIT | CLI_FORMAT, options,
	sizeof(options) / sizeof(options[0]), run };

static const struct emit_column columns[] = {
	{ "member", EMIT_STRING },
	{ "status", EMIT_STRING },
	{ "minutes", EMIT_INTEGER },
	{ "joins", EMIT_INTEGER },
	{ "before", EMIT_STRING },
};

struct import {
	struct desk *d;
	struct profile p;
	const char *file;
	int grace;
	enum stamp_order order;
	char sid[REFS_LEN];
	struct session s;
	long long begin, end; /* of the session, seconds since 1970 */
	struct people people;
	struct stay *stay; /* one a row */
	size_t *who;	   /* whose row; people.n: nobody's */
	size_t rows, unmatched;
	struct buf bytes; /* of the session */
};

static int
fault(struct import *m, const char *word, const char *what, size_t line)
{
	struct fail f;

	fail_at(&f, FAIL_SYNTAX, word, what, line, 0);
	fail_file(&f, m->file);
	return cli_fail(m->d->c, &f);
}

/* Seconds since 1970 of a local time in a zone; the C library knows both. */
static long long
seconds_in(const char *zone, int day, int seconds)
{
	struct date_ymd d = date_split(day);
	struct tm tm = { .tm_year = d.year - 1900,
		.tm_mon = d.month - 1,
		.tm_mday = d.day,
		.tm_hour = seconds / 3600,
		.tm_min = seconds / 60 % 60,
		.tm_sec = seconds % 60,
		.tm_isdst = -1 };

	(void)setenv("TZ", zone, 1);
	tzset();
	return (long long)mktime(&tm);
}

static int
load_session(struct import *m, const char *arg)
{
	struct store *s = &m->d->s;
	struct record r = { 0 };
	char zone[72];
	struct fail f;
	int rv = 0;

	if ((arg != NULL
		    ? refs_session(s, arg, m->sid, &f)
		    : refs_last_session(s, m->d->c->date, m->sid, &f)) == -1 ||
	    store_read(s, STORE_SESSIONS, m->sid, RECORD_ALL, &m->bytes, &r,
		&f) == -1 ||
	    frame_session(&m->s, &r, &m->d->frame, &f) == -1)
		rv = cli_fail(m->d->c, &f);
	else if (m->s.time == -1 || m->s.date > m->d->c->date ||
		 m->s.status == SESSION_CANCELLED) {
		fail_set(&f, FAIL_RANGE, "E_SESSION",
		    "a session that has a time and has taken place was "
		    "expected");
		fail_detail(&f, "%s", m->sid);
		rv = cli_fail(m->d->c, &f);
	}
	record_release(&r);
	if (rv != 0)
		return rv;
	(void)view_string(m->d->frame.zone, zone, sizeof(zone));
	m->begin = seconds_in(zone, m->s.date, m->s.time * 60);
	m->end = m->begin + 60LL * m->s.minutes;
	if (m->p.value[PROFILE_ZONE][0] == '\0')
		(void)view_string(m->d->frame.zone, m->p.value[PROFILE_ZONE],
		    sizeof(m->p.value[0]));
	return 0;
}

/* The column that an option names must be there; a usual one may be. */
static int
find_column(struct import *m, const struct csvtable *t, enum profile_key key,
    const char *usual, bool must, size_t *col)
{
	const char *given = m->p.value[key];

	*col = csvtable_find(t, view_of(given[0] != '\0' ? given : usual));
	if (*col != CSVTABLE_NONE || (given[0] == '\0' && !must))
		return 0;
	return fault(m, "E_COLUMN",
	    "a column is not there; --name, --email, --join and --leave say "
	    "what they are called",
	    1);
}

static int
read_time(struct import *m, struct view cell, long long *out)
{
	struct stamp s;

	if (stamp_parse(&s, cell, m->order) == -1)
		return -1;
	*out = seconds_in(s.utc ? "UTC" : m->p.value[PROFILE_ZONE], s.day,
	    s.seconds);
	return 0;
}

struct view_row {
	size_t name, email, join, leave;
};

static struct view
cell_of(const struct csvtable *t, size_t row, size_t col)
{
	return col == CSVTABLE_NONE ? view_of(NULL)
				    : view_trim(csvtable_cell(t, row, col));
}

static int
take_row(struct import *m, const struct csvtable *t, size_t row,
    const struct view_row *k)
{
	struct stay *s = &m->stay[row];
	size_t line = csvtable_line(t, row);

	if (read_time(m, cell_of(t, row, k->join), &s->from) == -1 ||
	    read_time(m, cell_of(t, row, k->leave), &s->to) == -1)
		return fault(m, "E_TIME",
		    "no such time; a date and a time as --order says were "
		    "expected",
		    line);
	if (s->to < s->from)
		return fault(m, "E_TIME", "went before coming", line);
	m->who[row] = people_match(&m->people, cell_of(t, row, k->email),
	    cell_of(t, row, k->name));
	if (m->who[row] == m->people.n) {
		m->unmatched++;
		/* The line only: a name does not belong into a message. */
		cli_say(m->d->c,
		    "W_UNMATCHED: %s:%zu: this row is no one member's", m->file,
		    line);
	}
	return 0;
}

static int
take_rows(struct import *m, const struct csvtable *t)
{
	struct view_row k;
	size_t i;
	int rv;

	if ((rv = find_column(m, t, PROFILE_NAME, "Name", false, &k.name)) ||
	    (rv = find_column(m, t, PROFILE_EMAIL, "Email", false, &k.email)) ||
	    (rv = find_column(m, t, PROFILE_JOIN, "Join Time", true,
		 &k.join)) ||
	    (rv = find_column(m, t, PROFILE_LEAVE, "Leave Time", true,
		 &k.leave)))
		return rv;
	if (k.name == CSVTABLE_NONE && k.email == CSVTABLE_NONE)
		return fault(m, "E_COLUMN",
		    "neither names nor addresses; --name or --email was "
		    "expected",
		    1);
	m->rows = csvtable_rows(t);
	m->stay = calloc(m->rows + 1, sizeof(*m->stay));
	m->who = calloc(m->rows + 1, sizeof(*m->who));
	if (m->stay == NULL || m->who == NULL)
		return fault(m, "E_MEMORY", "out of memory", 0);
	for (i = 0; i < m->rows && rv == 0; i++)
		rv = take_row(m, t, i, &k);
	return rv;
}

/* The member's line before, and another in its place. */
static int
edit_line(struct import *m, const char *id, const struct attend *a,
    struct emit *e)
{
	struct buf next = { 0 }, value = { 0 };
	struct record r = { 0 };
	struct attend old = { 0 }, new = *a;
	struct fail f;
	size_t i;
	int rv = -1;

	if (record_parse(&r, buf_all(&m->bytes), RECORD_ALL, &f) == -1)
		goto out;
	for (i = record_next(&r, "Attend", 1); i < r.nfield;
	     i = record_next(&r, "Attend", i + 1))
		if (attend_parse(&old, r.field[i].value, NULL) == 0 &&
		    view_is(old.member, id))
			break;
	if (i < r.nfield) {
		emit_string(e, view_of(attend_status_name(old.status)));
		new.role = old.role;
		new.presented = old.presented;
		new.rest = old.rest;
	} else
		emit_missing(e);
	attend_format(&new, &value);
	if ((i < r.nfield
		    ? edit_put(&next, &r, i, buf_all(&value), &f)
		    : edit_add(&next, &r, "Attend", buf_all(&value), &f)) == -1)
		goto out;
	buf_clear(&m->bytes);
	buf_view(&m->bytes, buf_all(&next));
	rv = 0;
out:
	record_release(&r);
	buf_release(&next);
	buf_release(&value);
	return rv == -1 ? cli_fail(m->d->c, &f) : 0;
}

/* One member's stays together; those without any are left as they are. */
static int
take_member(struct import *m, size_t who, struct stay *all, struct emit *e)
{
	const char *id = names_get(&m->people.ids, who);
	struct attend a = { .member = view_of(id), .mode = view_of("online") };
	struct stay_sum sum;
	size_t i, n = 0;

	for (i = 0; i < m->rows; i++)
		if (m->who[i] == who)
			all[n++] = m->stay[i];
	if (n == 0)
		return 0;
	stay_add_up(all, n, m->begin, m->end, &sum);
	a.status = stay_status(&sum, m->begin, m->end, m->grace);
	a.minutes = a.status == ATTEND_PRESENT && sum.minutes == m->s.minutes
			? -1
			: sum.minutes;
	if (a.status == ATTEND_ABSENT) {
		a.minutes = -1;
		a.mode = view_of(NULL);
	}
	emit_string(e, a.member);
	emit_string(e, view_of(attend_status_name(a.status)));
	emit_integer(e, sum.minutes);
	emit_integer(e, (long)n);
	return edit_line(m, id, &a, e);
}

static int
write_session(struct import *m)
{
	struct stay *all = calloc(m->rows + 1, sizeof(*all));
	struct cli *c = m->d->c;
	struct emit e;
	struct fail f;
	size_t i;
	int rv = 0;

	emit_begin(&e, c->format, NULL, "import", columns,
	    sizeof(columns) / sizeof(columns[0]));
	if (all == NULL)
		rv = fault(m, "E_MEMORY", "out of memory", 0);
	for (i = 0; i < m->people.n && rv == 0; i++)
		rv = take_member(m, i, all, &e);
	(void)emit_end(&e);
	if (rv == 0)
		rv = desk_check(m->d, buf_all(&m->bytes), m->sid);
	if (rv == 0 && change_put(&m->d->change, STORE_SESSIONS, m->sid,
			   buf_all(&m->bytes), &f) == -1)
		rv = cli_fail(c, &f);
	if (rv == 0)
		rv = desk_commit(m->d);
	if (rv == 0)
		rv = cli_print(c, buf_all(&e.out));
	emit_release(&e);
	free(all);
	return rv;
}

static int
import(struct import *m, struct view csv, const char *session)
{
	struct csvtable *t = NULL;
	struct fail f;
	int rv;

	if ((rv = load_session(m, session)) != 0)
		return rv;
	if (people_load(&m->people, &m->d->s, m->s.date, &f) == -1)
		return cli_fail(m->d->c, &f);
	if (csvtable_parse(&t, NULL, csv, &f) == -1) {
		fail_file(&f, m->file);
		return cli_fail(m->d->c, &f);
	}
	rv = take_rows(m, t);
	csvtable_free(t);
	if (rv != 0)
		return rv;
	rv = write_session(m);
	return cli_worse(rv, m->unmatched > 0 ? CLI_NO : CLI_DONE);
}

static int
read_list(struct cli *c, const char *path, struct buf *b)
{
	int fd = STDIN_FILENO, rv = 0;
	struct fail f;

	if (strcmp(path, "-") != 0)
		fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd == -1)
		fail_set(&f, FAIL_SYSTEM, "E_READ", "cannot be opened");
	if (fd == -1 || file_read_fd(fd, LIST_MAX, b, &f) == -1) {
		fail_file(&f, path);
		rv = cli_fail(c, &f);
	}
	if (fd > STDERR_FILENO)
		close(fd);
	return rv;
}

static void
take_order(struct cli *c, struct import *m)
{
	const char *o = m->p.value[PROFILE_ORDER];

	if (strcmp(o, "dmy") == 0)
		m->order = STAMP_DMY;
	else if (strcmp(o, "mdy") == 0)
		m->order = STAMP_MDY;
	else if (o[0] != '\0' && strcmp(o, "ymd") != 0)
		cli_usage(c, "--order: ymd, dmy or mdy was expected");
}

struct names_given {
	const char *session, *profile, *save;
	bool keep;
};

static void
take_option(struct cli *c, struct import *m, struct names_given *g, int key)
{
	if (key >= OPT_COLUMN) {
		if (view_string(view_of(c->arg), m->p.value[key - OPT_COLUMN],
			sizeof(m->p.value[0])) == -1)
			cli_usage(c, "a column's name of 95 bytes at most was "
				     "expected");
		return;
	}
	switch (key) {
	case OPT_SESSION:
		g->session = c->arg;
		break;
	case OPT_GRACE:
		m->grace = (int)cli_number(c, c->arg, 0, 60);
		break;
	case OPT_PROFILE:
		g->profile = c->arg;
		break;
	case OPT_SAVE:
		g->save = c->arg;
		break;
	default:
		g->keep = false;
	}
}

static int
run(struct cli *c)
{
	struct names_given g = { .keep = true };
	struct import m = { .grace = 5 };
	struct buf csv = { 0 };
	struct desk d = { 0 };
	int key, rv = 0;

	while ((key = cli_getopt(c)) != -1)
		take_option(c, &m, &g, key);
	if (c->argc != 1)
		cli_usage(c, "one file was expected; - is standard input");
	m.d = &d;
	d.s.dir = -1;
	m.file = c->argv[0];
	if (g.profile != NULL)
		rv = profile_load(c, &m.p, g.profile);
	take_order(c, &m);
	if (rv == 0 && g.save != NULL && !c->dry)
		rv = profile_save(c, &m.p, g.save);
	if (rv == 0)
		rv = read_list(c, m.file, &csv);
	if (rv == 0 && (rv = desk_open(c, &d, DESK_WRITE, g.keep)) == 0)
		rv = import(&m, buf_all(&csv), g.session);
	desk_close(&d);
	people_release(&m.people);
	free(m.stay);
	free(m.who);
	buf_release(&m.bytes);
	buf_release(&csv);
	return rv;
}
