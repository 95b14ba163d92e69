/* CSV files in, tables out: what several verbs of balint-stats share. */

#include "cmd/stats-io.h"

#include <string.h>
#include <unistd.h>

static int
enter(struct cli *c, struct out *o)
{
	struct sandbox box;
	struct fail f;
	unsigned what = o->dir == -1 ? 0 : SANDBOX_WRITES;

	if (sandbox_init(&box, &f) == -1 ||
	    (o->dir != -1 &&
		sandbox_allow_at(&box, o->dir, ".", SANDBOX_WRITE, &f) == -1) ||
	    sandbox_enter(&box, what, &f) == -1)
		return cli_fail(c, &f);
	return 0;
}

int
stats_open(struct cli *c, struct stats_input *in, size_t n, struct out *o)
{
	struct fail f;
	size_t i;
	int rv;

	for (i = 0; i < n; i++)
		in[i].fd = -1;
	for (i = 0; i < n; i++)
		if (in[i].name != NULL &&
		    (in[i].fd = csvfile_open(in[i].name, &f)) == -1)
			return cli_fail(c, &f);
	if (out_open(o, c->output, &f) == -1)
		return cli_fail(c, &f);
	rv = enter(c, o);
	if (rv != 0)
		(void)out_close(o, false, NULL);
	return rv;
}

int
stats_table(struct cli *c, struct stats_input *in, char separator,
    struct csvtable **out)
{
	struct csvin_options o = { .sep = separator };
	struct fail f;
	int rv = csvfile_table(out, in->fd, in->name, &o, &f);

	in->fd = -1;
	return rv == -1 ? cli_fail(c, &f) : 0;
}

int
stats_close(struct cli *c, struct emit *e, struct out *o, int status)
{
	struct fail f;
	bool keep = status == CLI_DONE || status == CLI_NO;

	if (keep && !emit_end(e)) {
		fail_memory(&f);
		status = cli_fail(c, &f);
		keep = false;
	}
	if (keep)
		buf_view(&o->b, buf_all(&e->out));
	emit_release(e);
	if (out_close(o, keep, &f) == -1)
		status = cli_fail(c, &f);
	return status;
}

char
stats_separator(const struct cli *c, const char *arg)
{
	if (strcmp(arg, "tab") == 0 || strcmp(arg, "\t") == 0)
		return '\t';
	if (strcmp(arg, ",") != 0 && strcmp(arg, ";") != 0)
		cli_usage(c, "a separator was expected: ',' ';' or tab");
	return arg[0];
}

size_t
stats_column(struct cli *c, const struct csvtable *t, const char *file,
    const char *name)
{
	size_t col = csvtable_find(t, view_of(name));
	struct fail f;

	if (col == CSVTABLE_NONE) {
		fail_at(&f, FAIL_REFERENCE, "E_COLUMN",
		    "no such column; its name in the header was expected", 1,
		    0);
		fail_detail(&f, "%s", name);
		fail_file(&f, file);
		(void)cli_fail(c, &f);
	}
	return col;
}
