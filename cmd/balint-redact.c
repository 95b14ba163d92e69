/* balint-redact: find and mask identifiers in narratives. */

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cmd/cli.h"
#include "common/file.h"
#include "common/out.h"
#include "common/redact.h"

enum {
	OPT_SPANS = 256,
	OPT_CHECK,
	OPT_EXPLAIN,
	OPT_STRICT,
	OPT_MODE,
	OPT_LANG,
	OPT_KNOWN,
	OPT_ALLOW,
	OPT_DENY
};

#define MAX_LIST (4U << 20) /* bytes of a --known, --allow, --deny file */
#define MAX_FILE (1U << 30) /* of an input file */

static const struct cli_option options[] = {
	{ OPT_SPANS, "spans", NULL, "print START END CLASS, change nothing" },
	{ OPT_CHECK, "check", NULL,
	    "print nothing; status 1 if anything is found" },
	{ OPT_EXPLAIN, "explain", NULL,
	    "print what is found, and by which rule" },
	{ OPT_STRICT, "strict", NULL, "rather one mask too many" },
	{ OPT_MODE, "mode", "MODE", "balanced or strict (balanced)" },
	{ OPT_LANG, "lang", "LANG", "auto, en, de or fr (auto)" },
	{ OPT_KNOWN, "known", "FILE", "names that occur, one a line" },
	{ OPT_ALLOW, "allow", "FILE", "words never to be masked" },
	{ OPT_DENY, "deny", "FILE", "words always to be masked" },
};

static int run(struct cli *c);

static const struct cli_verb verb = { NULL, "FILE...",
	"Find identifiers in narratives and mask them", CLI_OUTPUT, options,
	sizeof(options) / sizeof(options[0]), run };

/* A list of the user, a word or phrase a line. */
struct list {
	struct buf text;
	struct view *line;
	size_t n;
};

struct job {
	struct cli *c;
	struct redact *r;
	struct out out;
	bool spans, check, explain;
	size_t found;
};

static int
read_list(struct cli *c, const char *path, struct list *l)
{
	struct view rest, v, *p;
	struct fail f;

	if (file_read(AT_FDCWD, path, MAX_LIST, &l->text, &f) == -1)
		return cli_fail(c, &f);
	rest = buf_all(&l->text);
	while (rest.p != NULL) {
		v = view_trim(view_cut(&rest, '\n'));
		if (v.n > 0 && v.p[v.n - 1] == '\r')
			v.n--;
		if (v.n == 0 || v.p[0] == '#')
			continue;
		p = reallocarray(l->line, l->n + 1, sizeof(*p));
		if (p == NULL) {
			fail_memory(&f);
			return cli_fail(c, &f);
		}
		l->line = p;
		l->line[l->n++] = v;
	}
	return 0;
}

static void
release_list(struct list *l)
{
	buf_release(&l->text);
	free(l->line);
}

static struct redact_known *
known_of(const struct list *l)
{
	struct redact_known *k = calloc(l->n + 1, sizeof(*k));
	size_t i;

	for (i = 0; k != NULL && i < l->n; i++)
		k[i] = (struct redact_known){ l->line[i], REDACT_NAME };
	return k;
}

static void
write_spans(struct job *j, struct view text, const struct redact_span *s,
    size_t n)
{
	struct buf *b = &j->out.b;
	size_t i, at = 0;

	for (i = 0; i < n; i++) {
		if (j->spans) {
			buf_printf(b, "%zu\t%zu\t%s\n", s[i].start, s[i].end,
			    redact_class_name(s[i].cls));
			continue;
		}
		if (j->explain) {
			buf_printf(b, "%zu\t%zu\t%s\t%u\t%u\t%s\n", s[i].start,
			    s[i].end, redact_class_name(s[i].cls),
			    (unsigned)s[i].confidence, s[i].entity, s[i].why);
			continue;
		}
		buf_add(b, text.p + at, s[i].start - at);
		buf_putc(b, '[');
		for (const char *p = redact_class_name(s[i].cls); *p != '\0';
		     p++)
			buf_putc(b, (char)(*p & ~0x20));
		buf_printf(b, "-%u]", s[i].entity);
		at = s[i].end;
	}
	if (!j->spans && !j->explain)
		buf_add(b, text.p + at, text.n - at);
}

static int
redact_one(struct job *j, const char *name)
{
	const struct redact_span *s;
	struct buf in = { 0 };
	struct fail f;
	size_t n;
	int rv;

	rv = strcmp(name, "-") == 0
		 ? file_read_fd(STDIN_FILENO, MAX_FILE, &in, &f)
		 : file_read(AT_FDCWD, name, MAX_FILE, &in, &f);
	if (rv == 0) {
		redact_forget(j->r);
		rv = redact_find(j->r, in.n == 0 ? "" : in.p, in.n, &s, &n, &f);
	}
	if (rv == 0) {
		j->found += n;
		if (!j->check)
			write_spans(j, buf_all(&in), s, n);
		rv = out_pump(&j->out, &f);
	}
	buf_release(&in);
	return rv == -1 ? cli_fail(j->c, &f) : 0;
}

static int
work(struct job *j)
{
	struct cli *c = j->c;
	struct fail f;
	int i, rv = 0;

	if (out_open(&j->out, c->output, &f) == -1)
		return cli_fail(c, &f);
	if (c->argc == 0)
		rv = redact_one(j, "-");
	for (i = 0; i < c->argc; i++)
		rv = cli_worse(rv, redact_one(j, c->argv[i]));
	if (out_close(&j->out, rv == 0, &f) == -1)
		rv = cli_worse(rv, cli_fail(c, &f));
	if (rv == 0 && j->check && j->found > 0)
		rv = CLI_NO;
	return rv;
}

static int
start(struct cli *c, struct job *j, struct redact_options *o,
    struct list *known, struct list *allow, struct list *deny)
{
	struct redact_known *k = known_of(known), *d = known_of(deny);
	struct fail f;

	o->known = k;
	o->nknown = known->n;
	o->allow = allow->line;
	o->nallow = allow->n;
	o->deny = d;
	o->ndeny = deny->n;
	j->c = c;
	if (k != NULL && d != NULL)
		j->r = redact_new(o);
	free(k);
	free(d);
	if (j->r == NULL) {
		fail_memory(&f);
		return cli_fail(c, &f);
	}
	return 0;
}

static int
mode_of(const struct cli *c, const char *arg)
{
	if (strcmp(arg, "strict") == 0)
		return REDACT_STRICT;
	if (strcmp(arg, "balanced") != 0)
		cli_usage(c, "--mode: expected balanced or strict");
	return REDACT_BALANCED;
}

static int
lang_of(const struct cli *c, const char *arg)
{
	static const char *const name[] = { "auto", "en", "de", "fr" };
	int i;

	for (i = 0; i < 4; i++)
		if (strcmp(arg, name[i]) == 0)
			return i;
	cli_usage(c, "--lang: expected auto, en, de or fr");
}

static int
run(struct cli *c)
{
	struct list known = { 0 }, allow = { 0 }, deny = { 0 };
	struct redact_options o = { 0 };
	struct job j = { 0 };
	int key, rv = 0;

	while ((key = cli_getopt(c)) != -1) {
		if (key == OPT_SPANS)
			j.spans = true;
		else if (key == OPT_CHECK)
			j.check = true;
		else if (key == OPT_EXPLAIN)
			j.explain = true;
		else if (key == OPT_STRICT)
			o.mode = REDACT_STRICT;
		else if (key == OPT_MODE)
			o.mode = (enum redact_mode)mode_of(c, c->arg);
		else if (key == OPT_LANG)
			o.lang = (enum redact_lang)lang_of(c, c->arg);
		else if (key == OPT_KNOWN)
			rv = cli_worse(rv, read_list(c, c->arg, &known));
		else if (key == OPT_ALLOW)
			rv = cli_worse(rv, read_list(c, c->arg, &allow));
		else if (key == OPT_DENY)
			rv = cli_worse(rv, read_list(c, c->arg, &deny));
	}
	if (rv == 0)
		rv = start(c, &j, &o, &known, &allow, &deny);
	if (rv == 0)
		rv = work(&j);
	redact_free(j.r);
	release_list(&known);
	release_list(&allow);
	release_list(&deny);
	return rv;
}

int
main(int argc, char **argv)
{
	static const struct cli_verb *const verbs[] = { &verb, NULL };

	return cli_main("balint-redact",
	    "Find identifiers in narratives and mask them", verbs, argc, argv);
}
