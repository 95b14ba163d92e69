/* balint-export certificate: who qualifies, the page, and its check. */

#include <sys/stat.h>

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/export-certificate.h"
#include "common/crypt.h"
#include "common/date.h"
#include "common/schemedir.h"

enum {
	OPT_MEMBER = 256,
	OPT_ALL,
	OPT_SCHEME,
	OPT_TEXT,
	OPT_LANG,
	OPT_TEMPLATE,
	OPT_ISSUER,
	OPT_LEADER,
	OPT_NUMBER,
	OPT_KEYFILE,
	OPT_MAKEKEY,
	OPT_CHECK,
	OPT_FILES0
};

static const struct cli_option options[] = {
	{ OPT_MEMBER, "member", "ID", "for this one; or a registration" },
	{ OPT_ALL, "all", NULL, "for everybody who qualifies, into -o DIR" },
	{ OPT_SCHEME, "scheme", "NAME", "by these rules" },
	{ OPT_TEXT, "text", NULL, "plain text, not HTML" },
	{ OPT_LANG, "lang", "LANG", "en, de or fr (en)" },
	{ OPT_TEMPLATE, "template", "FILE", "your own page, .html or .txt" },
	{ OPT_ISSUER, "issuer", "TEXT", "who issues it" },
	{ OPT_LEADER, "leader", "TEXT", "who led, with the recognition" },
	{ OPT_NUMBER, "number", "TEXT", "its number (made from the facts)" },
	{ OPT_KEYFILE, "key-file", "FILE", "the office's key" },
	{ OPT_MAKEKEY, "make-key", NULL, "make the office's key, once" },
	{ OPT_CHECK, "check", "FILE", "is it genuine, and still true" },
	{ OPT_FILES0, "files0-from", "FILE", "groups, each ended by a NUL" },
};

static int run(struct cli *c);

const struct cli_verb export_certificate = { "certificate", "[GROUP...]",
	"Certificates of attendance, issued and checked",
	CLI_GROUP | CLI_FORMAT | CLI_OUTPUT | CLI_DRY | CLI_DATE, options,
	sizeof(options) / sizeof(options[0]), run };

static void
get_options(struct certify *j)
{
	struct cli *c = j->c;
	int key;

	while ((key = cli_getopt(c)) != -1)
		switch (key) {
		case OPT_MEMBER:
			j->member = c->arg;
			break;
		case OPT_ALL:
			j->all = true;
			break;
		case OPT_SCHEME:
			j->scheme_name = c->arg;
			break;
		case OPT_TEXT:
			j->html = false;
			break;
		case OPT_LANG:
			j->lang = c->arg;
			break;
		case OPT_TEMPLATE:
			j->template_name = c->arg;
			break;
		case OPT_ISSUER:
			j->office.issuer = view_of(c->arg);
			break;
		case OPT_LEADER:
			j->office.leader = view_of(c->arg);
			break;
		case OPT_NUMBER:
			j->office.number = view_of(c->arg);
			break;
		case OPT_KEYFILE:
			j->key_name = c->arg;
			break;
		case OPT_MAKEKEY:
			j->make_key = true;
			break;
		case OPT_CHECK:
			j->check = c->arg;
			break;
		case OPT_FILES0:
			j->files0 = c->arg;
			break;
		}
}

/* One line each; a line end would be another fact. */
static void
one_line(struct cli *c, struct view v)
{
	struct fail f;

	if (v.p == NULL)
		return;
	if (record_check_value(v, &f) == -1)
		cli_usage(c,
		    "--issuer, --leader and --number take one line of text");
}

static void
check_options(struct certify *j)
{
	struct cli *c = j->c;
	struct stat st;

	one_line(c, j->office.issuer);
	one_line(c, j->office.leader);
	one_line(c, j->office.number);
	if (strlen(j->lang) != 2 || j->lang[0] < 'a' || j->lang[0] > 'z')
		cli_usage(c, "no such language; en, de or fr was expected");
	if (j->make_key || j->check != NULL)
		return;
	if (j->scheme_name == NULL)
		cli_usage(c, "--scheme NAME was expected");
	if (j->all == (j->member != NULL))
		cli_usage(c, "--member ID or --all was expected");
	if (!c->dry && j->office.issuer.n == 0)
		cli_usage(c, "--issuer TEXT was expected: who certifies this");
	if (j->all && j->office.number.p != NULL)
		cli_usage(c, "--number is for one --member");
	if (j->all && !c->dry &&
	    (c->output == NULL || stat(c->output, &st) == -1 ||
		!S_ISDIR(st.st_mode)))
		cli_usage(c,
		    "--all needs -o DIR, a directory that exists, or -n");
}

/* The group's names for things, which owed.h does not keep. */
static int
remember(struct certify *j, struct fail *f)
{
	const struct roll *r = &j->g.roll;
	const struct member *m;
	struct view name = r->frame.name;
	struct buf b = { 0 };
	size_t i;
	int rv = 0;

	if (names_add(&j->group, name.n > 0 ? name : roll_name(r)) == -1 ||
	    names_add(&j->groupid, r->frame.id) == -1 ||
	    names_add(&j->place, r->frame.place) == -1)
		return fail_memory(f);
	for (i = 0; i < r->nmember && rv == 0; i++) {
		m = &r->member[i].m;
		if (!view_is(m->role, "leader") &&
		    !view_is(m->role, "co-leader"))
			continue;
		buf_clear(&b);
		buf_view(&b, frame_shown_name(m));
		if (m->registration.n > 0) {
			buf_puts(&b, " (");
			buf_view(&b, m->registration);
			buf_putc(&b, ')');
		}
		if (buf_bad(&b) || names_add(&j->leaderid, m->id) == -1 ||
		    names_add(&j->leadername, buf_all(&b)) == -1)
			rv = fail_memory(f);
	}
	buf_release(&b);
	return rv;
}

int
certify_walk(struct certify *j, int to)
{
	struct roll_options o = ROLL_ALL;
	struct fail f;

	o.today = j->check == NULL ? j->c->date : INT_MAX;
	o.to = to;
	while (groups_next(j->c, &j->g, &o))
		if (owed_add(&j->owed, &j->g.roll, &f) == -1 ||
		    remember(j, &f) == -1)
			return cli_fail(j->c, &f);
	if (owed_join(&j->owed, &f) == -1)
		return cli_fail(j->c, &f);
	j->office.group = &j->group;
	j->office.groupid = &j->groupid;
	j->office.place = &j->place;
	j->office.leaderid = &j->leaderid;
	j->office.leadername = &j->leadername;
	return CLI_DONE;
}

/* Why not, or NULL: the person qualifies. */
static const char *
refused(const struct owed_result *r, const char **word, enum fail_kind *kind)
{
	*kind = FAIL_NO;
	*word = "E_OWED";
	if (r->not_counted[OWED_TWICE] > 0) {
		*kind = FAIL_RANGE;
		*word = "E_OVERLAP";
		return "two sessions at the same time; one must be corrected";
	}
	if (r->counted == 0)
		return "no session counts, so there is nothing to certify";
	return r->met ? NULL : "rules of the scheme are not met";
}

static void
fails(const struct owed_result *r, char *text, size_t len)
{
	size_t i, n = 0;

	text[0] = '\0';
	for (i = 0; i < OWED_RULES; i++)
		if (r->rule[i].asked && !r->rule[i].met && n < len)
			n += (size_t)snprintf(text + n, len - n, "%s%s",
			    n == 0 ? "" : " ",
			    owed_rule_name((enum owed_rule)i));
	if (r->not_counted[OWED_TWICE] > 0 && n < len)
		(void)snprintf(text + n, len - n, "%s%s", n == 0 ? "" : " ",
		    owed_why_name(OWED_TWICE));
}

static const char *
first_id(const struct certify *j, size_t person)
{
	return owed_text(&j->owed,
	    j->owed.entry[j->owed.person[person].entry].id);
}

int
certify_page(struct certify *j, size_t person, const struct owed_result *r,
    struct buf *out, struct fail *f)
{
	struct buf facts = { 0 }, sealed = { 0 };
	int rv = -1;

	certificate_facts(&facts, &j->owed, person, &j->scheme, r, &j->office);
	if (buf_bad(&facts))
		fail_memory(f);
	else if (certificate_seal(&sealed, buf_all(&facts), j->office.number,
		     certify_key(j), f) == 0)
		rv = certificate_page(out, buf_all(&sealed),
		    buf_all(&j->template), j->html, buf_all(&j->words), f);
	if (rv == -1 && strcmp(f->word, "E_TEMPLATE") == 0)
		fail_file(f, j->template_name);
	buf_release(&facts);
	buf_release(&sealed);
	return rv;
}

/* To -o or standard output; of --all, under a name of its own. */
static int
put_page(struct certify *j, size_t person, const struct buf *page,
    struct fail *f)
{
	const struct owed_entry *e =
	    &j->owed.entry[j->owed.person[person].entry];
	struct buf name = { 0 };
	const char *group, *slash;
	int rv;

	group = names_get(&j->g.done, e->group);
	slash = strrchr(group, '/');
	buf_printf(&name, "%s-%s-%.*s.%s", slash == NULL ? group : slash + 1,
	    owed_text(&j->owed, e->id), (int)j->scheme.id.n, j->scheme.id.p,
	    j->html ? "html" : "txt");
	rv = buf_bad(&name) ? fail_memory(f)
			    : outdir_put(&j->dir, name.p, buf_all(page), f);
	buf_release(&name);
	return rv;
}

static int
issue(struct certify *j, size_t person)
{
	struct owed_result r;
	struct buf page = { 0 };
	struct fail f;
	const char *what, *word;
	enum fail_kind kind;
	char text[128];
	int rv = CLI_DONE;

	owed_look(&j->owed, person, &j->scheme, j->c->date, &r);
	what = refused(&r, &word, &kind);
	if (what != NULL) {
		fails(&r, text, sizeof(text));
		fail_set(&f, kind, word, what);
		fail_detail(&f, "%s%s%s", first_id(j, person),
		    text[0] == '\0' ? "" : ": ", text);
		return cli_fail(j->c, &f);
	}
	if (certify_page(j, person, &r, &page, &f) == -1 ||
	    (j->all && put_page(j, person, &page, &f) == -1))
		rv = cli_fail(j->c, &f);
	else if (!j->all)
		rv = cli_print(j->c, buf_all(&page));
	buf_release(&page);
	return rv;
}

static const struct emit_column columns[] = { { "member", EMIT_STRING },
	{ "name", EMIT_STRING }, { "registration", EMIT_STRING },
	{ "scheme", EMIT_STRING }, { "units", EMIT_NUMBER },
	{ "required", EMIT_INTEGER }, { "qualifies", EMIT_STRING },
	{ "fails", EMIT_STRING } };

static int
list_one(struct certify *j, struct emit *e, size_t person)
{
	const struct owed *o = &j->owed;
	const struct owed_entry *p = &o->entry[o->person[person].entry];
	struct owed_result r;
	const char *word, *no;
	enum fail_kind kind;
	char text[128];

	owed_look(&j->owed, person, &j->scheme, j->c->date, &r);
	no = refused(&r, &word, &kind);
	fails(&r, text, sizeof(text));
	if (text[0] == '\0' && no != NULL)
		strcpy(text, "no-session");
	emit_string(e, view_of(owed_text(o, p->id)));
	emit_string(e, view_of(owed_text(o, p->name)));
	emit_string(e, view_of(owed_text(o, p->registration)));
	emit_string(e, j->scheme.id);
	emit_number(e, (double)r.parts / (double)scheme_parts(&j->scheme), 2);
	if (j->scheme.required > 0)
		emit_integer(e, j->scheme.required);
	else
		emit_missing(e);
	emit_string(e, view_of(no == NULL ? "yes" : "no"));
	emit_string(e, view_of(text[0] == '\0' ? NULL : text));
	return no == NULL ? CLI_DONE : CLI_NO;
}

/* Who is meant: everybody who owes, or the one of --member. */
static int
each(struct certify *j, struct emit *e)
{
	const struct owed *o = &j->owed;
	struct fail f;
	size_t p;
	int rv = CLI_DONE;

	if (j->all) {
		for (p = 0; p < o->nperson; p++)
			if (!o->entry[o->person[p].entry].other)
				rv = cli_worse(rv, e != NULL ? list_one(j, e, p)
							     : issue(j, p));
		if (e == NULL && outdir_commit(&j->dir, &f) == -1)
			rv = cli_worse(rv, cli_fail(j->c, &f));
		return rv;
	}
	p = owed_find(o, view_of(j->member), 0);
	if (p < o->nperson &&
	    owed_find(o, view_of(j->member), p + 1) == o->nperson)
		return e != NULL ? list_one(j, e, p) : issue(j, p);
	fail_set(&f, FAIL_REFERENCE, "E_MEMBER",
	    p == o->nperson
		? "nobody of that id or registration is in these groups"
		: "several people have that id; a registration was expected");
	return cli_fail(j->c, &f);
}

static int
list(struct certify *j)
{
	struct emit e;
	struct fail f;
	int rv;

	emit_begin(&e, j->c->format, NULL, "certificates", columns,
	    sizeof(columns) / sizeof(columns[0]));
	rv = each(j, &e);
	if (rv != CLI_TROUBLE) {
		j->c->output = NULL;
		rv = cli_worse(rv, emit_end(&e)
				       ? cli_print(j->c, buf_all(&e.out))
				       : cli_fail(j->c, (fail_memory(&f), &f)));
	}
	emit_release(&e);
	return rv;
}

static int
issue_all(struct certify *j)
{
	struct fail f;
	int rv;

	if (schemedir_read(&j->scheme, &j->scheme_text, j->scheme_name, &f) ==
	    -1)
		return cli_fail(j->c, &f);
	groups_collect(j->c, &j->g, j->files0);
	if (j->c->dry)
		j->c->output = NULL;
	else if (j->all && outdir_open(&j->dir, j->c->output, &f) == -1)
		return cli_fail(j->c, &f);
	rv = groups_enter(j->c, &j->g, NULL);
	if (rv == CLI_DONE)
		rv = certify_walk(j, INT_MAX);
	if (rv != CLI_DONE)
		return rv;
	/* A certificate is not issued on half of the records. */
	if (j->g.status != CLI_DONE && !j->all)
		return j->g.status;
	return cli_worse(j->g.status, j->c->dry ? list(j) : each(j, NULL));
}

static int
run(struct cli *c)
{
	struct certify j = { .c = c,
		.html = true,
		.lang = "en",
		.dir = OUTDIR_NONE };
	int rv;

	get_options(&j);
	check_options(&j);
	j.office.issued = c->date;
	if (j.make_key)
		rv = certify_make_key(&j);
	else {
		rv = certify_prepare(&j);
		if (rv == CLI_DONE)
			rv =
			    j.check != NULL ? certify_check(&j) : issue_all(&j);
	}
	buf_release(&j.scheme_text);
	buf_release(&j.template);
	buf_release(&j.template_id);
	buf_release(&j.words);
	crypt_free(j.key);
	buf_release(&j.page);
	buf_release(&j.found);
	names_release(&j.group);
	names_release(&j.groupid);
	names_release(&j.place);
	names_release(&j.leaderid);
	names_release(&j.leadername);
	owed_release(&j.owed);
	outdir_close(&j.dir);
	groups_release(&j.g);
	return rv;
}
