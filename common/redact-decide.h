#ifndef COMMON_REDACT_DECIDE_H
#define COMMON_REDACT_DECIDE_H

#include <stddef.h>

#include "common/buf.h"
#include "common/fail.h"
#include "common/names.h"
#include "common/redact.h"
#include "common/view.h"

/*
 * What a person decided about the spans of one text, as a file that can be
 * edited: a header of `Name: value' lines, an empty line, then a line a span:
 *
 *	ACTION START-END CLASS [anything: confidence, rule, context]
 *
 * ACTION is ask, mask or keep; START and END are byte offsets in the text of
 * which Input is the SHA-256.  `Always: CLASS words' and `Never: words' hold
 * for all occurrences.  Output is the SHA-256 of what came out, once nothing
 * was left to ask.  Does no I/O.
 */
enum decide_action { DECIDE_ASK, DECIDE_MASK, DECIDE_KEEP };

struct decide_line {
	size_t start, end;
	enum redact_class cls;
	enum decide_action action;
	unsigned char confidence; /* 0: a word in clear that was a name */
	const char *why;	  /* static, or NULL */
};

#define DECIDE_HEX 65

struct decide {
	char policy[49]; /* "balint/1" */
	char lists[17];	 /* the version of the lists */
	char input[DECIDE_HEX], output[DECIDE_HEX]; /* or "" */
	struct names always;			    /* "name Thistlewood" */
	struct names never;
	struct decide_line *line; /* by start */
	size_t n, cap;
};

/*
 * Read a file; d is all zero.  Returns 0; or -1 with the line: E_DECISION,
 * E_MEMORY.  Release d in both cases.
 */
int decide_parse(struct decide *d, struct view text, struct fail *f);
void decide_release(struct decide *d);

/*
 * Append the file.  text is what the offsets are of, for the context behind
 * each line; "not there": no context.
 */
void decide_format(const struct decide *d, struct view text, struct buf *out);

/* The line of exactly that span, or NULL. */
struct decide_line *decide_find(const struct decide *d, size_t start,
    size_t end);

/* Set or add a line.  0, or -1: E_MEMORY. */
int decide_set(struct decide *d, const struct decide_line *line,
    struct fail *f);

/* How many are still to be asked. */
size_t decide_open(const struct decide *d);

#endif
