/* balint-stats report: the pictures and their tables, on one page. */

#include <string.h>

#include "cmd/groups.h"
#include "cmd/stats-count.h"
#include "cmd/stats-enter.h"
#include "cmd/stats.h"
#include "common/date.h"
#include "common/html.h"
#include "common/report.h"
#include "common/rounds.h"
#include "common/svg.h"

enum { OPT_NOCASES = 256 };

static const struct cli_option options[] = {
	{ OPT_NOCASES, "no-cases", NULL, "attendance and phases only" },
};

static int run(struct cli *c);

const struct cli_verb stats_report = { "report", "[GROUP...]",
	"The pictures and tables as one HTML page; private to the leader",
	CLI_GROUP | CLI_OUTPUT | CLI_RANGE | CLI_DATE, options,
	sizeof(options) / sizeof(options[0]), run };

#define TABLES 5

struct job {
	struct cli *c;
	struct groups g;
	struct turnout turnout;
	struct tabling t[TABLES];
	struct out out;
	bool cases;
	int status;
};

static void
trouble(struct job *j, const struct fail *f)
{
	j->status = cli_worse(j->status, cli_fail(j->c, f));
}

static int
take_group(struct job *j, size_t number, struct fail *f)
{
	const struct roll *r = &j->g.roll;
	struct view name = r->frame.name.n > 0 ? r->frame.name : roll_name(r);
	size_t i, n = j->cases ? TABLES : 1;

	if (rounds_turnout(&j->turnout, r, f) == -1 ||
	    stats_count(j->c, j->t, n, r, j->cases, &j->status, f) == -1 ||
	    report_turnout(&j->out.b, name, number, &j->turnout, f) == -1)
		return -1;
	for (i = 0; i < n; i++)
		report_tabling(&j->out.b, number, &j->t[i]);
	return out_pump(&j->out, f);
}

static void
title(struct job *j)
{
	struct buf t = { 0 };
	char day[DATE_LEN];

	date_format(j->c->date, day);
	buf_printf(&t, "Balint groups, as of %s", day);
	html_begin(&j->out.b, buf_all(&t), svg_style());
	buf_puts(&j->out.b, "<h1>");
	html_text(&j->out.b, buf_all(&t));
	buf_puts(&j->out.b,
	    "</h1>\n<p><strong>Private to the leader.</strong> A rate is the "
	    "sessions attended, of the held ones in which the member has a "
	    "mark.</p>\n");
	buf_release(&t);
}

static void
go(struct job *j)
{
	struct roll_options o = ROLL_ALL;
	struct fail f;
	size_t n = 0; /* groups on the page; without any there is no page */
	int rv = 0;

	o.from = j->c->from;
	o.to = j->c->to;
	o.today = j->c->date;
	title(j);
	while (rv == 0 && groups_next(j->c, &j->g, &o))
		if ((rv = take_group(j, n++, &f)) == -1)
			trouble(j, &f);
	j->status = cli_worse(j->status, j->g.status);
	html_end(&j->out.b, "Private to the leader; counts, no stories.");
	if (out_close(&j->out, rv == 0 && n > 0, &f) == -1)
		trouble(j, &f);
}

static int
run(struct cli *c)
{
	static const enum tabling_by by[TABLES] = { TABLING_PHASE,
		TABLING_THEME, TABLING_EMOTION, TABLING_TRIGGER,
		TABLING_PRESENTER };
	struct job j = { .c = c, .cases = true };
	const char *files[2] = { NULL, NULL };
	struct fail f;
	size_t i;
	int rv;

	while (cli_getopt(c) != -1)
		j.cases = false;
	for (i = 0; i < TABLES; i++) {
		j.t[i].by[0] = by[i];
		j.t[i].by[1] = TABLING_NOTHING;
	}
	groups_collect(c, &j.g, NULL);
	files[0] = c->output;
	if (j.g.path.n == 0)
		j.status = j.g.status;
	else if (out_open(&j.out, c->output, &f) == -1)
		trouble(&j, &f);
	else if ((rv = stats_enter(c, &j.g.path, j.cases ? STATS_CASES : 0,
		      files, 0)) != 0) {
		j.status = rv;
		(void)out_close(&j.out, false, NULL);
	} else
		go(&j);
	for (i = 0; i < TABLES; i++)
		tabling_release(&j.t[i]);
	turnout_release(&j.turnout);
	groups_release(&j.g);
	return j.status;
}
