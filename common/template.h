#ifndef COMMON_TEMPLATE_H
#define COMMON_TEMPLATE_H

#include <stdbool.h>
#include <stddef.h>

#include "common/buf.h"
#include "common/fail.h"
#include "common/view.h"

/*
 * What a session or a case begins as.  A template is a file of lines:
 *
 *	For: session		or case
 *	Phase: follow-up 5	a phase and its minutes; `*`: what is left
 *	Each: telling 10	the same, once for every case of the session
 *	PurgeMonths: 24		of a case: PurgeAfter, from its session on
 *	Field: Research no	of a case: a field, and its value
 *	Section: telling	of a case: an empty section
 *
 * `#` at the beginning of a line is a comment.  Phases are a list; they may
 * repeat.  Several `Each:` lines in a row repeat together.  Does no I/O.
 */
#define TEMPLATE_LINES 64

enum template_what { TEMPLATE_PHASE, TEMPLATE_FIELD, TEMPLATE_SECTION };

struct template_line {
	enum template_what what;
	bool each;
	struct view name;  /* the phase, the field, the section */
	struct view value; /* of a field */
	int minutes;	   /* of a phase; -1: what is left */
};

struct template
{
	bool session;	  /* else a case */
	int purge_months; /* 0: never */
	struct template_line line[TEMPLATE_LINES];
	size_t n;
};

/*
 * The views point into bytes.  Returns 0, or -1 and *f with the line
 * (E_TEMPLATE).
 */
int template_parse(struct template *t, struct view bytes, struct fail *f);

/*
 * Append `Phase: HH:MM WORD MINUTES` lines for a session that begins at
 * `start` (minutes since midnight), takes `minutes` and has `cases` cases.
 * Returns 0; or -1: E_TEMPLATE when the phases take longer than that.
 */
int template_plan(const struct template *t, int start, int minutes,
    unsigned cases, struct buf *out, struct fail *f);

#endif
