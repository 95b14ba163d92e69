#ifndef COMMON_SHARE_H
#define COMMON_SHARE_H

#include <stddef.h>

#include "common/buf.h"
#include "common/fail.h"
#include "common/names.h"
#include "common/view.h"

/*
 * A record without the sections that may not leave the leaders' store: a
 * section stays only if it is named.  Does no I/O.
 *
 * Appends to out.  Returns 0; or -1 when src is no record (the words of
 * record.h), so that nothing leaves unread.
 */
int share_record(struct view src, const struct names *sections, struct buf *out,
    struct fail *f);

#endif
