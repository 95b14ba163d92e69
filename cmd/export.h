#ifndef CMD_EXPORT_H
#define CMD_EXPORT_H

#include "cmd/cli.h"

/* The verbs of balint-export, a file each. */

#endif
