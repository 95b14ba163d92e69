#ifndef CMD_NOTE_H
#define CMD_NOTE_H

#include "cmd/cli.h"

/* The verbs of balint-note, a file each. */

#endif
