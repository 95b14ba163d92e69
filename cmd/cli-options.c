/* The options of a verb: its table, its help, its command line. */

#include "cmd/cli-private.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

static void
print_option(struct buf *b, const struct cli_option *o)
{
	char left[64];

	if (o->key >= CLI_RARE && o->key < KEY_DATE)
		return;
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

/* The tables that getopt_long(3) wants, from ours. */
void
cli_build_options(struct cli *c)
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
		cli_leave(c, &b);
	case 'V':
		buf_printf(&b, "%s %s\n", c->prog, VERSION);
		cli_leave(c, &b);
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
