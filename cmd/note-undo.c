/* balint-note undo: take the last change of the group back. */

#include "cmd/desk.h"
#include "cmd/note.h"

static int run(struct cli *c);

const struct cli_verb note_undo = { "undo", "",
	"Take the last change of the group back, as it was kept",
	CLI_GROUP | CLI_DRY | CLI_WAIT, NULL, 0, run };

struct lines {
	struct desk *d;
	struct buf out;
};

static void
say(void *arg, enum store_part part, const char *id, bool gone)
{
	struct lines *l = arg;

	buf_puts(&l->out, gone ? "removed " : "restored ");
	store_path(&l->d->s, part, id, &l->out);
	buf_putc(&l->out, '\n');
}

static int
run(struct cli *c)
{
	struct lines l = { 0 };
	struct desk d;
	struct fail f;
	int rv;

	(void)cli_getopt(c);
	if (c->argc > 0)
		cli_usage(c, "no operand was expected");
	l.d = &d;
	if ((rv = desk_open(c, &d, DESK_WRITE, false)) != 0)
		goto out;
	rv = change_undo(&d.s, c->dry, say, &l, &f);
	if (rv == 1) {
		fail_set(&f, FAIL_NO, "E_UNDO",
		    "nothing is kept that could be undone");
		rv = -1;
	}
	rv = rv == -1 ? cli_fail(c, &f) : cli_print(c, buf_all(&l.out));
out:
	desk_close(&d);
	buf_release(&l.out);
	return rv;
}
