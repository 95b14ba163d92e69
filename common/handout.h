#ifndef COMMON_HANDOUT_H
#define COMMON_HANDOUT_H

#include "common/buf.h"
#include "common/fail.h"
#include "common/view.h"

/*
 * A trainer's copy of a record: what trainers need of the group, its members
 * and its sessions, and nothing that tells on which day somebody presented.
 * Sections stay behind, so do a member's study code and consent; a session's
 * `presented=` too.  The number of a member's presentations stands in the
 * member's own record instead, without a date.  Does no I/O.
 *
 * Appends to out.  Returns 0; or -1 when src is no record (the words of
 * record.h and attend.h), so that nothing leaves unread.
 */

/* Group or session: whichever src is. */
int handout_record(struct view src, struct buf *out, struct fail *f);

/* A member with so many presentations more than the record says itself. */
int handout_member(struct view src, unsigned presented, struct buf *out,
    struct fail *f);

#endif
