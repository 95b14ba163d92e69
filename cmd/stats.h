#ifndef CMD_STATS_H
#define CMD_STATS_H

#include "cmd/cli.h"

/* The verbs of balint-stats, a file each. */
extern const struct cli_verb stats_score, stats_pairs, stats_kappa, stats_risk;
extern const struct cli_verb stats_owed;
extern const struct cli_verb stats_prep, stats_attendance, stats_table_verb;
extern const struct cli_verb stats_log, stats_report;

#endif
