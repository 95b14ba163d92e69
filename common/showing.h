#ifndef COMMON_SHOWING_H
#define COMMON_SHOWING_H

#include <stdbool.h>

#include "common/bars.h"
#include "common/buf.h"
#include "common/emit.h"
#include "common/fail.h"
#include "common/turnout.h"
#include "common/view.h"

/*
 * How a turnout is shown: as rows of a table, or as bars, a grid and
 * sparklines on a terminal.  Does no I/O.
 */
enum showing_by { SHOWING_MEMBER, SHOWING_SESSION, SHOWING_MONTH };

struct showing {
	enum showing_by by;
	bool grid; /* text: members against months */
	struct bars how;
};

/* The word behind --by; -1 if it is none. */
int showing_parse(struct view word);

/* Begin the table that showing_emit() fills. */
void showing_begin(const struct showing *s, struct emit *e,
    enum emit_format format);

/*
 * Append the rows of one group, in a form for showing_emit() only, so that
 * any thread may count and one alone writes.  0, or -1 and *f.
 */
int showing_rows(const struct showing *s, struct view group,
    const struct turnout *t, struct buf *out, struct fail *f);
void showing_emit(const struct showing *s, struct emit *e, struct view rows);

/* Append one group as text of how.width columns.  0, or -1 and *f. */
int showing_text(const struct showing *s, struct view group,
    const struct turnout *t, struct buf *out, struct fail *f);

#endif
