/* balint-stats table: sessions, cases and phases, counted by one or two. */

#include <limits.h>
#include <string.h>
#include <stdio.h>

#include "cmd/groups.h"
#include "cmd/stats-count.h"
#include "cmd/stats-enter.h"
#include "cmd/stats-release.h"
#include "cmd/stats.h"
#include "common/datafile.h"
#include "common/report.h"
#include "common/roll.h"
#include "common/tabling.h"

enum { OPT_BY = 256, OPT_ASCII, OPT_SVG };

static const struct cli_option options[] = {
	{ OPT_BY, "by", "WHAT", "month, member, theme, ... ; once or twice" },
	{ OPT_SVG, "svg", "FILE", "of one group and one thing, as SVG" },
	{ OPT_ASCII, "ascii", NULL, "text: draw with ASCII only" },
	RELEASE_OPTIONS,
};

static int run(struct cli *c);

const struct cli_verb stats_table_verb = { "table", "[GROUP...]",
	"Counts and minutes by one thing or two; private to the leader",
	CLI_GROUP | CLI_FORMAT | CLI_OUTPUT | CLI_RANGE | CLI_DATE, options,
	sizeof(options) / sizeof(options[0]), run };

struct job {
	struct cli *c;
	struct groups g;
	struct tabling t;
	struct bars how;
	struct emit table;
	const char *svg_name; /* --svg, or NULL */
	struct out out, svg;
	struct release release;
	struct vocab vocab; /* for a release: words that may leave */
	int status;
};

static void
trouble(struct job *j, const struct fail *f)
{
	j->status = cli_worse(j->status, cli_fail(j->c, f));
}

/* A word that no vocabulary knows could be a name. */
static struct view
public_word(const struct job *j, size_t dimension, struct view word)
{
	enum tabling_by by = j->t.by[dimension];

	if (by == TABLING_NOTHING || by == TABLING_MONTH || word.n == 0 ||
	    vocab_has(&j->vocab, tabling_name(by), word))
		return word;
	return view_of("other");
}

/* All groups together; nothing of one alone. */
static int
release_group(struct job *j, struct fail *f)
{
	const struct crosstab *t = &j->t.t;
	size_t i, k;

	for (i = 0; i < t->row.n; i++)
		for (k = 0; k < t->col.n; k++)
			if (disclose_add(&j->release.d,
				public_word(j, 0, crosstab_row(t, i)),
				public_word(j, 1, crosstab_col(t, k)),
				crosstab_get(t, i, k)->count[0], f) == -1)
				return -1;
	return 0;
}

static int
take_group(struct job *j, struct fail *f)
{
	if (stats_count(j->c, &j->t, 1, &j->g.roll,
		tabling_unit(&j->t) == TABLING_CASES, &j->status, f) == -1)
		return -1;
	if (j->release.threshold > 0)
		return release_group(j, f);
	if (j->c->format == EMIT_TEXT)
		tabling_text(&j->t, roll_name(&j->g.roll), &j->how, &j->out.b);
	else
		tabling_emit(&j->t, roll_name(&j->g.roll), &j->table);
	buf_view(&j->out.b, buf_all(&j->table.out));
	buf_clear(&j->table.out);
	if (j->svg_name != NULL)
		report_tabling_svg(&j->svg.b, roll_name(&j->g.roll), &j->t);
	return out_pump(&j->out, f);
}

/* A group that is missing would be a difference, too. */
static void
give_away(struct job *j)
{
	static const char *const counts[] = { "sessions", "cases", "phases" };
	const char *row = tabling_name(j->t.by[0]), *col = NULL;
	char name[64];

	if (j->status != CLI_DONE) {
		(void)out_close(&j->out, false, NULL);
		return;
	}
	if (j->t.by[1] != TABLING_NOTHING)
		col = tabling_name(j->t.by[1]);
	(void)snprintf(name, sizeof(name), "table %s%s%s", row,
	    col == NULL ? "" : " ", col == NULL ? "" : col);
	j->status = release_print(&j->release, j->c, &j->out, name, row, col,
	    counts[tabling_unit(&j->t)]);
}

static void
go(struct job *j)
{
	struct roll_options o = ROLL_ALL;
	struct fail f;
	bool good = true;

	o.from = j->c->from;
	o.to = j->c->to;
	o.today = j->c->date;
	tabling_begin(&j->t, &j->table, j->c->format);
	while (groups_next(j->c, &j->g, &o))
		if (take_group(j, &f) == -1)
			trouble(j, &f);
	j->status = cli_worse(j->status, j->g.status);
	if (j->release.threshold > 0) {
		give_away(j);
		emit_release(&j->table);
		return;
	}
	if (!emit_end(&j->table))
		good = false;
	buf_view(&j->out.b, buf_all(&j->table.out));
	if (out_close(&j->out, good, &f) == -1)
		trouble(j, &f);
	if (j->svg_name != NULL && out_close(&j->svg, j->status == 0, &f) == -1)
		trouble(j, &f);
	emit_release(&j->table);
}

static void
by(struct job *j)
{
	size_t i = j->t.by[0] == TABLING_NOTHING ? 0 : 1;

	if (j->t.by[1] != TABLING_NOTHING)
		cli_usage(j->c, "--by: two at most were expected");
	j->t.by[i] = tabling_parse(view_of(j->c->arg));
	if (j->t.by[i] == TABLING_NOTHING)
		cli_usage(j->c,
		    "--by: member, month, theme, emotion, trigger, phase or "
		    "presenter was expected");
}

/* What may be given away at all. */
static void
check_release(struct job *j)
{
	size_t i;
	enum tabling_by what;

	if (j->release.threshold > 0 && j->svg_name != NULL)
		cli_usage(j->c, "--suppress makes no picture");
	for (i = 0; j->release.threshold > 0 && i < 2; i++) {
		what = j->t.by[i];
		if (what == TABLING_MEMBER || what == TABLING_PRESENTER)
			cli_usage(j->c,
			    "--suppress: members and presenters are never "
			    "given away; expected month, theme, emotion or "
			    "trigger");
		if (what == TABLING_PHASE)
			cli_usage(j->c,
			    "--suppress: month, theme, emotion or trigger was "
			    "expected");
	}
}

static int
run(struct cli *c)
{
	struct job j = { .c = c };
	const char *files[4] = { "-", "-", NULL, NULL }, *wrong;
	struct fail f;
	int key, rv;

	j.t.by[0] = j.t.by[1] = TABLING_NOTHING;
	while ((key = cli_getopt(c)) != -1)
		if (key == OPT_BY)
			by(&j);
		else if (key == OPT_SVG)
			j.svg_name = c->arg;
		else if (!release_option(&j.release, c, key))
			j.how.ascii = true;
	if (j.t.by[0] == TABLING_NOTHING)
		cli_usage(c, "--by was expected");
	if ((wrong = tabling_wrong(j.t.by)) != NULL)
		cli_usage(c, wrong);
	check_release(&j);
	groups_collect(c, &j.g, NULL);
	if (j.svg_name != NULL && (j.t.by[1] != TABLING_NOTHING || c->argc > 1))
		cli_usage(c, "--svg: one group and one --by were expected");
	if (c->output != NULL)
		files[0] = c->output;
	if (j.svg_name != NULL)
		files[1] = j.svg_name;
	files[2] = j.release.ledger;
	stats_window(c, &j.how);
	if (j.g.path.n == 0)
		j.status = j.g.status;
	else if (datafile_vocabulary(&j.vocab, &f) == -1 ||
		 out_open(&j.out, c->output, &f) == -1 ||
		 (j.svg_name != NULL &&
		     out_open(&j.svg, j.svg_name, &f) == -1)) {
		trouble(&j, &f);
		(void)out_close(&j.out, false, NULL);
	} else if ((rv = release_open(&j.release, c)) != CLI_DONE ||
		   (rv = stats_enter(c, &j.g.path,
			tabling_unit(&j.t) == TABLING_CASES ? STATS_CASES : 0,
			files, 0)) != 0) {
		j.status = rv;
		(void)out_close(&j.out, false, NULL);
		if (j.svg_name != NULL)
			(void)out_close(&j.svg, false, NULL);
	} else
		go(&j);
	if (j.status == CLI_DONE && c->format != EMIT_TEXT &&
	    j.release.threshold == 0)
		stats_private(c);
	release_free(&j.release);
	vocab_release(&j.vocab);
	tabling_release(&j.t);
	groups_release(&j.g);
	return j.status;
}
