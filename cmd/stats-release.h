#ifndef CMD_STATS_RELEASE_H
#define CMD_STATS_RELEASE_H

#include "cmd/cli.h"
#include "common/csvtable.h"
#include "common/disclose.h"
#include "common/out.h"

/*
 * Tables of counts that may be given away: --suppress T, and --ledger FILE,
 * which keeps one release consistent with the next.
 */
enum { RELEASE_OPT_SUPPRESS = 950, RELEASE_OPT_LEDGER };

#define RELEASE_OPTIONS                                                        \
	{ RELEASE_OPT_SUPPRESS, "suppress", "T",                               \
		"to give away: counts below T hidden (11)" },                  \
	{                                                                      \
		RELEASE_OPT_LEDGER, "ledger", "FILE",                          \
		    "suppressed.tsv: what was hidden before"                   \
	}

struct release {
	unsigned threshold; /* 0: no release */
	const char *ledger;
	struct csvtable *earlier;
	struct out out; /* the new ledger */
	struct disclose d;
};

/* Take one of the options; false: it is none of them. */
bool release_option(struct release *r, struct cli *c, int key);

/*
 * Before the sandbox: read the ledger, if it is there, and open the new one.
 * 0, or the exit status.
 */
int release_open(struct release *r, struct cli *c);

/*
 * Hide, print into o (which it closes) and into the ledger.  `table` names
 * the table in the ledger; row, col (NULL: one dimension) and count are the
 * names of the columns.  Returns the exit status.
 */
int release_print(struct release *r, struct cli *c, struct out *o,
    const char *table, const char *row, const char *col, const char *count);

void release_free(struct release *r);

#endif
