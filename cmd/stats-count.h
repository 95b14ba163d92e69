#ifndef CMD_STATS_COUNT_H
#define CMD_STATS_COUNT_H

#include <stdbool.h>

#include "cmd/cli.h"
#include "common/roll.h"
#include "common/tabling.h"

/*
 * Fill n tables (their `by` says of what) from a group's roll and, if `cases`
 * is set, from its case files, each of which is read once, its header only.
 * A broken case is named, goes into *status and counts nowhere.
 *
 * Returns 0, or -1 and *f.
 */
int stats_count(struct cli *c, struct tabling *t, size_t n,
    const struct roll *r, bool cases, int *status, struct fail *f);

#endif
