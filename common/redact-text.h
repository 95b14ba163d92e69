#ifndef COMMON_REDACT_TEXT_H
#define COMMON_REDACT_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "common/buf.h"
#include "common/fail.h"
#include "common/redact-act.h"
#include "common/redact-decide.h"
#include "common/redact-leak.h"
#include "common/redact-match.h"
#include "common/redact-policy.h"
#include "common/redact.h"

/*
 * The whole way of a text: find, decide, act, look back.  Does no I/O.
 */
struct text_options {
	struct redact_options find;
	struct act_options act;
	const struct decide *decide; /* may be NULL */
	const struct text_pattern *pattern;
	size_t npattern;
	bool unchecked; /* only find: there will be no output */
};

struct text_span {
	struct redact_span s;
	enum act_verb verb; /* what the policy or a person says */
	enum leak_fate fate;
	bool decided; /* by a person */
};

struct text;

/* o is copied, what it points to is not.  0; or -1: E_MEMORY. */
int text_new(struct text **out, const struct text_options *o, struct fail *f);
void text_free(struct text *t);

/* The next call begins a new document. */
void text_forget(struct text *t);

/*
 * Find in one block of a document, without the structure that guards name
 * (NULL: none; ordered), and decide.  0; or -1.  text_spans() then has them.
 */
int text_find(struct text *t, struct view in,
    const struct policy_guards *guards, struct fail *f);

/* Valid until the next call. */
const struct text_span *text_spans(const struct text *t, size_t *n);

/*
 * Append what comes out of the block that text_find() was given.  Returns 0;
 * or -1, E_LEAK among others, and then nothing was appended.
 */
int text_act(struct text *t, struct buf *out, struct fail *f);

/*
 * Words in clear in that block that were masked as a name and may be none:
 * ordinary words.
 */
const struct leak_doubt *text_doubts(const struct text *t, size_t *n);

/* 0; or -1 and E_LEAK: what text_act() would say. */
int text_look(const struct text *t, struct fail *f);

#endif
