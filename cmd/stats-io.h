#ifndef CMD_STATS_IO_H
#define CMD_STATS_IO_H

#include "cmd/cli.h"
#include "common/csvfile.h"
#include "common/out.h"

/*
 * What the verbs that work on CSV files share.  All files are opened, then
 * the sandbox is shut, then they are read.
 */
struct stats_input {
	const char *name; /* as given; NULL: there is none */
	int fd;		  /* -1 once it is read */
};

/*
 * Open n inputs (those with a name) and the output of -o, and shut the
 * sandbox behind them.  Returns 0, or the exit status after printing why.
 */
int stats_open(struct cli *c, struct stats_input *in, size_t n, struct out *o);

/* Read an input whole.  Returns 0, or the exit status after printing why. */
int stats_table(struct cli *c, struct stats_input *in, char separator,
    struct csvtable **out);

/* Write what e holds into o and close both.  0, or the exit status. */
int stats_close(struct cli *c, struct emit *e, struct out *o, int status);

/* --separator: ',' ';' or a tab; another ends the program. */
char stats_separator(const struct cli *c, const char *arg);

/* The column of that name in t, or trouble: prints why, CSVTABLE_NONE. */
size_t stats_column(struct cli *c, const struct csvtable *t, const char *file,
    const char *name);

#endif
