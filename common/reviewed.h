#ifndef COMMON_REVIEWED_H
#define COMMON_REVIEWED_H

#include "common/buf.h"
#include "common/fail.h"
#include "common/names.h"
#include "common/record.h"
#include "common/redact-policy.h"
#include "common/roll.h"
#include "common/standin.h"
#include "common/view.h"

/*
 * The text of a case as it may leave: redacted under a policy, and only if a
 * person has reviewed the very bytes that come out.
 */
struct reviewed {
	struct policy policy;
	struct buf countries_text;
	struct standin *countries;
	struct view key;     /* for pseudonyms; borrowed */
	struct names roster; /* "CLASS words" of one group's members */
};

/*
 * Read the policy of that name (the library's own before a shipped one), or
 * at that path.  0; or -1: E_POLICY, also for one with stand-ins or shifted
 * dates, which can't be made again.  Release r in both cases.
 */
int reviewed_open(struct reviewed *r, const char *policy, struct view key,
    struct fail *f);
void reviewed_release(struct reviewed *r);

/* Look for these members' names, and for no other group's.  0, or -1. */
int reviewed_roster(struct reviewed *r, const struct roll *roll,
    struct fail *f);

/*
 * Append where the decisions about a text lie: x.decisions beside x.txt, and
 * beside x.
 */
void reviewed_beside(const char *path, struct buf *out);

/*
 * Append the case whose file is path as the policy lets it leave: a record,
 * redacted, byte for byte what was reviewed.  The decisions that balint-redact
 * --review or --decisions wrote lie beside it.  Returns 0; or -1, naming path:
 * E_REVIEW (FAIL_NO: not reviewed, not to the end, or for another text,
 * policy or version of the lists), E_DECISION, E_MEMORY and others.
 */
int reviewed_record(const struct reviewed *r, const struct record *c,
    const char *path, struct buf *out, struct fail *f);

/* Append only the sections of what reviewed_record() gave.  0, or -1. */
int reviewed_prose(struct view bytes, struct buf *out, struct fail *f);

#endif
