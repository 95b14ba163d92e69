#ifndef COMMON_REDACT_POLICY_H
#define COMMON_REDACT_POLICY_H

#include <stdbool.h>

#include "common/fail.h"
#include "common/names.h"
#include "common/record.h"
#include "common/redact-act.h"
#include "common/redact.h"
#include "common/view.h"

/*
 * A policy: what is done to each class of identifier, and which sections and
 * fields of a case may leave at all.  A file of `Name: value' lines:
 *
 *	Policy: balint
 *	Version: 1
 *	Summary: one line
 *	Mode: balanced | strict
 *	Quasi: yes | no		ages below 90, professions, nationalities too
 *	As: name=tag,date=year
 *	Section: telling	may stand often; what is not named stays in
 *	Field: Theme		kept as it is; controlled words only
 *	Text: Title		kept, and redacted as prose
 *
 * Lines that are empty or begin with # are skipped.  Does no I/O.
 */
struct policy {
	char name[33];
	char summary[201];
	unsigned long version;
	enum redact_mode mode;
	bool quasi;
	enum act_verb verb[REDACT_CLASSES];
	struct names section, field, text;
};

/*
 * Read a policy; p is all zero or released.  Returns 0; or -1 with the line:
 * E_POLICY, E_AS, E_MEMORY.  Release p in both cases.
 */
int policy_parse(struct policy *p, struct view text, struct fail *f);
void policy_release(struct policy *p);

/* True if it does that to identifiers of any class. */
bool policy_uses(const struct policy *p, enum act_verb verb);

/* Append what it does, in words, for --explain. */
void policy_explain(const struct policy *p, struct buf *out);

/* Bytes lo to hi - 1 of a text are structure and are never masked. */
struct policy_guard {
	size_t lo, hi;
};

struct policy_guards {
	struct policy_guard *g;
	size_t n, cap;
};

/*
 * Append the part of a case that may leave: its kept fields and sections, as
 * a record again, still with all identifiers; and to guards, in order, where
 * it is structure.  The first field says which policy made it.  Returns 0, or
 * -1: E_MEMORY.
 */
int policy_project(const struct policy *p, const struct record *r,
    struct buf *out, struct policy_guards *guards, struct fail *f);

#endif
