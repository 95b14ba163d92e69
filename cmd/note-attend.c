/* balint-note attend: who was there. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cmd/desk.h"
#include "cmd/note.h"
#include "common/attend.h"
#include "common/edit.h"
#include "common/emit.h"
#include "common/file.h"
#include "common/frame.h"
#include "common/names.h"
#include "common/refs.h"
#include "common/schema.h"

enum { OPT_SESSION = 256, OPT_REST, OPT_NOUNDO };

static const struct cli_option options[] = {
	{ OPT_SESSION, "session", "SESSION", "id or date (the last one)" },
	{ OPT_REST, "rest", "STATUS",
	    "who is not named: absent, present, ..." },
	{ OPT_NOUNDO, "no-undo", NULL, "keep nothing for undo" },
};

static int run(struct cli *c);

const struct cli_verb note_attend = { "attend", "MEMBER[=STATUS[,MODE]]...",
	"Who was there: ana ben=late:20 dora=excused eli=present,online",
	CLI_GROUP | CLI_DRY | CLI_DATE | CLI_WAIT | CLI_FORMAT, options,
	sizeof(options) / sizeof(options[0]), run };

static const struct emit_column columns[] = {
	{ "member", EMIT_STRING },
	{ "status", EMIT_STRING },
	{ "minutes", EMIT_INTEGER },
	{ "mode", EMIT_STRING },
	{ "role", EMIT_STRING },
	{ "presented", EMIT_INTEGER },
};

/* One who belongs to the group on that day. */
struct person {
	bool away, named;
	bool written;	 /* the session has a line for him */
	char value[256]; /* of the Attend field to be written, or "" */
};

struct sheet {
	struct desk *d;
	const char *rest;
	char id[REFS_LEN];
	struct session s;
	struct names ids; /* members of that day, and whoever is named */
	struct person *p; /* one for each of ids */
};

static int
fault(struct sheet *x, enum fail_kind kind, const char *word, const char *what,
    const char *detail)
{
	struct fail f;

	fail_set(&f, kind, word, what);
	if (detail != NULL)
		fail_detail(&f, "%s", detail);
	return cli_fail(x->d->c, &f);
}

static int
find_session(struct sheet *x, const char *arg, struct buf *b, struct record *r)
{
	struct store *s = &x->d->s;
	struct fail f;
	int rv;

	rv = arg != NULL ? refs_session(s, arg, x->id, &f)
			 : refs_last_session(s, x->d->c->date, x->id, &f);
	if (rv == -1 ||
	    store_read(s, STORE_SESSIONS, x->id, RECORD_ALL, b, r, &f) == -1)
		return cli_fail(x->d->c, &f);
	if (frame_session(&x->s, r, &x->d->frame, &f) == -1) {
		store_blame(s, STORE_SESSIONS, x->id, &f);
		return cli_fail(x->d->c, &f);
	}
	if (x->s.date > x->d->c->date)
		return fault(x, FAIL_RANGE, "E_SESSION",
		    "the session is still to come; one that has taken place "
		    "was expected",
		    x->id);
	if (x->s.status == SESSION_CANCELLED)
		return fault(x, FAIL_RANGE, "E_SESSION",
		    "the session was cancelled; one that has taken place was "
		    "expected",
		    x->id);
	return 0;
}

/* Everyone who belongs to the group on the session's day. */
static int
load_people(struct sheet *x)
{
	struct names all = { 0 };
	struct record r = { 0 };
	struct buf b = { 0 };
	struct member m;
	struct fail f;
	size_t i;
	int rv = -1;

	if (store_list(&x->d->s, STORE_MEMBERS, &all, &f) == -1)
		goto out;
	x->p = calloc(all.n + 1, sizeof(*x->p));
	if (x->p == NULL) {
		fail_memory(&f);
		goto out;
	}
	for (i = 0; i < all.n; i++) {
		if (store_read(&x->d->s, STORE_MEMBERS, names_get(&all, i),
			RECORD_HEADER, &b, &r, &f) == -1)
			goto out;
		if (frame_member(&m, &r, &f) == -1) {
			store_blame(&x->d->s, STORE_MEMBERS, names_get(&all, i),
			    &f);
			goto out;
		}
		if (!frame_belongs(&m, x->s.date))
			continue;
		x->p[x->ids.n].away = frame_away(&r, x->s.date);
		if (names_add(&x->ids, m.id) == -1) {
			fail_memory(&f);
			goto out;
		}
	}
	rv = 0;
out:
	names_release(&all);
	record_release(&r);
	buf_release(&b);
	return rv == -1 ? cli_fail(x->d->c, &f) : 0;
}

static int
set_value(struct sheet *x, struct person *p, const struct attend *a)
{
	struct buf b = { 0 };
	int rv = 0;

	attend_format(a, &b);
	if (buf_bad(&b) ||
	    view_string(buf_all(&b), p->value, sizeof(p->value)) == -1)
		rv = fault(x, FAIL_LIMIT, "E_ATTEND",
		    "too much for one attendance", NULL);
	buf_release(&b);
	return rv;
}

/* One word of the command line, or of the answer at the terminal. */
static int
take_word(struct sheet *x, const char *word)
{
	struct attend a;
	struct fail f;
	char id[64];
	size_t i;

	if (attend_parse_word(&a, view_of(word), x->s.minutes, &f) == -1)
		return cli_fail(x->d->c, &f);
	if (!schema_valid_id(a.member))
		return fault(x, FAIL_REFERENCE, "E_MEMBER",
		    "not a member; an id of the roster was expected", NULL);
	(void)view_string(a.member, id, sizeof(id));
	i = names_find(&x->ids, a.member);
	if (i == x->ids.n)
		return fault(x, FAIL_REFERENCE, "E_MEMBER",
		    store_has(&x->d->s, STORE_MEMBERS, id)
			? "did not belong to the group on that day; a member "
			  "of then was expected"
			: "no such member; an id of the roster was expected",
		    id);
	if (x->p[i].named)
		return fault(x, FAIL_RANGE, "E_TWICE",
		    "named twice; once was expected", id);
	x->p[i].named = true;
	return set_value(x, &x->p[i], &a);
}

/* Who is there already need not be named again. */
static void
note_written(struct sheet *x, const struct record *r)
{
	struct attend a;
	size_t i, k;

	for (i = record_next(r, "Attend", 1); i < r->nfield;
	     i = record_next(r, "Attend", i + 1)) {
		if (attend_parse(&a, r->field[i].value, NULL) == -1)
			continue;
		k = names_find(&x->ids, a.member);
		if (k < x->ids.n)
			x->p[k].written = true;
	}
}

static bool
open_question(const struct person *p)
{
	return !p->named && !p->written && p->value[0] == '\0';
}

/* Ask until the answer can be read; an empty one is `present`. */
static int
ask(struct sheet *x, const char *id)
{
	char line[128], word[256];
	size_t n;
	int rv;

	do {
		(void)fprintf(stderr,
		    "%s (present, late:20, left:60, excused, "
		    "absent)? ",
		    id);
		if (fgets(line, sizeof(line), stdin) == NULL)
			return fault(x, FAIL_RANGE, "E_REST",
			    "no answer; nothing was written", NULL);
		n = strcspn(line, "\n");
		line[n] = '\0';
		(void)snprintf(word, sizeof(word), "%s=%s", id,
		    n == 0 ? "present" : line);
		rv = take_word(x, word);
	} while (rv != 0);
	return 0;
}

/* Away is excused; the rest as --rest says, or as the answers say. */
static int
settle(struct sheet *x)
{
	struct buf open = { 0 };
	char word[64];
	size_t i, left = 0;
	int rv = 0;

	for (i = 0; i < x->ids.n && rv == 0; i++) {
		if (!open_question(&x->p[i]))
			continue;
		if (x->p[i].away || x->rest != NULL) {
			(void)snprintf(word, sizeof(word), "%s=%s",
			    names_get(&x->ids, i),
			    x->p[i].away ? "excused" : x->rest);
			rv = take_word(x, word);
		} else if (isatty(STDIN_FILENO))
			rv = ask(x, names_get(&x->ids, i));
		else if (left++ < 8)
			buf_printf(&open, "%s%s", left > 1 ? " " : "",
			    names_get(&x->ids, i));
	}
	if (rv == 0 && left > 0)
		rv = fault(x, FAIL_RANGE, "E_REST",
		    "members are not named; their names or --rest were "
		    "expected",
		    open.p);
	buf_release(&open);
	return rv;
}

/* Mode, role, own cases and what we don't know stay unless said anew. */
static int
keep_rest(struct sheet *x, struct person *p, const struct attend *old)
{
	struct attend a;
	char value[sizeof(p->value)];

	memcpy(value, p->value, sizeof(value));
	if (attend_parse(&a, view_of(value), NULL) == -1)
		return 0;
	if (a.role.p == NULL)
		a.role = old->role;
	if (a.mode.p == NULL && attend_there(&a))
		a.mode = old->mode;
	a.presented = old->presented;
	a.rest = old->rest;
	return set_value(x, p, &a);
}

/* The session's record says why not. */
static int
blame(struct sheet *x, struct fail *f)
{
	store_blame(&x->d->s, STORE_SESSIONS, x->id, f);
	return cli_fail(x->d->c, f);
}

/* Put the lines in, each where the old one stood, the new ones at the end. */
static int
edit_lines(struct sheet *x, struct buf *b)
{
	struct buf next = { 0 };
	struct record r = { 0 };
	struct attend a;
	struct fail f;
	size_t i, k;
	int rv = 0;

	for (k = 0; k < x->ids.n && rv == 0; k++) {
		if (x->p[k].value[0] == '\0')
			continue;
		if (record_parse(&r, buf_all(b), RECORD_ALL, &f) == -1)
			break;
		for (i = record_next(&r, "Attend", 1); i < r.nfield;
		     i = record_next(&r, "Attend", i + 1))
			if (attend_parse(&a, r.field[i].value, NULL) == 0 &&
			    view_is(a.member, names_get(&x->ids, k)))
				break;
		if (i < r.nfield && (rv = keep_rest(x, &x->p[k], &a)) != 0)
			break;
		buf_clear(&next);
		if ((i < r.nfield
			    ? edit_put(&next, &r, i, view_of(x->p[k].value), &f)
			    : edit_add(&next, &r, "Attend",
				  view_of(x->p[k].value), &f)) == -1)
			rv = blame(x, &f);
		buf_clear(b);
		buf_view(b, buf_all(&next));
	}
	record_release(&r);
	buf_release(&next);
	return rv;
}

/* A session that says `planned` has been held once somebody was there. */
static int
edit_status(struct sheet *x, struct buf *b)
{
	struct buf next = { 0 };
	struct record r = { 0 };
	struct fail f;
	int rv = 0;

	if (record_parse(&r, buf_all(b), RECORD_ALL, &f) == -1 ||
	    (view_is(record_value(&r, "Status"), "planned") &&
		edit_set(&next, &r, "Status", view_of("held"), &f) == -1))
		rv = blame(x, &f);
	if (next.n > 0) {
		buf_clear(b);
		buf_view(b, buf_all(&next));
	}
	record_release(&r);
	buf_release(&next);
	return rv;
}

static void
put_row(struct emit *e, const struct attend *a, int length)
{
	emit_string(e, a->member);
	emit_string(e, view_of(attend_status_name(a->status)));
	emit_integer(e, attend_minutes(a, length));
	emit_string(e, a->mode);
	emit_string(e, a->role);
	if (a->presented > 0)
		emit_integer(e, (long)a->presented);
	else
		emit_missing(e);
}

/* What stands in the session now: from the disk, not from memory. */
static int
read_back(struct sheet *x, struct buf *b, struct record *r)
{
	struct emit e;
	struct attend a;
	struct fail f;
	size_t i;
	int rv;

	if (!x->d->c->dry && store_read(&x->d->s, STORE_SESSIONS, x->id,
				 RECORD_ALL, b, r, &f) == -1)
		return cli_fail(x->d->c, &f);
	if (x->d->c->dry && record_parse(r, buf_all(b), RECORD_ALL, &f) == -1)
		return cli_fail(x->d->c, &f);
	emit_begin(&e, x->d->c->format, NULL, "attendance", columns,
	    sizeof(columns) / sizeof(columns[0]));
	for (i = record_next(r, "Attend", 1); i < r->nfield;
	     i = record_next(r, "Attend", i + 1))
		if (attend_parse(&a, r->field[i].value, NULL) == 0)
			put_row(&e, &a, x->s.minutes);
	(void)emit_end(&e);
	rv = cli_print(x->d->c, buf_all(&e.out));
	emit_release(&e);
	return rv;
}

static int
attend(struct sheet *x, const char *session)
{
	struct record r = { 0 };
	struct buf b = { 0 };
	struct fail f;
	int i, rv;

	if ((rv = find_session(x, session, &b, &r)) != 0 ||
	    (rv = load_people(x)) != 0)
		goto out;
	note_written(x, &r);
	for (i = 0; i < x->d->c->argc && rv == 0; i++)
		rv = take_word(x, x->d->c->argv[i]);
	if (rv != 0 || (rv = settle(x)) != 0 || (rv = edit_lines(x, &b)) != 0 ||
	    (rv = edit_status(x, &b)) != 0 ||
	    (rv = desk_check(x->d, buf_all(&b), x->id)) != 0)
		goto out;
	if (change_put(&x->d->change, STORE_SESSIONS, x->id, buf_all(&b), &f) ==
	    -1) {
		rv = cli_fail(x->d->c, &f);
		goto out;
	}
	if ((rv = desk_commit(x->d)) == 0)
		rv = read_back(x, &b, &r);
out:
	record_release(&r);
	buf_release(&b);
	return rv;
}

static int
run(struct cli *c)
{
	const char *session = NULL;
	struct sheet x = { 0 };
	struct desk d;
	bool keep = true;
	int key, rv;

	while ((key = cli_getopt(c)) != -1)
		if (key == OPT_SESSION)
			session = c->arg;
		else if (key == OPT_REST)
			x.rest = c->arg;
		else
			keep = false;
	x.d = &d;
	if ((rv = desk_open(c, &d, DESK_WRITE, keep)) == 0)
		rv = attend(&x, session);
	desk_close(&d);
	names_release(&x.ids);
	free(x.p);
	return rv;
}
