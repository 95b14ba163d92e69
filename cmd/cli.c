#include "cmd/cli-private.h"

#include <fcntl.h>
#include <limits.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cmd/complete.h"
#include "common/date.h"
#include "common/out.h"

static int
today(void)
{
	time_t now = time(NULL);
	struct tm tm;
	int day = 0;

	if (localtime_r(&now, &tm) != NULL)
		(void)date_join(tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday,
		    &day);
	return day;
}

static void
help_program(struct buf *b, const char *prog, const char *summary,
    const struct cli_verb *const *verbs)
{
	buf_printf(b, "usage: %s VERB [options] ...\n%s.\n\n", prog, summary);
	for (; *verbs != NULL; verbs++)
		buf_printf(b, "  %-12s %s\n", (*verbs)->name,
		    (*verbs)->summary);
	buf_printf(b, "\nMore: %s VERB --help, man %s, man balint\n", prog,
	    prog);
}

int
cli_probe(struct cli *c)
{
	struct fail f;

	return out_probe(&f) == -1 ? cli_fail(c, &f) : 0;
}

int
cli_print(struct cli *c, struct view v)
{
	struct out o;
	struct fail f;

	if (out_open(&o, c->output, &f) == -1)
		return cli_fail(c, &f);
	buf_view(&o.b, v);
	return out_close(&o, true, &f) == -1 ? cli_fail(c, &f) : 0;
}

_Noreturn void
cli_leave(struct cli *c, struct buf *b)
{
	int rv;

	c->output = NULL;
	rv = cli_print(c, buf_all(b));
	buf_release(b);
	exit(rv);
}

static int
run_verb(struct cli *c, int argc, char **argv)
{
	int rv;

	c->argc = argc;
	c->argv = argv;
	c->date = today();
	c->from = INT_MIN;
	c->to = INT_MAX;
	c->wait = 10;
	c->format = isatty(STDOUT_FILENO) ? EMIT_TEXT : EMIT_TSV;
	cli_build_options(c);
	rv = c->verb->run(c);
	free(c->long_options);
	free(c->short_options);
	return rv;
}

/*
 * A standard descriptor that is closed would be given to the next file we
 * open, and a message or a table end up in it.  Standard output is filled
 * with something that can only be read, so that writing still fails.
 */
static void
guard_descriptors(void)
{
	static const int modes[] = { O_RDONLY, O_RDONLY, O_RDWR };
	int fd;

	for (fd = 0; fd <= 2; fd++)
		if (fcntl(fd, F_GETFD) == -1)
			(void)open("/dev/null", modes[fd]);
}

int
cli_main(const char *prog, const char *summary,
    const struct cli_verb *const *verbs, int argc, char **argv)
{
	struct cli c = { .prog = prog };
	struct buf b = { 0 };
	size_t i;

	guard_descriptors();
	sandbox_no_core();
	(void)setlocale(LC_CTYPE, "C.UTF-8");
	if (argc > 1 && strcmp(argv[1], "--complete") == 0) {
		complete(&b, verbs, argc - 2, argv + 2);
		cli_leave(&c, &b);
	}
	if (verbs[0] != NULL && verbs[0]->name == NULL) {
		c.verb = verbs[0];
		return run_verb(&c, argc, argv);
	}
	if (argc < 2)
		cli_usage(&c, "a verb was expected");
	if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0) {
		help_program(&b, prog, summary, verbs);
		cli_leave(&c, &b);
	}
	if (strcmp(argv[1], "--version") == 0 || strcmp(argv[1], "-V") == 0) {
		buf_printf(&b, "%s %s\n", prog, VERSION);
		cli_leave(&c, &b);
	}
	for (i = 0; verbs[i] != NULL; i++)
		if (strcmp(argv[1], verbs[i]->name) == 0) {
			c.verb = verbs[i];
			return run_verb(&c, argc - 1, argv + 1);
		}
	cli_usage(&c, "no such verb");
}
