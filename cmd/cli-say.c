/* What is said to a person on standard error, and the exit status. */

#include "cmd/cli.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/date.h"
#include "common/utf8.h"

/* Everything that is printed to a person goes through here, tamed. */
static void
line_to_stderr(struct buf *b)
{
	struct buf tame = { 0 };

	utf8_tame(&tame, buf_all(b), false);
	buf_putc(&tame, '\n');
	if (!buf_bad(&tame))
		(void)fwrite(tame.p, 1, tame.n, stderr);
	buf_release(&tame);
	buf_release(b);
}

_Noreturn void
cli_usage(const struct cli *c, const char *what)
{
	struct buf b = { 0 };

	buf_printf(&b, "%s: E_USAGE: %s; try: %s%s%s --help", c->prog, what,
	    c->prog, c->verb != NULL && c->verb->name != NULL ? " " : "",
	    c->verb != NULL && c->verb->name != NULL ? c->verb->name : "");
	line_to_stderr(&b);
	exit(CLI_TROUBLE);
}

static int
status_of(const struct fail *f)
{
	switch (f->kind) {
	case FAIL_NO:
		return CLI_NO;
	case FAIL_BUSY:
		return CLI_BUSY;
	default:
		return CLI_TROUBLE;
	}
}

int
cli_tell(const struct cli *c, const struct fail *f)
{
	struct buf b = { 0 };

	buf_printf(&b, "%s: ", c->prog);
	if (f->file[0] != '\0')
		buf_printf(&b, "%s:", f->file);
	if (f->line > 0)
		buf_printf(&b, "%zu:", f->line);
	if (f->line > 0 && f->col > 0)
		buf_printf(&b, "%zu:", f->col);
	if (f->file[0] != '\0' || f->line > 0)
		buf_putc(&b, ' ');
	buf_printf(&b, "%s: %s", f->word, f->what);
	if (f->detail[0] != '\0')
		buf_printf(&b, " (%s)", f->detail);
	if (f->err != 0)
		buf_printf(&b, ": %s", strerror(f->err));
	line_to_stderr(&b);
	return status_of(f);
}

void
cli_say(const struct cli *c, const char *fmt, ...)
{
	struct buf b = { 0 };
	char text[512];
	va_list ap;

	if (c->quiet)
		return;
	va_start(ap, fmt);
	(void)vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	buf_printf(&b, "%s: %s", c->prog, text);
	line_to_stderr(&b);
}

int
cli_worse(int a, int b)
{
	if (a == CLI_TROUBLE || b == CLI_TROUBLE)
		return CLI_TROUBLE;
	return a > b ? a : b;
}

int
cli_date(const struct cli *c, const char *arg)
{
	int day;

	if (date_parse(view_of(arg), &day) == -1)
		cli_usage(c, "no such date; YYYY-MM-DD was expected");
	return day;
}

unsigned long
cli_number(const struct cli *c, const char *arg, unsigned long min,
    unsigned long max)
{
	unsigned long n;
	char what[96];

	if (view_number(view_of(arg), min, max, &n) == 0)
		return n;
	(void)snprintf(what, sizeof(what),
	    "not a number; %lu to %lu was expected", min, max);
	cli_usage(c, what);
}
