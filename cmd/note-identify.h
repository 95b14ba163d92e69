#ifndef CMD_NOTE_IDENTIFY_H
#define CMD_NOTE_IDENTIFY_H

#include "cmd/desk.h"
#include "common/store.h"
#include "common/view.h"

/*
 * Say how many names, dates, places ... are in a text that goes into a case
 * or a debrief, roster and lists considered: numbers only, never the words.
 * A warning, nothing else; -q leaves it out.
 */
void identify_warn(struct desk *d, enum store_part part, struct view text);

#endif
