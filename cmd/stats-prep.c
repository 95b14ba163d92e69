/* balint-stats prep: the page for the evening. */

#include <limits.h>
#include <string.h>

#include "cmd/groups.h"
#include "cmd/stats-enter.h"
#include "cmd/stats.h"
#include "common/datafile.h"
#include "common/preppage.h"
#include "common/roll.h"
#include "common/store.h"
#include "common/template.h"

enum { OPT_NOCASES = 256, OPT_ASCII };

static const struct cli_option options[] = {
	{ 'f', "format", "FORMAT", "text, html or jsonl (text)" },
	{ 't', "template", "NAME", "the clock of this template" },
	{ OPT_NOCASES, "no-cases", NULL, "open neither cases nor debriefs" },
	{ OPT_ASCII, "ascii", NULL, "mark what is cut with ASCII only" },
};

static int run(struct cli *c);

const struct cli_verb stats_prep = { "prep", "[GROUP]",
	"The page for the next session; private to the leaders",
	CLI_GROUP | CLI_OUTPUT | CLI_DATE, options,
	sizeof(options) / sizeof(options[0]), run };

enum form { TEXT, HTML, JSONL };

struct job {
	struct cli *c;
	enum form form;
	bool cases;
	struct bars how;
	struct store store;
	struct roll roll;
	struct prep prep;
	struct record record;
	struct record evening; /* the evening's own header */
	const char *template;  /* -t, or NULL: as the session says */
	struct buf plan;       /* the clock of a template */
	struct buf text;
	struct out out;
	int status;
};

static enum form
form_of(struct cli *c)
{
	static const char *const names[] = { "text", "html", "jsonl" };
	size_t i;

	for (i = 0; i < 3; i++)
		if (strcmp(c->arg, names[i]) == 0)
			return (enum form)i;
	cli_usage(c, "no such format; text, html or jsonl was expected");
}

/* All sessions first: which one is the evening decides what is past. */
static int
take_sessions(struct job *j, struct fail *f)
{
	const struct roll_session *s;
	size_t i;

	for (i = 0; i < j->roll.nsession; i++) {
		s = &j->roll.session[i];
		if (prep_session(&j->prep, &s->s, f) == -1)
			return -1;
		if (j->evening.nfield == 0 && j->prep.planned &&
		    (record_parse(&j->evening, s->header, RECORD_HEADER, f) ==
			    -1 ||
			prep_phases(&j->prep, &j->evening, f) == -1))
			return -1;
	}
	return prep_people(&j->prep, j->prep.planned ? &j->evening : NULL,
	    &j->roll.group, f);
}

static int
take_members(struct job *j, struct fail *f)
{
	const struct roll_session *s;
	const struct roll_attend *a;
	size_t i, k;

	for (i = 0; i < j->roll.nmember; i++)
		if (record_parse(&j->record, j->roll.member[i].header,
			RECORD_HEADER, f) == -1 ||
		    prep_member(&j->prep, &j->roll.member[i].m, &j->record,
			f) == -1)
			return -1;
	for (i = 0; i < j->roll.nsession; i++) {
		s = &j->roll.session[i];
		for (k = s->first; k < s->first + s->n; k++) {
			a = &j->roll.attend[k];
			prep_attend(&j->prep, j->roll.member[a->member].m.id,
			    s->s.date, attend_there(&a->a), a->a.presented);
		}
	}
	return 0;
}

static void
trouble(struct job *j, const struct fail *f)
{
	j->status = cli_worse(j->status, cli_fail(j->c, f));
}

/* A broken case is named; the page is printed with the others. */
static void
take_cases(struct job *j)
{
	struct names ids = { 0 };
	struct fail f;
	size_t i;

	j->prep.cases = true;
	if (store_list(&j->store, STORE_CASES, &ids, &f) == -1)
		trouble(j, &f);
	for (i = 0; i < ids.n; i++)
		if (store_read(&j->store, STORE_CASES, names_get(&ids, i),
			RECORD_HEADER, &j->text, &j->record, &f) == -1 ||
		    prep_case(&j->prep, &j->record, &f) == -1)
			trouble(j, &f);
	names_release(&ids);
}

static bool
of_session(const char *id, struct view session)
{
	return strncmp(id, session.p, session.n) == 0 && id[session.n] == '.';
}

static void
take_debriefs(struct job *j)
{
	struct names ids = { 0 };
	struct fail f;
	size_t i;

	if (j->prep.nheld == 0)
		return;
	if (store_list(&j->store, STORE_DEBRIEFS, &ids, &f) == -1)
		trouble(j, &f);
	for (i = 0; i < ids.n; i++)
		if (of_session(names_get(&ids, i), j->prep.held) &&
		    (store_read(&j->store, STORE_DEBRIEFS, names_get(&ids, i),
			 RECORD_ALL, &j->text, &j->record, &f) == -1 ||
			prep_debrief(&j->prep, &j->record, &f) == -1))
			trouble(j, &f);
	names_release(&ids);
}

/* The name of the template whose clock is wanted, if any. */
static struct view
template_name(const struct job *j)
{
	struct view none = { NULL, 0 };

	if (j->template != NULL)
		return view_of(j->template);
	if (!j->prep.planned || j->prep.nphase > 0)
		return none;
	return j->prep.evening.template;
}

/*
 * The session's own Phase fields are the plan; a template makes one where
 * there are none, or where another is asked for.
 */
static int
take_template(struct job *j, struct fail *f)
{
	const struct prep *p = &j->prep;
	struct view name = template_name(j);
	int start = p->planned ? p->evening.time : p->frame.time;
	int minutes = p->planned ? p->evening.minutes : p->frame.minutes;
	unsigned cases = p->frame.cases > 0 ? (unsigned)p->frame.cases : 1;
	struct template t = { 0 };
	struct buf path = { 0 };
	int rv = 0;

	if (name.n == 0 || start < 0)
		return 0;
	if (!record_valid_title(name))
		return fail_set(f, FAIL_RANGE, "E_TEMPLATE",
		    "not a template's name; one word in small letters was "
		    "expected");
	buf_puts(&path, "templates/");
	buf_view(&path, name);
	buf_puts(&path, ".txt");
	buf_clear(&j->text);
	rv = buf_bad(&path) ? fail_memory(f)
			    : datafile_read(path.p,
				  DATAFILE_SHIPPED | DATAFILE_OWN, &j->text, f);
	if (rv == 1)
		rv = fail_set(f, FAIL_REFERENCE, "E_TEMPLATE",
		    "there is no such template");
	if (rv == 0 && (rv = template_parse(&t, buf_all(&j->text), f)) == 0 &&
	    (rv = template_plan(&t, start, minutes, cases, &j->plan, f)) == 0)
		rv = prep_plan(&j->prep, buf_all(&j->plan), f);
	if (rv == -1)
		fail_file(f, path.p);
	buf_release(&path);
	return rv;
}

static void
print(struct job *j)
{
	switch (j->form) {
	case TEXT:
		preppage_text(&j->out.b, &j->prep, &j->how);
		break;
	case HTML:
		preppage_html(&j->out.b, &j->prep);
		break;
	case JSONL:
		preppage_jsonl(&j->out.b, &j->prep);
		break;
	}
}

static int
make(struct job *j, const char *path, struct fail *f)
{
	struct roll_options all = ROLL_ALL;

	all.all = true;
	if (roll_read(&j->roll, path, &all, f) == -1)
		return -1;
	prep_begin(&j->prep, &j->roll.frame, roll_name(&j->roll), j->c->date);
	if (take_sessions(j, f) == -1 || take_members(j, f) == -1 ||
	    take_template(j, f) == -1)
		return -1;
	if (j->cases) {
		take_cases(j);
		take_debriefs(j);
	}
	prep_end(&j->prep);
	print(j);
	return 0;
}

static void
go(struct job *j, const struct names *path)
{
	const char *files[] = { j->c->output, NULL };
	struct fail f;
	int rv;

	if (out_open(&j->out, j->c->output, &f) == -1) {
		trouble(j, &f);
		return;
	}
	rv = stats_enter(j->c, path,
	    j->cases ? STATS_CASES | STATS_DEBRIEFS : 0, files, 0);
	j->status = cli_worse(j->status, rv);
	if (rv == 0 && (rv = make(j, names_get(path, 0), &f)) == -1)
		trouble(j, &f);
	if (out_close(&j->out, rv == 0, &f) == -1)
		trouble(j, &f);
	else if (rv == 0 && j->form == JSONL)
		stats_private(j->c);
}

static int
run(struct cli *c)
{
	struct job j = { .c = c, .cases = true };
	struct groups g;
	struct fail f;
	int key;

	while ((key = cli_getopt(c)) != -1)
		switch (key) {
		case 'f':
			j.form = form_of(c);
			break;
		case 't':
			j.template = c->arg;
			break;
		case OPT_NOCASES:
			j.cases = false;
			break;
		default:
			j.how.ascii = true;
		}
	groups_collect(c, &g, NULL);
	j.status = g.status;
	if (g.path.n > 1 || c->argc > 1)
		cli_usage(c, "one group was expected");
	stats_window(c, &j.how);
	j.store.dir = -1;
	if (g.path.n == 1) {
		if (store_open(&j.store, names_get(&g.path, 0), &f) == -1)
			trouble(&j, &f);
		else
			go(&j, &g.path);
		store_close(&j.store);
	}
	prep_release(&j.prep);
	roll_release(&j.roll);
	record_release(&j.record);
	record_release(&j.evening);
	buf_release(&j.text);
	buf_release(&j.plan);
	groups_release(&g);
	return j.status;
}
