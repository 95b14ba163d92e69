/* balint-stats score: answers to questionnaires become scores. */

#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/stats-io.h"
#include "cmd/stats.h"
#include "common/keyscore.h"
#include "common/stattest.h"
#include "common/tally.h"
#include "common/where.h"

enum { OPT_KEY = 256, OPT_ID, OPT_SUMMARY, OPT_SEPARATOR };

#define MAX_KEY	  (256U << 10)
#define MAX_SCORE 100
#define DECIMALS  4

static const struct cli_option options[] = {
	{ OPT_KEY, "key", "KEY", "a key file, or a shipped one's name" },
	{ OPT_ID, "id", "COLUMN", "who answered (the first column)" },
	{ OPT_SUMMARY, "summary", NULL, "one row a score, with alpha" },
	{ OPT_SEPARATOR, "separator", "CHAR", "of the input: , ; or tab" },
};

static int run(struct cli *c);

const struct cli_verb stats_score = { "score", "ANSWERS.csv",
	"Score a questionnaire by a key", CLI_FORMAT | CLI_OUTPUT, options,
	sizeof(options) / sizeof(options[0]), run };

struct scoring {
	struct keyscore *key;
	struct csvtable *t;
	const char *file;
	size_t id;	/* column */
	size_t *column; /* of each item */
	double *x;	/* answers, row by row */
	double *part;	/* of one scale, row by row: for alpha */
	struct keyscore_result *r;
};

/* A path, or the name of a key that is shipped. */
static int
read_key(struct cli *c, const char *name, struct keyscore **key)
{
	struct buf path = { 0 }, text = { 0 };
	struct fail f;
	int rv = 0;

	if (strchr(name, '/') == NULL && strchr(name, '.') == NULL) {
		if (where_data(&path, &f) == -1)
			rv = -1;
		buf_printf(&path, "/keys/%s.txt", name);
	} else {
		buf_puts(&path, name);
	}
	if (rv == 0 && buf_bad(&path))
		rv = fail_memory(&f);
	if (rv == 0)
		rv = file_read(AT_FDCWD, path.p, MAX_KEY, &text, &f);
	if (rv == 0 && keyscore_parse(key, buf_all(&text), &f) == -1)
		rv = fail_file(&f, path.p);
	buf_release(&path);
	buf_release(&text);
	return rv == -1 ? cli_fail(c, &f) : 0;
}

static int
find_columns(struct cli *c, struct scoring *s, const char *id)
{
	size_t i, n = keyscore_items(s->key), rows = csvtable_rows(s->t);
	struct fail f;

	s->id = id == NULL ? 0 : stats_column(c, s->t, s->file, id);
	if (s->id == CSVTABLE_NONE)
		return CLI_TROUBLE;
	s->column = calloc(n, sizeof(*s->column));
	s->x = calloc(rows + 1, n * sizeof(*s->x));
	s->part = calloc(rows + 1, n * sizeof(*s->part));
	s->r = calloc(keyscore_scores(s->key), sizeof(*s->r));
	if (s->column == NULL || s->x == NULL || s->part == NULL ||
	    s->r == NULL) {
		fail_memory(&f);
		return cli_fail(c, &f);
	}
	for (i = 0; i < n; i++) {
		s->column[i] =
		    stats_column(c, s->t, s->file, keyscore_item(s->key, i));
		if (s->column[i] == CSVTABLE_NONE)
			return CLI_TROUBLE;
	}
	return 0;
}

/* All answers, before any of them counts: a wrong one spoils the table. */
static int
read_answers(struct cli *c, struct scoring *s)
{
	size_t i, row, n = keyscore_items(s->key);
	struct fail f;
	int rv = 0;

	for (row = 0; row < csvtable_rows(s->t); row++)
		for (i = 0; i < n; i++) {
			if (keyscore_answer(s->key, i,
				csvtable_cell(s->t, row, s->column[i]),
				&s->x[row * n + i], &f) == 0)
				continue;
			f.line = csvtable_line(s->t, row);
			fail_file(&f, s->file);
			rv = cli_fail(c, &f);
		}
	return rv;
}

static void
people(struct scoring *s, struct emit *e)
{
	size_t i, row, n = keyscore_scores(s->key);

	for (row = 0; row < csvtable_rows(s->t); row++) {
		keyscore_score(s->key, &s->x[row * keyscore_items(s->key)],
		    s->r);
		emit_string(e, csvtable_cell(s->t, row, s->id));
		for (i = 0; i < n; i++)
			emit_number(e, s->r[i].value, DECIMALS);
		for (i = 0; i < keyscore_scales(s->key); i++)
			emit_integer(e, (long)s->r[i].missing);
	}
}

/* Cronbach's alpha of those who answered all items of a scale. */
static double
alpha(struct scoring *s, size_t scale)
{
	size_t row, n = 0, k = 0, items = keyscore_items(s->key), got;
	int complete;

	for (row = 0; row < csvtable_rows(s->t); row++) {
		got = keyscore_parts(s->key, scale, &s->x[row * items],
		    &s->part[n * k], &complete);
		if (!complete)
			continue;
		k = got;
		n++;
	}
	return stattest_alpha(s->part, n, k);
}

static void
summary(struct scoring *s, struct emit *e)
{
	size_t i, row, items = keyscore_items(s->key), absent;
	struct tally t;

	for (i = 0; i < keyscore_scores(s->key); i++) {
		t = (struct tally){ 0 };
		absent = 0;
		for (row = 0; row < csvtable_rows(s->t); row++) {
			keyscore_score(s->key, &s->x[row * items], s->r);
			if (!isnan(s->r[i].value))
				tally_add(&t, s->r[i].value);
			else
				absent++;
		}
		emit_string(e, view_of(keyscore_score_name(s->key, i)));
		emit_integer(e, (long)t.n);
		emit_integer(e, (long)absent);
		emit_number(e, tally_mean(&t), DECIMALS);
		emit_number(e, tally_sd(&t), DECIMALS);
		emit_number(e, t.n == 0 ? tally_mean(&t) : t.min, DECIMALS);
		emit_number(e, t.n == 0 ? tally_mean(&t) : t.max, DECIMALS);
		if (i < keyscore_scales(s->key))
			emit_number(e, alpha(s, i), DECIMALS);
		else
			emit_missing(e);
	}
}

/* id, the scores, how many answers are missing in each scale. */
static size_t
people_columns(const struct scoring *s, struct emit_column *col,
    struct buf *names)
{
	size_t i, n = keyscore_scores(s->key), m = keyscore_scales(s->key);
	char *at;

	/* Room for all names at once: the columns point into it. */
	at = buf_room(names, m * 80);
	if (at == NULL)
		return 0;
	col[0] = (struct emit_column){ "id", EMIT_STRING };
	for (i = 0; i < n; i++)
		col[1 + i] =
		    (struct emit_column){ keyscore_score_name(s->key, i),
			    EMIT_NUMBER };
	for (i = 0; i < m; i++) {
		(void)snprintf(at + i * 80, 80, "%s_missing",
		    keyscore_score_name(s->key, i));
		col[1 + n + i] =
		    (struct emit_column){ at + i * 80, EMIT_INTEGER };
	}
	return 1 + n + m;
}

static const struct emit_column summary_columns[] = {
	{ "score", EMIT_STRING },
	{ "n", EMIT_INTEGER },
	{ "missing", EMIT_INTEGER },
	{ "mean", EMIT_NUMBER },
	{ "sd", EMIT_NUMBER },
	{ "min", EMIT_NUMBER },
	{ "max", EMIT_NUMBER },
	{ "alpha", EMIT_NUMBER },
};

static int
print(struct cli *c, struct scoring *s, bool sum, struct out *o)
{
	struct emit_column col[1 + 2 * MAX_SCORE];
	struct emit e = { 0 };
	struct buf names = { 0 };
	struct fail f;
	size_t n;
	int rv;

	if (sum) {
		emit_begin(&e, c->format, NULL, "summary", summary_columns,
		    sizeof(summary_columns) / sizeof(summary_columns[0]));
		summary(s, &e);
		return stats_close(c, &e, o, CLI_DONE);
	}
	n = people_columns(s, col, &names);
	if (n == 0) {
		fail_memory(&f);
		(void)out_close(o, false, NULL);
		return cli_fail(c, &f);
	}
	emit_begin(&e, c->format, NULL, "scores", col, n);
	people(s, &e);
	rv = stats_close(c, &e, o, CLI_DONE);
	buf_release(&names);
	return rv;
}

static int
run(struct cli *c)
{
	struct scoring s = { 0 };
	struct stats_input in = { 0 };
	struct out o;
	const char *key = NULL, *id = NULL;
	bool sum = false;
	char separator = 0;
	int ch, rv;

	while ((ch = cli_getopt(c)) != -1)
		switch (ch) {
		case OPT_KEY:
			key = c->arg;
			break;
		case OPT_ID:
			id = c->arg;
			break;
		case OPT_SUMMARY:
			sum = true;
			break;
		default:
			separator = stats_separator(c, c->arg);
		}
	if (key == NULL)
		cli_usage(c, "--key was expected: a key file, or a name");
	if (c->argc != 1)
		cli_usage(c, "one file of answers was expected");
	in.name = s.file = c->argv[0];
	if ((rv = read_key(c, key, &s.key)) != 0 ||
	    (rv = stats_open(c, &in, 1, &o)) != 0)
		goto out;
	if ((rv = stats_table(c, &in, separator, &s.t)) != 0 ||
	    (rv = find_columns(c, &s, id)) != 0 ||
	    (rv = read_answers(c, &s)) != 0)
		(void)out_close(&o, false, NULL);
	else
		rv = print(c, &s, sum, &o);
out:
	keyscore_free(s.key);
	csvtable_free(s.t);
	free(s.column);
	free(s.x);
	free(s.part);
	free(s.r);
	return rv;
}
