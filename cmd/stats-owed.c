/* balint-stats owed: what each person has of a scheme, and what is missing. */

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "cmd/groups.h"
#include "cmd/stats.h"
#include "common/date.h"
#include "common/owed.h"
#include "common/schemedir.h"

#define SCHEMES_MAX 16

enum {
	OPT_SCHEME = 256,
	OPT_MEMBER,
	OPT_BY,
	OPT_RULES,
	OPT_CHECK,
	OPT_SCHEMES,
	OPT_FILES0
};

static const struct cli_option options[] = {
	{ OPT_SCHEME, "scheme", "NAME", "by these rules; may be repeated" },
	{ OPT_MEMBER, "member", "ID", "only this one; or a registration" },
	{ OPT_BY, "by", "DATE", "the day by which all must be there" },
	{ OPT_RULES, "rules", NULL, "a row a person and rule" },
	{ OPT_CHECK, "check", NULL, "status 1 if anybody owes anything" },
	{ OPT_SCHEMES, "schemes", NULL, "list the schemes there are" },
	{ OPT_FILES0, "files0-from", "FILE", "groups, each ended by a NUL" },
};

static int run(struct cli *c);

const struct cli_verb stats_owed = { "owed", "[GROUP...]",
	"What members have of a training scheme, and what they owe",
	CLI_GROUP | CLI_FORMAT | CLI_OUTPUT | CLI_DATE, options,
	sizeof(options) / sizeof(options[0]), run };

struct job {
	struct cli *c;
	struct groups g;
	struct owed owed;
	struct scheme scheme[SCHEMES_MAX];
	struct buf text[SCHEMES_MAX];
	size_t nscheme;
	const char *name[SCHEMES_MAX];
	const char *member, *files0;
	int by;
	bool rules, check, list, failed;
	size_t cell; /* of a person, that comes next */
	struct emit e;
};

static const struct emit_column people[] = { { "member", EMIT_STRING },
	{ "groups", EMIT_STRING }, { "name", EMIT_STRING },
	{ "registration", EMIT_STRING }, { "scheme", EMIT_STRING },
	{ "counted_as", EMIT_STRING }, { "sessions_held", EMIT_INTEGER },
	{ "sessions_attended", EMIT_INTEGER },
	{ "sessions_counted", EMIT_INTEGER }, { "minutes", EMIT_INTEGER },
	{ "clock_hours", EMIT_NUMBER }, { "units", EMIT_NUMBER },
	{ "units_required", EMIT_INTEGER }, { "units_missing", EMIT_NUMBER },
	{ "units_in_person", EMIT_NUMBER }, { "in_person_share", EMIT_NUMBER },
	{ "first", EMIT_STRING }, { "last", EMIT_STRING },
	{ "span_days", EMIT_INTEGER }, { "presentations", EMIT_INTEGER },
	{ "assessments", EMIT_INTEGER }, { "counted_twice", EMIT_INTEGER },
	{ "not_counted", EMIT_STRING }, { "by", EMIT_STRING },
	{ "weeks_left", EMIT_NUMBER }, { "pace", EMIT_NUMBER },
	{ "pace_needed", EMIT_NUMBER }, { "at_risk", EMIT_STRING },
	{ "result", EMIT_STRING }, { "fails", EMIT_STRING } };

static const struct emit_column rules[] = { { "member", EMIT_STRING },
	{ "groups", EMIT_STRING }, { "name", EMIT_STRING },
	{ "registration", EMIT_STRING }, { "scheme", EMIT_STRING },
	{ "rule", EMIT_STRING }, { "result", EMIT_STRING },
	{ "have", EMIT_NUMBER }, { "need", EMIT_NUMBER } };

static const struct emit_column schemes[] = { { "scheme", EMIT_STRING },
	{ "title", EMIT_STRING }, { "counted_as", EMIT_STRING },
	{ "seen", EMIT_STRING }, { "source", EMIT_STRING } };

/*
 * A person has thirty cells; a terminal shows those that one looks at first.
 * Every other form has all of them.
 */
static const struct emit_column brief[] = { { "member", EMIT_STRING },
	{ "groups", EMIT_STRING }, { "name", EMIT_STRING },
	{ "scheme", EMIT_STRING }, { "counted", EMIT_INTEGER },
	{ "clock_hours", EMIT_NUMBER }, { "units", EMIT_NUMBER },
	{ "units_required", EMIT_INTEGER }, { "not_counted", EMIT_STRING },
	{ "pace_needed", EMIT_NUMBER }, { "at_risk", EMIT_STRING },
	{ "result", EMIT_STRING }, { "fails", EMIT_STRING } };
static const bool in_brief[] = { [0] = true,
	[1] = true,
	[2] = true,
	[4] = true,
	[8] = true,
	[10] = true,
	[11] = true,
	[12] = true,
	[22] = true,
	[26] = true,
	[27] = true,
	[28] = true,
	[29] = true };

static bool
shown(struct job *j)
{
	size_t i = j->cell;

	if (j->rules || j->c->format != EMIT_TEXT)
		return true;
	j->cell = (i + 1) % (sizeof(people) / sizeof(people[0]));
	return in_brief[i];
}

static void
put_string(struct job *j, struct view v)
{
	if (shown(j))
		emit_string(&j->e, v);
}

static void
put_integer(struct job *j, long n)
{
	if (shown(j))
		emit_integer(&j->e, n);
}

static void
put_number(struct job *j, double x, int decimals)
{
	if (shown(j))
		emit_number(&j->e, x, decimals);
}

static void
put_missing(struct job *j)
{
	if (shown(j))
		emit_missing(&j->e);
}

static void
put_date(struct job *j, int day)
{
	char s[DATE_LEN];

	if (day == FRAME_NODATE || day == FRAME_NOEND) {
		put_missing(j);
		return;
	}
	date_format(day, s);
	put_string(j, view_of(s));
}

static void
put_text(struct job *j, const char *s)
{
	put_string(j, view_of(s[0] == '\0' ? NULL : s));
}

/* Each part once, blanks between: ids, or groups, in the order they came. */
static void
emit_words(struct job *j, size_t person, bool groups)
{
	const struct owed *o = &j->owed;
	const struct owed_person *p = &o->person[person];
	const struct owed_entry *e;
	struct buf b = { 0 };
	const char *word, *slash, *last = "";
	size_t i;

	for (i = 0; i < p->nentry; i++) {
		e = &o->entry[p->entry + i];
		word = groups ? names_get(&j->g.done, e->group)
			      : owed_text(o, e->id);
		slash = groups ? strrchr(word, '/') : NULL;
		if (slash != NULL)
			word = slash + 1;
		if (strcmp(word, last) == 0)
			continue;
		if (b.n > 0)
			buf_putc(&b, ' ');
		buf_puts(&b, word);
		last = word;
	}
	put_string(j, buf_all(&b));
	buf_release(&b);
}

static void
emit_who(struct job *j, size_t person, const struct scheme *s)
{
	const struct owed *o = &j->owed;
	const struct owed_entry *e = &o->entry[o->person[person].entry];

	emit_words(j, person, false);
	emit_words(j, person, true);
	put_text(j, owed_text(o, e->name));
	put_text(j, owed_text(o, e->registration));
	put_string(j, s->id);
}

/* The reasons for which sessions did not count: same-time=1 group-size=2 */
static void
emit_reasons(struct job *j, const struct owed_result *r)
{
	char text[256] = "";
	size_t i, n = 0;

	for (i = OWED_ROLE; i < OWED_WHYS; i++)
		if (r->not_counted[i] > 0)
			n += (size_t)snprintf(text + n, sizeof(text) - n,
			    "%s%s=%ld", n == 0 ? "" : " ",
			    owed_why_name((enum owed_why)i), r->not_counted[i]);
	put_text(j, text);
}

/*
 * Units a week: so far since the first session, and needed from now on.  At
 * risk is who needs more a week than there has been, or has no time left.
 */
static void
emit_pace(struct job *j, const struct scheme *s, const struct owed_result *r,
    double missing)
{
	double left = (double)(j->by - j->c->date) / 7, pace = NAN, need = NAN;
	int weeks = r->first == FRAME_NODATE ? 0 : j->c->date - r->first + 1;
	bool risk;

	if (weeks > 0)
		pace = (double)r->parts / (double)scheme_parts(s) / weeks * 7;
	if (j->by == FRAME_NOEND || s->required == 0) {
		put_date(j, j->by);
		put_number(j, j->by == FRAME_NOEND ? NAN : left, 1);
		put_number(j, pace, 2);
		put_missing(j);
		put_missing(j);
		return;
	}
	if (missing <= 0)
		need = 0;
	else if (left > 0)
		need = missing / left;
	risk = missing > 0 && (left <= 0 || isnan(pace) || need > pace);
	put_date(j, j->by);
	put_number(j, left, 1);
	put_number(j, pace, 2);
	put_number(j, need, 2);
	put_string(j, view_of(risk ? "yes" : "no"));
}

static void
emit_fails(struct job *j, const struct owed_result *r)
{
	char text[256] = "";
	size_t i, n = 0;

	for (i = 0; i < OWED_RULES; i++)
		if (r->rule[i].asked && !r->rule[i].met)
			n += (size_t)snprintf(text + n, sizeof(text) - n,
			    "%s%s", n == 0 ? "" : " ",
			    owed_rule_name((enum owed_rule)i));
	put_text(j, text);
}

static void
emit_person(struct job *j, size_t person, const struct scheme *s,
    const struct owed_result *r)
{
	double den = (double)scheme_parts(s), units = (double)r->parts / den;
	double missing = s->required - units;
	char how[96];

	scheme_how(s, how, sizeof(how));
	emit_who(j, person, s);
	put_text(j, how);
	put_integer(j, r->held);
	put_integer(j, r->attended);
	put_integer(j, r->counted);
	put_integer(j, r->minutes);
	put_number(j, (double)r->minutes / 60, 2);
	put_number(j, units, 2);
	if (s->required == 0) {
		put_missing(j);
		put_missing(j);
	} else {
		put_integer(j, s->required);
		put_number(j, missing > 0 ? missing : 0, 2);
	}
	put_number(j, (double)r->in_person / den, 2);
	put_number(j,
	    r->parts == 0 ? NAN : (double)r->in_person / (double)r->parts, 3);
	put_date(j, r->first);
	put_date(j, r->last);
	put_integer(j, r->counted == 0 ? 0 : r->last - r->first);
	/* Of a single session the number would tell the day. */
	if (r->attended < 2)
		put_missing(j);
	else
		put_integer(j, r->presented);
	put_integer(j, r->assessed);
	put_integer(j, r->not_counted[OWED_TWICE]);
	emit_reasons(j, r);
	emit_pace(j, s, r, missing);
	put_string(j, view_of(r->met ? "met" : "owed"));
	emit_fails(j, r);
}

static void
emit_rules(struct job *j, size_t person, const struct scheme *s,
    const struct owed_result *r)
{
	size_t i;

	for (i = 0; i < OWED_RULES; i++) {
		if (!r->rule[i].asked)
			continue;
		emit_who(j, person, s);
		put_string(j, view_of(owed_rule_name((enum owed_rule)i)));
		put_string(j, view_of(r->rule[i].met ? "met" : "fails"));
		put_number(j, r->rule[i].have, 2);
		put_number(j, r->rule[i].need, 2);
	}
}

static void
look(struct job *j, size_t person)
{
	struct owed_result r;
	size_t i;

	for (i = 0; i < j->nscheme; i++) {
		owed_look(&j->owed, person, &j->scheme[i], j->c->date, &r);
		if (!r.met)
			j->failed = true;
		if (j->rules)
			emit_rules(j, person, &j->scheme[i], &r);
		else
			emit_person(j, person, &j->scheme[i], &r);
	}
}

static int
look_all(struct job *j)
{
	struct view who = view_of(j->member);
	const struct owed *o = &j->owed;
	struct fail f;
	size_t p;

	if (j->member == NULL) {
		for (p = 0; p < o->nperson; p++)
			if (!o->entry[o->person[p].entry].other)
				look(j, p);
		return CLI_DONE;
	}
	p = owed_find(o, who, 0);
	if (p == o->nperson) {
		fail_set(&f, FAIL_REFERENCE, "E_MEMBER",
		    "nobody of that id or registration is in these groups");
		return cli_fail(j->c, &f);
	}
	for (; p < o->nperson; p = owed_find(o, who, p + 1))
		look(j, p);
	return CLI_DONE;
}

static int
print(struct job *j)
{
	struct fail f;
	int rv;

	rv = emit_end(&j->e) ? cli_print(j->c, buf_all(&j->e.out))
			     : cli_fail(j->c, (fail_memory(&f), &f));
	emit_release(&j->e);
	return rv;
}

static int
list_schemes(struct job *j)
{
	struct names l = { 0 };
	struct scheme s;
	struct buf b = { 0 };
	struct fail f;
	char how[96], seen[DATE_LEN];
	size_t i;
	int rv = CLI_DONE;

	if (schemedir_list(&l, &f) == -1)
		return cli_fail(j->c, &f);
	emit_begin(&j->e, j->c->format, NULL, "schemes", schemes,
	    sizeof(schemes) / sizeof(schemes[0]));
	for (i = 0; i < l.n; i++) {
		if (schemedir_read(&s, &b, names_get(&l, i), &f) == -1) {
			rv = cli_worse(rv, cli_fail(j->c, &f));
			continue;
		}
		scheme_how(&s, how, sizeof(how));
		emit_string(&j->e, s.id);
		emit_string(&j->e, s.title);
		emit_string(&j->e, view_of(how));
		date_format(s.seen, seen);
		emit_string(&j->e, view_of(seen));
		emit_string(&j->e, s.source);
	}
	names_release(&l);
	buf_release(&b);
	return cli_worse(rv, print(j));
}

static void
get_options(struct job *j)
{
	struct cli *c = j->c;
	int key;

	while ((key = cli_getopt(c)) != -1)
		switch (key) {
		case OPT_SCHEME:
			if (j->nscheme == SCHEMES_MAX)
				cli_usage(c, "at most 16 schemes");
			j->name[j->nscheme++] = c->arg;
			break;
		case OPT_MEMBER:
			j->member = c->arg;
			break;
		case OPT_BY:
			j->by = cli_date(c, c->arg);
			break;
		case OPT_RULES:
			j->rules = true;
			break;
		case OPT_CHECK:
			j->check = true;
			break;
		case OPT_SCHEMES:
			j->list = true;
			break;
		case OPT_FILES0:
			j->files0 = c->arg;
			break;
		}
	if (!j->list && j->nscheme == 0)
		cli_usage(c,
		    "--scheme NAME was expected; --schemes lists them");
}

static int
walk(struct job *j)
{
	struct roll_options o = ROLL_ALL;
	struct fail f;
	int rv;

	o.today = j->c->date;
	while (groups_next(j->c, &j->g, &o))
		if (owed_add(&j->owed, &j->g.roll, &f) == -1)
			return cli_fail(j->c, &f);
	if (owed_join(&j->owed, &f) == -1)
		return cli_fail(j->c, &f);
	if (j->rules)
		emit_begin(&j->e, j->c->format, NULL, "rules", rules,
		    sizeof(rules) / sizeof(rules[0]));
	else if (j->c->format == EMIT_TEXT)
		emit_begin(&j->e, j->c->format, NULL, "owed", brief,
		    sizeof(brief) / sizeof(brief[0]));
	else
		emit_begin(&j->e, j->c->format, NULL, "owed", people,
		    sizeof(people) / sizeof(people[0]));
	rv = look_all(j);
	if (rv != CLI_DONE) {
		emit_release(&j->e);
		return rv;
	}
	return print(j);
}

static int
run(struct cli *c)
{
	struct job j = { .c = c, .by = FRAME_NOEND };
	struct fail f;
	size_t i;
	int rv = CLI_DONE;

	get_options(&j);
	if (j.list)
		return list_schemes(&j);
	groups_collect(c, &j.g, j.files0);
	for (i = 0; i < j.nscheme && rv == CLI_DONE; i++)
		if (schemedir_read(&j.scheme[i], &j.text[i], j.name[i], &f) ==
		    -1)
			rv = cli_fail(c, &f);
	if (rv == CLI_DONE)
		rv = groups_enter(c, &j.g, NULL);
	if (rv == CLI_DONE)
		rv = walk(&j);
	if (rv == CLI_DONE && j.check && j.failed)
		rv = CLI_NO;
	rv = cli_worse(rv, j.g.status);
	for (i = 0; i < j.nscheme; i++)
		buf_release(&j.text[i]);
	owed_release(&j.owed);
	groups_release(&j.g);
	return rv;
}
