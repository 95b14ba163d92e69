/* balint-stats kappa: do two coders agree? */

#include <stdlib.h>
#include <string.h>

#include "cmd/stats-io.h"
#include "cmd/stats.h"
#include "common/csvjoin.h"
#include "common/names.h"
#include "common/stattest.h"

enum { OPT_ID = 256, OPT_CASES, OPT_LEVEL, OPT_SEPARATOR };

#define MAX_CATEGORIES 200

static const struct cli_option options[] = {
	{ OPT_ID, "id", "COLUMN", "the case that joins (the first column)" },
	{ OPT_CASES, "cases", NULL, "the cases they differ on, worst first" },
	{ OPT_LEVEL, "level", "PERCENT", "of the intervals (95)" },
	{ OPT_SEPARATOR, "separator", "CHAR", "of the input: , ; or tab" },
};

static int run(struct cli *c);

const struct cli_verb stats_kappa = { "kappa", "A.csv B.csv",
	"Agreement of two coders, a code a row", CLI_FORMAT | CLI_OUTPUT,
	options, sizeof(options) / sizeof(options[0]), run };

struct codes {
	struct stats_input in[2];
	struct csvtable *t[2];
	size_t key[2];
	size_t (*column)[2]; /* of each code both coders have */
	size_t n;
	struct csvjoin join;
	double level;
};

static const struct emit_column columns[] = {
	{ "code", EMIT_STRING },
	{ "n", EMIT_INTEGER },
	{ "missing", EMIT_INTEGER },
	{ "categories", EMIT_INTEGER },
	{ "differ", EMIT_INTEGER },
	{ "agreement", EMIT_NUMBER },
	{ "chance", EMIT_NUMBER },
	{ "kappa", EMIT_NUMBER },
	{ "se", EMIT_NUMBER },
	{ "lo", EMIT_NUMBER },
	{ "hi", EMIT_NUMBER },
};

static const struct emit_column case_columns[] = {
	{ "case", EMIT_STRING },
	{ "differ", EMIT_INTEGER },
	{ "of", EMIT_INTEGER },
	{ "codes", EMIT_STRING },
};

static struct view
cell(const struct codes *k, int coder, size_t joined, size_t code)
{
	size_t row = coder == 0 ? k->join.a[joined] : k->join.b[joined];

	return view_trim(
	    csvtable_cell(k->t[coder], row, k->column[code][coder]));
}

static bool
both(const struct codes *k, size_t joined, size_t code)
{
	return cell(k, 0, joined, code).n > 0 && cell(k, 1, joined, code).n > 0;
}

static bool
differ(const struct codes *k, size_t joined, size_t code)
{
	return both(k, joined, code) &&
	       !view_equal(cell(k, 0, joined, code), cell(k, 1, joined, code));
}

/* The words either coder uses for a code, on the cases both have coded. */
static int
categories(struct cli *c, const struct codes *k, size_t code,
    struct names *words)
{
	struct fail f;
	struct view v;
	size_t i;
	int coder;

	for (i = 0; i < k->join.n; i++)
		for (coder = 0; coder < 2 && both(k, i, code); coder++) {
			v = cell(k, coder, i, code);
			if (names_find(words, v) < words->n)
				continue;
			if (words->n == MAX_CATEGORIES) {
				fail_set(&f, FAIL_LIMIT, "E_LIMIT",
				    "a code with more than 200 categories; is "
				    "it one?");
				fail_detail(&f, "column %zu",
				    k->column[code][0] + 1);
				return cli_fail(c, &f);
			}
			if (names_add(words, v) == -1) {
				fail_memory(&f);
				return cli_fail(c, &f);
			}
		}
	return 0;
}

static int
agree(struct cli *c, const struct codes *k, size_t code, struct emit *e)
{
	struct names words = { 0 };
	struct stattest_kappa r;
	struct fail f;
	size_t i, *count, n, same = 0;
	int rv = categories(c, k, code, &words);

	n = words.n;
	count = calloc(n * n + 1, sizeof(*count));
	if (count == NULL) {
		fail_memory(&f);
		rv = cli_fail(c, &f);
	}
	if (rv != 0 || count == NULL)
		goto out;
	for (i = 0; i < k->join.n; i++)
		if (both(k, i, code)) {
			count[names_find(&words, cell(k, 0, i, code)) * n +
			      names_find(&words, cell(k, 1, i, code))]++;
			same += differ(k, i, code) ? 0 : 1;
		}
	r = stattest_kappa(count, n, k->level);
	emit_string(e, csvtable_name(k->t[0], k->column[code][0]));
	emit_integer(e, (long)r.n);
	emit_integer(e, (long)(k->join.n - r.n));
	emit_integer(e, (long)n);
	emit_integer(e, (long)(r.n - same));
	emit_number(e, r.agree, 4);
	emit_number(e, r.chance, 4);
	emit_number(e, r.kappa, 4);
	emit_number(e, r.se, 4);
	emit_number(e, r.lo, 4);
	emit_number(e, r.hi, 4);
out:
	free(count);
	names_release(&words);
	return rv;
}

struct worst {
	size_t joined, differ;
};

static int
worst_first(const void *a, const void *b)
{
	const struct worst *x = a, *y = b;

	if (x->differ != y->differ)
		return x->differ < y->differ ? 1 : -1;
	return (x->joined > y->joined) - (x->joined < y->joined);
}

static void
emit_case(const struct codes *k, const struct worst *w, struct emit *e)
{
	struct buf list = { 0 };
	size_t code, of = 0;

	for (code = 0; code < k->n; code++) {
		of += both(k, w->joined, code) ? 1 : 0;
		if (!differ(k, w->joined, code))
			continue;
		if (list.n > 0)
			buf_putc(&list, ' ');
		buf_view(&list, csvtable_name(k->t[0], k->column[code][0]));
	}
	emit_string(e, csvtable_cell(k->t[0], k->join.a[w->joined], k->key[0]));
	emit_integer(e, (long)w->differ);
	emit_integer(e, (long)of);
	emit_string(e, buf_all(&list));
	buf_release(&list);
}

static int
cases(struct cli *c, const struct codes *k, struct emit *e)
{
	struct worst *w = calloc(k->join.n + 1, sizeof(*w));
	struct fail f;
	size_t i, code;

	if (w == NULL) {
		fail_memory(&f);
		return cli_fail(c, &f);
	}
	for (i = 0; i < k->join.n; i++) {
		w[i].joined = i;
		for (code = 0; code < k->n; code++)
			w[i].differ += differ(k, i, code) ? 1 : 0;
	}
	qsort(w, k->join.n, sizeof(*w), worst_first);
	for (i = 0; i < k->join.n && w[i].differ > 0; i++)
		emit_case(k, &w[i], e);
	free(w);
	return 0;
}

/* The columns that both files have, but for the joining ones. */
static int
choose(struct cli *c, struct codes *k, const char *id)
{
	size_t i, other;
	struct fail f;

	for (i = 0; i < 2; i++)
		if (id != NULL && (k->key[i] = stats_column(c, k->t[i],
				       k->in[i].name, id)) == CSVTABLE_NONE)
			return CLI_TROUBLE;
	k->column = calloc(csvtable_cols(k->t[0]), sizeof(*k->column));
	if (k->column == NULL) {
		fail_memory(&f);
		return cli_fail(c, &f);
	}
	for (i = 0; i < csvtable_cols(k->t[0]); i++) {
		other = csvtable_find(k->t[1], csvtable_name(k->t[0], i));
		if (i == k->key[0] || other == CSVTABLE_NONE ||
		    other == k->key[1])
			continue;
		k->column[k->n][0] = i;
		k->column[k->n++][1] = other;
	}
	if (k->n > 0)
		return 0;
	fail_set(&f, FAIL_REFERENCE, "E_COLUMN",
	    "the files share no code; columns of the same name were expected");
	return cli_fail(c, &f);
}

static int
join(struct cli *c, struct codes *k)
{
	struct fail f;
	int second;

	if (csvjoin_make(&k->join, k->t[0], k->key[0], k->t[1], k->key[1],
		&second, &f) == -1) {
		fail_file(&f, k->in[second].name);
		return cli_fail(c, &f);
	}
	cli_say(c,
	    "%zu cases of both; %zu only of the first, %zu only of the "
	    "second",
	    k->join.n, k->join.only_a, k->join.only_b);
	return 0;
}

static int
print(struct cli *c, struct codes *k, bool by_case, struct out *o)
{
	struct emit e = { 0 };
	size_t i;
	int rv = 0;

	if (by_case) {
		emit_begin(&e, c->format, NULL, "cases", case_columns,
		    sizeof(case_columns) / sizeof(case_columns[0]));
		rv = cases(c, k, &e);
	} else {
		emit_begin(&e, c->format, NULL, "kappa", columns,
		    sizeof(columns) / sizeof(columns[0]));
		for (i = 0; i < k->n && rv == 0; i++)
			rv = agree(c, k, i, &e);
	}
	return stats_close(c, &e, o, rv);
}

static int
run(struct cli *c)
{
	struct codes k = { .level = 0.95 };
	struct out o;
	const char *id = NULL;
	bool by_case = false;
	char separator = 0;
	int ch, rv;

	while ((ch = cli_getopt(c)) != -1)
		switch (ch) {
		case OPT_ID:
			id = c->arg;
			break;
		case OPT_CASES:
			by_case = true;
			break;
		case OPT_LEVEL:
			k.level = (double)cli_number(c, c->arg, 50, 99) / 100.0;
			break;
		default:
			separator = stats_separator(c, c->arg);
		}
	if (c->argc != 2)
		cli_usage(c, "two files were expected, one of each coder");
	k.in[0].name = c->argv[0];
	k.in[1].name = c->argv[1];
	if ((rv = stats_open(c, k.in, 2, &o)) != 0)
		return rv;
	if ((rv = stats_table(c, &k.in[0], separator, &k.t[0])) != 0 ||
	    (rv = stats_table(c, &k.in[1], separator, &k.t[1])) != 0 ||
	    (rv = choose(c, &k, id)) != 0 || (rv = join(c, &k)) != 0)
		(void)out_close(&o, false, NULL);
	else
		rv = print(c, &k, by_case, &o);
	csvtable_free(k.t[0]);
	csvtable_free(k.t[1]);
	csvjoin_release(&k.join);
	free(k.column);
	return rv;
}
