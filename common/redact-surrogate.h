#ifndef COMMON_REDACT_SURROGATE_H
#define COMMON_REDACT_SURROGATE_H

/* Stand-ins, word by word; a part of redact-act. */

#include "common/redact-act.h"

/*
 * Append v folded, letters and digits only, one blank between words: what two
 * spellings of the same value have in common.
 */
void actword_bare(struct buf *b, struct view v);

struct actword;

/* A new document that begins with `in`; o outlives it.  NULL: no memory. */
struct actword *actword_new(const struct act_options *o, struct view in);
void actword_free(struct actword *w);

/* The next block: none of its words becomes a stand-in.  0, or -1. */
int actword_text(struct actword *w, struct view in);

/*
 * Append what stands for one word, in its case: what it was given before, or
 * one of that group and kind that does not occur.
 */
int actword_put(struct actword *w, struct view word, int group, int kind,
    struct buf *out, struct fail *f);

/*
 * Append the stand-in of span s in `in`: each word by another of its kind, a
 * word always by the same one; particles stay; the case is copied.
 */
int actword_surrogate(struct actword *w, struct view in,
    const struct redact_span *s, struct buf *out, struct fail *f);

#endif
