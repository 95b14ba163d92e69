/* balint-redact: find the identifiers in narratives, and take them out. */

#include <unistd.h>

#include "cmd/redact.h"

static int
run(struct cli *c)
{
	struct job j = { .c = c };
	int rv;

	rv = job_parse(&j);
	if (rv == 0)
		rv = job_load(&j);
	if (rv == 0)
		switch (j.what) {
		case JOB_SCORE:
			rv = job_score(&j);
			break;
		case JOB_PROPOSE:
			rv = job_propose(&j);
			break;
		case JOB_REVIEW:
			rv = job_review(&j);
			break;
		default:
			rv = job_files(&j);
		}
	job_release(&j);
	return rv;
}

int
main(int argc, char **argv)
{
	static struct cli_verb verb = {
		.operands = "[FILE...]",
		.summary = "Find the identifiers in narratives and take them "
			   "out",
		.common = CLI_GROUP | CLI_FORMAT | CLI_OUTPUT | CLI_WAIT |
			  CLI_DRY | CLI_DATE,
		.run = run,
	};
	static const struct cli_verb *const verbs[] = { &verb, NULL };

	verb.option = job_options;
	verb.noption = job_noptions;
	return cli_main("balint-redact",
	    "Find the identifiers in narratives and take them out", verbs, argc,
	    argv);
}
