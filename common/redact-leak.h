#ifndef COMMON_REDACT_LEAK_H
#define COMMON_REDACT_LEAK_H

#include <stdbool.h>
#include <stddef.h>

#include "common/fail.h"
#include "common/redact.h"
#include "common/view.h"

/*
 * The look back before anything goes out: what was masked in one place must
 * not stand in clear in another.  Looked for are e-mail addresses, phone and
 * other numbers, full names, and single names that are no ordinary word.  A
 * name that is an ordinary word as well (Will, Hope) is no leak but a doubt.
 *
 * Does not lean on the rules that found the spans: it compares words.
 */
enum leak_fate {
	LEAK_MASKED, /* it is gone */
	LEAK_KEPT,   /* it stays, by class: looked through */
	LEAK_EXEMPT  /* a person said that it may stay */
};

struct leak_doubt {
	size_t start, end;
	enum redact_class cls;
	unsigned entity; /* of the span that it repeats */
	bool certain;	 /* no ordinary word: a leak, if it stays */
};

struct leak;

/* NULL: no memory. */
struct leak *leak_new(void);
void leak_free(struct leak *l);

/* A new document: nothing was masked yet. */
void leak_forget(struct leak *l);

/* A word that may stand in clear wherever it is.  0, or -1. */
int leak_allow(struct leak *l, struct view word);

/*
 * Remember what is masked in `in', then look through all the rest of it.
 *
 * *found (may be NULL: then the first certain one is an error) are the places
 * outside the spans where a masked value stands in clear, in order, valid
 * until the next call.  A certain one inside a span that is kept by its class
 * is an error in any case.
 *
 * Returns 0; or -1: E_LEAK (FAIL_RANGE) with line and column, E_MEMORY.
 */
int leak_check(struct leak *l, struct view in, const struct redact_span *s,
    const enum leak_fate *fate, size_t n, const struct leak_doubt **found,
    size_t *nfound, struct fail *f);

#endif
