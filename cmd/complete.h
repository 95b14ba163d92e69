#ifndef CMD_COMPLETE_H
#define CMD_COMPLETE_H

#include <stddef.h>

#include "cmd/cli.h"
#include "common/buf.h"

/*
 * What the shells' completions ask for: PROGRAM --complete KIND [ARG] PREFIX.
 *
 *	verbs PREFIX             the program's verbs
 *	options VERB PREFIX      its options: --name and -l, one a line
 *	table VERB               letter, name, argument, help: tab-separated
 *	operands VERB            what its usage line says of them
 *	groups|members|sessions|cases|leaders PREFIX
 *	                         ids, never names; of the group one stands in,
 *	                         or that BALINT_GROUP names
 *
 * Appends a line each.  Whatever goes wrong gives fewer lines, no message:
 * a completion must not write into the user's prompt.
 */
void complete(struct buf *out, const struct cli_verb *const *verbs, int argc,
    char **argv);

#endif
