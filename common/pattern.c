#define PCRE2_CODE_UNIT_WIDTH 8

#include "common/pattern.h"

#include <pcre2.h>
#include <stdlib.h>

#define MATCH_LIMIT 1000000u /* about a second of the worst pattern */

struct pattern {
	pcre2_code *code;
	pcre2_match_data *data;
	pcre2_match_context *context;
};

int
pattern_new(struct pattern **out, struct view source, struct fail *f)
{
	struct pattern *p = calloc(1, sizeof(*p));
	PCRE2_SIZE at = 0;
	int error = 0;

	if (p == NULL)
		return fail_memory(f);
	p->code = pcre2_compile((PCRE2_SPTR)source.p, source.n,
	    PCRE2_UTF | PCRE2_UCP | PCRE2_MATCH_INVALID_UTF |
		PCRE2_NEVER_BACKSLASH_C,
	    &error, &at, NULL);
	if (p->code == NULL) {
		free(p);
		return fail_at(f, FAIL_SYNTAX, "E_PATTERN",
		    "no pattern that PCRE2 understands", 1, at + 1);
	}
	(void)pcre2_jit_compile(p->code, PCRE2_JIT_COMPLETE);
	p->data = pcre2_match_data_create_from_pattern(p->code, NULL);
	p->context = pcre2_match_context_create(NULL);
	if (p->data == NULL || p->context == NULL) {
		pattern_free(p);
		return fail_memory(f);
	}
	(void)pcre2_set_match_limit(p->context, MATCH_LIMIT);
	*out = p;
	return 0;
}

void
pattern_free(struct pattern *p)
{
	if (p == NULL)
		return;
	pcre2_match_context_free(p->context);
	pcre2_match_data_free(p->data);
	pcre2_code_free(p->code);
	free(p);
}

int
pattern_find(struct pattern *p, struct view v, size_t from, size_t *start,
    size_t *end, struct fail *f)
{
	const PCRE2_SIZE *o;
	int n;

	n = pcre2_match(p->code, (PCRE2_SPTR)(v.p != NULL ? v.p : ""), v.n,
	    from, PCRE2_NOTEMPTY, p->data, p->context);
	if (n == PCRE2_ERROR_NOMATCH)
		return 0;
	if (n < 0)
		return fail_set(f, FAIL_LIMIT, "E_PATTERN",
		    "a pattern took too long; a simpler one was expected");
	o = pcre2_get_ovector_pointer(p->data);
	*start = o[0];
	*end = o[1];
	return 1;
}
