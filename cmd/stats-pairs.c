/* balint-stats pairs: the same people before and after. */

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/stats-io.h"
#include "cmd/stats.h"
#include "common/csvjoin.h"
#include "common/number.h"
#include "common/prepost.h"

enum { OPT_ID = 256, OPT_SCORE, OPT_DOSE, OPT_LEVEL, OPT_SEPARATOR };

#define MAX_SCORES 100

static const struct cli_option options[] = {
	{ OPT_ID, "id", "COLUMN", "the code that joins (the first column)" },
	{ OPT_SCORE, "score", "LIST", "columns to compare (all numbers)" },
	{ OPT_DOSE, "dose", "COLUMN", "sessions attended, in AFTER.csv" },
	{ OPT_LEVEL, "level", "PERCENT", "of the intervals (95)" },
	{ OPT_SEPARATOR, "separator", "CHAR", "of the input: , ; or tab" },
};

static int run(struct cli *c);

const struct cli_verb stats_pairs = { "pairs", "BEFORE.csv AFTER.csv",
	"Compare before and after: change, tests, effect",
	CLI_FORMAT | CLI_OUTPUT, options, sizeof(options) / sizeof(options[0]),
	run };

struct pairs {
	const char *id, *score, *dose;
	double level;
	struct stats_input in[2];
	struct csvtable *t[2];
	size_t key[2]; /* the joining columns */
	struct view name[MAX_SCORES];
	size_t column[MAX_SCORES][2];
	size_t n, dosecol; /* scores; CSVTABLE_NONE: no dose */
	struct csvjoin join;
	double *x;     /* before, after, dose: a row each */
	size_t people; /* all who are in either file */
	struct prepost result[MAX_SCORES];
};

/* What a result shows, in the order of the columns. */
enum kind { COUNT, VALUE, PROBABILITY, WORD };

static const struct {
	const char *name;
	enum kind kind;
} shown[] = {
	{ "pairs", COUNT },
	{ "only_before", COUNT },
	{ "only_after", COUNT },
	{ "mean_before", VALUE },
	{ "sd_before", VALUE },
	{ "mean_after", VALUE },
	{ "sd_after", VALUE },
	{ "change", VALUE },
	{ "sd_change", VALUE },
	{ "change_lo", VALUE },
	{ "change_hi", VALUE },
	{ "t", VALUE },
	{ "df", COUNT },
	{ "p_t", PROBABILITY },
	{ "v", VALUE },
	{ "p_wilcoxon", PROBABILITY },
	{ "wilcoxon", WORD },
	{ "g", VALUE },
	{ "g_lo", VALUE },
	{ "g_hi", VALUE },
	{ "g_before", VALUE },
	{ "g_before_lo", VALUE },
	{ "g_before_hi", VALUE },
	{ "lost_minus_kept", VALUE },
	{ "p_lost", PROBABILITY },
	{ "mean_dose", VALUE },
	{ "rho_dose", VALUE },
	{ "p_dose", PROBABILITY },
};
#define NSHOWN (sizeof(shown) / sizeof(shown[0]))

static void
numbers(const struct prepost *r, double out[NSHOWN])
{
	const double v[NSHOWN] = { (double)r->before.n, (double)r->lost.n,
		(double)r->gained, tally_mean(&r->before), tally_sd(&r->before),
		tally_mean(&r->after), tally_sd(&r->after), r->change.diff,
		r->change.sd, r->change.lo, r->change.hi, r->change.t,
		r->change.df, r->change.p, r->before.n == 0 ? NAN : r->rank.v,
		r->rank.p, isnan(r->rank.p) ? NAN : (r->rank.exact ? 1.0 : 0.0),
		r->g.g, r->g.lo, r->g.hi, r->g_before.g, r->g_before.lo,
		r->g_before.hi, r->attrition.diff, r->attrition.p,
		tally_mean(&r->dose), r->rho.rho, r->rho.p };

	memcpy(out, v, sizeof(v));
}

static void
emit_one(struct emit *e, enum kind kind, double x)
{
	if (fabs(x) < 0.5e-6)
		x = 0.0; /* no "-0.0000" */
	if (isnan(x))
		emit_missing(e);
	else if (kind == COUNT)
		emit_integer(e, (long)x);
	else if (kind == WORD)
		emit_string(e, view_of(x > 0.5 ? "exact" : "normal"));
	else
		emit_number(e, x, kind == PROBABILITY ? 6 : 4);
}

/* All cells of the column are numbers or empty, and there is a number. */
static bool
numeric(const struct csvtable *t, size_t col)
{
	struct view v;
	bool any = false;
	size_t i;
	double x;

	for (i = 0; i < csvtable_rows(t); i++) {
		v = view_trim(csvtable_cell(t, i, col));
		if (v.n == 0)
			continue;
		if (number_parse(v, &x) == -1)
			return false;
		any = true;
	}
	return any;
}

static bool
counts_missing(struct view name)
{
	static const char end[] = "_missing";
	size_t n = sizeof(end) - 1;

	return name.n > n && memcmp(name.p + name.n - n, end, n) == 0;
}

/* Without --score: every column of numbers that both files have. */
static int
choose_all(struct cli *c, struct pairs *p)
{
	size_t i, other;
	struct view name;
	struct fail f;

	for (i = 0; i < csvtable_cols(p->t[0]); i++) {
		name = csvtable_name(p->t[0], i);
		other = csvtable_find(p->t[1], name);
		if (i == p->key[0] || other == CSVTABLE_NONE ||
		    other == p->key[1] || other == p->dosecol ||
		    counts_missing(name) || !numeric(p->t[0], i) ||
		    !numeric(p->t[1], other) || p->n == MAX_SCORES)
			continue;
		p->name[p->n] = name;
		p->column[p->n][0] = i;
		p->column[p->n++][1] = other;
	}
	if (p->n > 0)
		return 0;
	fail_set(&f, FAIL_REFERENCE, "E_COLUMN",
	    "the files share no column of numbers");
	return cli_fail(c, &f);
}

static int
choose(struct cli *c, struct pairs *p)
{
	struct view rest = view_of(p->score);
	char name[256];
	size_t i;

	if (p->score == NULL)
		return choose_all(c, p);
	while (rest.p != NULL) {
		p->name[p->n] = view_cut(&rest, ',');
		if (p->n == MAX_SCORES - 1 ||
		    view_string(p->name[p->n], name, sizeof(name)) == -1)
			cli_usage(c, "too many columns, or too long a name");
		for (i = 0; i < 2; i++) {
			p->column[p->n][i] =
			    stats_column(c, p->t[i], p->in[i].name, name);
			if (p->column[p->n][i] == CSVTABLE_NONE)
				return CLI_TROUBLE;
		}
		p->n++;
	}
	return 0;
}

static int
find_keys(struct cli *c, struct pairs *p)
{
	int i;

	for (i = 0; i < 2; i++)
		if (p->id != NULL &&
		    (p->key[i] = stats_column(c, p->t[i], p->in[i].name,
			 p->id)) == CSVTABLE_NONE)
			return CLI_TROUBLE;
	p->dosecol = CSVTABLE_NONE;
	if (p->dose != NULL && (p->dosecol = stats_column(c, p->t[1],
				    p->in[1].name, p->dose)) == CSVTABLE_NONE)
		return CLI_TROUBLE;
	return 0;
}

/* A cell as a number; empty is NaN. */
static int
cell(struct cli *c, const struct pairs *p, int file, size_t row, size_t col,
    double *x)
{
	struct view v = view_trim(csvtable_cell(p->t[file], row, col));
	struct fail f;

	*x = NAN;
	if (v.n == 0 || number_parse(v, x) == 0)
		return 0;
	fail_at(&f, FAIL_SYNTAX, "E_NUMBER",
	    "not a number; digits with a decimal point, or nothing, were "
	    "expected",
	    csvtable_line(p->t[file], row), 0);
	fail_detail(&f, "column %zu", col + 1);
	fail_file(&f, p->in[file].name);
	return cli_fail(c, &f);
}

/* First the pairs, then those of the first file, then of the second. */
static int
fill(struct cli *c, struct pairs *p, size_t score)
{
	size_t rows = csvtable_rows(p->t[0]), i, k = 0, at = p->join.n, row;
	double *before = p->x, *after = before + p->people,
	       *dose = after + p->people;
	int rv = 0;

	for (i = 0; i < 3 * p->people; i++)
		p->x[i] = NAN;
	for (row = 0; row < rows && rv == 0; row++) {
		i = k < p->join.n && p->join.a[k] == row ? k++ : at++;
		rv = cell(c, p, 0, row, p->column[score][0], &before[i]);
		if (rv != 0 || i >= p->join.n)
			continue;
		rv =
		    cell(c, p, 1, p->join.b[i], p->column[score][1], &after[i]);
		if (rv == 0 && p->dosecol != CSVTABLE_NONE)
			rv = cell(c, p, 1, p->join.b[i], p->dosecol, &dose[i]);
	}
	return rv;
}

static int
compute(struct cli *c, struct pairs *p)
{
	struct fail f;
	size_t i;
	int rv;

	for (i = 0; i < p->n; i++) {
		if ((rv = fill(c, p, i)) != 0)
			return rv;
		if (prepost_compute(&p->result[i], p->x, p->x + p->people,
			p->dosecol == CSVTABLE_NONE ? NULL
						    : p->x + 2 * p->people,
			p->people, p->level, &f) == -1)
			return cli_fail(c, &f);
		p->result[i].gained += p->join.only_b;
	}
	return 0;
}

static int
join(struct cli *c, struct pairs *p)
{
	struct fail f;
	int second;

	if (csvjoin_make(&p->join, p->t[0], p->key[0], p->t[1], p->key[1],
		&second, &f) == -1) {
		fail_file(&f, p->in[second].name);
		return cli_fail(c, &f);
	}
	p->people = p->join.n + p->join.only_a;
	p->x = calloc(p->people + 1, 3 * sizeof(*p->x));
	if (p->x == NULL) {
		fail_memory(&f);
		return cli_fail(c, &f);
	}
	cli_say(c, "%zu pairs; %zu only before, %zu only after", p->join.n,
	    p->join.only_a, p->join.only_b);
	return 0;
}

/* For programs: one row a score. */
static void
print_rows(const struct pairs *p, struct emit *e)
{
	double x[NSHOWN];
	size_t i, k;

	for (i = 0; i < p->n; i++) {
		numbers(&p->result[i], x);
		emit_string(e, p->name[i]);
		for (k = 0; k < NSHOWN; k++)
			emit_one(e, shown[k].kind, x[k]);
	}
}

/* For people: one column a score, so that it fits the window. */
static void
print_text(const struct pairs *p, struct emit *e)
{
	double x[NSHOWN];
	size_t i, k;

	for (k = 0; k < NSHOWN; k++) {
		emit_string(e, view_of(shown[k].name));
		for (i = 0; i < p->n; i++) {
			numbers(&p->result[i], x);
			emit_one(e, shown[k].kind, x[k]);
		}
	}
}

static int
print(struct cli *c, struct pairs *p, struct out *o)
{
	struct emit_column col[MAX_SCORES + NSHOWN + 1] = { { "score",
	    EMIT_STRING } };
	char name[MAX_SCORES][64];
	struct emit e = { 0 };
	size_t i;

	if (c->format == EMIT_TEXT) {
		col[0].name = "";
		for (i = 0; i < p->n; i++) {
			if (view_string(p->name[i], name[i], 64) == -1)
				strcpy(name[i], "...");
			col[1 + i] =
			    (struct emit_column){ name[i], EMIT_NUMBER };
		}
		emit_begin(&e, c->format, NULL, "pairs", col, p->n + 1);
		print_text(p, &e);
		return stats_close(c, &e, o, CLI_DONE);
	}
	for (i = 0; i < NSHOWN; i++) {
		col[1 + i].name = shown[i].name;
		col[1 + i].type = EMIT_NUMBER;
		if (shown[i].kind == COUNT)
			col[1 + i].type = EMIT_INTEGER;
		else if (shown[i].kind == WORD)
			col[1 + i].type = EMIT_STRING;
	}
	emit_begin(&e, c->format, NULL, "pairs", col, NSHOWN + 1);
	print_rows(p, &e);
	return stats_close(c, &e, o, CLI_DONE);
}

static void
take_options(struct cli *c, struct pairs *p, char *separator)
{
	int ch;

	p->level = 0.95;
	while ((ch = cli_getopt(c)) != -1)
		switch (ch) {
		case OPT_ID:
			p->id = c->arg;
			break;
		case OPT_SCORE:
			p->score = c->arg;
			break;
		case OPT_DOSE:
			p->dose = c->arg;
			break;
		case OPT_LEVEL:
			p->level =
			    (double)cli_number(c, c->arg, 50, 99) / 100.0;
			break;
		default:
			*separator = stats_separator(c, c->arg);
		}
	if (c->argc != 2)
		cli_usage(c, "two files were expected: before and after");
}

static int
run(struct cli *c)
{
	struct pairs *p = calloc(1, sizeof(*p));
	struct out o;
	struct fail f;
	char separator = 0;
	int rv;

	if (p == NULL) {
		fail_memory(&f);
		return cli_fail(c, &f);
	}
	take_options(c, p, &separator);
	p->in[0].name = c->argv[0];
	p->in[1].name = c->argv[1];
	rv = stats_open(c, p->in, 2, &o);
	if (rv != 0) {
		free(p);
		return rv;
	}
	if ((rv = stats_table(c, &p->in[0], separator, &p->t[0])) != 0 ||
	    (rv = stats_table(c, &p->in[1], separator, &p->t[1])) != 0 ||
	    (rv = find_keys(c, p)) != 0 || (rv = choose(c, p)) != 0 ||
	    (rv = join(c, p)) != 0 || (rv = compute(c, p)) != 0)
		(void)out_close(&o, false, NULL);
	else
		rv = print(c, p, &o);
	csvtable_free(p->t[0]);
	csvtable_free(p->t[1]);
	csvjoin_release(&p->join);
	free(p->x);
	free(p);
	return rv;
}
