#include "common/redact.h"

#include <stdlib.h>
#include <string.h>

#include "common/redact-int.h"

static const char *const names[REDACT_CLASSES] = { "name", "date", "age",
	"place", "org", "phone", "email", "url", "id", "profession",
	"nationality", "other" };

const char *
redact_class_name(enum redact_class c)
{
	return c < REDACT_CLASSES ? names[c] : "other";
}

int
redact_class_parse(struct view v)
{
	int i;

	for (i = 0; i < REDACT_CLASSES; i++)
		if (view_is(v, names[i]))
			return i;
	return -1;
}

enum redact_lang
redact_lang_parse(struct view v)
{
	return view_is(v, "en")	  ? REDACT_EN
	       : view_is(v, "de") ? REDACT_DE
	       : view_is(v, "fr") ? REDACT_FR
				  : REDACT_AUTO;
}

struct redact *
redact_new(const struct redact_options *o)
{
	struct redact *r = calloc(1, sizeof(*r));

	if (r == NULL)
		return NULL;
	r->o = *o;
	r->known = calloc(KNOWN_SLOTS, sizeof(r->known[0]));
	r->set = calloc((size_t)1 << WORDSET_BITS, sizeof(r->set[0]));
	if (r->known == NULL || r->set == NULL || roster_compile(r) == -1) {
		redact_free(r);
		return NULL;
	}
	return r;
}

static void
wipe(void *p, size_t n)
{
	if (p != NULL)
		explicit_bzero(p, n);
	free(p);
}

void
redact_free(struct redact *r)
{
	if (r == NULL)
		return;
	wipe(r->t, r->cap * sizeof(r->t[0]));
	wipe(r->sieve, r->sievecap * sizeof(r->sieve[0]) * SIEVES);
	wipe(r->s, r->scap * sizeof(r->s[0]));
	wipe(r->known, KNOWN_SLOTS * sizeof(r->known[0]));
	free(r->set);
	wipe(r->rule, r->rulecap * sizeof(r->rule[0]));
	wipe(r->text, r->textcap);
	free(r);
}

void
redact_forget(struct redact *r)
{
	/* many documents are small: not all slots of all of them */
	while (r->nknown > 0)
		r->known[r->used[--r->nknown]] = (struct known){ .hash = 0 };
	r->entities = 0;
	roster_restore(r);
}

int
redact_find(struct redact *r, const char *p, size_t n,
    const struct redact_span **spans, size_t *nspans, struct fail *f)
{
	if (n > UINT32_MAX / 2)
		return fail_set(f, FAIL_LIMIT, "E_LIMIT",
		    "the document is too large, expected less than 2 GiB");
	r->p = p;
	r->np = n;
	r->ns = 0;
	r->memory = false;
	if (token_cut(r) == -1)
		return fail_memory(f);
	lang_guess(r);
	if (sieve_make(r) == -1)
		return fail_memory(f);
	roster_mark(r);
	phrase_mark(r);
	scan_net(r);
	ident_find(r);
	date_find(r);
	age_find(r);
	number_find(r);
	org_find(r);
	name_find(r);
	if (r->o.quasi)
		quasi_find(r);
	merge_spans(r);
	if (r->memory)
		return fail_memory(f);
	*spans = r->s;
	*nspans = r->ns;
	return 0;
}
