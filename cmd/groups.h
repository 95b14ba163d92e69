#ifndef CMD_GROUPS_H
#define CMD_GROUPS_H

#include <stdbool.h>
#include <stddef.h>

#include "cmd/cli.h"
#include "common/names.h"
#include "common/out.h"
#include "common/roll.h"

/*
 * What the verbs that walk over many groups share: which groups, the
 * sandbox around them, one roll after the other, progress.
 */
struct groups {
	struct names path;
	struct names done; /* those that groups_next() gave, in order */
	struct names id;   /* and their lasting ids */
	struct roll roll;
	size_t at;	       /* the group that comes next */
	int status;	       /* the worst exit status so far */
	long long began, told; /* milliseconds; for progress */
};

/*
 * The groups that the operands name, then those that the file `files0`
 * names, each ended by a NUL ("-": standard input; NULL: no file); or, with
 * neither, -g or the group one stands in.  One that is not there is named on
 * standard error, goes into g->status, and the others stay.
 */
void groups_collect(struct cli *c, struct groups *g, const char *files0);

/*
 * Enter the sandbox: of each group group.txt, members/ and sessions/ may be
 * read and nothing else; of the rest `read` (ends with NULL; may be NULL).
 * In the directory of -o, if there is one, files may be made.
 * Returns 0, or the exit status.
 */
int groups_enter(struct cli *c, struct groups *g, const char *const *read);

/*
 * Read the next group into g->roll.  A broken one, and a copy of one that
 * was there before, is named, goes into g->status and is passed over.
 * False: there are no more.
 */
bool groups_next(struct cli *c, struct groups *g, const struct roll_options *o);

/* Begin again with the first group. */
void groups_rewind(struct groups *g);

void groups_release(struct groups *g);

#endif
