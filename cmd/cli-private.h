#ifndef CMD_CLI_PRIVATE_H
#define CMD_CLI_PRIVATE_H

#include "cmd/cli.h"

/* What the parts of cli share among themselves; verbs include cli.h. */

/* Make the tables for getopt_long(3); free c->long_options, short_options. */
void cli_build_options(struct cli *c);

/* Print b, whatever -o says, release it, and end the program. */
_Noreturn void cli_leave(struct cli *c, struct buf *b);

#endif
