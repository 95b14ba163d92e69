/* balint-note purge: cases past their day, and the truth about copies. */

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cmd/desk.h"
#include "cmd/note-copies.h"
#include "cmd/note.h"
#include "common/date.h"
#include "common/edit.h"
#include "common/emit.h"
#include "common/names.h"
#include "common/refs.h"
#include "common/undo.h"

enum { OPT_YES = 256, OPT_CASE };

static const struct cli_option options[] = {
	{ OPT_YES, "yes", NULL, "remove them without asking" },
	{ OPT_CASE, "case", "CASE", "this case, whatever its day; repeatable" },
};

static int run(struct cli *c);

const struct cli_verb note_purge = { "purge", "",
	"Remove the cases that are past their PurgeAfter, and what is kept",
	CLI_GROUP | CLI_DRY | CLI_DATE | CLI_WAIT | CLI_FORMAT, options,
	sizeof(options) / sizeof(options[0]), run };

static const struct emit_column columns[] = {
	{ "case", EMIT_STRING },
	{ "session", EMIT_STRING },
	{ "purge_after", EMIT_STRING },
};

struct purge {
	struct desk *d;
	struct names asked;    /* --case */
	struct names due;      /* ids of cases */
	struct names sessions; /* of each of due */
	struct names days;
	struct copies copies;
	bool yes;
};

static bool
is_due(struct purge *p, const char *id, struct view after)
{
	int day;

	if (names_find(&p->asked, view_of(id)) < p->asked.n)
		return true;
	return p->asked.n == 0 && date_parse(after, &day) == 0 &&
	       day < p->d->c->date;
}

static int
collect(struct purge *p)
{
	struct names ids = { 0 };
	struct record r = { 0 };
	struct buf b = { 0 };
	struct view after;
	struct fail f;
	size_t i;
	int rv = 0;

	if (store_list(&p->d->s, STORE_CASES, &ids, &f) == -1)
		rv = cli_fail(p->d->c, &f);
	for (i = 0; i < ids.n && rv == 0; i++) {
		if (store_read(&p->d->s, STORE_CASES, names_get(&ids, i),
			RECORD_HEADER, &b, &r, &f) == -1) {
			rv = cli_fail(p->d->c, &f);
			break;
		}
		after = record_value(&r, "PurgeAfter");
		if (!is_due(p, names_get(&ids, i), after))
			continue;
		if (names_add(&p->due, view_of(names_get(&ids, i))) == -1 ||
		    names_add(&p->sessions, record_value(&r, "Session")) ==
			-1 ||
		    names_add(&p->days, after) == -1) {
			fail_memory(&f);
			rv = cli_fail(p->d->c, &f);
		}
	}
	names_release(&ids);
	record_release(&r);
	buf_release(&b);
	return rv;
}

static int
show(struct purge *p)
{
	struct cli *c = p->d->c;
	struct emit e;
	size_t i;
	int rv;

	emit_begin(&e, c->format, NULL, "purge", columns,
	    sizeof(columns) / sizeof(columns[0]));
	for (i = 0; i < p->due.n; i++) {
		emit_string(&e, view_of(names_get(&p->due, i)));
		emit_string(&e, view_of(names_get(&p->sessions, i)));
		emit_string(&e, view_of(names_get(&p->days, i)));
	}
	(void)emit_end(&e);
	rv = cli_print(c, buf_all(&e.out));
	emit_release(&e);
	return rv;
}

/* Cases of a session that are there, in number. */
static int
count_cases(struct purge *p, const char *session, unsigned long *n,
    struct fail *f)
{
	struct names ids = { 0 };
	struct record r = { 0 };
	struct buf b = { 0 };
	size_t i;
	int rv;

	*n = 0;
	rv = store_list(&p->d->s, STORE_CASES, &ids, f);
	for (i = 0; i < ids.n && rv == 0; i++) {
		rv = store_read(&p->d->s, STORE_CASES, names_get(&ids, i),
		    RECORD_HEADER, &b, &r, f);
		if (rv == 0 && view_is(record_value(&r, "Session"), session))
			++*n;
	}
	names_release(&ids);
	record_release(&r);
	buf_release(&b);
	return rv;
}

/*
 * The session keeps how many cases it had, for a leader's log.  A number
 * that stands there already is not made smaller: cases went before.
 */
static int
keep_count(struct purge *p, const char *session, struct fail *f)
{
	struct buf b = { 0 }, next = { 0 };
	struct record r = { 0 };
	unsigned long n, had = 0;
	char text[24];
	int rv;

	rv = store_bytes(&p->d->s, STORE_SESSIONS, session, &b, f);
	if (rv == 1) { /* no such session: no count to keep */
		buf_release(&b);
		return 0;
	}
	rv = -1;
	if (count_cases(p, session, &n, f) == -1 ||
	    store_read(&p->d->s, STORE_SESSIONS, session, RECORD_ALL, &b, &r,
		f) == -1)
		goto out;
	(void)view_number(record_value(&r, "Cases"), 0, 9999, &had);
	rv = 0;
	if (had >= n)
		goto out;
	(void)snprintf(text, sizeof(text), "%lu", n);
	rv = edit_set(&next, &r, "Cases", view_of(text), f);
	if (rv == 0)
		rv = change_put(&p->d->change, STORE_SESSIONS, session,
		    buf_all(&next), f);
out:
	record_release(&r);
	buf_release(&b);
	buf_release(&next);
	return rv;
}

/*
 * First what was kept of a case, then its session's count, the case itself
 * last: a run that was cut short finds it again and ends the work.
 */
static int
remove_all(struct purge *p, struct fail *f)
{
	size_t i, n, kept = 0;
	const char *id;

	for (i = 0; i < p->due.n; i++)
		if (keep_count(p, names_get(&p->sessions, i), f) == -1)
			return -1;
	for (i = 0; i < p->due.n; i++) {
		id = names_get(&p->due, i);
		if (undo_forget_record(&p->d->s, STORE_CASES, id, &n, f) ==
			-1 ||
		    copies_remove_beside(&p->d->s, id, f) == -1 ||
		    change_drop(&p->d->change, STORE_CASES, id, f) == -1)
			return -1;
		kept += n;
	}
	if (change_commit(&p->d->change, f) == -1)
		return -1;
	cli_say(p->d->c, "%zu cases and %zu kept changes are removed", p->due.n,
	    kept);
	return 0;
}

static bool
agreed(struct purge *p)
{
	char line[16];

	if (p->yes)
		return true;
	if (!isatty(STDIN_FILENO))
		return false;
	(void)fprintf(stderr, "Remove these %zu cases for good (yes/no)? ",
	    p->due.n);
	return fgets(line, sizeof(line), stdin) != NULL &&
	       strcmp(line, "yes\n") == 0;
}

static int
purge(struct purge *p)
{
	struct cli *c = p->d->c;
	struct fail f;
	int rv;

	if ((rv = collect(p)) != 0 || (rv = show(p)) != 0)
		return rv;
	if (p->due.n == 0)
		return 0;
	if (!c->dry) {
		if (!agreed(p)) {
			cli_say(c, "nothing was removed; --yes removes them");
			return CLI_NO;
		}
		if (remove_all(p, &f) == -1)
			return cli_fail(c, &f);
	}
	return copies_tell(c, &p->copies);
}

static int
take_cases(struct purge *p, char **given, size_t n)
{
	char id[REFS_LEN];
	struct fail f;
	size_t i;

	for (i = 0; i < n; i++)
		if (refs_case(&p->d->s, given[i], id, &f) == -1 ||
		    (names_add(&p->asked, view_of(id)) == -1 &&
			fail_memory(&f) == -1))
			return cli_fail(p->d->c, &f);
	return 0;
}

static int
run(struct cli *c)
{
	char **given = calloc((size_t)c->argc + 1, sizeof(*given));
	struct purge p = { 0 };
	struct desk d;
	size_t n = 0;
	int key, rv;

	if (given == NULL)
		cli_usage(c, "out of memory");
	while ((key = cli_getopt(c)) != -1)
		if (key == OPT_YES)
			p.yes = true;
		else
			given[n++] = (char *)(uintptr_t)c->arg;
	if (c->argc > 0)
		cli_usage(c, "no operand was expected");
	/* Looked for before the sandbox closes: they lie outside the group. */
	if ((rv = copies_find(c, &p.copies)) != 0)
		goto out;
	p.d = &d;
	if ((rv = desk_open(c, &d, DESK_WRITE, false)) == 0 &&
	    (rv = take_cases(&p, given, n)) == 0)
		rv = purge(&p);
	desk_close(&d);
out:
	names_release(&p.asked);
	names_release(&p.due);
	names_release(&p.sessions);
	names_release(&p.days);
	copies_release(&p.copies);
	free(given);
	return rv;
}
