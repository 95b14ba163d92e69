#ifndef COMMON_REDACT_HOUSE_H
#define COMMON_REDACT_HOUSE_H

/* Made-up institutions; a part of redact-act. */

#include "common/redact-surrogate.h"

/*
 * Append another institution for span s of `in': the words that say what it
 * is stay (Surgery, Klinik, école), those of its own become stand-ins, none
 * of which occurs in the text; figures become others.  Returns 0; 1, nothing
 * appended: it has too many words; or -1 with *f set.
 */
int house_surrogate(const struct act_options *o, struct actword *w,
    struct view in, const struct redact_span *s, struct buf *out,
    struct fail *f);

#endif
