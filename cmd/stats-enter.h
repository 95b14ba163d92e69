#ifndef CMD_STATS_ENTER_H
#define CMD_STATS_ENTER_H

#include "cmd/cli.h"
#include "common/bars.h"
#include "common/names.h"

/* What the leaders' verbs of balint-stats share. */

/* Which of a group's directories a verb reads; sessions and members always. */
enum { STATS_CASES = 1, STATS_DEBRIEFS = 2 };

/*
 * Enter the sandbox: the groups' frames, members and sessions, with `parts`
 * more; and the directories of the files (NULL ends the list, "-" is passed
 * over) that will be written.  Returns 0 or the exit status.
 */
int stats_enter(struct cli *c, const struct names *paths, unsigned parts,
    const char *const *files, unsigned what);

/*
 * How to draw on what -o names: colour only on a terminal and without
 * NO_COLOR, the window's width, else COLUMNS, else 80.
 */
void stats_window(const struct cli *c, struct bars *how);

/*
 * Say that what is printed is private to the leader, where the form has no
 * room for it: rows are data and nothing else.  Text and pages say it
 * themselves.
 */
void stats_private(const struct cli *c);

/* The processors that are there, 8 at most: how many threads are useful. */
unsigned stats_threads(void);

#endif
