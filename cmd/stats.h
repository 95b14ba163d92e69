#ifndef CMD_STATS_H
#define CMD_STATS_H

#include "cmd/cli.h"

/* The verbs of balint-stats, a file each. */

#endif
