/* balint-stats risk: how well the rows of a table hide among each other. */

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/stats-io.h"
#include "cmd/stats.h"
#include "common/dict.h"
#include "common/kanon.h"

enum {
	OPT_QUASI = 256,
	OPT_SENSITIVE,
	OPT_K,
	OPT_L,
	OPT_WILDCARD,
	OPT_ROWS,
	OPT_SEPARATOR
};

static const struct cli_option options[] = {
	{ OPT_QUASI, "quasi", "LIST", "columns that others could know" },
	{ OPT_SENSITIVE, "sensitive", "COLUMN", "what must not be learnt" },
	{ OPT_K, "k", "N", "fewest rows alike (5)" },
	{ OPT_L, "l", "N", "fewest sensitive values of those alike (2)" },
	{ OPT_WILDCARD, "wildcard", NULL, "a missing value agrees with all" },
	{ OPT_ROWS, "rows", NULL, "the rows below k, by line" },
	{ OPT_SEPARATOR, "separator", "CHAR", "of the input: , ; or tab" },
};

static int run(struct cli *c);

const struct cli_verb stats_risk = { "risk", "FILE.csv",
	"Audit a table: k-anonymity, l-diversity, risk",
	CLI_FORMAT | CLI_OUTPUT, options, sizeof(options) / sizeof(options[0]),
	run };

struct audit {
	const char *quasi, *sensitive;
	unsigned long k, l;
	bool wildcard, rows;
	char separator;
	struct stats_input in;

	struct view name[KANON_COLUMNS];	 /* of the quasi-identifiers */
	size_t n, column[KANON_COLUMNS], secret; /* columns of the file */
	struct dict *dict[KANON_COLUMNS + 1];	 /* the last: sensitive */
	struct kanon *kanon;
	size_t *line; /* of each row */
	size_t nline, cap;
};

static const struct emit_column columns[] = {
	{ "measure", EMIT_STRING },
	{ "column", EMIT_STRING },
	{ "value", EMIT_NUMBER },
};

static const struct emit_column row_columns[] = {
	{ "line", EMIT_INTEGER },
	{ "alike", EMIT_INTEGER },
};

static size_t
find(const struct csvin_row *header, struct view name)
{
	size_t i;

	for (i = 0; i < header->n; i++)
		if (view_equal(header->field[i], name))
			return i;
	return CSVTABLE_NONE;
}

static int
no_column(struct view name, struct fail *f)
{
	fail_at(f, FAIL_REFERENCE, "E_COLUMN",
	    "no such column; its name in the header was expected", 1, 0);
	return fail_detail(f, "%.*s", name.n > 60 ? 60 : (int)name.n, name.p);
}

static int
take_header(struct audit *a, const struct csvin_row *row, struct fail *f)
{
	size_t i;

	for (i = 0; i < a->n; i++) {
		a->column[i] = find(row, a->name[i]);
		if (a->column[i] == CSVTABLE_NONE)
			return no_column(a->name[i], f);
	}
	a->secret = CSVTABLE_NONE;
	if (a->sensitive == NULL)
		return 0;
	a->secret = find(row, view_of(a->sensitive));
	if (a->secret == CSVTABLE_NONE)
		return no_column(view_of(a->sensitive), f);
	return 0;
}

static int
keep_line(struct audit *a, size_t line, struct fail *f)
{
	size_t cap = a->cap == 0 ? 1024 : a->cap * 2, *p;

	if (a->nline == a->cap) {
		p = reallocarray(a->line, cap, sizeof(*p));
		if (p == NULL)
			return fail_memory(f);
		a->line = p;
		a->cap = cap;
	}
	a->line[a->nline++] = line;
	return 0;
}

/* A csvin_fn: values become numbers at once, the text isn't kept. */
static int
take_row(void *arg, const struct csvin_row *row, struct fail *f)
{
	struct audit *a = arg;
	uint32_t code[KANON_COLUMNS], secret = 0;
	size_t i;

	if (row->number == 0)
		return take_header(a, row, f);
	for (i = 0; i < a->n; i++)
		if (dict_code(a->dict[i], row->field[a->column[i]], &code[i],
			f) == -1)
			return -1;
	if (a->secret != CSVTABLE_NONE &&
	    dict_code(a->dict[KANON_COLUMNS], row->field[a->secret], &secret,
		f) == -1)
		return -1;
	if (kanon_add(a->kanon, code, secret, f) == -1)
		return -1;
	return a->rows ? keep_line(a, row->line, f) : 0;
}

static void
say(struct emit *e, const char *measure, struct view column, double x,
    int decimals)
{
	emit_string(e, view_of(measure));
	emit_string(e, column);
	emit_number(e, x, decimals);
}

static void
say_risk(const struct audit *a, const struct kanon_risk *r, struct emit *e)
{
	static const struct view all = { "", 0 };
	double n = (double)r->rows;

	say(e, "rows", all, n, 0);
	say(e, "classes", all, (double)r->classes, 0);
	say(e, "smallest_class", all, (double)r->smallest, 0);
	say(e, "unique_rows", all, (double)r->unique, 0);
	say(e, "rows_below_k", all, (double)r->below, 0);
	say(e, "share_below_k", all, r->rows == 0 ? NAN : (double)r->below / n,
	    6);
	say(e, "prosecutor_risk", all, r->rows == 0 ? NAN : r->prosecutor, 6);
	say(e, "marketer_risk", all, r->rows == 0 ? NAN : r->marketer, 6);
	if (a->sensitive == NULL)
		return;
	say(e, "l_distinct", all, (double)r->l_distinct, 0);
	say(e, "l_entropy", all, r->l_entropy, 4);
}

/* What each column tells, and what leaving it out would bring. */
static int
say_columns(const struct audit *a, struct emit *e, struct fail *f)
{
	uint32_t all = (1U << a->n) - 1;
	size_t i, n, below, order[KANON_COLUMNS];

	for (i = 0; i < a->n; i++)
		say(e, "bits", a->name[i], kanon_bits(a->kanon, i), 4);
	for (i = 0; i < a->n; i++) {
		if (kanon_below(a->kanon, all & ~(1U << i), a->wildcard, a->k,
			&below, f) == -1)
			return -1;
		say(e, "rows_below_k_without", a->name[i], (double)below, 0);
	}
	if (kanon_coarsen(a->kanon, all, a->wildcard, a->k, order, &n, f) == -1)
		return -1;
	for (i = 0; i < n; i++)
		say(e, "coarsen", a->name[order[i]], (double)i + 1, 0);
	return 0;
}

static void
say_rows(const struct audit *a, struct emit *e)
{
	size_t i;

	for (i = 0; i < kanon_rows(a->kanon); i++)
		if (kanon_f(a->kanon, i) < a->k) {
			emit_integer(e, (long)a->line[i]);
			emit_integer(e, (long)kanon_f(a->kanon, i));
		}
}

static int
judge(struct cli *c, const struct audit *a, const struct kanon_risk *r)
{
	if (r->rows < 100)
		cli_say(c,
		    "fewer than 100 rows: release counts rather than rows");
	if (r->below > 0)
		cli_say(c,
		    "k = %lu is not met: %zu of %zu rows have fewer "
		    "alike, the worst %zu",
		    a->k, r->below, r->rows, r->smallest);
	if (a->sensitive != NULL && r->l_distinct < a->l)
		cli_say(c, "l = %lu is not met: a class has %zu values", a->l,
		    r->l_distinct);
	return r->below > 0 || (a->sensitive != NULL && r->l_distinct < a->l)
		   ? CLI_NO
		   : CLI_DONE;
}

static int
audit(struct cli *c, struct audit *a, struct out *o)
{
	struct emit e = { 0 };
	struct kanon_risk r = { 0 };
	struct fail f;
	int status, rv;

	if (a->rows)
		emit_begin(&e, c->format, NULL, "rows", row_columns, 2);
	else
		emit_begin(&e, c->format, NULL, "risk", columns, 3);
	rv = csvfile_rows(a->in.fd, a->in.name,
	    &(struct csvin_options){ .sep = a->separator }, take_row, a, &f);
	if (rv == 0)
		rv = kanon_count(a->kanon, (1U << a->n) - 1, a->wildcard, &f);
	if (rv == 0)
		rv = kanon_risk(a->kanon, a->k, &r, &f);
	if (rv == 0 && a->rows)
		say_rows(a, &e);
	else if (rv == 0) {
		say_risk(a, &r, &e);
		rv = say_columns(a, &e, &f);
	}
	status = rv == -1 ? cli_fail(c, &f) : judge(c, a, &r);
	return stats_close(c, &e, o, status);
}

static void
name_columns(struct cli *c, struct audit *a)
{
	struct view rest = view_of(a->quasi);
	size_t i;

	while (rest.p != NULL) {
		if (a->n == KANON_COLUMNS)
			cli_usage(c, "at most 16 columns were expected");
		a->name[a->n] = view_cut(&rest, ',');
		for (i = 0; i < a->n; i++)
			if (view_equal(a->name[i], a->name[a->n]))
				cli_usage(c, "a column twice in --quasi");
		a->n++;
	}
	for (i = 0; a->sensitive != NULL && i < a->n; i++)
		if (view_is(a->name[i], a->sensitive))
			cli_usage(c, "a column can't be both quasi-identifying "
				     "and sensitive");
}

static int
prepare(struct cli *c, struct audit *a)
{
	struct fail f;
	size_t i;
	bool good;

	a->kanon = kanon_new(a->n);
	good = a->kanon != NULL;
	for (i = 0; i < KANON_COLUMNS + 1; i++)
		good = (a->dict[i] = dict_new()) != NULL && good;
	if (good)
		return 0;
	fail_memory(&f);
	return cli_fail(c, &f);
}

static int
run(struct cli *c)
{
	struct audit a = { .k = 5, .l = 2 };
	struct out o;
	size_t i;
	int ch, rv;

	while ((ch = cli_getopt(c)) != -1)
		switch (ch) {
		case OPT_QUASI:
			a.quasi = c->arg;
			break;
		case OPT_SENSITIVE:
			a.sensitive = c->arg;
			break;
		case OPT_K:
			a.k = cli_number(c, c->arg, 1, 1000000);
			break;
		case OPT_L:
			a.l = cli_number(c, c->arg, 1, 1000000);
			break;
		case OPT_WILDCARD:
			a.wildcard = true;
			break;
		case OPT_ROWS:
			a.rows = true;
			break;
		default:
			a.separator = stats_separator(c, c->arg);
		}
	if (a.quasi == NULL)
		cli_usage(c, "--quasi was expected: columns, comma-separated");
	if (c->argc != 1)
		cli_usage(c, "one CSV file was expected");
	name_columns(c, &a);
	a.in.name = c->argv[0];
	rv = prepare(c, &a);
	if (rv == 0 && (rv = stats_open(c, &a.in, 1, &o)) == 0)
		rv = audit(c, &a, &o);
	kanon_free(a.kanon);
	for (i = 0; i < KANON_COLUMNS + 1; i++)
		dict_free(a.dict[i]);
	free(a.line);
	return rv;
}
