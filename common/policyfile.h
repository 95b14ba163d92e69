#ifndef COMMON_POLICYFILE_H
#define COMMON_POLICYFILE_H

#include "common/fail.h"
#include "common/redact-policy.h"

/*
 * Read the policy of that name, the library's own before a shipped one, or,
 * if there is a slash in it, the one at that path.  0; or -1: E_POLICY and
 * others, naming it.  Release p in both cases.
 */
int policyfile_read(struct policy *p, const char *name, struct fail *f);

#endif
