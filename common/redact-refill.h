#ifndef COMMON_REDACT_REFILL_H
#define COMMON_REDACT_REFILL_H

/* Other numbers and addresses of the same form; a part of redact-act. */

#include "common/redact-act.h"

/*
 * Append another value for span s of `in', a phone, id, e-mail or url: the
 * same for the same value under the same key, and one that does not occur in
 * `in' (of fewer than six bytes: another).  A number keeps its marks, its country and first figures; an id never
 * passes the check of its scheme, so that it is nobody's; addresses are below
 * example.org, which RFC 2606 sets apart.  Returns 0; or -1 with *f set.
 */
int refill_value(const struct act_options *o, struct view in,
    const struct redact_span *s, struct buf *out, struct fail *f);

#endif
