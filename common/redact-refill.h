#ifndef COMMON_REDACT_REFILL_H
#define COMMON_REDACT_REFILL_H

/* Other numbers, addresses, dates and ages of the same form; a part of redact-act. */

#include "common/redact-act.h"

/* A number, never 0, for a value of that class: the same under the same key. */
int refill_draw(const struct act_options *o, enum redact_class cls,
    struct view v, uint64_t *x, struct fail *f);

/*
 * Append another value for span s of `in', a phone, id, e-mail or url: the
 * same for the same value under the same key, and one that does not occur in
 * `in' (of fewer than six bytes: another).  A number keeps its marks, its
 * country and first figures; an id never passes the check of its scheme, so
 * that it is nobody's; addresses are below example.org, which RFC 2606 sets
 * apart.  Returns 0; or -1 with *f set.
 */
int refill_value(const struct act_options *o, struct view in,
    const struct redact_span *s, struct buf *out, struct fail *f);

/*
 * Append the date v moved by a number of weeks that is the same for all dates
 * under this key, so that weekdays hold.  Returns 0; 1, nothing appended: it
 * can't be read, or not be moved; or -1 with *f set.
 */
int refill_date(const struct act_options *o, struct view v, struct buf *out,
    struct fail *f);

/*
 * Append the age v, from 90 and in figures, as another one from 90 to 99; the
 * same for the same age.  Returns 0; 1, nothing appended: it is none such; or
 * -1 with *f set.
 */
int refill_age(const struct act_options *o, struct view v, struct buf *out,
    struct fail *f);

#endif
