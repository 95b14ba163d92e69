#ifndef COMMON_REFS_H
#define COMMON_REFS_H

#include "common/fail.h"
#include "common/store.h"

/* How people name a record, and which one they mean. */
#define REFS_LEN 64 /* an id and its NUL */

/*
 * A case in any form that is not ambiguous: `14`, `c14`, `c014`, `c014-7kq`.
 * Returns 0 and the id; or -1: E_CASE.
 */
int refs_case(struct store *s, const char *arg, char id[REFS_LEN],
    struct fail *f);

/* A session by its id or its date.  0, or -1: E_SESSION. */
int refs_session(struct store *s, const char *arg, char id[REFS_LEN],
    struct fail *f);

/*
 * The last session on or before that day which is not cancelled.  0, or -1:
 * E_SESSION when there is none.
 */
int refs_last_session(struct store *s, int day, char id[REFS_LEN],
    struct fail *f);

/*
 * Any record: `group`, a session, a debrief (`s2026-11-24.ben`), a case, a
 * member.  Returns 0, the part and the id; or -1: E_RECORD.
 */
int refs_any(struct store *s, const char *arg, enum store_part *part,
    char id[REFS_LEN], struct fail *f);

#endif
