#include "common/reviewed.h"

#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/crypt.h"
#include "common/datafile.h"
#include "common/file.h"
#include "common/policyfile.h"
#include "common/redact-decide.h"
#include "common/redact-text.h"

int
reviewed_open(struct reviewed *r, const char *policy, struct view key,
    struct fail *f)
{
	memset(r, 0, sizeof(*r));
	r->key = key;
	if (policyfile_read(&r->policy, policy, f) == -1)
		return -1;
	if (policy_uses(&r->policy, ACT_SURROGATE) ||
	    policy_uses(&r->policy, ACT_SHIFT)) {
		fail_set(f, FAIL_RANGE, "E_POLICY",
		    "a policy with stand-ins or shifted dates; one that gives "
		    "the same text each time was expected");
		return fail_file(f, policy);
	}
	if (!policy_uses(&r->policy, ACT_COUNTRY))
		return 0;
	if (datafile_read("countries.txt", DATAFILE_SHIPPED, &r->countries_text,
		f) != 0)
		return fail_set(f, FAIL_REFERENCE, "E_LIST",
		    "a list that ships with balint is not there");
	return standin_new(&r->countries, buf_all(&r->countries_text), f);
}

void
reviewed_release(struct reviewed *r)
{
	policy_release(&r->policy);
	standin_free(r->countries);
	buf_release(&r->countries_text);
	names_release(&r->roster);
}

/* The same fields in the same order as balint-redact takes them. */
static int
add_member(struct reviewed *r, const struct record *member, struct fail *f)
{
	static const struct {
		const char *field;
		enum redact_class cls;
	} of[] = { { "Name", REDACT_NAME }, { "Given", REDACT_NAME },
		{ "Surname", REDACT_NAME }, { "Nickname", REDACT_NAME },
		{ "Employer", REDACT_ORG }, { "Email", REDACT_EMAIL },
		{ "Phone", REDACT_PHONE }, { "Registration", REDACT_ID } };
	struct buf b = { 0 };
	size_t i, k;
	int rv = 0;

	for (k = 0; k < sizeof(of) / sizeof(of[0]); k++)
		for (i = record_next(member, of[k].field, 0);
		     i < member->nfield && rv == 0;
		     i = record_next(member, of[k].field, i + 1)) {
			if (member->field[i].value.n == 0)
				continue;
			buf_clear(&b);
			buf_printf(&b, "%d ", (int)of[k].cls);
			buf_view(&b, member->field[i].value);
			if (buf_bad(&b) ||
			    names_add(&r->roster, buf_all(&b)) == -1)
				rv = fail_memory(f);
		}
	buf_release(&b);
	return rv;
}

int
reviewed_roster(struct reviewed *r, const struct roll *roll, struct fail *f)
{
	struct record member = { 0 };
	size_t i;
	int rv = 0;

	names_clear(&r->roster);
	for (i = 0; i < roll->nmember && rv == 0; i++) {
		rv = record_parse(&member, roll->member[i].header,
		    RECORD_HEADER, f);
		if (rv == 0)
			rv = add_member(r, &member, f);
	}
	record_release(&member);
	return rv;
}

static int
mac(void *arg, struct view v, unsigned char out[CRYPT_HASH], struct fail *f)
{
	const struct reviewed *r = arg;

	return crypt_hmac_sha256(r->key, v, out, f);
}

/* All that one text is redacted with. */
struct work {
	struct redact_known *known, *deny;
	struct view *allow;
	struct buf part; /* what may leave, with all identifiers */
	struct policy_guards guards;
	struct decide decide;
	struct text *text;
};

static void
known_of(struct redact_known *k, const char *line)
{
	struct view v = view_of(line), cls = view_cut(&v, ' ');
	unsigned long n = REDACT_NAME;

	(void)view_number(cls, 0, REDACT_CLASSES - 1, &n);
	*k = (struct redact_known){ v, (enum redact_class)n };
}

static int
prepare(const struct reviewed *r, struct work *w, struct fail *f)
{
	const struct decide *d = &w->decide;
	struct text_options o = { .decide = d };
	struct view v, cls;
	size_t i;

	w->known = calloc(r->roster.n + 1, sizeof(*w->known));
	w->deny = calloc(d->always.n + 1, sizeof(*w->deny));
	w->allow = calloc(d->never.n + 1, sizeof(*w->allow));
	if (w->known == NULL || w->deny == NULL || w->allow == NULL)
		return fail_memory(f);
	for (i = 0; i < r->roster.n; i++)
		known_of(&w->known[i], names_get(&r->roster, i));
	for (i = 0; i < d->always.n; i++) {
		v = view_of(names_get(&d->always, i));
		cls = view_word(&v);
		w->deny[i] = (struct redact_known){ view_trim(v),
			(enum redact_class)redact_class_parse(cls) };
	}
	for (i = 0; i < d->never.n; i++)
		w->allow[i] = view_of(names_get(&d->never, i));
	o.find = (struct redact_options){ .mode = r->policy.mode,
		.quasi = r->policy.quasi,
		.known = w->known,
		.nknown = r->roster.n,
		.allow = w->allow,
		.nallow = d->never.n,
		.deny = w->deny,
		.ndeny = d->always.n };
	memcpy(o.act.verb, r->policy.verb, sizeof(o.act.verb));
	o.act.mac = mac;
	o.act.macarg = (void *)(uintptr_t)r;
	o.act.countries = r->countries;
	return text_new(&w->text, &o, f);
}

static int
not_reviewed(struct fail *f)
{
	return fail_set(f, FAIL_NO, "E_REVIEW",
	    "not reviewed in the very form that would leave; balint-redact "
	    "--review was expected, then its --decisions");
}

/* Redact again; what comes out must be what was reviewed. */
static int
redact_again(const struct reviewed *r, struct work *w, struct buf *out,
    struct fail *f)
{
	char hash[CRYPT_HEX], policy[sizeof(w->decide.policy)];

	(void)snprintf(policy, sizeof(policy), "%s/%lu", r->policy.name,
	    r->policy.version);
	if (crypt_sha256_hex(buf_all(&w->part), hash, f) == -1)
		return -1;
	if (decide_open(&w->decide) > 0 || w->decide.output[0] == '\0' ||
	    strcmp(w->decide.policy, policy) != 0 ||
	    strcmp(w->decide.input, hash) != 0)
		return not_reviewed(f);
	if (prepare(r, w, f) == -1 ||
	    text_find(w->text, buf_all(&w->part), &w->guards, f) == -1 ||
	    text_act(w->text, out, f) == -1)
		return -1;
	if (buf_bad(out))
		return fail_memory(f);
	if (crypt_sha256_hex(buf_all(out), hash, f) == -1)
		return -1;
	return strcmp(w->decide.output, hash) == 0 ? 0 : not_reviewed(f);
}

void
reviewed_beside(const char *path, struct buf *out)
{
	size_t n = strlen(path);

	if (n > 4 && strcmp(path + n - 4, ".txt") == 0)
		n -= 4;
	buf_printf(out, "%.*s.decisions", (int)n, path);
}

/* The decisions that lie beside a case; "not there" if none do. */
static int
read_decisions(const char *path, struct buf *b, struct view *v, struct fail *f)
{
	struct buf name = { 0 };
	int rv = 0;

	reviewed_beside(path, &name);
	if (buf_bad(&name))
		rv = fail_memory(f);
	else if (access(name.p, F_OK) == 0) {
		rv = file_read(AT_FDCWD, name.p, RECORD_SIZE_MAX, b, f);
		*v = buf_all(b);
	}
	buf_release(&name);
	return rv;
}

int
reviewed_record(const struct reviewed *r, const struct record *c,
    const char *path, struct buf *out, struct fail *f)
{
	struct work w = { 0 };
	struct buf text = { 0 }, bytes = { 0 };
	struct view decisions = { NULL, 0 };
	int rv = read_decisions(path, &text, &decisions, f);

	if (rv == 0)
		rv = decisions.p == NULL
			 ? not_reviewed(f)
			 : decide_parse(&w.decide, decisions, f);
	if (rv == 0)
		rv = policy_project(&r->policy, c, &w.part, &w.guards, f);
	if (rv == 0)
		rv = redact_again(r, &w, &bytes, f);
	if (rv == 0) {
		buf_view(out, buf_all(&bytes));
		rv = buf_bad(out) ? fail_memory(f) : 0;
	}
	text_free(w.text);
	decide_release(&w.decide);
	free(w.guards.g);
	free(w.known);
	free(w.deny);
	free(w.allow);
	buf_release(&w.part);
	buf_release(&bytes);
	buf_release(&text);
	return rv == -1 ? fail_file(f, path) : 0;
}

int
reviewed_prose(struct view bytes, struct buf *out, struct fail *f)
{
	struct record r = { 0 };
	size_t i;
	int rv = record_parse(&r, bytes, RECORD_ALL, f);

	for (i = 0; rv == 0 && i < r.nsection; i++) {
		buf_puts(out, "## ");
		buf_view(out, r.section[i].title);
		buf_putc(out, '\n');
		record_prose(out, r.section[i].body);
	}
	record_release(&r);
	return rv == 0 && buf_bad(out) ? fail_memory(f) : rv;
}
