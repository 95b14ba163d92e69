/* balint-export attendance: registers of one or many groups. */

#include <sys/stat.h>

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cmd/export.h"
#include "cmd/groups.h"
#include "common/out.h"
#include "common/outdir.h"
#include "common/register.h"
#include "common/returns.h"
#include "common/schemedir.h"
#include "common/zone.h"

enum {
	OPT_LONG = 256,
	OPT_WIDE,
	OPT_TOTALS,
	OPT_SCHEME,
	OPT_EXCEL,
	OPT_SEP,
	OPT_COMMA,
	OPT_CHANGED,
	OPT_FILES0,
	OPT_PACKAGE
};

static const struct cli_option options[] = {
	{ OPT_LONG, "long", NULL, "a row a member and session (default)" },
	{ OPT_WIDE, "wide", NULL, "a row a member, a column a day" },
	{ OPT_TOTALS, "totals", NULL, "a row a member" },
	{ OPT_SCHEME, "scheme", "NAME", "count units by these rules" },
	{ OPT_EXCEL, "excel", NULL, "CSV for spreadsheets: BOM, CRLF, guard" },
	{ OPT_SEP, "sep", "CHAR", "what separates the fields of CSV" },
	{ OPT_COMMA, "decimal-comma", NULL, "1,5 for 1.5 in CSV" },
	{ OPT_CHANGED, "changed-since", "FILE",
	    "only what differs from this long CSV" },
	{ OPT_FILES0, "files0-from", "FILE", "groups, each ended by a NUL" },
	{ OPT_PACKAGE, "package", NULL,
	    "with -o DIR: datapackage.json and a codebook" },
};

static int run(struct cli *c);

const struct cli_verb export_attendance = { "attendance", "[GROUP...]",
	"Attendance as a table, without any word of a case",
	CLI_GROUP | CLI_FORMAT | CLI_OUTPUT | CLI_DATE | CLI_RANGE, options,
	sizeof(options) / sizeof(options[0]), run };

struct job {
	struct cli *c;
	struct groups g;
	struct roll_options roll;
	struct register_options o;
	struct emit_style style;
	struct scheme scheme;
	struct buf scheme_text;
	struct zone zone;
	char zone_name[72]; /* of the zone that is loaded; "": none */
	struct names days;
	struct emit_column *column;
	size_t ncolumn;
	struct returns returns; /* --changed-since */
	const char *scheme_name, *changed, *files0;
	bool directory, package;
	struct out out;
	struct outdir dir; /* -o DIR */
	struct emit e;
};

static void
shape(struct job *j, enum register_shape s)
{
	j->o.shape = s;
}

static char
separator(struct cli *c)
{
	if (strcmp(c->arg, "tab") == 0)
		return '\t';
	if (strlen(c->arg) != 1 || strchr(",;|\t:", c->arg[0]) == NULL)
		cli_usage(c, "one of , ; | : or `tab` was expected");
	return c->arg[0];
}

static void
get_options(struct job *j)
{
	struct cli *c = j->c;
	int key;

	while ((key = cli_getopt(c)) != -1)
		switch (key) {
		case OPT_LONG:
			shape(j, REGISTER_LONG);
			break;
		case OPT_WIDE:
			shape(j, REGISTER_WIDE);
			break;
		case OPT_TOTALS:
			shape(j, REGISTER_TOTALS);
			break;
		case OPT_SCHEME:
			j->scheme_name = c->arg;
			break;
		case OPT_EXCEL:
			j->style.excel = true;
			break;
		case OPT_SEP:
			j->style.separator = separator(c);
			break;
		case OPT_COMMA:
			j->style.decimal_comma = true;
			break;
		case OPT_CHANGED:
			j->changed = c->arg;
			break;
		case OPT_FILES0:
			j->files0 = c->arg;
			break;
		case OPT_PACKAGE:
			j->package = true;
			break;
		}
}

static bool
is_directory(const char *path)
{
	struct stat st;

	return path != NULL && strcmp(path, "-") != 0 && stat(path, &st) == 0 &&
	       S_ISDIR(st.st_mode);
}

static void
check_options(struct job *j)
{
	struct cli *c = j->c;
	bool csv = j->style.excel || j->style.separator != 0 ||
		   j->style.decimal_comma || j->package;

	j->directory = is_directory(c->output);
	if (csv && c->format_name == NULL)
		c->format = EMIT_CSV;
	if (csv && c->format != EMIT_CSV)
		cli_usage(c,
		    "--excel, --sep, --decimal-comma and --package are for "
		    "-f csv");
	if (j->style.decimal_comma && j->style.separator == 0)
		cli_usage(c, "--decimal-comma needs --sep ';' or another one");
	if (j->package && !j->directory)
		cli_usage(c, "--package needs -o DIR, a directory that exists");
	if (j->package && j->o.shape == REGISTER_WIDE)
		cli_usage(c, "--package is for --long and --totals");
	if (j->changed != NULL && j->o.shape != REGISTER_LONG)
		cli_usage(c, "--changed-since is for --long");
	if (j->changed != NULL && j->directory)
		cli_usage(c,
		    "--changed-since writes one file, not a directory");
	if (c->from > c->to)
		cli_usage(c, "--from is after --to");
}

/* The group's zone, loaded once for all groups in a row that share it. */
static int
load_zone(struct job *j)
{
	struct view name = j->g.roll.frame.zone;
	struct fail f;

	if (j->zone_name[0] != '\0' && view_is(name, j->zone_name))
		return 0;
	zone_release(&j->zone);
	j->zone_name[0] = '\0';
	j->o.zone = NULL;
	if (zone_read(&j->zone, name, &f) == -1) {
		zone_release(&j->zone);
		fail_file(&f, j->g.roll.path);
		return cli_fail(j->c, &f);
	}
	(void)view_string(name, j->zone_name, sizeof(j->zone_name));
	j->o.zone = &j->zone;
	return 0;
}

/* The next group that can be read whole. */
static bool
next(struct job *j)
{
	while (groups_next(j->c, &j->g, &j->roll)) {
		if (j->o.shape != REGISTER_LONG || load_zone(j) == 0)
			return true;
		j->g.status = CLI_TROUBLE;
	}
	return false;
}

/* Hand on what the table has finished, so that memory stays small. */
static int
drain(struct job *j, struct fail *f)
{
	if (buf_bad(&j->e.out))
		return fail_memory(f);
	buf_view(&j->out.b, buf_all(&j->e.out));
	buf_clear(&j->e.out);
	/* A group's own file stays whole, to be hashed for the package. */
	return j->directory ? 0 : out_pump(&j->out, f);
}

static int
emit_row(void *arg, const struct register_cell *cell, size_t n)
{
	struct job *j = arg;

	register_emit(&j->e, cell, n);
	return 0;
}

static int
changed_row(void *arg, const struct register_cell *cell, size_t n)
{
	struct job *j = arg;

	(void)n;
	return returns_row(&j->returns, &j->e, cell);
}

static int
table(struct job *j, struct fail *f)
{
	switch (j->o.shape) {
	case REGISTER_LONG:
		if (register_walk(&j->g.roll, &j->o,
			j->changed != NULL ? changed_row : emit_row, j) != 0)
			return fail_memory(f);
		if (j->changed != NULL &&
		    returns_group(&j->returns, j->g.roll.frame.id) == -1)
			return fail_memory(f);
		break;
	case REGISTER_WIDE:
		register_wide(&j->e, &j->g.roll, &j->o, &j->days);
		break;
	case REGISTER_TOTALS:
		register_totals(&j->e, &j->g.roll, &j->o);
		break;
	}
	return drain(j, f);
}

/* The columns of the table; of WIDE only once all days are known. */
static int
columns(struct job *j, struct fail *f)
{
	const struct register_column *r;
	size_t i, n;
	int extra = j->changed != NULL;

	if (j->o.shape == REGISTER_WIDE) {
		names_sort(&j->days);
		return register_wide_columns(&j->days, &j->column,
			   &j->ncolumn) == -1
			   ? fail_memory(f)
			   : 0;
	}
	r = register_columns(j->o.shape, &n);
	j->column = calloc(n + 1, sizeof(*j->column));
	if (j->column == NULL)
		return fail_memory(f);
	if (extra) {
		j->column[0].name = "change";
		j->column[0].type = EMIT_STRING;
	}
	for (i = 0; i < n; i++)
		j->column[i + (size_t)extra] = r[i].column;
	j->ncolumn = n + (size_t)extra;
	return 0;
}

/* One table of all groups, to standard output or a file. */
static int
one_table(struct job *j)
{
	struct fail f;
	int rv = -1;

	if (j->o.shape == REGISTER_WIDE) {
		while (next(j))
			if (register_add_days(&j->days, &j->g.roll) == -1)
				return cli_fail(j->c, (fail_memory(&f), &f));
		groups_rewind(&j->g);
		j->g.status = CLI_DONE; /* the second walk says it */
	}
	if (columns(j, &f) == -1)
		return cli_fail(j->c, &f);
	emit_begin(&j->e, j->c->format, &j->style, "attendance", j->column,
	    j->ncolumn);
	while (next(j))
		if (table(j, &f) == -1)
			goto out;
	if (j->changed != NULL)
		returns_withdrawn(&j->returns, &j->e, j->c->from, j->c->to);
	if (!emit_end(&j->e))
		fail_memory(&f);
	else
		rv = drain(j, &f);
out:
	if (rv == 0)
		rv = out_close(&j->out, true, &f);
	else
		(void)out_close(&j->out, false, NULL);
	return rv == 0 ? CLI_DONE : cli_fail(j->c, &f);
}

/* One group's table, complete, in j->out.b. */
static int
group_table(struct job *j, struct fail *f)
{
	int rv = -1;

	names_clear(&j->days);
	if (j->o.shape == REGISTER_WIDE &&
	    register_add_days(&j->days, &j->g.roll) == -1)
		return fail_memory(f);
	if (columns(j, f) == -1)
		return -1;
	emit_begin(&j->e, j->c->format, &j->style, "attendance", j->column,
	    j->ncolumn);
	if (table(j, f) == 0)
		rv = emit_end(&j->e) ? 0 : fail_memory(f);
	buf_view(&j->out.b, buf_all(&j->e.out));
	emit_release(&j->e);
	free(j->column);
	j->column = NULL;
	return rv;
}

static int
group_file(struct job *j, struct fail *f)
{
	static const char *const ends[] = { "txt", "tsv", "csv", "jsonl",
		"sql" };
	struct buf name = { 0 };
	int rv = -1;

	buf_view(&name, roll_name(&j->g.roll));
	buf_printf(&name, ".%s", ends[j->c->format]);
	if (buf_bad(&name))
		fail_memory(f);
	else if (group_table(j, f) == 0 && (rv = outdir_put(&j->dir, name.p,
						buf_all(&j->out.b), f)) == -1)
		fail_file(f, j->g.roll.path);
	if (rv == 0 && j->package)
		rv = returns_resource(&j->returns, name.p, &j->out.b, &j->style,
		    j->o.shape, f);
	buf_clear(&j->out.b);
	buf_release(&name);
	return rv;
}

/* A file a group, each whole or not at all. */
static int
many_tables(struct job *j)
{
	struct fail f;
	int rv = CLI_DONE;

	while (next(j))
		if (group_file(j, &f) == -1)
			rv = cli_worse(rv, cli_fail(j->c, &f));
	if ((j->package &&
		returns_package(&j->returns, &j->dir, j->o.shape, &f) == -1) ||
	    outdir_commit(&j->dir, &f) == -1)
		rv = cli_worse(rv, cli_fail(j->c, &f));
	buf_release(&j->out.b);
	return rv;
}

/* Everything that is outside the groups, before the door is closed. */
static int
prepare(struct job *j)
{
	static const char *const zones[] = { ZONE_DIR, NULL };
	struct cli *c = j->c;
	struct fail f;

	groups_collect(c, &j->g, j->files0);
	if (j->scheme_name != NULL) {
		if (schemedir_read(&j->scheme, &j->scheme_text, j->scheme_name,
			&f) == -1)
			return cli_fail(c, &f);
		j->o.scheme = &j->scheme;
	}
	if (j->changed != NULL &&
	    returns_read(&j->returns, j->changed, &f) == -1)
		return cli_fail(c, &f);
	if (j->package && returns_begin(&j->returns, &f) == -1)
		return cli_fail(c, &f);
	if ((j->directory ? outdir_open(&j->dir, c->output, &f)
			  : out_open(&j->out, c->output, &f)) == -1)
		return cli_fail(c, &f);
	return groups_enter(c, &j->g, zones);
}

static int
run(struct cli *c)
{
	struct job j = { .c = c, .roll = ROLL_ALL, .dir = OUTDIR_NONE };
	int rv;

	get_options(&j);
	check_options(&j);
	j.roll.from = c->from;
	j.roll.to = c->to;
	j.roll.today = c->date;
	j.o.ranged = c->from != INT_MIN || c->to != INT_MAX;
	rv = prepare(&j);
	if (rv == 0)
		rv = j.directory ? many_tables(&j) : one_table(&j);
	rv = cli_worse(rv, j.g.status);
	emit_release(&j.e);
	free(j.column);
	names_release(&j.days);
	zone_release(&j.zone);
	buf_release(&j.scheme_text);
	returns_release(&j.returns);
	outdir_close(&j.dir);
	groups_release(&j.g);
	return rv;
}
