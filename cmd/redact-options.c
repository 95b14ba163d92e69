/* The options of balint-redact. */

#include <stdlib.h>
#include <string.h>

#include "cmd/redact.h"

enum {
	KEY_POLICY = 256,
	KEY_AS,
	KEY_STRICT,
	KEY_SPANS,
	KEY_CHECK,
	KEY_EXPLAIN,
	KEY_KNOWN,
	KEY_ALLOW,
	KEY_DENY,
	KEY_KEY,
	KEY_COLUMNS,
	KEY_INPLACE,
	KEY_REVIEW,
	KEY_REPORT,
	KEY_MODE = CLI_RARE,
	KEY_LANG,
	KEY_NOROSTER,
	KEY_SHIFT,
	KEY_DATES,
	KEY_MAP,
	KEY_RECIPIENT,
	KEY_VALUES,
	KEY_INPUT,
	KEY_DELIMITER,
	KEY_LINES,
	KEY_DECISIONS,
	KEY_PROPOSE,
	KEY_ALL,
	KEY_SCORE
};

const struct cli_option job_options[] = {
	{ KEY_POLICY, "policy", "NAME", "balint, hipaa, gdpr or a file" },
	{ KEY_AS, "as", "LIST", "CLASS=ACTION,..., before the policy's" },
	{ KEY_MODE, "mode", "MODE", "balanced or strict" },
	{ KEY_STRICT, "strict", NULL, "rather one mask too many" },
	{ KEY_LANG, "lang", "LANG", "en, de, fr; else it is guessed" },
	{ KEY_CHECK, "check", NULL, "status 1 if anything is found" },
	{ KEY_SPANS, "spans", NULL, "print START, END and CLASS" },
	{ KEY_EXPLAIN, "explain", NULL, "print the policy; with FILE, why" },
	{ KEY_KNOWN, "known", "FILE", "names that occur, a line each" },
	{ KEY_ALLOW, "allow", "FILE", "words that stay; re: a pattern" },
	{ KEY_DENY, "deny", "FILE", "words that go; re: a pattern" },
	{ KEY_NOROSTER, "no-roster", NULL, "leave members/ unread" },
	{ KEY_KEY, "key", "FILE", "for pseudonyms; from balint-new key" },
	{ KEY_SHIFT, "shift", "DAYS", "move all dates; risky" },
	{ KEY_DATES, "dates", "ORDER", "dmy or mdy, for 3/4/21" },
	{ KEY_MAP, "map", "FILE", "what became what, encrypted" },
	{ KEY_RECIPIENT, "recipient", "RECIPIENT", "who can read the map" },
	{ KEY_REPORT, "report", "FILE", "a line of JSON a span" },
	{ KEY_VALUES, "values", NULL, "with the values in the report" },
	{ KEY_COLUMNS, "columns", "LIST", "of a table: only these" },
	{ KEY_INPUT, "input", "FORM", "text, csv, tsv or jsonl" },
	{ KEY_DELIMITER, "delimiter", "TEXT", "between documents; \\n, \\0" },
	{ KEY_LINES, "line-buffered", NULL, "each line is a document" },
	{ KEY_INPLACE, "in-place", NULL, "replace the files" },
	{ KEY_REVIEW, "review", NULL, "decide on doubtful spans" },
	{ KEY_ALL, "all", NULL, "review those that are certain too" },
	{ KEY_PROPOSE, "propose", NULL, "print a file of decisions" },
	{ KEY_DECISIONS, "decisions", "FILE", "decided by hand" },
	{ KEY_SCORE, "score", NULL, "measure against marked FILEs" },
};
const size_t job_noptions = sizeof(job_options) / sizeof(job_options[0]);

static void
set_what(struct job *j, enum job_what what)
{
	if (j->what != JOB_REDACT && j->what != what)
		cli_usage(j->c, "only one of --check, --spans, --explain, "
				"--review, --propose and --score was expected");
	j->what = what;
}

static int
word_of(struct job *j, const char *const *words, const char *what)
{
	int i;

	for (i = 0; words[i] != NULL; i++)
		if (strcmp(words[i], j->c->arg) == 0)
			return i;
	cli_usage(j->c, what);
}

/* A number of days, which may be negative. */
static int
days(struct job *j)
{
	const char *s = j->c->arg;
	long n;

	n = (long)cli_number(j->c, *s == '-' ? s + 1 : s, 1, 36500);
	return (int)(*s == '-' ? -n : n);
}

/* What says what to do; false: another option. */
static bool
parse_what(struct job *j, int key)
{
	switch (key) {
	case KEY_CHECK:
		set_what(j, JOB_CHECK);
		return true;
	case KEY_SPANS:
		set_what(j, JOB_SPANS);
		return true;
	case KEY_EXPLAIN:
		set_what(j, JOB_EXPLAIN);
		return true;
	case KEY_PROPOSE:
		set_what(j, JOB_PROPOSE);
		return true;
	case KEY_REVIEW:
		set_what(j, JOB_REVIEW);
		return true;
	case KEY_SCORE:
		set_what(j, JOB_SCORE);
		return true;
	case KEY_STRICT:
		j->mode = "strict";
		return true;
	case KEY_NOROSTER:
		return j->no_roster = true;
	case KEY_VALUES:
		return j->values = true;
	case KEY_LINES:
		return j->lines = true;
	case KEY_INPLACE:
		return j->in_place = true;
	case KEY_ALL:
		return j->every = true;
	default:
		return false;
	}
}

static void
parse_value(struct job *j, int key)
{
	static const char *const modes[] = { "balanced", "strict", NULL };
	static const char *const forms[] = { "auto", "text", "csv", "tsv",
		"jsonl", NULL };
	static const char *const orders[] = { "", "dmy", "mdy", NULL };
	static const char *const langs[] = { "auto", "en", "de", "fr", NULL };
	const struct {
		int key;
		const char **to;
	} strings[] = { { KEY_POLICY, &j->policy_name }, { KEY_AS, &j->as },
		{ KEY_KNOWN, &j->known }, { KEY_ALLOW, &j->allow },
		{ KEY_DENY, &j->deny }, { KEY_KEY, &j->key },
		{ KEY_MAP, &j->map }, { KEY_REPORT, &j->report },
		{ KEY_COLUMNS, &j->columns }, { KEY_DELIMITER, &j->delimiter },
		{ KEY_DECISIONS, &j->decisions } };
	size_t i;

	for (i = 0; i < sizeof(strings) / sizeof(strings[0]); i++)
		if (strings[i].key == key)
			*strings[i].to = j->c->arg;
	if (key == KEY_MODE)
		j->mode = modes[word_of(j, modes,
		    "no such mode; balanced or strict was expected")];
	else if (key == KEY_INPUT)
		j->form = (enum job_form)word_of(j, forms,
		    "no such form; text, csv, tsv or jsonl was expected");
	else if (key == KEY_DATES)
		j->order = (enum when_order)word_of(j, orders,
		    "no such order; dmy or mdy was expected");
	else if (key == KEY_LANG)
		j->options.find.lang = (enum redact_lang)word_of(j, langs,
		    "no such language; en, de, fr or auto was expected");
	else if (key == KEY_SHIFT)
		j->shift = days(j);
	else if (key == KEY_RECIPIENT &&
		 names_add(&j->recipients, view_of(j->c->arg)) == -1)
		cli_usage(j->c, "out of memory");
}

static void
check(struct job *j)
{
	struct cli *c = j->c;

	if (j->map != NULL && j->recipients.n == 0)
		cli_usage(c, "--map needs a --recipient: it is written only "
			     "encrypted");
	if (j->in_place && (c->argc == 0 || c->output != NULL))
		cli_usage(c, "--in-place needs files and no --output");
	if (j->lines && j->delimiter != NULL)
		cli_usage(c, "--line-buffered and --delimiter exclude each "
			     "other");
	if (j->columns != NULL && (j->lines || j->delimiter != NULL))
		cli_usage(c, "--columns goes without --delimiter and "
			     "--line-buffered: a row is a document");
	if ((j->what == JOB_REVIEW || j->what == JOB_PROPOSE) && c->argc != 1)
		cli_usage(c, "one FILE was expected");
	if (j->what == JOB_SCORE && c->argc == 0)
		cli_usage(c, "marked FILEs were expected");
	if (j->decisions != NULL && c->argc != 1)
		cli_usage(c, "--decisions is for one FILE");
}

int
job_parse(struct job *j)
{
	int key;

	while ((key = cli_getopt(j->c)) != -1)
		if (!parse_what(j, key))
			parse_value(j, key);
	check(j);
	return 0;
}
