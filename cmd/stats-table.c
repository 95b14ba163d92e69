/* balint-stats table: sessions, cases and phases, counted by one or two. */

#include <limits.h>
#include <string.h>
#include <unistd.h>

#include "cmd/groups.h"
#include "cmd/stats-enter.h"
#include "cmd/stats.h"
#include "common/roll.h"
#include "common/store.h"
#include "common/tabling.h"

enum { OPT_BY = 256, OPT_ASCII };

static const struct cli_option options[] = {
	{ OPT_BY, "by", "WHAT", "month, member, theme, ... ; once or twice" },
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
	struct out out;
	struct record record;
	struct buf text;
	int status;
};

static void
trouble(struct job *j, const struct fail *f)
{
	j->status = cli_worse(j->status, cli_fail(j->c, f));
}

static int
take_sessions(struct job *j, struct fail *f)
{
	const struct roll *r = &j->g.roll;
	const struct roll_session *s;
	const struct roll_attend *a;
	size_t i, k;

	for (i = 0; i < r->nsession; i++) {
		s = &r->session[i];
		if (record_parse(&j->record, s->header, RECORD_HEADER, f) ==
			-1 ||
		    tabling_session(&j->t, &s->s, &j->record, f) == -1)
			return -1;
		for (k = s->first; k < s->first + s->n; k++) {
			a = &r->attend[k];
			if (attend_there(&a->a) &&
			    tabling_there(&j->t, r->member[a->member].m.id,
				a->minutes, f) == -1)
				return -1;
		}
	}
	return tabling_count(&j->t, f);
}

/* A broken case is named, the others count. */
static int
take_cases(struct job *j, struct fail *f)
{
	const struct roll *r = &j->g.roll;
	struct names ids = { 0 };
	struct store store;
	struct fail local;
	size_t i;
	int rv = -1;

	if (store_open(&store, r->path, f) == -1 ||
	    store_list(&store, STORE_CASES, &ids, f) == -1)
		goto out;
	for (i = 0; i < ids.n; i++)
		if (store_read(&store, STORE_CASES, names_get(&ids, i),
			RECORD_HEADER, &j->text, &j->record, &local) == -1)
			trouble(j, &local);
		else if (tabling_case(&j->t, &j->record, f) == -1)
			goto out;
	for (i = 0; i < r->nmember; i++)
		if (frame_belongs(&r->member[i].m, j->c->date) &&
		    tabling_member(&j->t, r->member[i].m.id, f) == -1)
			goto out;
	rv = 0;
out:
	store_close(&store);
	names_release(&ids);
	return rv;
}

static int
take_group(struct job *j, struct fail *f)
{
	tabling_clear(&j->t);
	if (take_sessions(j, f) == -1 ||
	    (tabling_unit(&j->t) == TABLING_CASES && take_cases(j, f) == -1) ||
	    tabling_end(&j->t, f) == -1)
		return -1;
	if (j->c->format == EMIT_TEXT)
		tabling_text(&j->t, roll_name(&j->g.roll), &j->how, &j->out.b);
	else
		tabling_emit(&j->t, roll_name(&j->g.roll), &j->table);
	buf_view(&j->out.b, buf_all(&j->table.out));
	buf_clear(&j->table.out);
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
	const char *files[2] = { NULL, NULL }, *wrong;
	struct fail f;
	int key, rv;

	j.t.by[0] = j.t.by[1] = TABLING_NOTHING;
	while ((key = cli_getopt(c)) != -1)
		if (key == OPT_BY)
			by(&j);
		else
			j.how.ascii = true;
	if (j.t.by[0] == TABLING_NOTHING)
		cli_usage(c, "--by was expected");
	if ((wrong = tabling_wrong(j.t.by)) != NULL)
		cli_usage(c, wrong);
	groups_collect(c, &j.g, NULL);
	files[0] = c->output;
	stats_window(c, &j.how);
	if (c->format != EMIT_TEXT && isatty(STDERR_FILENO))
		cli_say(c, "this table is private to the leader");
	if (j.g.path.n == 0)
		j.status = j.g.status;
	else if (out_open(&j.out, c->output, &f) == -1)
		trouble(&j, &f);
	else if ((rv = stats_enter(c, &j.g.path,
		      tabling_unit(&j.t) == TABLING_CASES ? STATS_CASES : 0,
		      files, 0)) != 0) {
		j.status = rv;
		(void)out_close(&j.out, false, NULL);
	} else
		go(&j);
	tabling_release(&j.t);
	record_release(&j.record);
	buf_release(&j.text);
	groups_release(&j.g);
	return j.status;
}
