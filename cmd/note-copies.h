#ifndef CMD_NOTE_COPIES_H
#define CMD_NOTE_COPIES_H

#include <stdbool.h>

#include "cmd/cli.h"
#include "common/fail.h"
#include "common/names.h"
#include "common/store.h"

/* Where a case may still be after it was purged. */
struct copies {
	bool commits;	       /* git has commits of the group */
	struct names remotes;  /* names of git's remotes */
	struct names archives; /* lines of archives.txt that name the group */
};

/* Look, from outside the sandbox.  0, or the exit status. */
int copies_find(struct cli *c, struct copies *k);

/* Tell of each; the exit status is CLI_NO if there is any. */
int copies_tell(struct cli *c, const struct copies *k);
void copies_release(struct copies *k);

/*
 * Remove what lies beside a case's record under its id (decisions of a
 * review, another version of a merge) and drafts of it.  0, or -1.
 */
int copies_remove_beside(struct store *s, const char *id, struct fail *f);

#endif
