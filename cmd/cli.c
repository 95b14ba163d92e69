#include "cmd/cli.h"

#include <fcntl.h>
#include <getopt.h>
#include <limits.h>
#include <locale.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cmd/complete.h"
#include "common/date.h"
#include "common/out.h"
#include "common/utf8.h"
#include "common/where.h"

enum { KEY_DATE = 1000, KEY_FROM, KEY_TO, KEY_WAIT };

static const struct {
	unsigned bit;
	struct cli_option option;
} commons[] = {
	{ CLI_GROUP, { 'g', "group", "GROUP",
			 "the group: a name in the library or a path" } },
	{ CLI_FORMAT,
	    { 'f', "format", "FORMAT", "text, tsv, csv, jsonl or sql" } },
	{ CLI_OUTPUT,
	    { 'o', "output", "FILE", "write there, whole or not at all" } },
	{ CLI_DRY, { 'n', "dry-run", NULL, "show, don't do" } },
	{ CLI_NUL, { '0', "null", NULL, "end names with NUL" } },
	{ CLI_DATE, { KEY_DATE, "date", "DATE", "stands for today" } },
	{ CLI_RANGE, { KEY_FROM, "from", "DATE", "the first day" } },
	{ CLI_RANGE, { KEY_TO, "to", "DATE", "the last day" } },
	{ CLI_WAIT,
	    { KEY_WAIT, "wait", "SECONDS", "for another program (10)" } },
	{ 0, { 'q', "quiet", NULL, "say nothing but what is wrong" } },
	{ 0, { 'h', "help", NULL, "this text" } },
	{ 0, { 'V', "version", NULL, "the version" } },
};
#define NCOMMON (sizeof(commons) / sizeof(commons[0]))

static bool
has_common(const struct cli_verb *v, size_t i)
{
	return commons[i].bit == 0 || (v->common & commons[i].bit) != 0;
}

const struct cli_option *
cli_common_option(const struct cli_verb *v, size_t index)
{
	size_t i;

	for (i = 0; i < NCOMMON; i++)
		if (has_common(v, i) && index-- == 0)
			return &commons[i].option;
	return NULL;
}

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
cli_fail(const struct cli *c, const struct fail *f)
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
print_option(struct buf *b, const struct cli_option *o)
{
	char left[64];

	(void)snprintf(left, sizeof(left), "%s%c%s--%s%s%s",
	    o->key < 128 ? "-" : " ", o->key < 128 ? (char)o->key : ' ',
	    o->key < 128 ? ", " : "  ", o->name, o->arg != NULL ? " " : "",
	    o->arg != NULL ? o->arg : "");
	buf_printf(b, "  %-26s %s\n", left, o->help);
}

static void
help_verb(struct buf *b, const char *prog, const struct cli_verb *v)
{
	size_t i;

	buf_printf(b, "usage: %s%s%s [options] %s\n%s.\n\n", prog,
	    v->name != NULL ? " " : "", v->name != NULL ? v->name : "",
	    v->operands, v->summary);
	for (i = 0; i < v->noption; i++)
		print_option(b, &v->option[i]);
	for (i = 0; i < NCOMMON; i++)
		if (has_common(v, i) && commons[i].option.key != 'h' &&
		    commons[i].option.key != 'V')
			print_option(b, &commons[i].option);
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
cli_print(struct cli *c, struct view v)
{
	struct out o;
	struct fail f;

	if (out_open(&o, c->output, &f) == -1)
		return cli_fail(c, &f);
	buf_view(&o.b, v);
	return out_close(&o, true, &f) == -1 ? cli_fail(c, &f) : 0;
}

static _Noreturn void
leave(struct cli *c, struct buf *b)
{
	int rv;

	c->output = NULL;
	rv = cli_print(c, buf_all(b));
	buf_release(b);
	exit(rv);
}

/* The tables that getopt_long(3) wants, from ours. */
static void
build_options(struct cli *c)
{
	const struct cli_verb *v = c->verb;
	size_t i, n = 0, l = 0;
	const struct cli_option *o;

	c->long_options =
	    calloc(v->noption + NCOMMON + 1, sizeof(*c->long_options));
	c->short_options = calloc(2 * (v->noption + NCOMMON) + 2, 1);
	if (c->long_options == NULL || c->short_options == NULL)
		cli_usage(c, "out of memory");
	c->short_options[l++] = ':';
	for (i = 0; i < v->noption + NCOMMON; i++) {
		if (i >= v->noption && !has_common(v, i - v->noption))
			continue;
		o = i < v->noption ? &v->option[i]
				   : &commons[i - v->noption].option;
		c->long_options[n].name = o->name;
		c->long_options[n].has_arg =
		    o->arg != NULL ? required_argument : no_argument;
		c->long_options[n++].val = o->key;
		if (o->key >= 128)
			continue;
		c->short_options[l++] = (char)o->key;
		if (o->arg != NULL)
			c->short_options[l++] = ':';
	}
}

/* Take in a common option; false if key is the verb's own. */
static bool
common_option(struct cli *c, int key)
{
	struct buf b = { 0 };

	switch (key) {
	case 'g':
		c->group = optarg;
		return true;
	case 'f':
		if (!(c->verb->common & CLI_FORMAT))
			return false;
		c->format_name = optarg;
		if (emit_parse_format(optarg, &c->format) == -1)
			cli_usage(c,
			    "no such format; text, tsv, csv, jsonl or sql "
			    "was expected");
		return true;
	case 'o':
		c->output = optarg;
		return true;
	case 'n':
		c->dry = true;
		return true;
	case '0':
		c->nul = true;
		return true;
	case 'q':
		c->quiet = true;
		return true;
	case KEY_DATE:
		c->date = cli_date(c, optarg);
		return true;
	case KEY_FROM:
		c->from = cli_date(c, optarg);
		return true;
	case KEY_TO:
		c->to = cli_date(c, optarg);
		return true;
	case KEY_WAIT:
		c->wait = (unsigned)cli_number(c, optarg, 0, 3600);
		return true;
	case 'h':
		help_verb(&b, c->prog, c->verb);
		leave(c, &b);
	case 'V':
		buf_printf(&b, "%s %s\n", c->prog, VERSION);
		leave(c, &b);
	default:
		return false;
	}
}

/* Name the option, but not the value that may follow its `='. */
static _Noreturn void
bad_option(const struct cli *c, const char *why)
{
	const char *word = c->argv[optind - 1];
	char what[128];

	if (strncmp(word, "--", 2) == 0)
		(void)snprintf(what, sizeof(what), "%s (%.*s)", why,
		    (int)(strcspn(word, "=") < 40 ? strcspn(word, "=") : 40),
		    word);
	else
		(void)snprintf(what, sizeof(what), "%s (-%c)", why,
		    (char)optopt);
	cli_usage(c, what);
}

int
cli_getopt(struct cli *c)
{
	int key;

	for (;;) {
		key = getopt_long(c->argc, c->argv, c->short_options,
		    c->long_options, NULL);
		if (key == '?')
			bad_option(c,
			    strchr(c->argv[optind - 1], '=') != NULL
				? "no such option, or one without a value"
				: "no such option");
		if (key == ':')
			bad_option(c, "an option wants a value");
		if (key == -1) {
			c->argc -= optind;
			c->argv += optind;
			return -1;
		}
		c->arg = optarg;
		if (!common_option(c, key))
			return key;
	}
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
	build_options(c);
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
		leave(&c, &b);
	}
	if (verbs[0] != NULL && verbs[0]->name == NULL) {
		c.verb = verbs[0];
		return run_verb(&c, argc, argv);
	}
	if (argc < 2)
		cli_usage(&c, "a verb was expected");
	if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0) {
		help_program(&b, prog, summary, verbs);
		leave(&c, &b);
	}
	if (strcmp(argv[1], "--version") == 0 || strcmp(argv[1], "-V") == 0) {
		buf_printf(&b, "%s %s\n", prog, VERSION);
		leave(&c, &b);
	}
	for (i = 0; verbs[i] != NULL; i++)
		if (strcmp(argv[1], verbs[i]->name) == 0) {
			c.verb = verbs[i];
			return run_verb(&c, argc - 1, argv + 1);
		}
	cli_usage(&c, "no such verb");
}

int
cli_open_group(struct cli *c, struct store *s)
{
	struct buf path = { 0 };
	struct fail f;
	int rv = 0;

	memset(s, 0, sizeof(*s));
	s->dir = -1;
	if (store_find(&path, c->group, &f) == -1 ||
	    store_open(s, path.p, &f) == -1)
		rv = cli_fail(c, &f);
	buf_release(&path);
	return rv;
}

/* The library's own data and the shipped ones: vocabulary, templates, ... */
static int
allow_data(struct sandbox *box, struct fail *f)
{
	static const char *const own[] = { "vocabulary.txt", "schemes",
		"templates", "policies", "leaders" };
	struct buf b = { 0 };
	size_t i, n;
	int rv = -1;

	if (where_data(&b, f) == -1 ||
	    sandbox_allow(box, b.p, SANDBOX_READ, f) == -1)
		goto out;
	buf_clear(&b);
	if (where_library(&b, f) == 0)
		for (n = b.n, i = 0; i < sizeof(own) / sizeof(own[0]); i++) {
			b.n = n;
			buf_printf(&b, "/%s", own[i]);
			if (sandbox_allow(box, b.p, SANDBOX_READ, f) == -1)
				goto out;
		}
	rv = 0;
out:
	buf_release(&b);
	return rv;
}

int
cli_enter(struct cli *c, struct store *s, unsigned rights, unsigned what)
{
	struct sandbox box;
	struct fail f;

	if (sandbox_init(&box, &f) == -1 || allow_data(&box, &f) == -1 ||
	    (s != NULL &&
		sandbox_allow_at(&box, s->dir, ".", rights, &f) == -1) ||
	    sandbox_enter(&box, what, &f) == -1)
		return cli_fail(c, &f);
	return 0;
}
