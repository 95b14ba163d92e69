/* balint-export dataset: a study's data with all that explains it. */

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cmd/export-study.h"
#include "cmd/export.h"
#include "common/crypt.h"
#include "common/csvfile.h"
#include "common/datapackage.h"
#include "common/file.h"
#include "common/scorebook.h"
#include "common/sizes.h"

enum { OPT_SCORES = 256, OPT_DOSE, OPT_THRESHOLD };

#define MAX_SCORES  20 /* files */
#define MAX_COLUMNS 220

static const struct cli_option options[] = {
	STUDY_OPTIONS,
	{ OPT_SCORES, "scores", "FILE", "from balint-stats score; repeatable" },
	{ OPT_DOSE, "dose", "COLUMN", "of the scores: sessions, as a band" },
	{ OPT_THRESHOLD, "threshold", "T", "fewest groups alike (11)" },
};

static int run(struct cli *c);

const struct cli_verb export_dataset = { "dataset", "-o DIR [GROUP...]",
	"A data package for research, into a directory that exists",
	CLI_GROUP | CLI_OUTPUT, options, sizeof(options) / sizeof(options[0]),
	run };

struct score_file {
	const char *name;
	int fd;
	struct scorebook book;
};

struct job {
	struct study s;
	struct score_file scores[MAX_SCORES];
	size_t nscores;
	const char *dose;
	unsigned long threshold;
	struct sizes sizes;

	int dir;
	struct names file; /* what goes into it, in order */
	struct buf bytes;  /* end to end */
	size_t end[MAX_SCORES + 8];
	struct buf json;
	struct register_column all[MAX_COLUMNS]; /* for the codebook */
	size_t nall;
};

static int
trouble(struct job *j, struct fail *f)
{
	return cli_fail(j->s.c, f);
}

/* Keep a finished file's bytes until everything is known to be good. */
static int
keep(struct job *j, const char *name, struct view bytes, struct fail *f)
{
	if (names_find(&j->file, view_of(name)) < j->file.n) {
		fail_set(f, FAIL_EXISTS, "E_TWICE",
		    "two files of scores that would leave under one name");
		return fail_detail(f, "%s", name);
	}
	if (names_add(&j->file, view_of(name)) == -1)
		return fail_memory(f);
	buf_view(&j->bytes, bytes);
	j->end[j->file.n - 1] = j->bytes.n;
	return buf_bad(&j->bytes) ? fail_memory(f) : 0;
}

static int
describe(struct job *j, const char *name, const struct buf *bytes,
    const struct register_column *col, size_t n, bool keyed, struct fail *f)
{
	static const struct emit_style style = { 0 };
	static const int first[] = { 0, -1 };
	char hex[CRYPT_HEX];
	size_t i;

	if (crypt_sha256_hex(buf_all(bytes), hex, f) == -1)
		return -1;
	datapackage_resource(&j->json, name, bytes->n, hex, &style, col, n,
	    keyed ? first : NULL);
	for (i = 0; i < n && j->nall < MAX_COLUMNS; i++)
		j->all[j->nall++] = col[i];
	return buf_bad(&j->json) ? fail_memory(f) : 0;
}

/* A table: filled by fill(), described, kept. */
static int
add_table(struct job *j, const char *name, const struct register_column *col,
    size_t n, bool keyed, int (*fill)(struct job *j, size_t i, struct emit *e),
    size_t i, struct fail *f)
{
	struct emit_column plain[MAX_COLUMNS];
	struct emit e = { 0 };
	size_t k;
	int rv;

	for (k = 0; k < n; k++)
		plain[k] = col[k].column;
	emit_begin(&e, EMIT_CSV, NULL, "t", plain, n);
	rv = fill(j, i, &e);
	if (rv == 0 && !emit_end(&e))
		rv = fail_memory(f);
	if (rv == 0)
		rv = describe(j, name, &e.out, col, n, keyed, f);
	if (rv == 0)
		rv = keep(j, name, buf_all(&e.out), f);
	emit_release(&e);
	return rv;
}

static int
fill_cases(struct job *j, size_t i, struct emit *e)
{
	(void)i;
	research_emit(&j->s.research, j->s.column, j->s.n, e);
	return 0;
}

static int
fill_groups(struct job *j, size_t i, struct emit *e)
{
	(void)i;
	sizes_emit(&j->sizes, e);
	return 0;
}

static int
fill_scores(struct job *j, size_t i, struct emit *e)
{
	scorebook_emit(&j->scores[i].book, e);
	return 0;
}

static void
say(struct emit *e, const char *measure, const char *column, unsigned long n)
{
	emit_string(e, view_of(measure));
	emit_string(e, view_of(column));
	emit_integer(e, (long)n);
}

/*
 * The report leaves with the data: only what can't be subtracted from
 * something else, so neither how many were dropped nor how many there are.
 */
static int
fill_report(struct job *j, size_t i, struct emit *e)
{
	struct research_field col[RESEARCH_FIELDS];

	(void)research_layout(&j->s.research, j->s.column, j->s.n, col);
	say(e, "k", "cases", j->s.k);
	say(e, "rows", "cases", j->s.research.n);
	say(e, "min_rows", "cases", j->s.min_rows);
	for (i = 0; i < j->s.n; i++)
		say(e, "quasi_identifier", col[1 + i].column.name, i + 1);
	for (i = 0; i < j->s.n; i++)
		say(e, "blanked", col[1 + i].column.name, j->s.loss.blanked[i]);
	say(e, "threshold", "groups", j->threshold);
	for (i = 0; i < j->nscores; i++)
		say(e, "rows", scorebook_file(&j->scores[i].book),
		    j->scores[i].book.n);
	return 0;
}

static int
add_cases(struct job *j, struct fail *f)
{
	struct research_field field[RESEARCH_FIELDS];
	struct register_column col[RESEARCH_FIELDS];
	size_t i,
	    n = research_layout(&j->s.research, j->s.column, j->s.n, field);

	for (i = 0; i < n; i++)
		col[i] = (struct register_column){ field[i].column,
			field[i].title, field[i].description, NULL };
	return add_table(j, "cases.csv", col, n, true, fill_cases, 0, f);
}

static const struct register_column group_columns[] = {
	{ { "group_kind", EMIT_STRING }, "whom the group is for",
	    "missing also where it was suppressed", NULL },
	{ { "size_band", EMIT_STRING }, "members of the group",
	    "missing also where it was suppressed", "1-5|6-8|9-12|13+" },
	{ { "frequency", EMIT_STRING }, "how often it meets",
	    "missing also where it was suppressed", NULL },
	{ { "groups", EMIT_INTEGER }, "groups of this sort",
	    "none below the threshold is listed", NULL },
};

static const struct register_column report_columns[] = {
	{ { "measure", EMIT_STRING }, "what was done",
	    "k, threshold, rows left, values blanked", NULL },
	{ { "column", EMIT_STRING }, "to what", "a file or a column", NULL },
	{ { "value", EMIT_INTEGER }, "how many", "a count or a limit", NULL },
};

static int
add_scores(struct job *j, struct fail *f)
{
	struct register_column col[SCOREBOOK_COLUMNS + 2];
	size_t i, n;

	for (i = 0; i < j->nscores; i++) {
		n = scorebook_columns(&j->scores[i].book, col);
		if (add_table(j, scorebook_file(&j->scores[i].book), col, n,
			true, fill_scores, i, f) == -1)
			return -1;
	}
	return 0;
}

static int
assemble(struct job *j, struct fail *f)
{
	struct buf codebook = { 0 };
	int rv = -1;

	datapackage_begin(&j->json, "balint-study",
	    "Cases of Balint groups, made with balint-export " VERSION);
	if (add_cases(j, f) == 0 &&
	    add_table(j, "groups.csv", group_columns, 4, false, fill_groups, 0,
		f) == 0 &&
	    add_scores(j, f) == 0 &&
	    add_table(j, "disclosure.csv", report_columns, 3, false,
		fill_report, 0, f) == 0) {
		datapackage_codebook(&codebook, j->all, j->nall);
		datapackage_end(&j->json);
		rv = buf_bad(&codebook) || buf_bad(&j->json) ? fail_memory(f)
							     : 0;
	}
	if (rv == 0)
		rv = keep(j, "codebook.csv", buf_all(&codebook), f);
	/* What names the others comes last. */
	if (rv == 0)
		rv = keep(j, "datapackage.json", buf_all(&j->json), f);
	buf_release(&codebook);
	return rv;
}

static int
write_all(struct job *j, struct fail *f)
{
	struct view v;
	size_t i, from = 0;

	for (i = 0; i < j->file.n; from = j->end[i++]) {
		v.p = j->bytes.p + from;
		v.n = j->end[i] - from;
		if (file_replace(j->dir, names_get(&j->file, i), v, 0600, 0,
			f) == -1)
			return -1;
	}
	return 0;
}

static int
read_scores(struct job *j)
{
	struct view key = { (const char *)j->s.key, CRYPT_KEY };
	struct csvtable *t;
	struct score_file *s;
	struct fail f;
	size_t i;
	int rv;

	for (i = 0; i < j->nscores; i++) {
		s = &j->scores[i];
		if (csvfile_table(&t, s->fd, s->name, NULL, &f) == -1)
			return trouble(j, &f);
		rv = scorebook_read(&s->book, t, s->name, key, j->dose, j->s.k,
		    &f);
		csvtable_free(t);
		if (rv == -1)
			return trouble(j, &f);
	}
	return CLI_DONE;
}

static int
read_sizes(struct job *j)
{
	struct roll_options o = ROLL_ALL;
	struct roll roll = { 0 };
	struct fail f;
	size_t i;
	int rv = CLI_DONE;

	o.no_sessions = true;
	for (i = 0; i < j->s.g.path.n && rv == CLI_DONE; i++)
		if (roll_read(&roll, names_get(&j->s.g.path, i), &o, &f) ==
			-1 ||
		    sizes_add(&j->sizes, &j->s.vocab, roll.frame.kind,
			roll.frame.frequency, roll.nmember, &f) == -1)
			rv = trouble(j, &f);
	roll_release(&roll);
	if (rv == CLI_DONE && sizes_protect(&j->sizes, j->threshold, &f) == -1)
		rv = trouble(j, &f);
	return rv;
}

static int
work(struct job *j)
{
	struct fail f;
	int rv;

	if ((rv = study_gather(&j->s)) != CLI_DONE ||
	    (rv = study_protect(&j->s)) != CLI_DONE ||
	    (rv = read_sizes(j)) != CLI_DONE ||
	    (rv = read_scores(j)) != CLI_DONE)
		return rv;
	if (assemble(j, &f) == -1 || write_all(j, &f) == -1)
		return trouble(j, &f);
	cli_say(j->s.c, "%zu files, %zu cases", j->file.n, j->s.research.n);
	return CLI_DONE;
}

/* Everything outside is opened; then only the groups' parts are left. */
static int
enter(struct job *j)
{
	struct sandbox box;
	struct fail f;
	size_t i;

	for (i = 0; i < j->nscores; i++)
		if ((j->scores[i].fd = csvfile_open(j->scores[i].name, &f)) ==
		    -1)
			return trouble(j, &f);
	j->dir = open(j->s.c->output, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (j->dir == -1) {
		fail_set(&f, FAIL_SYSTEM, "E_WRITE",
		    "a directory that exists was expected");
		fail_file(&f, j->s.c->output);
		return trouble(j, &f);
	}
	if (sandbox_init(&box, &f) == -1 ||
	    study_allow(&j->s, &box, &f) == -1 ||
	    sandbox_allow_at(&box, j->dir, ".", SANDBOX_WRITE, &f) == -1 ||
	    sandbox_enter(&box, SANDBOX_WRITES, &f) == -1)
		return trouble(j, &f);
	return CLI_DONE;
}

static void
take_option(struct job *j, int key)
{
	struct cli *c = j->s.c;

	switch (key) {
	case OPT_SCORES:
		if (j->nscores == MAX_SCORES)
			cli_usage(c, "at most 20 --scores were expected");
		j->scores[j->nscores++].name = c->arg;
		break;
	case OPT_DOSE:
		j->dose = c->arg;
		break;
	case OPT_THRESHOLD:
		j->threshold = cli_number(c, c->arg, 2, 1000000);
		break;
	default:
		(void)study_option(&j->s, key);
	}
}

static void
release(struct job *j)
{
	size_t i;

	for (i = 0; i < j->nscores; i++)
		scorebook_release(&j->scores[i].book);
	sizes_release(&j->sizes);
	names_release(&j->file);
	buf_release(&j->bytes);
	buf_release(&j->json);
	if (j->dir != -1)
		close(j->dir);
	study_release(&j->s);
	free(j);
}

static int
run(struct cli *c)
{
	struct job *j = calloc(1, sizeof(*j));
	struct fail f;
	int key, rv;

	if (j == NULL) {
		fail_memory(&f);
		return cli_fail(c, &f);
	}
	study_begin(&j->s, c);
	j->dir = -1;
	j->threshold = 11;
	while ((key = cli_getopt(c)) != -1)
		take_option(j, key);
	if (c->output == NULL)
		cli_usage(c, "-o was expected: a directory that exists");
	rv = study_prepare(&j->s);
	if (rv == CLI_DONE)
		rv = enter(j);
	if (rv == CLI_DONE)
		rv = work(j);
	release(j);
	return rv;
}
