#ifndef COMMON_PREPPAGE_H
#define COMMON_PREPPAGE_H

#include "common/bars.h"
#include "common/buf.h"
#include "common/prep.h"

/*
 * The page for the evening, printed.  Everything on it is private to the
 * leaders.  No I/O; out of memory shows in the buf.
 */
void preppage_text(struct buf *b, const struct prep *p, const struct bars *how);

/* One self-contained page, made for printing on A4 or Letter. */
void preppage_html(struct buf *b, const struct prep *p);

/*
 * One JSON object a line, each with "kind": session, member, followup,
 * unfinished, phase.
 */
void preppage_jsonl(struct buf *b, const struct prep *p);

#endif
