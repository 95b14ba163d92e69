/* balint-stats attendance: who was there, by member, session or month. */

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/groups.h"
#include "cmd/stats-enter.h"
#include "cmd/stats-release.h"
#include "cmd/stats.h"
#include "common/out.h"
#include "common/report.h"
#include "common/rounds.h"
#include "common/showing.h"

enum { OPT_BY = 256, OPT_GRID, OPT_ASCII, OPT_THREADS, OPT_SVG };

static const struct cli_option options[] = {
	{ OPT_BY, "by", "WHAT", "member, session or month (member)" },
	{ OPT_GRID, "grid", NULL, "text: members against months" },
	{ OPT_ASCII, "ascii", NULL, "text: draw with ASCII only" },
	RELEASE_OPTIONS,
	{ OPT_SVG, "svg", "FILE", "of one group, the picture as SVG" },
	{ OPT_THREADS, "threads", "N", "how many read (all processors)" },
};

static int run(struct cli *c);

const struct cli_verb stats_attendance = { "attendance", "[GROUP...]",
	"Rates, minutes and runs of absence; private to the leader",
	CLI_GROUP | CLI_FORMAT | CLI_OUTPUT | CLI_RANGE | CLI_DATE, options,
	sizeof(options) / sizeof(options[0]), run };

struct job {
	struct cli *c;
	const char *svg_name; /* --svg, or NULL */
	struct out out, svg;
	struct emit table;
	struct showing show;
	struct release release;
	int status;
};

static enum report_picture
picture(const struct showing *s)
{
	if (s->grid)
		return REPORT_GRID;
	return s->by == SHOWING_MEMBER ? REPORT_MEMBERS : REPORT_MONTHS;
}

/* Marks by month and status, as words that take_marks() reads. */
static int
count_marks(const struct turnout *t, struct buf *out, struct fail *f)
{
	struct turnout_count n;
	size_t first, next = 0, i;
	int month;

	while (turnout_month(t, &first, &next, &month)) {
		memset(&n, 0, sizeof(n));
		turnout_of_sessions(t, first, next, &n);
		for (i = 0; i < ATTEND_STATUSES; i++)
			buf_printf(out, "%04d-%02d %s %u\n", month / 12,
			    month % 12 + 1,
			    attend_status_name((enum attend_status)i),
			    n.status[i]);
	}
	return buf_bad(out) ? fail_memory(f) : 0;
}

/* All groups together; nothing of one alone. */
static int
take_marks(struct job *j, struct view lines, struct fail *f)
{
	struct view line, month, status;
	unsigned long n;

	while (lines.p != NULL && lines.n > 0) {
		line = view_cut(&lines, '\n');
		month = view_word(&line);
		status = view_word(&line);
		if (view_number(view_word(&line), 0, ULONG_MAX, &n) == -1 ||
		    disclose_add(&j->release.d, month, status, n, f) == -1)
			return fail_memory(f);
	}
	return 0;
}

static int
work(void *arg, const struct roll *r, struct turnout *t, struct buf *out,
    struct fail *f)
{
	struct job *j = arg;

	if (j->release.threshold > 0)
		return count_marks(t, out, f);
	/* There is one group then, and so one thread. */
	if (j->svg_name != NULL &&
	    report_svg(&j->svg.b, picture(&j->show), roll_name(r), t, f) == -1)
		return -1;
	if (j->c->format == EMIT_TEXT)
		return showing_text(&j->show, roll_name(r), t, out, f);
	return showing_rows(&j->show, roll_name(r), t, out, f);
}

/* Text comes as it is; rows become the one table. */
static int
take(void *arg, size_t group, struct view out, const struct fail *f)
{
	struct job *j = arg;
	struct fail local;

	(void)group;
	if (f != NULL) {
		j->status = cli_worse(j->status, cli_fail(j->c, f));
		return 0;
	}
	if (j->release.threshold > 0) {
		if (take_marks(j, out, &local) == -1) {
			j->status = cli_fail(j->c, &local);
			return 1;
		}
		return 0;
	}
	if (j->c->format == EMIT_TEXT)
		buf_view(&j->out.b, out);
	else {
		showing_emit(&j->show, &j->table, out);
		buf_view(&j->out.b, buf_all(&j->table.out));
		buf_clear(&j->table.out);
	}
	if (out_pump(&j->out, &local) == -1) {
		j->status = cli_fail(j->c, &local);
		return 1;
	}
	return 0;
}

static int
by_of(struct cli *c)
{
	int by = showing_parse(view_of(c->arg));

	if (by == -1)
		cli_usage(c, "--by: member, session or month was expected");
	return by;
}

static int
go(struct job *j, const struct names *paths, unsigned threads)
{
	struct rounds_job round = { ROLL_ALL, threads, work, take, j };
	struct fail f;
	int rv;

	round.options.from = j->c->from;
	round.options.to = j->c->to;
	round.options.today = j->c->date;
	showing_begin(&j->show, &j->table, j->c->format);
	rv = rounds_run(paths, &round, &f);
	if (rv == -1)
		j->status = cli_worse(j->status, cli_fail(j->c, &f));
	/* A group that is missing would be a difference, too. */
	if (j->release.threshold > 0) {
		emit_release(&j->table);
		if (j->status == CLI_DONE)
			j->status = release_print(&j->release, j->c, &j->out,
			    "attendance", "month", "status", "marks");
		else
			(void)out_close(&j->out, false, NULL);
		return j->status;
	}
	if (!emit_end(&j->table))
		j->out.b.bad = true;
	if (j->c->format != EMIT_TEXT)
		buf_view(&j->out.b, buf_all(&j->table.out));
	if (out_close(&j->out, rv == 0, &f) == -1)
		j->status = cli_worse(j->status, cli_fail(j->c, &f));
	if (j->svg_name != NULL && out_close(&j->svg, j->status == 0, &f) == -1)
		j->status = cli_worse(j->status, cli_fail(j->c, &f));
	emit_release(&j->table);
	return j->status;
}

static int
run(struct cli *c)
{
	struct job j = { .c = c };
	struct groups g;
	unsigned threads = stats_threads();
	struct fail f;
	int key, rv;

	while ((key = cli_getopt(c)) != -1)
		switch (key) {
		case OPT_BY:
			j.show.by = (enum showing_by)by_of(c);
			break;
		case OPT_GRID:
			j.show.grid = true;
			break;
		case OPT_ASCII:
			j.show.how.ascii = true;
			break;
		case OPT_SVG:
			j.svg_name = c->arg;
			break;
		default:
			if (!release_option(&j.release, c, key))
				threads =
				    (unsigned)cli_number(c, c->arg, 1, 64);
		}
	if (j.release.threshold > 0 &&
	    (j.show.by != SHOWING_MONTH || j.svg_name != NULL))
		cli_usage(c,
		    "--suppress: by month only, and no picture; members "
		    "and sessions are never given away");
	groups_collect(c, &g, NULL);
	j.status = g.status;
	if (j.svg_name != NULL && c->argc > 1)
		cli_usage(c, "--svg: one group was expected");
	if (g.path.n > 0 && (out_open(&j.out, c->output, &f) == -1 ||
				(j.svg_name != NULL &&
				    out_open(&j.svg, j.svg_name, &f) == -1))) {
		j.status = cli_fail(c, &f);
		(void)out_close(&j.out, false, NULL);
	} else if (g.path.n > 0) {
		const char *files[] = { c->output != NULL ? c->output : "-",
			j.svg_name != NULL ? j.svg_name : "-", j.release.ledger,
			NULL };

		stats_window(c, &j.show.how);
		rv = release_open(&j.release, c);
		if (rv == 0)
			rv = stats_enter(c, &g.path, 0, files,
			    threads > 1 ? SANDBOX_THREADS : 0);
		if (rv == 0)
			j.status = go(&j, &g.path, threads);
		else {
			(void)out_close(&j.out, false, NULL);
			if (j.svg_name != NULL)
				(void)out_close(&j.svg, false, NULL);
			j.status = rv;
		}
	}
	/* of what could not be made nothing is said but why */
	if (j.status == CLI_DONE && j.release.threshold == 0 &&
	    c->format != EMIT_TEXT)
		stats_private(c);
	release_free(&j.release);
	groups_release(&g);
	return j.status;
}
