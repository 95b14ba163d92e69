#ifndef CMD_DESK_H
#define CMD_DESK_H

#include <stdbool.h>

#include "cmd/cli.h"
#include "common/buf.h"
#include "common/change.h"
#include "common/frame.h"
#include "common/record.h"
#include "common/store.h"
#include "common/vocab.h"

/*
 * What every verb that writes into a group begins with: the group, locked,
 * its frame, the words that its fields know, and the change to come.
 */
struct desk {
	struct cli *c;
	struct store s;
	struct buf bytes; /* of group.txt; the frame points into it */
	struct record group;
	struct frame frame;
	struct vocab words;
	struct change change;
};

enum {
	DESK_READ = 0,
	DESK_WRITE = 1,
	DESK_THREADS = 2,
	DESK_UNLOCKED = 4 /* the verb takes the lock itself, later */
};

/*
 * Open the group, enter the sandbox, take the lock (DESK_WRITE; not with -n),
 * read the frame.  Returns 0; or the exit status, having said why.  Close d
 * in both cases.
 */
int desk_open(struct cli *c, struct desk *d, unsigned how, bool keep);
void desk_close(struct desk *d);

/* Do the change, unless -n.  0, or the exit status. */
int desk_commit(struct desk *d);

/*
 * Check a record that is about to be written against its kind: the first
 * thing that is wrong is printed.  Unknown words are warned of.  0, or the
 * exit status.  name is the record's, for the message.
 */
int desk_check(struct desk *d, struct view bytes, const char *name);

/* Words in field i of r that no list knows: a warning with the nearest. */
void desk_warn(struct desk *d, const struct record *r, size_t i);

#endif
