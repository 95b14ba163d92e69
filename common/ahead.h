#ifndef COMMON_AHEAD_H
#define COMMON_AHEAD_H

#include "common/fail.h"
#include "common/flow.h"

/*
 * A source that a thread of its own reads ahead, so that decrypting and
 * unpacking go on beside what is done with the bytes.  `from` then belongs
 * to that thread until ahead_free(), which waits for it.
 *
 * What the source below said, the failure included, arrives here in order.
 */
struct ahead;
int ahead_new(struct ahead **out, struct source from, struct fail *f);
void ahead_free(struct ahead *a); /* stops the thread; wipes */
struct source ahead_source(struct ahead *a);

#endif
