/* What the user knows: names, words that stay, words that go, the roster. */

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/redact.h"
#include "common/file.h"
#include "common/utf8.h"

#define WORDS_MAX (4u << 20)

enum list { KNOWN, ALLOW, DENY };

static int
add_known(struct redact_known **list, size_t *n, struct view words,
    enum redact_class cls, struct fail *f)
{
	struct redact_known *p = reallocarray(*list, *n + 1, sizeof(**list));

	if (p == NULL)
		return fail_memory(f);
	*list = p;
	p[(*n)++] = (struct redact_known){ words, cls };
	return 0;
}

static int
add_allow(struct job *j, struct view words, struct fail *f)
{
	struct view *p = reallocarray(j->allows, j->nallow + 1, sizeof(*p));

	if (p == NULL)
		return fail_memory(f);
	j->allows = p;
	p[j->nallow++] = words;
	return 0;
}

static int
add_pattern(struct job *j, struct view source, bool allow,
    enum redact_class cls, struct fail *f)
{
	struct text_pattern *p =
	    reallocarray(j->patterns, j->npattern + 1, sizeof(*p));

	if (p == NULL)
		return fail_memory(f);
	j->patterns = p;
	if (pattern_new(&p[j->npattern].p, source, f) == -1)
		return -1;
	p[j->npattern].allow = allow;
	p[j->npattern++].cls = cls;
	return 0;
}

/* "words", "re:pattern", and before either a class and a tab. */
static int
add_line(struct job *j, enum list list, struct view v, struct fail *f)
{
	enum redact_class cls = list == KNOWN ? REDACT_NAME : REDACT_OTHER;
	struct view rest = v, first = view_cut(&rest, '\t');

	if (rest.p != NULL && list != ALLOW) {
		if (redact_class_parse(first) == -1)
			return fail_set(f, FAIL_SYNTAX, "E_WORD",
			    "before a tab a class was expected: name, place "
			    "and so on");
		cls = (enum redact_class)redact_class_parse(first);
		v = view_trim(rest);
	}
	if (view_starts(v, "re:"))
		return add_pattern(j, (struct view){ v.p + 3, v.n - 3 },
		    list == ALLOW, cls, f);
	if (list == ALLOW)
		return add_allow(j, v, f);
	return list == KNOWN ? add_known(&j->knowns, &j->nknown, v, cls, f)
			     : add_known(&j->denies, &j->ndeny, v, cls, f);
}

/* The lists point into bytes that stay: each file has its own. */
static int
load(struct job *j, enum list list, const char *path, struct buf *b,
    struct fail *f)
{
	struct view rest, v;
	size_t line = 0;

	if (path == NULL)
		return 0;
	if (file_read(AT_FDCWD, path, WORDS_MAX, b, f) == -1)
		return -1;
	if (!utf8_valid(buf_all(b), NULL)) {
		fail_set(f, FAIL_SYNTAX, "E_UTF8", "UTF-8 was expected");
		return fail_file(f, path);
	}
	rest = buf_all(b);
	while (rest.p != NULL) {
		v = view_trim(view_cut(&rest, '\n'));
		line++;
		if (v.n > 0 && v.p[v.n - 1] == '\r')
			v.n--;
		if (v.n == 0 || v.p[0] == '#')
			continue;
		if (add_line(j, list, v, f) == -1) {
			f->line = line;
			return fail_file(f, path);
		}
	}
	return 0;
}

static const struct {
	const char *field;
	enum redact_class cls;
} of_member[] = { { "Name", REDACT_NAME }, { "Given", REDACT_NAME },
	{ "Surname", REDACT_NAME }, { "Nickname", REDACT_NAME },
	{ "Employer", REDACT_ORG }, { "Email", REDACT_EMAIL },
	{ "Phone", REDACT_PHONE }, { "Registration", REDACT_ID } };

static int
add_member(const struct record *r, struct names *keep, struct fail *f)
{
	size_t i, k;

	for (k = 0; k < sizeof(of_member) / sizeof(of_member[0]); k++)
		for (i = record_next(r, of_member[k].field, 0); i < r->nfield;
		     i = record_next(r, of_member[k].field, i + 1)) {
			struct buf b = { 0 };
			int rv = 0;

			if (r->field[i].value.n == 0)
				continue;
			buf_printf(&b, "%d ", (int)of_member[k].cls);
			buf_view(&b, r->field[i].value);
			rv = buf_bad(&b) ? -1 : names_add(keep, buf_all(&b));
			buf_release(&b);
			if (rv == -1)
				return fail_memory(f);
		}
	return 0;
}

/* All members of the group that -g names or that we stand in, if any. */
static int
load_roster(struct job *j, struct names *keep, struct fail *f)
{
	struct buf path = { 0 }, b = { 0 };
	struct names ids = { 0 };
	struct record r = { 0 };
	struct store s = { .dir = -1 };
	size_t i;
	int rv = 0;

	if (store_find(&path, j->c->group, f) == -1) {
		buf_release(&path);
		return j->c->group != NULL ? -1 : 0;
	}
	rv = store_open(&s, path.p, f);
	if (rv == 0)
		rv = store_list(&s, STORE_MEMBERS, &ids, f);
	for (i = 0; rv == 0 && i < ids.n; i++) {
		rv = store_read(&s, STORE_MEMBERS, names_get(&ids, i),
		    RECORD_HEADER, &b, &r, f);
		if (rv == 0)
			rv = add_member(&r, keep, f);
	}
	store_close(&s);
	record_release(&r);
	names_release(&ids);
	buf_release(&b);
	buf_release(&path);
	return rv;
}

int
job_words(struct job *j, struct fail *f)
{
	size_t i;

	if (!j->no_roster && load_roster(j, &j->roster, f) == -1)
		return -1;
	for (i = 0; i < j->roster.n; i++) {
		struct view v = view_of(names_get(&j->roster, i));
		struct view cls = view_cut(&v, ' ');
		unsigned long n;

		if (view_number(cls, 0, REDACT_CLASSES - 1, &n) == -1 ||
		    add_known(&j->knowns, &j->nknown, v, (enum redact_class)n,
			f) == -1)
			return -1;
	}
	if (load(j, KNOWN, j->known, &j->bytes[KNOWN], f) == -1 ||
	    load(j, ALLOW, j->allow, &j->bytes[ALLOW], f) == -1 ||
	    load(j, DENY, j->deny, &j->bytes[DENY], f) == -1)
		return -1;
	return 0;
}

int
job_decided(struct job *j, struct fail *f)
{
	struct text_options *o = &j->options;
	size_t i, nallow = j->nallow, ndeny = j->ndeny;

	for (i = 0; i < j->decide.never.n; i++)
		if (add_allow(j, view_of(names_get(&j->decide.never, i)), f) ==
		    -1)
			return -1;
	for (i = 0; i < j->decide.always.n; i++) {
		struct view v = view_of(names_get(&j->decide.always, i));
		struct view cls = view_word(&v);

		if (add_known(&j->denies, &j->ndeny, view_trim(v),
			(enum redact_class)redact_class_parse(cls), f) == -1)
			return -1;
	}
	o->find.known = j->knowns;
	o->find.nknown = j->nknown;
	o->find.allow = j->allows;
	o->find.nallow = j->nallow;
	o->find.deny = j->denies;
	o->find.ndeny = j->ndeny;
	o->pattern = j->patterns;
	o->npattern = j->npattern;
	text_free(j->text);
	j->text = NULL;
	i = text_new(&j->text, o, f) == -1;
	/* the next time begins without the decisions */
	j->nallow = nallow;
	j->ndeny = ndeny;
	return i ? -1 : 0;
}
