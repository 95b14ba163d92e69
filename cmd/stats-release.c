/* Tables of counts that may be given away. */

#include "cmd/stats-release.h"

#include <errno.h>
#include <unistd.h>

#include "common/csvfile.h"

bool
release_option(struct release *r, struct cli *c, int key)
{
	if (key == RELEASE_OPT_SUPPRESS)
		r->threshold = (unsigned)cli_number(c, c->arg, 2, 1000000);
	else if (key == RELEASE_OPT_LEDGER)
		r->ledger = c->arg;
	else
		return false;
	return true;
}

int
release_open(struct release *r, struct cli *c)
{
	struct csvin_options tab = { .sep = '\t' };
	struct fail f;
	int fd;

	if (r->ledger == NULL)
		return CLI_DONE;
	if (r->threshold == 0)
		cli_usage(c, "--ledger goes with --suppress");
	fd = access(r->ledger, F_OK) == -1 && errno == ENOENT
		 ? -1
		 : csvfile_open(r->ledger, &f);
	if (fd == -1 && errno != ENOENT)
		return cli_fail(c, &f);
	if (fd != -1 &&
	    csvfile_table(&r->earlier, fd, r->ledger, &tab, &f) == -1)
		return cli_fail(c, &f);
	if (out_open(&r->out, r->ledger, &f) == -1)
		return cli_fail(c, &f);
	return CLI_DONE;
}

/* Other tables' lines stay, and those of cells that aren't in it now. */
static void
keep_ledger(struct release *r, struct emit *e, const char *table)
{
	static const char *const name[] = { "table", "row", "column",
		"status" };
	size_t i, k, col[4];

	if (r->earlier == NULL)
		return;
	for (k = 0; k < 4; k++)
		col[k] = csvtable_find(r->earlier, view_of(name[k]));
	for (i = 0; i < csvtable_rows(r->earlier); i++) {
		if (view_is(csvtable_cell(r->earlier, i, col[0]), table) &&
		    disclose_has(&r->d, csvtable_cell(r->earlier, i, col[1]),
			csvtable_cell(r->earlier, i, col[2])))
			continue;
		for (k = 0; k < 4; k++)
			emit_string(e, csvtable_cell(r->earlier, i, col[k]));
	}
}

static int
write_ledger(struct release *r, struct cli *c, const char *table)
{
	static const struct emit_column columns[] = { { "table", EMIT_STRING },
		{ "row", EMIT_STRING }, { "column", EMIT_STRING },
		{ "status", EMIT_STRING } };
	struct emit e = { 0 };
	struct fail f;
	bool good;

	if (r->ledger == NULL)
		return CLI_DONE;
	emit_begin(&e, EMIT_TSV, NULL, "ledger", columns, 4);
	keep_ledger(r, &e, table);
	disclose_ledger(&r->d, table, &e);
	good = emit_end(&e);
	if (good)
		buf_view(&r->out.b, buf_all(&e.out));
	else
		fail_memory(&f);
	emit_release(&e);
	if (!good || out_close(&r->out, true, &f) == -1)
		return cli_fail(c, &f);
	return CLI_DONE;
}

static int
print(struct release *r, struct cli *c, struct out *o, const char *row,
    const char *col, const char *count)
{
	struct emit_column columns[3] = { { row, EMIT_STRING },
		{ col == NULL ? count : col,
		    col == NULL ? EMIT_INTEGER : EMIT_STRING },
		{ count, EMIT_INTEGER } };
	struct emit e = { 0 };
	struct fail f;
	bool good;

	emit_begin(&e, c->format, NULL, "release", columns,
	    col == NULL ? 2 : 3);
	disclose_emit(&r->d, &e);
	good = emit_end(&e);
	if (good)
		buf_view(&o->b, buf_all(&e.out));
	else
		fail_memory(&f);
	emit_release(&e);
	if (!good || out_close(o, true, &f) == -1)
		return cli_fail(c, &f);
	cli_say(c,
	    "T = %u: %zu counts hidden for being small, %zu more to "
	    "protect them",
	    r->threshold, r->d.small, r->d.other);
	return CLI_DONE;
}

int
release_print(struct release *r, struct cli *c, struct out *o,
    const char *table, const char *row, const char *col, const char *count)
{
	struct fail f;
	int rv;

	r->d.two = col != NULL;
	if (disclose_protect(&r->d, r->threshold, r->earlier, table, &f) ==
	    -1) {
		if (f.word != NULL && f.line != 0)
			fail_file(&f, r->ledger);
		(void)out_close(o, false, NULL);
		return cli_fail(c, &f);
	}
	/* The ledger first: what isn't in it must not be out. */
	rv = write_ledger(r, c, table);
	if (rv == CLI_DONE)
		return print(r, c, o, row, col, count);
	(void)out_close(o, false, NULL);
	return rv;
}

void
release_free(struct release *r)
{
	csvtable_free(r->earlier);
	disclose_release(&r->d);
	if (r->out.name != NULL)
		(void)out_close(&r->out, false, NULL);
}
