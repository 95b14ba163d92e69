#ifndef COMMON_REVIEWED_H
#define COMMON_REVIEWED_H

#include "common/buf.h"
#include "common/fail.h"
#include "common/names.h"
#include "common/record.h"
#include "common/redact-policy.h"
#include "common/standin.h"
#include "common/view.h"

/*
 * The text of a case as it may leave: redacted under a policy, and only if a
 * person has reviewed the very bytes that come out.
 */
struct reviewed {
	struct policy policy;
	struct buf policy_text, countries_text;
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

/* Another group: forget its members, and add them in the order of their ids. */
void reviewed_clear(struct reviewed *r);
int reviewed_member(struct reviewed *r, const struct record *member,
    struct fail *f);

/*
 * Append the sections of the case as the policy lets them leave.  decisions
 * is the file that balint-redact --review or --decisions wrote.  Returns 0;
 * or -1: E_REVIEW (FAIL_NO: not reviewed, not to the end, or for another text,
 * policy or version of the lists), E_DECISION, E_MEMORY and others.
 */
int reviewed_text(const struct reviewed *r, const struct record *c,
    struct view decisions, struct buf *out, struct fail *f);

#endif
