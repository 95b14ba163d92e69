/* balint-export: what leaves the library, or comes back. */

#include <stddef.h>

#include "cmd/export.h"

static const struct cli_verb *const verbs[] = {
	&export_archive,
	&export_list,
	&export_verify,
	&export_extract,
	&export_attendance,
	&export_cases,
	&export_dataset,
	&export_certificate,
	&export_calendar,
	NULL,
};

int
main(int argc, char **argv)
{
	return cli_main("balint-export",
	    "Export attendance, certificates, data and archives", verbs, argc,
	    argv);
}
