/* Data for a study: what the verbs that make it share. */

#include "cmd/export-study.h"

#include <stdio.h>
#include <string.h>

#include "common/crypt.h"
#include "common/datafile.h"
#include "common/harvest.h"
#include "common/keyfile.h"

void
study_begin(struct study *s, struct cli *c)
{
	memset(s, 0, sizeof(*s));
	s->c = c;
	s->columns = "setting,age_band";
	s->k = 5;
	s->min_rows = 50;
}

bool
study_option(struct study *s, int key)
{
	struct cli *c = s->c;

	switch (key) {
	case STUDY_OPT_KEY:
		s->keyfile = c->arg;
		break;
	case STUDY_OPT_COLUMNS:
		s->columns = c->arg;
		break;
	case STUDY_OPT_K:
		s->k = cli_number(c, c->arg, 2, 1000000);
		break;
	case STUDY_OPT_ROWS:
		s->min_rows = cli_number(c, c->arg, 1, 1000000);
		break;
	case STUDY_OPT_TIME:
		s->year = strcmp(c->arg, "year") == 0;
		if (!s->year && strcmp(c->arg, "none") != 0)
			cli_usage(c,
			    "--time: none or year was expected; nothing finer "
			    "leaves");
		break;
	case STUDY_OPT_FILES:
		s->files0 = c->arg;
		break;
	default:
		return false;
	}
	return true;
}

/* The year is a column like the others, and the first to be blanked. */
static void
choose_columns(struct study *s)
{
	struct view rest = view_of(s->columns), name;
	size_t i;
	int col;

	while (rest.p != NULL && rest.n > 0) {
		name = view_cut(&rest, ',');
		col = research_find(name);
		if (col == -1 || col == RESEARCH_YEAR)
			cli_usage(s->c,
			    "--columns: of setting, age_band, sex, relation, "
			    "context, group_kind, profession were expected");
		for (i = 0; i < s->n; i++)
			if (s->column[i] == (enum research_column)col)
				cli_usage(s->c, "--columns: one of them twice");
		if (s->n == STUDY_QUASI)
			cli_usage(s->c, "--columns: at most 3 were expected");
		s->column[s->n++] = (enum research_column)col;
	}
	if (s->year) {
		if (s->n == STUDY_QUASI)
			cli_usage(s->c,
			    "--time year is a column too: at most 2 others "
			    "were expected");
		s->column[s->n++] = RESEARCH_YEAR;
	}
}

int
study_key(const char *file, unsigned char **key, struct fail *f)
{
	struct buf path = { 0 };
	int rv = 0;

	if (file == NULL)
		rv = keyfile_path(&path, KEYFILE_STUDY, false, f);
	else
		buf_puts(&path, file);
	if (rv == 0 && buf_bad(&path))
		rv = fail_memory(f);
	if (rv == 0)
		rv = keyfile_study(path.p, key, f);
	buf_release(&path);
	return rv;
}

int
study_prepare(struct study *s)
{
	struct fail f;

	choose_columns(s);
	if (crypt_init(NULL, &f) == -1 ||
	    study_key(s->keyfile, &s->key, &f) == -1 ||
	    datafile_vocabulary(&s->vocab, &f) == -1 ||
	    research_begin(&s->research, &s->vocab, &f) == -1)
		return cli_fail(s->c, &f);
	s->research.text = s->policy != NULL;
	if (s->policy != NULL &&
	    reviewed_open(&s->text, s->policy,
		(struct view){ (const char *)s->key, CRYPT_KEY }, &f) == -1)
		return cli_fail(s->c, &f);
	groups_collect(s->c, &s->g, s->files0);
	return s->g.status;
}

int
study_allow(struct study *s, struct sandbox *box, struct fail *f)
{
	static const char *const parts[] = { "group.txt", "members", "cases",
		"sessions" };
	struct buf b = { 0 };
	size_t i, j, n = s->year ? 4 : 3;
	int rv = 0;

	for (i = 0; i < s->g.path.n; i++)
		for (j = 0; j < n && rv == 0; j++) {
			buf_clear(&b);
			buf_printf(&b, "%s/%s", names_get(&s->g.path, i),
			    parts[j]);
			rv = buf_bad(&b)
				 ? fail_memory(f)
				 : sandbox_allow(box, b.p, SANDBOX_READ, f);
		}
	buf_release(&b);
	return rv;
}

static void
refused(void *arg, const struct fail *f)
{
	struct study *s = arg;

	(void)cli_fail(s->c, f);
	s->unreviewed++;
}

int
study_gather(struct study *s)
{
	struct harvest h = { .research = &s->research,
		.key = { (const char *)s->key, CRYPT_KEY },
		.year = s->year,
		.text = s->policy == NULL ? NULL : &s->text,
		.refused = refused,
		.arg = s };
	struct fail f;
	size_t i;
	int rv = 0;

	/* A release that lacks a group would look like withdrawals. */
	for (i = 0; i < s->g.path.n; i++)
		if (harvest_group(&h, names_get(&s->g.path, i), &f) == -1)
			rv = cli_worse(rv, cli_fail(s->c, &f));
	s->mixed = h.mixed;
	harvest_release(&h);
	research_sort(&s->research);
	s->eligible = s->research.n;
	if (s->unreviewed > 0)
		rv = cli_worse(rv, CLI_NO);
	return rv;
}

/* A band that not all of a group share would name the presenter. */
static void
say_mixed(const struct study *s)
{
	size_t i;

	for (i = 0; i < s->n; i++)
		if (s->column[i] == RESEARCH_PROFESSION && s->mixed > 0)
			cli_say(s->c,
			    "profession left blank in %zu of %zu groups, whose "
			    "members do not share one",
			    s->mixed, s->g.path.n);
}

static void
say_loss(const struct study *s)
{
	const struct research *r = &s->research;
	struct research_field col[RESEARCH_FIELDS];
	size_t i;

	cli_say(s->c,
	    "%zu cases in %zu groups; left out: %zu without consent, %zu "
	    "whose presenter has not consented, %zu withdrawn",
	    r->seen, s->g.path.n, r->refused, r->presenter, r->withdrawn);
	if (r->unknown > 0)
		cli_say(s->c, "%zu words that are in no vocabulary stayed here",
		    r->unknown);
	(void)research_layout(&s->research, s->column, s->n, col);
	for (i = 0; i < s->n; i++)
		if (s->loss.blanked[i] > 0)
			cli_say(s->c, "k = %lu: %s blanked in %zu of %zu rows",
			    s->k, col[1 + i].column.name, s->loss.blanked[i],
			    s->eligible);
	if (s->loss.dropped > 0)
		cli_say(s->c, "k = %lu: %zu rows dropped", s->k,
		    s->loss.dropped);
}

int
study_protect(struct study *s)
{
	struct fail f;

	if (research_protect(&s->research, s->column, s->n, s->k, &s->loss,
		&f) == -1)
		return cli_fail(s->c, &f);
	say_loss(s);
	say_mixed(s);
	if (s->research.n >= s->min_rows)
		return CLI_DONE;
	fail_set(&f, FAIL_NO, "E_FEW",
	    "too few rows to hide among; expected more groups, or fewer "
	    "columns");
	fail_detail(&f, "%zu rows, expected %lu", s->research.n, s->min_rows);
	return cli_fail(s->c, &f);
}

void
study_release(struct study *s)
{
	crypt_free(s->key);
	research_release(&s->research);
	vocab_release(&s->vocab);
	reviewed_release(&s->text);
	groups_release(&s->g);
}
