/* balint-stats: what one learns from the records. */

#include <stddef.h>

#include "cmd/stats.h"

static const struct cli_verb *const verbs[] = {
	&stats_prep,
	&stats_attendance,
	&stats_owed,
	&stats_table_verb,
	&stats_log,
	&stats_kappa,
	&stats_pairs,
	&stats_risk,
	&stats_score,
	&stats_report,
	NULL,
};

int
main(int argc, char **argv)
{
	return cli_main("balint-stats",
	    "Prepare a session, count, measure and compare", verbs, argc, argv);
}
