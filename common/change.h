#ifndef COMMON_CHANGE_H
#define COMMON_CHANGE_H

#include <stdbool.h>
#include <stddef.h>

#include "common/buf.h"
#include "common/fail.h"
#include "common/store.h"
#include "common/view.h"

/*
 * The one way in which programs write into a group.  Say first what is to be
 * written; then change_commit() looks at all of it, keeps what was there
 * (undo.h), and writes file by file in the order in which it was said.  The
 * caller picks an order that is right at every step, so that a run that was
 * cut short can be run again.
 */
struct change_item {
	enum store_part part; /* or STORE_GROUP */
	char id[64];
	struct buf bytes;
	bool fresh; /* must not be there yet */
	bool drop;  /* take it away */
};

struct change {
	struct store *s; /* locked */
	struct change_item *item;
	size_t n, cap;
	bool keep; /* what is replaced, for change_undo() */
};

/*
 * keep false is --no-undo.  How many changes are kept is for the group's
 * UndoDepth to say, else UNDO_DEPTH; with `UndoDepth: 0` none is kept, and
 * what was is forgotten.
 */
void change_init(struct change *c, struct store *s, bool keep);

/* Replace a record, or make it.  bytes is copied.  0, or -1: no memory, E_ID. */
int change_put(struct change *c, enum store_part part, const char *id,
    struct view bytes, struct fail *f);

/* Make a record; E_EXISTS at the commit if it is there. */
int change_new(struct change *c, enum store_part part, const char *id,
    struct view bytes, struct fail *f);

/* Take a record away. */
int change_drop(struct change *c, enum store_part part, const char *id,
    struct fail *f);

/*
 * Do it.  Returns 0; or -1 and *f.  When the bytes of any item are no record,
 * or a new one is there already, nothing at all is written.  When the disk
 * fails in the middle, the items before are written and the rest are not;
 * each file is the old one or the new one.
 */
int change_commit(struct change *c, struct fail *f);

/* Forget it; wipes.  c is then empty. */
void change_release(struct change *c);

/*
 * Take the newest kept change back and forget it.  With dry, only say.
 * `said` is called for each file that is put back (old "not there": taken
 * away).  Returns 0; 1 when nothing is kept; or -1 and *f: E_CHANGED when a
 * file is no longer what the change made of it, and then nothing is done.
 */
int change_undo(struct store *s, bool dry,
    void (*said)(void *arg, enum store_part part, const char *id, bool gone),
    void *arg, struct fail *f);

#endif
