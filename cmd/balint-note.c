/* balint-note: write into what is there. */

#include <stddef.h>

#include "cmd/note.h"

static const struct cli_verb *const verbs[] = {
	&note_attend,
	&note_add,
	&note_check,
	&note_set,
	&note_followup,
	&note_import,
	&note_debrief,
	&note_edit,
	&note_log,
	&note_show,
	&note_undo,
	&note_merge,
	&note_purge,
	NULL,
};

int
main(int argc, char **argv)
{
	return cli_main("balint-note",
	    "Write attendance, notes and debriefs, and check what is there",
	    verbs, argc, argv);
}
