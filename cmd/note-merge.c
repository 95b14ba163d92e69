/* balint-note merge: git's merge driver for records. */

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cmd/cli.h"
#include "cmd/note.h"
#include "common/file.h"
#include "common/merge.h"
#include "common/record.h"

static int run(struct cli *c);

const struct cli_verb note_merge = { "merge", "BASE OURS THEIRS [NAME]",
	"Merge three versions of a record into OURS; git's merge driver",
	CLI_DRY, NULL, 0, run };

struct three {
	struct buf b[3];
	int dir; /* of OURS */
	const char *ours;
};

static int
load(struct cli *c, struct three *t)
{
	struct fail f;
	size_t i;

	for (i = 0; i < 3; i++)
		if (file_read(AT_FDCWD, c->argv[i], RECORD_SIZE_MAX, &t->b[i],
			&f) == -1)
			return cli_fail(c, &f);
	return 0;
}

/* The folder that OURS lies in, and its name there. */
static int
open_folder(struct cli *c, struct three *t)
{
	const char *slash = strrchr(c->argv[1], '/');
	struct fail f;
	char *dir;

	t->ours = slash == NULL ? c->argv[1] : slash + 1;
	dir = slash == NULL
		  ? strdup(".")
		  : strndup(c->argv[1], (size_t)(slash - c->argv[1]) + 1);
	t->dir =
	    dir == NULL ? -1 : open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	free(dir);
	if (t->dir != -1)
		return 0;
	fail_set(&f, FAIL_SYSTEM, "E_WRITE", "cannot be opened");
	fail_file(&f, c->argv[1]);
	return cli_fail(c, &f);
}

static int
enter(struct cli *c, struct three *t)
{
	struct sandbox box;
	struct fail f;

	if (sandbox_init(&box, &f) == -1 ||
	    sandbox_allow_at(&box, t->dir, ".", SANDBOX_READ | SANDBOX_WRITE,
		&f) == -1 ||
	    sandbox_enter(&box, SANDBOX_WRITES, &f) == -1)
		return cli_fail(c, &f);
	return 0;
}

/*
 * Not the same record: OURS stays, THEIRS is put beside it under a name of
 * its own, which is no record's, so that neither can be mistaken or lost.
 */
static int
keep_both(struct cli *c, struct three *t, struct fail *why)
{
	const char *name = c->argc > 3 ? c->argv[3] : c->argv[1];
	const char *slash = strrchr(name, '/');
	struct buf beside = { 0 };
	struct fail f;
	int rv;

	buf_printf(&beside, "%s.theirs", slash == NULL ? name : slash + 1);
	fail_file(why, name);
	rv = cli_fail(c, why);
	if (!c->dry) {
		if (buf_bad(&beside) ||
		    file_replace(t->dir, beside.p, buf_all(&t->b[2]), 0600, 0,
			&f) == -1)
			rv = CLI_TROUBLE;
		else
			cli_say(c, "the other version is in %s", beside.p);
	}
	buf_release(&beside);
	return rv;
}

static int
merge(struct cli *c, struct three *t)
{
	struct buf out = { 0 };
	size_t clashes;
	struct fail f;
	int rv, status = 0;

	rv = merge_records(&out, buf_all(&t->b[0]), buf_all(&t->b[1]),
	    buf_all(&t->b[2]), &clashes, &f);
	if (rv == -1) {
		status = keep_both(c, t, &f);
		goto out;
	}
	if (rv == MERGE_CLASH) {
		fail_set(&f, FAIL_NO, "E_CLASH",
		    "both sides changed the same thing; both versions are in "
		    "the record, one is to be taken out");
		fail_file(&f, c->argc > 3 ? c->argv[3] : c->argv[1]);
		fail_detail(&f, "%zu", clashes);
		status = cli_fail(c, &f);
	}
	if (c->dry)
		status = cli_worse(status, cli_print(c, buf_all(&out)));
	else if (file_replace(t->dir, t->ours, buf_all(&out), 0600, 0, &f) ==
		 -1)
		status = cli_fail(c, &f);
out:
	buf_release(&out);
	return status;
}

static int
run(struct cli *c)
{
	struct three t = { .dir = -1 };
	size_t i;
	int rv;

	(void)cli_getopt(c);
	if (c->argc < 3 || c->argc > 4)
		cli_usage(c, "three versions of a record were expected");
	if ((rv = load(c, &t)) == 0 && (rv = open_folder(c, &t)) == 0 &&
	    (rv = enter(c, &t)) == 0)
		rv = merge(c, &t);
	for (i = 0; i < 3; i++)
		buf_release(&t.b[i]);
	if (t.dir != -1)
		close(t.dir);
	return rv;
}
