/* balint-stats table: sessions, cases and phases, counted by one or two. */

#include <limits.h>
#include <string.h>
#include <unistd.h>

#include "cmd/groups.h"
#include "cmd/stats-count.h"
#include "cmd/stats-enter.h"
#include "cmd/stats.h"
#include "common/report.h"
#include "common/roll.h"
#include "common/tabling.h"

enum { OPT_BY = 256, OPT_ASCII, OPT_SVG };

static const struct cli_option options[] = {
	{ OPT_BY, "by", "WHAT", "month, member, theme, ... ; once or twice" },
	{ OPT_SVG, "svg", "FILE", "of one group and one thing, as SVG" },
	{ OPT_ASCII, "ascii", NULL, "text: draw with ASCII only" },
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
	int status;
};

static void
trouble(struct job *j, const struct fail *f)
{
	j->status = cli_worse(j->status, cli_fail(j->c, f));
}

static int
take_group(struct job *j, struct fail *f)
{
	if (stats_count(j->c, &j->t, 1, &j->g.roll,
		tabling_unit(&j->t) == TABLING_CASES, &j->status, f) == -1)
		return -1;
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

static int
run(struct cli *c)
{
	struct job j = { .c = c };
	const char *files[3] = { "-", NULL, NULL }, *wrong;
	struct fail f;
	int key, rv;

	j.t.by[0] = j.t.by[1] = TABLING_NOTHING;
	while ((key = cli_getopt(c)) != -1)
		if (key == OPT_BY)
			by(&j);
		else if (key == OPT_SVG)
			j.svg_name = c->arg;
		else
			j.how.ascii = true;
	if (j.t.by[0] == TABLING_NOTHING)
		cli_usage(c, "--by was expected");
	if ((wrong = tabling_wrong(j.t.by)) != NULL)
		cli_usage(c, wrong);
	groups_collect(c, &j.g, NULL);
	if (j.svg_name != NULL && (j.t.by[1] != TABLING_NOTHING || c->argc > 1))
		cli_usage(c, "--svg: one group and one --by were expected");
	if (c->output != NULL)
		files[0] = c->output;
	files[1] = j.svg_name;
	stats_window(c, &j.how);
	if (c->format != EMIT_TEXT && isatty(STDERR_FILENO))
		cli_say(c, "this table is private to the leader");
	if (j.g.path.n == 0)
		j.status = j.g.status;
	else if (out_open(&j.out, c->output, &f) == -1 ||
		 (j.svg_name != NULL &&
		     out_open(&j.svg, j.svg_name, &f) == -1)) {
		trouble(&j, &f);
		(void)out_close(&j.out, false, NULL);
	} else if ((rv = stats_enter(c, &j.g.path,
			tabling_unit(&j.t) == TABLING_CASES ? STATS_CASES : 0,
			files, 0)) != 0) {
		j.status = rv;
		(void)out_close(&j.out, false, NULL);
		if (j.svg_name != NULL)
			(void)out_close(&j.svg, false, NULL);
	} else
		go(&j);
	tabling_release(&j.t);
	groups_release(&j.g);
	return j.status;
}
