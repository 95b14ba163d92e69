/* balint-new session: one session, or a series. */

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/desk.h"
#include "cmd/new.h"
#include "common/datafile.h"
#include "common/date.h"
#include "common/names.h"
#include "common/schema.h"
#include "common/template.h"

#define SERIES_MAX 400

enum { OPT_EVERY = 256, OPT_COUNT, OPT_SKIP, OPT_CASES, OPT_NOUNDO, OPT_FIELD };

static const char *const session_fields[] = { "Time", "Minutes", "Mode",
	"Place", "Leader", "CoLeader", "Observer" };

static const struct cli_option options[] = {
	{ 't', "template", "NAME", "write a plan: classic, push-back, ..." },
	{ OPT_CASES, "cases", "N", "cases in the plan (the group's, or 1)" },
	{ OPT_EVERY, "every", "STEP",
	    "week, 2weeks ... 8weeks, month, or day" },
	{ OPT_COUNT, "count", "N", "so many sessions; or --to" },
	{ OPT_SKIP, "skip", "DATE[..DATE]", "no session then; repeatable" },
	{ OPT_FIELD + 0, "time", "HH:MM", "when it begins" },
	{ OPT_FIELD + 1, "minutes", "N", "its length" },
	{ OPT_FIELD + 2, "mode", "WORD", "in-person, online or hybrid" },
	{ OPT_FIELD + 3, "place", "TEXT", "the room" },
	{ OPT_FIELD + 4, "leader", "LEADER", "who leads; repeatable" },
	{ OPT_FIELD + 5, "coleader", "LEADER", "who co-leads; repeatable" },
	{ OPT_FIELD + 6, "observer", "TEXT", "who observes; repeatable" },
	{ OPT_NOUNDO, "no-undo", NULL, "keep nothing for undo" },
};

static int run(struct cli *c);

const struct cli_verb new_session = { "session", "[DATE...]",
	"Plan a session, or a series: --every, --count, --from, --skip",
	CLI_GROUP | CLI_DRY | CLI_DATE | CLI_RANGE | CLI_WAIT | CLI_NUL,
	options, sizeof(options) / sizeof(options[0]), run };

struct plan {
	const char *template, *every;
	unsigned long count, cases;
	struct names skip; /* ranges */
	struct buf fields;
	bool keep;
	int day[SERIES_MAX];
	size_t n;
	struct buf shape; /* the template's bytes */
	struct template t;
};

static void
add_day(struct cli *c, struct plan *p, int day)
{
	if (p->n == SERIES_MAX)
		cli_usage(c, "too many sessions at once; 400 at most");
	p->day[p->n++] = day;
}

static bool
skipped(const struct plan *p, int day)
{
	int from, to;
	size_t i;

	for (i = 0; i < p->skip.n; i++)
		if (date_parse_range(view_of(names_get(&p->skip, i)), &from,
			&to) == 0 &&
		    day >= from && day <= to)
			return true;
	return false;
}

/* Days between two sessions; 0: a month. */
static int
step_of(struct cli *c, const char *every)
{
	if (strcmp(every, "day") == 0)
		return 1;
	if (strcmp(every, "week") == 0)
		return 7;
	if (strcmp(every, "month") == 0)
		return 0;
	if (every[0] >= '2' && every[0] <= '8' &&
	    strcmp(every + 1, "weeks") == 0)
		return 7 * (every[0] - '0');
	cli_usage(c, "--every day, week, 2weeks ... 8weeks or month was "
		     "expected");
}

/* The days of a series; a skipped one does not count. */
static void
series(struct cli *c, struct plan *p)
{
	int step = step_of(c, p->every), k, day;
	int from = c->from == INT_MIN ? c->date : c->from;

	if (c->argc > 0)
		cli_usage(c, "a series has no operands; --from was expected");
	if ((p->count == 0) == (c->to == INT_MAX))
		cli_usage(c, "either --count or --to was expected");
	for (k = 0;; k++) {
		day = step == 0 ? date_add_months(from, k) : from + k * step;
		if (day > c->to || (p->count > 0 && p->n == p->count) ||
		    k > 10 * SERIES_MAX)
			break;
		if (!skipped(p, day))
			add_day(c, p, day);
	}
	if (p->n == 0)
		cli_usage(c, "no day is left of this series");
}

static void
days(struct cli *c, struct plan *p)
{
	int i;

	if (p->every != NULL) {
		series(c, p);
		return;
	}
	if (p->count > 0 || p->skip.n > 0 || c->to != INT_MAX)
		cli_usage(c, "--count, --skip and --to go with --every");
	for (i = 0; i < c->argc; i++)
		add_day(c, p, cli_date(c, c->argv[i]));
	if (p->n == 0)
		add_day(c, p, c->from == INT_MIN ? c->date : c->from);
}

static int
load_template(struct desk *d, struct plan *p)
{
	struct buf name = { 0 };
	struct fail f;
	int rv = 0, got = -1;

	if (!schema_valid_id(view_of(p->template)))
		cli_usage(d->c, "not a template's name");
	buf_printf(&name, "templates/%s.txt", p->template);
	if (buf_bad(&name))
		fail_memory(&f);
	else
		got = datafile_read(name.p, DATAFILE_OWN | DATAFILE_SHIPPED,
		    &p->shape, &f);
	if (got == 1)
		fail_set(&f, FAIL_REFERENCE, "E_TEMPLATE",
		    "no such template; classic, push-back, hungarian, short, "
		    "online ... or one of your own was expected");
	else if (got == 0 &&
		 (got = template_parse(&p->t, buf_all(&p->shape), &f)) == -1)
		fail_file(&f, name.p);
	else if (got == 0 && !p->t.session)
		got = fail_set(&f, FAIL_REFERENCE, "E_TEMPLATE",
		    "a case's template; one of a session was expected");
	if (got != 0)
		rv = cli_fail(d->c, &f);
	buf_release(&name);
	return rv;
}

/* The plan's clock times, from what the session or the group says. */
static int
add_phases(struct desk *d, struct plan *p, struct buf *text)
{
	struct record r = { 0 };
	struct session s;
	struct fail f;
	unsigned cases;
	int rv = -1;

	buf_putc(text, '\n');
	if (record_parse(&r, buf_all(text), RECORD_ALL, &f) == -1 ||
	    frame_session(&s, &r, &d->frame, &f) == -1)
		goto out;
	text->n--;
	cases = p->cases > 0	     ? (unsigned)p->cases
		: d->frame.cases > 0 ? (unsigned)d->frame.cases
				     : 1;
	if (s.time == -1)
		fail_set(&f, FAIL_RANGE, "E_TIME",
		    "a plan needs the time at which the session begins; "
		    "--time was expected");
	else {
		buf_printf(text, "Template: %s\n", p->template);
		rv = template_plan(&p->t, s.time, s.minutes, cases, text, &f);
	}
out:
	record_release(&r);
	return rv == -1 ? cli_fail(d->c, &f) : 0;
}

/* s2026-11-24, or with a letter for one more on that day. */
static int
pick_id(struct desk *d, struct plan *p, int day, char id[16])
{
	char date[DATE_LEN];
	int letter;
	struct fail f;

	date_format(day, date);
	(void)snprintf(id, 16, "s%s", date);
	if (!store_has(&d->s, STORE_SESSIONS, id))
		return 0;
	if (p->every != NULL) {
		cli_say(d->c, "%s is there already", id);
		return 1;
	}
	for (letter = 'b'; letter <= 'z'; letter++) {
		(void)snprintf(id, 16, "s%s%c", date, letter);
		if (!store_has(&d->s, STORE_SESSIONS, id))
			return 0;
	}
	fail_set(&f, FAIL_LIMIT, "E_EXISTS", "no more sessions on one day");
	return -cli_fail(d->c, &f);
}

static int
make_day(struct desk *d, struct plan *p, int day, struct buf *paths)
{
	struct buf text = { 0 };
	char id[16], date[DATE_LEN];
	struct fail f;
	int rv;

	if ((rv = pick_id(d, p, day, id)) != 0)
		return rv < 0 ? -rv : 0;
	date_format(day, date);
	buf_printf(&text, "Format: balint-session/1\nSession: %s\nDate: %s\n",
	    id, date);
	buf_view(&text, buf_all(&p->fields));
	if (p->template != NULL && (rv = add_phases(d, p, &text)) != 0)
		goto out;
	buf_putc(&text, '\n');
	if ((rv = desk_check(d, buf_all(&text), id)) != 0)
		goto out;
	if (change_new(&d->change, STORE_SESSIONS, id, buf_all(&text), &f) ==
	    -1)
		rv = cli_fail(d->c, &f);
	store_path(&d->s, STORE_SESSIONS, id, paths);
	buf_putc(paths, d->c->nul ? '\0' : '\n');
out:
	buf_release(&text);
	return rv;
}

static int
make_all(struct desk *d, struct plan *p)
{
	struct buf paths = { 0 };
	size_t i;
	int rv = 0;

	if (p->template != NULL)
		rv = load_template(d, p);
	for (i = 0; rv == 0 && i < p->n; i++)
		rv = make_day(d, p, p->day[i], &paths);
	if (rv == 0 && (rv = desk_commit(d)) == 0)
		rv = cli_print(d->c, buf_all(&paths));
	buf_release(&paths);
	return rv;
}

static void
take_option(struct cli *c, struct plan *p, int key)
{
	int from, to;

	switch (key) {
	case 't':
		p->template = c->arg;
		break;
	case OPT_EVERY:
		p->every = c->arg;
		break;
	case OPT_COUNT:
		p->count = cli_number(c, c->arg, 1, SERIES_MAX);
		break;
	case OPT_CASES:
		p->cases = cli_number(c, c->arg, 1, 9);
		break;
	case OPT_SKIP:
		if (date_parse_range(view_of(c->arg), &from, &to) == -1)
			cli_usage(c, "no such days; DATE or DATE..DATE was "
				     "expected");
		if (names_add(&p->skip, view_of(c->arg)) == -1)
			cli_usage(c, "out of memory");
		break;
	case OPT_NOUNDO:
		p->keep = false;
		break;
	default:
		buf_printf(&p->fields, "%s: %s\n",
		    session_fields[key - OPT_FIELD], c->arg);
	}
}

static int
run(struct cli *c)
{
	struct plan p = { .keep = true };
	struct desk d;
	int key, rv;

	while ((key = cli_getopt(c)) != -1)
		take_option(c, &p, key);
	days(c, &p);
	if ((rv = desk_open(c, &d, DESK_WRITE, p.keep)) == 0)
		rv = make_all(&d, &p);
	desk_close(&d);
	names_release(&p.skip);
	buf_release(&p.fields);
	buf_release(&p.shape);
	return rv;
}
