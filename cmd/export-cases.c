/* balint-export cases: rows for research, under study ids. */

#include <stdlib.h>
#include <string.h>

#include "cmd/export-study.h"
#include "cmd/export.h"
#include "common/csvfile.h"
#include "common/out.h"

enum { OPT_WITHDRAWN = 256, OPT_TEXT };

static const struct cli_option options[] = {
	STUDY_OPTIONS,
	{ OPT_TEXT, "with-text", "POLICY", "reviewed text, redacted under it" },
	{ OPT_WITHDRAWN, "withdrawn-since", "RELEASE",
	    "the ids to drop from an earlier release" },
};

static int run(struct cli *c);

const struct cli_verb export_cases = { "cases", "[GROUP...]",
	"Cases for research: bands and words, no names, no days",
	CLI_GROUP | CLI_FORMAT | CLI_OUTPUT, options,
	sizeof(options) / sizeof(options[0]), run };

struct job {
	struct study s;
	const char *release; /* an earlier one */
	int fd;		     /* of it */
	struct out out;
};

static int
enter(struct job *j)
{
	struct sandbox box;
	struct fail f;

	if (sandbox_init(&box, &f) == -1 ||
	    study_allow(&j->s, &box, &f) == -1 ||
	    (j->out.dir != -1 && sandbox_allow_at(&box, j->out.dir, ".",
				     SANDBOX_WRITE, &f) == -1) ||
	    sandbox_enter(&box, j->out.dir == -1 ? 0 : SANDBOX_WRITES, &f) ==
		-1)
		return cli_fail(j->s.c, &f);
	return 0;
}

/* Each id of the release that could not be released today. */
static int
withdrawn(struct job *j, struct emit *e)
{
	struct csvtable *t = NULL;
	struct view id;
	struct fail f;
	size_t col, i, n = 0;

	if (csvfile_table(&t, j->fd, j->release, NULL, &f) == -1)
		return cli_fail(j->s.c, &f);
	col = csvtable_find(t, view_of("study_id"));
	if (col == CSVTABLE_NONE) {
		fail_at(&f, FAIL_SYNTAX, "E_COLUMN",
		    "no column study_id; a release as CSV or TSV was expected",
		    1, 0);
		fail_file(&f, j->release);
		csvtable_free(t);
		return cli_fail(j->s.c, &f);
	}
	for (i = 0; i < csvtable_rows(t); i++) {
		id = csvtable_cell(t, i, col);
		if (research_has(&j->s.research, id))
			continue;
		emit_string(e, id);
		n++;
	}
	cli_say(j->s.c, "%zu of %zu rows have to be dropped", n,
	    csvtable_rows(t));
	csvtable_free(t);
	return CLI_DONE;
}

static int
rows(struct job *j, struct emit *e)
{
	int rv = study_protect(&j->s);

	if (rv == CLI_DONE)
		research_emit(&j->s.research, j->s.column, j->s.n, e);
	return rv;
}

static int
table(struct job *j)
{
	static const struct emit_column drop = { "study_id", EMIT_STRING };
	struct research_field col[RESEARCH_FIELDS];
	struct emit_column plain[RESEARCH_FIELDS];
	struct emit e = { 0 };
	struct fail f;
	size_t i, n = research_layout(&j->s.research, j->s.column, j->s.n, col);
	int rv;

	for (i = 0; i < n; i++)
		plain[i] = col[i].column;
	if (j->release != NULL)
		emit_begin(&e, j->s.c->format, NULL, "withdrawn", &drop, 1);
	else
		emit_begin(&e, j->s.c->format, NULL, "cases", plain, n);
	rv = study_gather(&j->s);
	if (rv == CLI_DONE)
		rv = j->release != NULL ? withdrawn(j, &e) : rows(j, &e);
	if (rv == CLI_DONE && !emit_end(&e)) {
		fail_memory(&f);
		rv = cli_fail(j->s.c, &f);
	}
	if (rv == CLI_DONE)
		buf_view(&j->out.b, buf_all(&e.out));
	emit_release(&e);
	if (out_close(&j->out, rv == CLI_DONE, &f) == -1)
		rv = cli_fail(j->s.c, &f);
	return rv;
}

static int
run(struct cli *c)
{
	struct job j = { .fd = -1 };
	struct fail f;
	int key, rv;

	study_begin(&j.s, c);
	while ((key = cli_getopt(c)) != -1)
		if (key == OPT_TEXT)
			j.s.policy = c->arg;
		else if (!study_option(&j.s, key))
			j.release = c->arg;
	if (j.s.policy != NULL && j.release != NULL)
		cli_usage(c, "--with-text and --withdrawn-since: one of them "
			     "was expected");
	rv = study_prepare(&j.s);
	if (rv == 0 && j.release != NULL &&
	    (j.fd = csvfile_open(j.release, &f)) == -1)
		rv = cli_fail(c, &f);
	if (rv == 0 && out_open(&j.out, c->output, &f) == -1)
		rv = cli_fail(c, &f);
	else if (rv == 0) {
		rv = enter(&j);
		if (rv == 0)
			rv = table(&j);
		else
			(void)out_close(&j.out, false, NULL);
	}
	study_release(&j.s);
	return rv;
}
