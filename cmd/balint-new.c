/* balint-new: make things, and print the path of each. */

#include <stddef.h>

#include "cmd/new.h"

static const struct cli_verb *const verbs[] = {
	&new_group,
	&new_member,
	&new_session,
	&new_case,
	&new_key,
	NULL,
};

int
main(int argc, char **argv)
{
	return cli_main("balint-new",
	    "Make a group, a member, a session, a case or a key", verbs, argc,
	    argv);
}
