/* balint-stats log: a leader's log against what bodies ask. */

#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cmd/groups.h"
#include "cmd/stats-enter.h"
#include "cmd/stats.h"
#include "common/datafile.h"
#include "common/file.h"
#include "common/leaderlog.h"
#include "common/roll.h"
#include "common/schema.h"
#include "common/where.h"

enum { OPT_SCHEME = 256, OPT_CHECK, OPT_NOCASES, OPT_ASCII };
#define BODIES 16

static const struct cli_option options[] = {
	{ 'f', "format", "FORMAT", "text, html, tsv, csv, jsonl or sql" },
	{ OPT_SCHEME, "scheme", "NAME,...", "abs, bsanz, dbg, ...; all" },
	{ OPT_CHECK, "check", NULL, "exit 1 if something is missing" },
	{ OPT_NOCASES, "no-cases", NULL, "open no case to count it" },
	{ OPT_ASCII, "ascii", NULL, "text: draw with ASCII only" },
};

static int run(struct cli *c);

const struct cli_verb stats_log = { "log", "[LEADER]",
	"What a leader did, and what bodies ask; private to the leader",
	CLI_GROUP | CLI_OUTPUT | CLI_DATE, options,
	sizeof(options) / sizeof(options[0]), run };

struct job {
	struct cli *c;
	struct groups g;
	struct leaderlog log;
	struct names recognised; /* leaders whose record has a Recognition */
	struct names asked;	 /* leaders whose record was looked at */
	struct names scheme, leaders;
	struct leaderlog_body body[BODIES];
	struct buf body_text[BODIES];
	struct buf own; /* the leader's record; page.name points into it */
	struct record record, session;
	struct buf text;
	struct leaderlog_page page;
	struct bars how;
	struct out out;
	bool html, check, cases;
	int status;
};

static void
trouble(struct job *j, const struct fail *f)
{
	j->status = cli_worse(j->status, cli_fail(j->c, f));
}

/* Read leaders/ID.txt into j->record; 1 if there is none. */
static int
read_leader(struct job *j, struct view id, struct buf *b, struct fail *f)
{
	struct buf path = { 0 };
	int rv = 1;

	buf_clear(b);
	if (where_library(&path, f) == -1)
		return -1;
	buf_puts(&path, "/leaders/");
	buf_view(&path, id);
	buf_puts(&path, ".txt");
	if (buf_bad(&path))
		rv = fail_memory(f);
	else if (access(path.p, F_OK) == 0) {
		rv = file_read(AT_FDCWD, path.p, RECORD_SIZE_MAX, b, f);
		if (rv == 0)
			rv = record_parse(&j->record, buf_all(b), RECORD_HEADER,
			    f);
		if (rv == 0 &&
		    (j->record.kind != RECORD_LEADER ||
			!view_equal(id, record_value(&j->record, "Leader"))))
			rv = fail_at(f, FAIL_SYNTAX, "E_KIND",
			    "not this leader's log; `Leader:` must be the "
			    "file's name",
			    1, 1);
		if (rv == -1)
			fail_file(f, path.p);
	}
	buf_release(&path);
	return rv;
}

/* Does this leader's record show a recognition?  Read once each. */
static bool
is_recognised(struct job *j, struct view id)
{
	struct fail f;
	int rv;

	if (names_find(&j->recognised, id) < j->recognised.n)
		return true;
	if (!schema_valid_id(id) || names_find(&j->asked, id) < j->asked.n)
		return false;
	(void)names_add(&j->asked, id);
	rv = read_leader(j, id, &j->text, &f);
	if (rv == -1)
		trouble(j, &f);
	if (rv != 0 || record_value(&j->record, "Recognition").n == 0)
		return false;
	(void)names_add(&j->recognised, id);
	return true;
}

static bool
beside_recognised(struct job *j, const struct record *r)
{
	size_t i;

	for (i = record_next(r, "Leader", 1); i < r->nfield;
	     i = record_next(r, "Leader", i + 1))
		if (is_recognised(j, r->field[i].value))
			return true;
	return false;
}

static bool
names_leader(const struct record *r, const char *field, struct view id)
{
	size_t i;

	for (i = record_next(r, field, 1); i < r->nfield;
	     i = record_next(r, field, i + 1))
		if (view_equal(r->field[i].value, id))
			return true;
	return false;
}

/*
 * Who led is what the session says, and only where it says nothing what the
 * group says.
 */
static const struct record *
who_says(const struct job *j, const char *field)
{
	return record_next(&j->session, field, 1) < j->session.nfield
		   ? &j->session
		   : &j->g.roll.group;
}

struct tally {
	struct view session;
	unsigned cases;
};

/* How many case files each session has; headers only. */
static int
count_cases(struct job *j, struct tally *t, size_t n, struct fail *f)
{
	struct names ids = { 0 };
	struct store s;
	struct fail local;
	struct view session;
	size_t i, k;
	int rv = -1;

	if (store_open(&s, j->g.roll.path, f) == 0 &&
	    store_list(&s, STORE_CASES, &ids, f) == 0)
		rv = 0;
	for (i = 0; i < ids.n; i++) {
		if (store_read(&s, STORE_CASES, names_get(&ids, i),
			RECORD_HEADER, &j->text, &j->record, &local) == -1) {
			trouble(j, &local);
			continue;
		}
		session = record_value(&j->record, "Session");
		for (k = 0; k < n; k++)
			if (view_equal(t[k].session, session))
				t[k].cases++;
	}
	store_close(&s);
	names_release(&ids);
	return rv;
}

static int
take_session(struct job *j, const struct roll_session *s, unsigned cases,
    struct fail *f)
{
	struct leaderlog_event e = { .sessions = 1 };
	const struct record *r;
	unsigned long said;

	if (record_parse(&j->session, s->header, RECORD_HEADER, f) == -1)
		return -1;
	if (names_leader(r = who_says(j, "Leader"), "Leader", j->page.leader))
		e.kind = LEADERLOG_LED;
	else if (names_leader(who_says(j, "CoLeader"), "CoLeader",
		     j->page.leader)) {
		e.kind = LEADERLOG_COLED;
		e.recognised = beside_recognised(j, r);
	} else
		return 0;
	e.date = s->s.date;
	e.minutes = s->s.minutes;
	e.online = view_is(s->s.mode, "online");
	e.recorded = view_is(record_value(&j->session, "Recorded"), "yes");
	/* The session's own count holds when cases were purged since. */
	if (view_number(record_value(&j->session, "Cases"), 0, 9999, &said) ==
		0 &&
	    said > cases)
		cases = (unsigned)said;
	e.cases = cases;
	return leaderlog_add(&j->log, &e, f);
}

static int
take_group(struct job *j, struct fail *f)
{
	size_t i, n = j->g.roll.nsession;
	struct tally *t = calloc(n + 1, sizeof(*t));
	int rv = 0;

	if (t == NULL)
		return fail_memory(f);
	for (i = 0; i < n; i++)
		t[i].session = j->g.roll.session[i].s.id;
	if (j->cases)
		rv = count_cases(j, t, n, f);
	for (i = 0; i < n && rv == 0; i++)
		rv = take_session(j, &j->g.roll.session[i], t[i].cases, f);
	free(t);
	return rv;
}

/* The words of --scheme, or all there are. */
static int
read_bodies(struct job *j, struct fail *f)
{
	struct buf path = { 0 };
	size_t i;
	int rv = 0;

	if (j->scheme.n == 0 &&
	    datafile_list("accreditation", &j->scheme, f) == -1)
		return -1;
	if (j->scheme.n > BODIES)
		return fail_set(f, FAIL_LIMIT, "E_SIZE",
		    "more schemes than are taken here; --scheme names some");
	for (i = 0; i < j->scheme.n && rv == 0; i++) {
		buf_clear(&path);
		buf_printf(&path, "accreditation/%s.txt",
		    names_get(&j->scheme, i));
		rv = buf_bad(&path) ? fail_memory(f)
				    : datafile_read(path.p,
					  DATAFILE_SHIPPED | DATAFILE_OWN,
					  &j->body_text[i], f);
		if (rv == 1)
			rv = fail_set(f, FAIL_REFERENCE, "E_SCHEME",
			    "there is no such scheme");
		if (rv == 0)
			rv = leaderlog_parse(&j->body[i],
			    buf_all(&j->body_text[i]), f);
		if (rv == -1)
			fail_file(f, path.p);
	}
	j->page.body = j->body;
	j->page.nbody = j->scheme.n;
	buf_release(&path);
	return rv;
}

static int
gather(struct job *j, struct fail *f)
{
	struct roll_options o = ROLL_ALL;
	int rv;

	o.to = j->c->date;
	rv = read_leader(j, j->page.leader, &j->own, f);
	if (rv == -1)
		return -1;
	if (rv == 0) {
		j->page.name = record_value(&j->record, "Name");
		if (leaderlog_record(&j->log, &j->record, j->c->date, f) == -1)
			return -1;
	}
	while (groups_next(j->c, &j->g, &o))
		if (take_group(j, f) == -1)
			return -1;
	j->status = cli_worse(j->status, j->g.status);
	if (rv == 1 && j->log.n == 0) {
		fail_set(f, FAIL_REFERENCE, "E_LEADER",
		    "nobody of that id led a session or has a log");
		return fail_detail(f, "%.*s", (int)j->page.leader.n,
		    j->page.leader.p);
	}
	leaderlog_sort(&j->log);
	return read_bodies(j, f);
}

static void
print(struct job *j)
{
	struct emit e;

	if (j->html)
		leaderlog_html(&j->page, &j->out.b);
	else if (j->c->format == EMIT_TEXT)
		leaderlog_text(&j->page, &j->how, &j->out.b);
	else {
		leaderlog_begin(&e, j->c->format);
		leaderlog_emit(&j->page, &e);
		if (!emit_end(&e))
			j->out.b.bad = true;
		buf_view(&j->out.b, buf_all(&e.out));
		emit_release(&e);
	}
}

static void
go(struct job *j)
{
	const char *files[] = { j->c->output, NULL };
	struct fail f;
	int rv;

	if (out_open(&j->out, j->c->output, &f) == -1) {
		trouble(j, &f);
		return;
	}
	rv =
	    stats_enter(j->c, &j->g.path, j->cases ? STATS_CASES : 0, files, 0);
	j->status = cli_worse(j->status, rv);
	if (rv == 0 && (rv = gather(j, &f)) == -1)
		trouble(j, &f);
	if (rv == 0)
		print(j);
	if (out_close(&j->out, rv == 0, &f) == -1)
		trouble(j, &f);
	else if (rv == 0 && !j->html && j->c->format != EMIT_TEXT)
		stats_private(j->c);
	if (rv == 0 && j->check && !leaderlog_met(&j->page))
		j->status = cli_worse(j->status, CLI_NO);
}

static void
format_of(struct job *j)
{
	j->html = strcmp(j->c->arg, "html") == 0;
	if (!j->html && emit_parse_format(j->c->arg, &j->c->format) == -1)
		cli_usage(j->c,
		    "no such format; text, html, tsv, csv, jsonl or sql was "
		    "expected");
}

static void
schemes_of(struct job *j)
{
	struct view rest = view_of(j->c->arg), word;

	while (rest.p != NULL) {
		word = view_cut(&rest, ',');
		if (!record_valid_title(word))
			cli_usage(j->c,
			    "--scheme: names in small letters, with commas "
			    "between them, were expected");
		(void)names_add(&j->scheme, word);
	}
}

/* Every group of the library, or the one of -g. */
static void
collect(struct job *j)
{
	struct cli all = *j->c;
	struct names l = { 0 };
	struct fail f;
	char **argv;
	size_t i;

	all.argc = 0;
	if (j->c->group != NULL) {
		groups_collect(&all, &j->g, NULL);
		return;
	}
	memset(&j->g, 0, sizeof(j->g));
	if (store_groups(&l, &f) == -1)
		trouble(j, &f);
	argv = calloc(l.n + 1, sizeof(*argv));
	for (i = 0; argv != NULL && i < l.n; i++)
		argv[i] = l.pool.p + l.at[i];
	all.argc = (int)i;
	all.argv = argv;
	if (i > 0)
		groups_collect(&all, &j->g, NULL);
	free(argv);
	names_release(&l);
}

/* The leader named, or the only one who has a log in this library. */
static struct view
leader_of(struct job *j)
{
	struct view named = { NULL, 0 };
	struct fail f;

	if (j->c->argc == 1)
		named = view_of(j->c->argv[0]);
	else if (j->c->argc == 0 &&
		 datafile_list("leaders", &j->leaders, &f) == 0 &&
		 j->leaders.n == 1)
		named = view_of(names_get(&j->leaders, 0));
	if (!schema_valid_id(named))
		cli_usage(j->c, "the id of one leader was expected");
	return named;
}

static void
release(struct job *j)
{
	size_t i;

	for (i = 0; i < BODIES; i++)
		buf_release(&j->body_text[i]);
	leaderlog_release(&j->log);
	names_release(&j->recognised);
	names_release(&j->asked);
	names_release(&j->scheme);
	names_release(&j->leaders);
	record_release(&j->record);
	record_release(&j->session);
	buf_release(&j->own);
	buf_release(&j->text);
	groups_release(&j->g);
}

static int
run(struct cli *c)
{
	struct job *j = calloc(1, sizeof(*j));
	struct fail f;
	int key, rv;

	if (j == NULL) {
		fail_memory(&f);
		return cli_fail(c, &f);
	}
	j->c = c;
	j->cases = true;
	while ((key = cli_getopt(c)) != -1)
		switch (key) {
		case 'f':
			format_of(j);
			break;
		case OPT_SCHEME:
			schemes_of(j);
			break;
		case OPT_CHECK:
			j->check = true;
			break;
		case OPT_NOCASES:
			j->cases = false;
			break;
		default:
			j->how.ascii = true;
		}
	j->page.leader = leader_of(j);
	j->page.log = &j->log;
	j->page.today = c->date;
	collect(j);
	j->status = cli_worse(j->status, j->g.status);
	stats_window(c, &j->how);
	go(j);
	rv = j->status;
	release(j);
	free(j);
	return rv;
}
