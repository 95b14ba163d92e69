/* balint-note edit: a record in the user's editor. */

#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cmd/desk.h"
#include "cmd/note-identify.h"
#include "cmd/note.h"
#include "cmd/runner.h"
#include "common/file.h"
#include "common/merge.h"
#include "common/refs.h"
#include "common/schema.h"

enum { OPT_NOUNDO = 256 };

static const struct cli_option options[] = {
	{ OPT_NOUNDO, "no-undo", NULL, "keep nothing for undo" },
};

static int run(struct cli *c);

const struct cli_verb note_edit = { "edit", "RECORD",
	"Edit a record with $VISUAL; checked before it is taken in",
	CLI_GROUP | CLI_DATE | CLI_WAIT, options,
	sizeof(options) / sizeof(options[0]), run };

struct draft {
	struct desk *d;
	struct runner *editor;
	enum store_part part;
	char id[REFS_LEN];
	int dir; /* .tmp/ of the group */
	char name[2 * REFS_LEN];
	struct buf path;
	struct buf base, text;
	size_t wrong;
};

static int
make_draft(struct draft *x)
{
	struct store *s = &x->d->s;
	struct fail f;

	if (mkdirat(s->dir, ".tmp", 0700) == -1 && errno != EEXIST)
		goto cannot;
	x->dir = openat(s->dir, ".tmp",
	    O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
	if (x->dir == -1 || fchmod(x->dir, 0700) == -1)
		goto cannot;
	(void)snprintf(x->name, sizeof(x->name), "%s.%ld.txt", x->id,
	    (long)getpid());
	buf_printf(&x->path, "%s/.tmp/%s", s->path, x->name);
	if (buf_bad(&x->path)) {
		fail_memory(&f);
		return cli_fail(x->d->c, &f);
	}
	if (file_replace(x->dir, x->name, buf_all(&x->base), 0600, 0, &f) == 0)
		return 0;
	return cli_fail(x->d->c, &f);
cannot:
	fail_set(&f, FAIL_SYSTEM, "E_WRITE", "no place for a draft");
	fail_file(&f, s->path);
	return cli_fail(x->d->c, &f);
}

static int
wrong(void *arg, const struct fail *problem)
{
	struct draft *x = arg;
	struct fail f = *problem;

	x->wrong++;
	f.file[0] = '\0';
	fail_file(&f, x->path.p);
	(void)cli_fail(x->d->c, &f);
	return 0;
}

/* The prose alone: the header's ids and dates belong there. */
static void
warn_of_prose(struct draft *x, const struct record *r)
{
	struct buf b = { 0 };
	size_t i;

	for (i = 0; i < r->nsection; i++)
		record_prose(&b, r->section[i].body);
	identify_warn(x->d, x->part, buf_all(&b));
	buf_release(&b);
}

/* Everything that is wrong with the draft, line by line. */
static bool
good(struct draft *x)
{
	struct record r = { 0 };
	struct fail f;
	size_t i;

	x->wrong = 0;
	if (record_parse(&r, buf_all(&x->text), RECORD_ALL, &f) == -1 ||
	    store_check(&x->d->s, x->part, x->id, buf_all(&x->text), &f) == -1)
		(void)wrong(x, &f);
	else {
		(void)schema_check(&r, wrong, x);
		for (i = 1; i < r.nfield; i++)
			desk_warn(x->d, &r, i);
		if (x->wrong == 0)
			warn_of_prose(x, &r);
	}
	record_release(&r);
	return x->wrong == 0;
}

static int
kept(struct draft *x, int status)
{
	(void)fprintf(stderr, "%s: the draft is kept: %s\n", x->d->c->prog,
	    x->path.p);
	return status;
}

/* 'e', 'k' or 'g'; without a terminal the draft is kept. */
static char
ask(void)
{
	char line[16];

	if (!isatty(STDIN_FILENO))
		return 'k';
	for (;;) {
		(void)fputs("Edit again, keep the draft, or give up (e/k/g)? ",
		    stderr);
		if (fgets(line, sizeof(line), stdin) == NULL)
			return 'k';
		if (strchr("ekg", line[0]) != NULL && line[1] == '\n')
			return line[0];
	}
}

/* Edit until it is a record.  0: it is; 1: unchanged; else -status. */
static int
edit_draft(struct draft *x)
{
	struct fail f;
	char answer;

	for (;;) {
		buf_clear(&x->text);
		if (runner_edit(x->editor, x->path.p, &f) == -1 ||
		    file_read(x->dir, x->name, RECORD_SIZE_MAX, &x->text, &f) ==
			-1)
			return -kept(x, cli_fail(x->d->c, &f));
		if (view_equal(buf_all(&x->text), buf_all(&x->base)))
			return 1;
		if (good(x))
			return 0;
		answer = ask();
		if (answer == 'k')
			return -kept(x, CLI_TROUBLE);
		if (answer == 'g')
			return 1;
	}
}

/* The record may have changed under the editor: then three become one. */
static int
take_in(struct draft *x)
{
	struct buf now = { 0 }, merged = { 0 };
	struct cli *c = x->d->c;
	struct fail f;
	size_t clashes = 0;
	int rv = -1, status = 0;

	if (store_lock(&x->d->s, c->wait, &f) == -1 ||
	    store_bytes(&x->d->s, x->part, x->id, &now, &f) == -1)
		goto out;
	if (view_equal(buf_all(&now), buf_all(&x->base)) || now.n == 0)
		buf_view(&merged, buf_all(&x->text));
	else if (merge_records(&merged, buf_all(&x->base), buf_all(&x->text),
		     buf_all(&now), &clashes, &f) == -1)
		goto out;
	if (change_put(&x->d->change, x->part, x->id, buf_all(&merged), &f) ==
		-1 ||
	    change_commit(&x->d->change, &f) == -1)
		goto out;
	rv = 0;
	if (clashes > 0) {
		fail_set(&f, FAIL_NO, "E_CLASH",
		    "was changed meanwhile at the same place; both versions "
		    "are in the record, one is to be taken out");
		fail_detail(&f, "%s: %zu", x->id, clashes);
		status = cli_fail(c, &f);
	}
out:
	buf_release(&now);
	buf_release(&merged);
	if (rv == -1)
		return kept(x, cli_fail(c, &f));
	if (file_remove(x->dir, x->name, &f) == -1)
		status = cli_worse(status, cli_fail(c, &f));
	return status;
}

static int
edit(struct draft *x)
{
	struct cli *c = x->d->c;
	struct fail f;
	int rv;

	if (refs_any(&x->d->s, c->argv[0], &x->part, x->id, &f) == -1)
		return cli_fail(c, &f);
	rv = store_bytes(&x->d->s, x->part, x->id, &x->base, &f);
	if (rv == 1)
		fail_set(&f, FAIL_REFERENCE, "E_RECORD", "no such record");
	if (rv != 0)
		return cli_fail(c, &f);
	if ((rv = make_draft(x)) != 0)
		return rv;
	rv = edit_draft(x);
	if (rv < 0)
		return -rv;
	if (rv == 0)
		return take_in(x);
	cli_say(c, "nothing was changed");
	return file_remove(x->dir, x->name, &f) == -1 ? cli_fail(c, &f) : 0;
}

static const char *
editor(void)
{
	const char *s = getenv("VISUAL");

	if (s == NULL || s[0] == '\0')
		s = getenv("EDITOR");
	return s == NULL || s[0] == '\0' ? "vi" : s;
}

static int
run(struct cli *c)
{
	struct runner r;
	struct desk d;
	struct draft x = { .d = &d, .editor = &r, .dir = -1 };
	bool keep = true;
	struct fail f;
	int rv;

	while (cli_getopt(c) != -1)
		keep = false;
	if (c->argc != 1)
		cli_usage(c, "one record was expected");
	if (runner_start(&r, editor(), &f) == -1)
		return cli_fail(c, &f);
	if ((rv = desk_open(c, &d, DESK_WRITE | DESK_UNLOCKED, keep)) == 0)
		rv = edit(&x);
	desk_close(&d);
	runner_stop(&r);
	if (x.dir != -1)
		close(x.dir);
	buf_release(&x.path);
	buf_release(&x.base);
	buf_release(&x.text);
	return rv;
}
