#ifndef CMD_NOTE_H
#define CMD_NOTE_H

#include "cmd/cli.h"

/* The verbs of balint-note, a file each. */
extern const struct cli_verb note_attend, note_add, note_show, note_undo,
    note_set, note_followup, note_debrief, note_log, note_check, note_merge;

#endif
