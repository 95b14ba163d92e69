/* balint-note followup: what became of a case, asked and told. */

#include <stdio.h>
#include <string.h>

#include "cmd/desk.h"
#include "cmd/note.h"
#include "common/date.h"
#include "common/edit.h"
#include "common/emit.h"
#include "common/names.h"
#include "common/refs.h"
#include "common/schema.h"

enum { OPT_DUE = 256, OPT_ASKED, OPT_TOLD, OPT_OUTCOME, OPT_ALL, OPT_NOUNDO };

static const struct cli_option options[] = {
	{ OPT_DUE, "due", "DATE", "ask on that day" },
	{ OPT_ASKED, "asked", "DATE",
	    "it was asked for (today: --asked=today)" },
	{ OPT_TOLD, "told", "DATE", "it was told" },
	{ OPT_OUTCOME, "outcome", "WORD",
	    "changed, same, lost, died, left, declined" },
	{ OPT_ALL, "all", NULL, "list those that are closed too" },
	{ OPT_NOUNDO, "no-undo", NULL, "keep nothing for undo" },
};

static int run(struct cli *c);

const struct cli_verb note_followup = { "followup", "[CASE]",
	"Set when to ask, that it was asked, told; or list what is open",
	CLI_GROUP | CLI_DRY | CLI_DATE | CLI_WAIT | CLI_FORMAT, options,
	sizeof(options) / sizeof(options[0]), run };

static const struct emit_column columns[] = {
	{ "case", EMIT_STRING },
	{ "due", EMIT_STRING },
	{ "days",
	    EMIT_INTEGER }, /* since it was due; negative: still to come */
	{ "asked", EMIT_STRING },
	{ "told", EMIT_STRING },
	{ "outcome", EMIT_STRING },
};

struct followup {
	struct view due, asked, told, outcome;
};

struct want {
	char due[DATE_LEN], asked[DATE_LEN], told[DATE_LEN];
	const char *outcome;
	bool any, all, keep;
};

static void
parse(struct followup *u, struct view v)
{
	struct view word, key;

	memset(u, 0, sizeof(*u));
	u->due = view_word(&v);
	for (word = view_word(&v); word.p != NULL; word = view_word(&v)) {
		key = view_cut(&word, '=');
		if (view_is(key, "asked"))
			u->asked = word;
		else if (view_is(key, "told"))
			u->told = word;
		else if (view_is(key, "outcome"))
			u->outcome = word;
	}
}

static bool
closed(const struct followup *u)
{
	return u->outcome.n > 0 || u->told.n > 0;
}

static void
put_pair(struct buf *b, const char *key, const char *new, struct view old)
{
	if (new != NULL &&new[0] != '\0')
		buf_printf(b, " %s=%s", key, new);
	else if (old.n > 0) {
		buf_printf(b, " %s=", key);
		buf_view(b, old);
	}
}

/* The open one, if there is one and no other day is meant; else a new one. */
static size_t
find_open(const struct record *r, const struct want *w)
{
	struct followup u;
	size_t i;

	for (i = record_next(r, "Followup", 1); i < r->nfield;
	     i = record_next(r, "Followup", i + 1)) {
		parse(&u, r->field[i].value);
		if (!closed(&u) ||
		    (w->due[0] != '\0' && view_is(u.due, w->due)))
			break;
	}
	return i;
}

static int
change(struct desk *d, const char *arg, const struct want *w)
{
	struct buf b = { 0 }, next = { 0 }, value = { 0 };
	struct followup u = { 0 };
	struct record r = { 0 };
	char id[REFS_LEN], today[DATE_LEN];
	struct fail f;
	size_t i;
	int rv = -1;

	if (refs_case(&d->s, arg, id, &f) == -1 ||
	    store_read(&d->s, STORE_CASES, id, RECORD_ALL, &b, &r, &f) == -1) {
		rv = cli_fail(d->c, &f);
		goto out;
	}
	i = find_open(&r, w);
	if (i < r.nfield)
		parse(&u, r.field[i].value);
	date_format(d->c->date, today);
	if (w->due[0] != '\0')
		buf_puts(&value, w->due);
	else if (u.due.n > 0)
		buf_view(&value, u.due);
	else
		buf_puts(&value, today);
	put_pair(&value, "asked", w->asked, u.asked);
	put_pair(&value, "told", w->told, u.told);
	put_pair(&value, "outcome", w->outcome, u.outcome);
	if ((i < r.nfield ? edit_put(&next, &r, i, buf_all(&value), &f)
			  : edit_add(&next, &r, "Followup", buf_all(&value),
				&f)) == -1) {
		rv = cli_fail(d->c, &f);
		goto out;
	}
	if ((rv = desk_check(d, buf_all(&next), id)) != 0)
		goto out;
	if (change_put(&d->change, STORE_CASES, id, buf_all(&next), &f) == -1)
		rv = cli_fail(d->c, &f);
	else
		rv = desk_commit(d);
out:
	record_release(&r);
	buf_release(&b);
	buf_release(&next);
	buf_release(&value);
	return rv;
}

static void
list_case(struct desk *d, struct emit *e, const char *id,
    const struct record *r, bool all)
{
	struct followup u;
	size_t i;
	int day;

	for (i = record_next(r, "Followup", 1); i < r->nfield;
	     i = record_next(r, "Followup", i + 1)) {
		parse(&u, r->field[i].value);
		if (closed(&u) && !all)
			continue;
		emit_string(e, view_of(id));
		emit_string(e, u.due);
		if (date_parse(u.due, &day) == 0)
			emit_integer(e, d->c->date - day);
		else
			emit_missing(e);
		emit_string(e, u.asked);
		emit_string(e, u.told);
		emit_string(e, u.outcome);
	}
}

/* By case number; no word of any case. */
static int
list(struct desk *d, const char *arg, bool all)
{
	struct names ids = { 0 };
	struct record r = { 0 };
	struct buf b = { 0 };
	char one[REFS_LEN] = "";
	struct emit e;
	struct fail f;
	size_t i;
	int rv = 0;

	emit_begin(&e, d->c->format, NULL, "followup", columns,
	    sizeof(columns) / sizeof(columns[0]));
	if ((arg != NULL && refs_case(&d->s, arg, one, &f) == -1) ||
	    store_list(&d->s, STORE_CASES, &ids, &f) == -1)
		rv = cli_fail(d->c, &f);
	for (i = 0; i < ids.n && rv == 0; i++) {
		if (arg != NULL && strcmp(one, names_get(&ids, i)) != 0)
			continue;
		if (store_read(&d->s, STORE_CASES, names_get(&ids, i),
			RECORD_HEADER, &b, &r, &f) == -1)
			rv = cli_fail(d->c, &f);
		else
			list_case(d, &e, names_get(&ids, i), &r, all);
	}
	(void)emit_end(&e);
	if (rv == 0)
		rv = cli_print(d->c, buf_all(&e.out));
	emit_release(&e);
	names_release(&ids);
	record_release(&r);
	buf_release(&b);
	return rv;
}

static void
take_date(struct cli *c, char out[DATE_LEN])
{
	date_format(
	    strcmp(c->arg, "today") == 0 ? c->date : cli_date(c, c->arg), out);
}

static void
take_option(struct cli *c, struct want *w, int key)
{
	w->any = w->any || (key != OPT_ALL && key != OPT_NOUNDO);
	switch (key) {
	case OPT_DUE:
		take_date(c, w->due);
		break;
	case OPT_ASKED:
		take_date(c, w->asked);
		break;
	case OPT_TOLD:
		take_date(c, w->told);
		break;
	case OPT_OUTCOME:
		w->outcome = c->arg;
		break;
	case OPT_ALL:
		w->all = true;
		break;
	default:
		w->keep = false;
	}
}

static int
run(struct cli *c)
{
	struct want w = { .keep = true };
	struct desk d;
	int key, rv;

	while ((key = cli_getopt(c)) != -1)
		take_option(c, &w, key);
	if (c->argc > 1 || (w.any && c->argc != 1))
		cli_usage(c, "one case was expected");
	if ((rv = desk_open(c, &d, w.any ? DESK_WRITE : DESK_READ, w.keep)) ==
	    0)
		rv = w.any ? change(&d, c->argv[0], &w)
			   : list(&d, c->argc > 0 ? c->argv[0] : NULL, w.all);
	desk_close(&d);
	return rv;
}
