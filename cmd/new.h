#ifndef CMD_NEW_H
#define CMD_NEW_H

#include "cmd/cli.h"

/* The verbs of balint-new, a file each. */
extern const struct cli_verb new_group, new_member, new_session, new_case;
extern const struct cli_verb new_key;

#endif
