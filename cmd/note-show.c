/* balint-note show: a record on the terminal, so that it can't steer it. */

#define _GNU_SOURCE /* memmem(3) */

#include <string.h>

#include "cmd/desk.h"
#include "cmd/note.h"
#include "common/names.h"
#include "common/refs.h"
#include "common/utf8.h"

enum { OPT_PATH = 256, OPT_GREP, OPT_SECTION };

static const struct cli_option options[] = {
	{ OPT_PATH, "path", NULL, "print the path only" },
	{ OPT_SECTION, "section", "TITLE", "this section's text only" },
	{ OPT_GREP, "grep", "TEXT", "lines that hold it, in any case" },
};

static int run(struct cli *c);

const struct cli_verb note_show = { "show", "[RECORD...]",
	"Show records: a member, a session, a case, a debrief, or `group`",
	CLI_GROUP | CLI_NUL, options, sizeof(options) / sizeof(options[0]),
	run };

struct look {
	struct desk *d;
	bool path;
	const char *section;
	struct buf needle; /* folded */
	struct buf out, scratch;
	struct buf bytes;
	struct record r;
	size_t hits;
};

static bool
holds(struct look *l, struct view v)
{
	buf_clear(&l->scratch);
	if (utf8_fold(&l->scratch, v) == -1)
		return false;
	return memmem(l->scratch.p, l->scratch.n, l->needle.p, l->needle.n) !=
	       NULL;
}

static void
hit(struct look *l, const char *id, struct view where, struct view text)
{
	l->hits++;
	buf_printf(&l->out, "%s:", id);
	buf_view(&l->out, where);
	buf_puts(&l->out, ": ");
	utf8_tame(&l->out, text, false);
	buf_putc(&l->out, '\n');
}

static void
grep(struct look *l, const char *id)
{
	struct view body, line;
	size_t i;

	for (i = 1; i < l->r.nfield; i++)
		if (l->r.field[i].value.n > 0 && holds(l, l->r.field[i].value))
			hit(l, id, l->r.field[i].name, l->r.field[i].value);
	for (i = 0; i < l->r.nsection; i++) {
		body = l->r.section[i].body;
		while (body.n > 0) {
			line = view_cut(&body, '\n');
			if (line.n > 0 && holds(l, line))
				hit(l, id, l->r.section[i].title, line);
		}
	}
}

static int
no_section(struct look *l, const char *id)
{
	struct fail f;

	fail_set(&f, FAIL_NO, "E_SECTION", "has no such section");
	fail_detail(&f, "%s", id);
	return cli_fail(l->d->c, &f);
}

static int
show_one(struct look *l, enum store_part part, const char *id)
{
	const struct record_section *s;
	struct buf prose = { 0 };
	struct fail f;

	if (l->path) {
		store_path(&l->d->s, part, id, &l->out);
		buf_putc(&l->out, l->d->c->nul ? '\0' : '\n');
		return 0;
	}
	buf_clear(&l->bytes);
	if (part == STORE_GROUP
		? store_read_group(&l->d->s, &l->bytes, &l->r, &f) == -1
		: store_read(&l->d->s, part, id, RECORD_ALL, &l->bytes, &l->r,
		      &f) == -1)
		return cli_fail(l->d->c, &f);
	if (l->needle.n > 0)
		grep(l, id);
	else if (l->section != NULL) {
		s = record_section(&l->r, l->section);
		if (s == NULL)
			return no_section(l, id);
		record_prose(&prose, s->body);
		utf8_tame(&l->out, buf_all(&prose), true);
		buf_release(&prose);
	} else
		utf8_tame(&l->out, buf_all(&l->bytes), true);
	return 0;
}

/* Without operands --grep looks everywhere. */
static int
everywhere(struct look *l)
{
	struct names ids = { 0 };
	struct fail f;
	int part, rv;
	size_t i;

	rv = show_one(l, STORE_GROUP, "group");
	for (part = 0; part < STORE_PARTS; part++) {
		if (store_list(&l->d->s, (enum store_part)part, &ids, &f) == -1)
			rv = cli_worse(rv, cli_fail(l->d->c, &f));
		for (i = 0; i < ids.n; i++)
			rv = cli_worse(rv, show_one(l, (enum store_part)part,
					       names_get(&ids, i)));
	}
	names_release(&ids);
	return rv;
}

static int
show(struct look *l)
{
	struct cli *c = l->d->c;
	enum store_part part;
	char id[REFS_LEN];
	struct fail f;
	int i, n, rv = 0;

	if (c->argc == 0)
		rv = everywhere(l);
	for (i = 0; i < c->argc; i++) {
		if (refs_any(&l->d->s, c->argv[i], &part, id, &f) == -1)
			n = cli_fail(c, &f);
		else
			n = show_one(l, part, id);
		rv = cli_worse(rv, n);
	}
	if (rv == 0 && l->needle.n > 0 && l->hits == 0)
		rv = CLI_NO;
	return cli_worse(rv, cli_print(c, buf_all(&l->out)));
}

static int
run(struct cli *c)
{
	struct look l = { 0 };
	struct desk d;
	int key, rv;

	while ((key = cli_getopt(c)) != -1)
		if (key == OPT_PATH)
			l.path = true;
		else if (key == OPT_SECTION)
			l.section = c->arg;
		else if (utf8_fold(&l.needle, view_of(c->arg)) == -1 ||
			 l.needle.n == 0)
			cli_usage(c, "--grep: some text was expected");
	if (c->argc == 0 && l.needle.n == 0)
		cli_usage(c, "the id of a record was expected");
	l.d = &d;
	if ((rv = desk_open(c, &d, DESK_READ, false)) == 0)
		rv = show(&l);
	desk_close(&d);
	buf_release(&l.needle);
	buf_release(&l.out);
	buf_release(&l.scratch);
	buf_release(&l.bytes);
	record_release(&l.r);
	return rv;
}
