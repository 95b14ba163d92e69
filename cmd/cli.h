#ifndef CMD_CLI_H
#define CMD_CLI_H

#include <stdbool.h>
#include <stddef.h>

#include "common/emit.h"
#include "common/fail.h"
#include "common/sandbox.h"
#include "common/store.h"

/*
 * What the five programs share: the table of verbs, the options that mean
 * the same everywhere, help, messages, exit status.
 *
 * Exit status: 0 done; 1 done, and the answer is no; 2 trouble; 75 another
 * program holds the group.
 */
enum { CLI_DONE = 0, CLI_NO = 1, CLI_TROUBLE = 2, CLI_BUSY = 75 };

/* Options that a verb takes besides its own; -q, -h and -V it always takes. */
enum {
	CLI_GROUP = 1,	/* -g GROUP */
	CLI_FORMAT = 2, /* -f FORMAT */
	CLI_OUTPUT = 4, /* -o FILE */
	CLI_DRY = 8,	/* -n */
	CLI_NUL = 16,	/* -0 */
	CLI_DATE = 32,	/* --date DATE */
	CLI_RANGE = 64, /* --from DATE --to DATE */
	CLI_WAIT = 128	/* --wait SECONDS */
};

/*
 * One option.  key below 128 is a letter that may be used too; most options
 * have only the long name and a key from 256 on.  Help fits one line.
 * From CLI_RARE on an option is in the manual page only, so that --help fits
 * a screen.
 */
enum { CLI_RARE = 512 };

struct cli_option {
	int key;
	const char *name, *arg, *help; /* arg NULL: takes none */
};

struct cli;

struct cli_verb {
	const char *name;     /* NULL in a program without verbs */
	const char *operands; /* "GROUP..." for the usage line */
	const char *summary;
	unsigned common; /* CLI_GROUP and so on */
	const struct cli_option *option;
	size_t noption;
	int (*run)(struct cli *c); /* returns the exit status */
};

struct cli {
	const char *prog; /* "balint-note" */
	const struct cli_verb *verb;
	int argc; /* operands, once cli_getopt() has returned -1 */
	char **argv;
	const char *arg; /* of the option last returned */

	/* The common options. */
	const char *group, *output;
	enum emit_format format; /* when none given: text on a terminal, TSV */
	const char *format_name; /* as given, or NULL */
	bool dry, quiet, nul;
	int date;     /* --date, else today by the clock and TZ */
	int from, to; /* --from, --to; INT_MIN and INT_MAX when not given */
	unsigned wait;

	/* Private. */
	struct option *long_options;
	char *short_options;
};

/*
 * main() of every program: finds the verb, handles --help, --version and
 * --complete, runs the verb.  verbs ends with NULL; a program without verbs
 * has one whose name is NULL.  Returns the exit status.
 */
int cli_main(const char *prog, const char *summary,
    const struct cli_verb *const *verbs, int argc, char **argv);

/*
 * The next of the verb's own options: its key, with c->arg; -1 at the end.
 * Common options are taken in silently.  A wrong option ends the program
 * with status 2 after one line.
 */
int cli_getopt(struct cli *c);

/* One line on standard error and the end, status 2.  E_USAGE. */
_Noreturn void cli_usage(const struct cli *c, const char *what);

/*
 * Print f as one line; returns the exit status that goes with it, never 0.
 * Inline, so that compilers and analyzers know that.
 */
int cli_tell(const struct cli *c, const struct fail *f);

static inline int
cli_fail(const struct cli *c, const struct fail *f)
{
	int rv = cli_tell(c, f);

	return rv != 0 ? rv : CLI_TROUBLE;
}

/*
 * Say something on standard error unless -q: "balint-x: text".  No case
 * content.
 */
void cli_say(const struct cli *c, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* The worse of two exit statuses: trouble before busy before no. */
int cli_worse(int a, int b);

/* c->arg or an operand as a date or a number; ends the program if it isn't. */
int cli_date(const struct cli *c, const char *arg);
unsigned long cli_number(const struct cli *c, const char *arg,
    unsigned long min, unsigned long max);

/*
 * Open the group that -g names, or the one we stand in, and read group.txt.
 * Returns 0; or the exit status after printing why.
 */
int cli_open_group(struct cli *c, struct store *s);

/*
 * Enter the sandbox with a group in it: read it, or read and write it; and
 * the shipped data and the library's own.  Returns 0 or the exit status.
 */
int cli_enter(struct cli *c, struct store *s, unsigned rights, unsigned what);

/*
 * Before anything is changed: will what we print about it arrive?  0, or the
 * exit status after printing that it won't.
 */
int cli_probe(struct cli *c);

/* Write bytes to standard output and close it.  0 or the exit status. */
int cli_print(struct cli *c, struct view v);

/* The common options, for the table above: index from 0, NULL at the end. */
const struct cli_option *cli_common_option(const struct cli_verb *v,
    size_t index);

#endif
