#include "cmd/desk.h"

#include <string.h>

#include "common/datafile.h"
#include "common/schema.h"

int
desk_open(struct cli *c, struct desk *d, unsigned how, bool keep)
{
	unsigned rights = SANDBOX_READ, what = 0;
	struct fail f;
	int rv;

	memset(d, 0, sizeof(*d));
	d->c = c;
	rv = cli_open_group(c, &d->s);
	if (rv == 0 && (how & DESK_WRITE))
		rv = cli_probe(c);
	if (rv != 0)
		return rv;
	change_init(&d->change, &d->s, keep);
	if ((how & DESK_WRITE) && !c->dry) {
		rights |= SANDBOX_WRITE;
		what |= SANDBOX_WRITES;
	}
	if (how & DESK_THREADS)
		what |= SANDBOX_THREADS;
	if ((rv = cli_enter(c, &d->s, rights, what)) != 0)
		return rv;
	if ((what & SANDBOX_WRITES) && !(how & DESK_UNLOCKED) &&
	    store_lock(&d->s, c->wait, &f) == -1)
		return cli_fail(c, &f);
	if (store_read_group(&d->s, &d->bytes, &d->group, &f) == -1)
		return cli_fail(c, &f);
	if (frame_parse(&d->frame, &d->group, &f) == -1) {
		fail_file(&f, "group.txt");
		return cli_fail(c, &f);
	}
	if (datafile_vocabulary(&d->words, &f) == -1)
		return cli_fail(c, &f);
	return 0;
}

void
desk_close(struct desk *d)
{
	change_release(&d->change);
	vocab_release(&d->words);
	record_release(&d->group);
	buf_release(&d->bytes);
	if (d->s.dir != -1)
		store_close(&d->s);
}

int
desk_commit(struct desk *d)
{
	struct fail f;

	if (d->c->dry)
		return 0;
	return change_commit(&d->change, &f) == -1 ? cli_fail(d->c, &f) : 0;
}

void
desk_warn(struct desk *d, const struct record *r, size_t i)
{
	const char *list, *near;
	char field[RECORD_NAME_MAX + 1];
	struct view word;

	if (!vocab_unknown(&d->words, r, i, &word, &list))
		return;
	near = vocab_nearest(&d->words, list, word);
	(void)view_string(r->field[i].name, field, sizeof(field));
	cli_say(d->c, "W_WORD: %s has a word that is not in the vocabulary%s%s",
	    field, near == NULL ? "" : "; the nearest is ",
	    near == NULL ? "" : near);
}

static int
first_problem(void *arg, const struct fail *f)
{
	*(struct fail *)arg = *f;
	return 1;
}

int
desk_check(struct desk *d, struct view bytes, const char *name)
{
	struct record r = { 0 };
	struct fail f;
	size_t i;
	int rv = 0;

	if (record_parse(&r, bytes, RECORD_ALL, &f) == -1 ||
	    schema_check(&r, first_problem, &f) != 0) {
		fail_file(&f, name);
		rv = cli_fail(d->c, &f);
	}
	for (i = 1; rv == 0 && i < r.nfield; i++)
		desk_warn(d, &r, i);
	record_release(&r);
	return rv;
}
