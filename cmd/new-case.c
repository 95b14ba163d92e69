/* balint-new case: a case of a session that has taken place. */

#include <stdio.h>
#include <string.h>

#include "cmd/desk.h"
#include "cmd/new.h"
#include "common/attend.h"
#include "common/datafile.h"
#include "common/date.h"
#include "common/edit.h"
#include "common/names.h"
#include "common/random.h"
#include "common/refs.h"
#include "common/schema.h"
#include "common/template.h"

enum { OPT_PRESENTER = 256, OPT_SESSION, OPT_FORCE, OPT_NOCOUNT, OPT_NOUNDO };

static const struct cli_option options[] = {
	{ OPT_PRESENTER, "presenter", "MEMBER", "who told it" },
	{ OPT_SESSION, "session", "SESSION", "id or date (the last one)" },
	{ 't', "template", "NAME", "what it begins as (case)" },
	{ OPT_FORCE, "force", NULL, "though the session is still to come" },
	{ OPT_NOCOUNT, "no-count", NULL,
	    "don't count it in the presenter's attendance" },
	{ OPT_NOUNDO, "no-undo", NULL, "keep nothing for undo" },
};

static int run(struct cli *c);

const struct cli_verb new_case = { "case", "",
	"Make a case of a session that has taken place",
	CLI_GROUP | CLI_DRY | CLI_DATE | CLI_WAIT | CLI_NUL, options,
	sizeof(options) / sizeof(options[0]), run };

struct plan {
	const char *presenter, *session, *template;
	bool force, count, keep;
	char sid[REFS_LEN], id[REFS_LEN];
	int day; /* of the session */
};

static int
say(struct desk *d, enum fail_kind kind, const char *word, const char *what,
    const char *detail)
{
	struct fail f;

	fail_set(&f, kind, word, what);
	fail_detail(&f, "%s", detail);
	return cli_fail(d->c, &f);
}

/* Find the session; see that it has taken place. */
static int
check_session(struct desk *d, struct plan *p, struct buf *b, struct record *r)
{
	struct session s;
	struct fail f;
	int rv;

	rv = p->session != NULL
		 ? refs_session(&d->s, p->session, p->sid, &f)
		 : refs_last_session(&d->s, d->c->date, p->sid, &f);
	if (rv == -1 || store_read(&d->s, STORE_SESSIONS, p->sid, RECORD_ALL, b,
			    r, &f) == -1)
		return cli_fail(d->c, &f);
	if (frame_session(&s, r, &d->frame, &f) == -1) {
		store_blame(&d->s, STORE_SESSIONS, p->sid, &f);
		return cli_fail(d->c, &f);
	}
	p->day = s.date;
	if (p->force)
		return 0;
	if (s.status == SESSION_CANCELLED)
		return say(d, FAIL_RANGE, "E_SESSION",
		    "the session was cancelled; one that has taken place, or "
		    "--force, was expected",
		    p->sid);
	if (s.date > d->c->date)
		return say(d, FAIL_RANGE, "E_SESSION",
		    "the session is still to come; one that has taken place, "
		    "or --force, was expected",
		    p->sid);
	return 0;
}

/* The next number, and three characters that two laptops won't share. */
static int
pick_id(struct desk *d, struct plan *p, const struct names *ids)
{
	unsigned long n, max = 0;
	struct view head;
	char tail[4];
	struct fail f;
	size_t i;

	for (i = 0; i < ids->n; i++) {
		head = view_of(names_get(ids, i));
		head = view_cut(&head, '-');
		if (head.n < 2)
			continue;
		head.p++;
		head.n--;
		if (view_number(head, 1, 999999, &n) == 0 && n > max)
			max = n;
	}
	if (random_word(tail, 3, &f) == -1)
		return cli_fail(d->c, &f);
	(void)snprintf(p->id, sizeof(p->id), "c%03lu-%s", max + 1, tail);
	return 0;
}

static int
load_template(struct desk *d, const char *name, struct buf *b,
    struct template *t)
{
	struct buf path = { 0 };
	struct fail f;
	int got = -1;

	if (!schema_valid_id(view_of(name)))
		cli_usage(d->c, "not a template's name");
	buf_printf(&path, "templates/%s.txt", name);
	if (buf_bad(&path))
		fail_memory(&f);
	else
		got = datafile_read(path.p, DATAFILE_OWN | DATAFILE_SHIPPED, b,
		    &f);
	if (got == 0 && (got = template_parse(t, buf_all(b), &f)) == -1)
		fail_file(&f, path.p);
	buf_release(&path);
	if (got == 1 || (got == 0 && t->session))
		return say(d, FAIL_REFERENCE, "E_TEMPLATE",
		    "no such template of a case; `case` or one of your own "
		    "was expected",
		    name);
	return got == 0 ? 0 : cli_fail(d->c, &f);
}

static void
write_case(struct plan *p, const struct template *t, struct buf *out)
{
	char date[DATE_LEN];
	bool first = true;
	size_t i;

	buf_printf(out, "Format: balint-case/1\nCase: %s\nSession: %s\n", p->id,
	    p->sid);
	if (p->presenter != NULL)
		buf_printf(out, "Presenter: %s\n", p->presenter);
	for (i = 0; i < t->n; i++)
		if (t->line[i].what == TEMPLATE_FIELD) {
			buf_view(out, t->line[i].name);
			buf_puts(out, t->line[i].value.n == 0 ? ":" : ": ");
			buf_view(out, t->line[i].value);
			buf_putc(out, '\n');
		}
	if (t->purge_months > 0) {
		date_format(date_add_months(p->day, t->purge_months), date);
		buf_printf(out, "PurgeAfter: %s\n", date);
	}
	buf_putc(out, '\n');
	for (i = 0; i < t->n; i++)
		if (t->line[i].what == TEMPLATE_SECTION) {
			buf_puts(out, first ? "## " : "\n## ");
			buf_view(out, t->line[i].name);
			buf_putc(out, '\n');
			first = false;
		}
}

/* Cases of that session which that member told, the new one among them. */
static int
told(struct desk *d, struct plan *p, const struct names *ids, unsigned *n)
{
	struct record r = { 0 };
	struct buf b = { 0 };
	struct fail f;
	int rv = 0;
	size_t i;

	*n = 1;
	for (i = 0; i < ids->n && rv == 0; i++) {
		if (store_read(&d->s, STORE_CASES, names_get(ids, i),
			RECORD_HEADER, &b, &r, &f) == -1)
			rv = cli_fail(d->c, &f);
		else if (view_is(record_value(&r, "Session"), p->sid) &&
			 view_is(record_value(&r, "Presenter"), p->presenter))
			++*n;
	}
	record_release(&r);
	buf_release(&b);
	return rv;
}

/*
 * The presenter's own line in the session counts what he told; a number that
 * is larger already stays, since cases are purged and the count is kept.
 */
static int
count_in(struct desk *d, struct plan *p, const struct record *session,
    unsigned n)
{
	struct buf value = { 0 }, bytes = { 0 };
	struct attend a;
	struct fail f;
	size_t i;
	int rv = 0;

	for (i = record_next(session, "Attend", 1); i < session->nfield;
	     i = record_next(session, "Attend", i + 1)) {
		if (attend_parse(&a, session->field[i].value, NULL) == -1 ||
		    !view_is(a.member, p->presenter) || a.presented >= n)
			continue;
		a.presented = n;
		attend_format(&a, &value);
		if (edit_put(&bytes, session, i, buf_all(&value), &f) == -1 ||
		    change_put(&d->change, STORE_SESSIONS, p->sid,
			buf_all(&bytes), &f) == -1)
			rv = cli_fail(d->c, &f);
		break;
	}
	buf_release(&value);
	buf_release(&bytes);
	return rv;
}

static int
make(struct desk *d, struct plan *p, const struct names *ids,
    const struct record *session)
{
	struct buf bytes = { 0 }, shape = { 0 }, path = { 0 };
	struct template t;
	unsigned n = 0;
	struct fail f;
	int rv;

	if ((rv = load_template(d, p->template, &shape, &t)) != 0)
		goto out;
	write_case(p, &t, &bytes);
	if ((rv = desk_check(d, buf_all(&bytes), p->id)) != 0)
		goto out;
	if (change_new(&d->change, STORE_CASES, p->id, buf_all(&bytes), &f) ==
	    -1) {
		rv = cli_fail(d->c, &f);
		goto out;
	}
	if (p->count && p->presenter != NULL &&
	    ((rv = told(d, p, ids, &n)) != 0 ||
		(rv = count_in(d, p, session, n)) != 0))
		goto out;
	store_path(&d->s, STORE_CASES, p->id, &path);
	buf_putc(&path, d->c->nul ? '\0' : '\n');
	if ((rv = desk_commit(d)) == 0)
		rv = cli_print(d->c, buf_all(&path));
out:
	buf_release(&bytes);
	buf_release(&shape);
	buf_release(&path);
	return rv;
}

static int
look_and_make(struct desk *d, struct plan *p)
{
	struct record session = { 0 };
	struct names ids = { 0 };
	struct buf b = { 0 };
	struct fail f;
	int rv;

	if (p->presenter != NULL &&
	    (!schema_valid_id(view_of(p->presenter)) ||
		!store_has(&d->s, STORE_MEMBERS, p->presenter)))
		return say(d, FAIL_REFERENCE, "E_MEMBER",
		    "the presenter is no member; an id of the roster was "
		    "expected",
		    schema_valid_id(view_of(p->presenter)) ? p->presenter
							   : "no id");
	if ((rv = check_session(d, p, &b, &session)) != 0)
		goto out;
	if (store_list(&d->s, STORE_CASES, &ids, &f) == -1)
		rv = cli_fail(d->c, &f);
	else if ((rv = pick_id(d, p, &ids)) == 0)
		rv = make(d, p, &ids, &session);
out:
	record_release(&session);
	buf_release(&b);
	names_release(&ids);
	return rv;
}

static int
run(struct cli *c)
{
	struct plan p = { .template = "case", .count = true, .keep = true };
	struct desk d;
	int key, rv;

	while ((key = cli_getopt(c)) != -1)
		switch (key) {
		case OPT_PRESENTER:
			p.presenter = c->arg;
			break;
		case OPT_SESSION:
			p.session = c->arg;
			break;
		case 't':
			p.template = c->arg;
			break;
		case OPT_FORCE:
			p.force = true;
			break;
		case OPT_NOCOUNT:
			p.count = false;
			break;
		default:
			p.keep = false;
		}
	if (c->argc > 0)
		cli_usage(c, "no operand was expected");
	if ((rv = desk_open(c, &d, DESK_WRITE, p.keep)) == 0)
		rv = look_and_make(&d, &p);
	desk_close(&d);
	return rv;
}
