#ifndef CMD_NOTE_H
#define CMD_NOTE_H

#include "cmd/cli.h"

/* The verbs of balint-note, a file each. */
extern const struct cli_verb note_attend, note_import, note_add, note_set,
    note_followup, note_debrief, note_log, note_edit, note_show, note_check,
    note_undo, note_purge, note_merge;

#endif
