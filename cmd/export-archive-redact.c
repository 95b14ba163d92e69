/*
 * balint-export archive --redact: of each case what the policy lets out,
 * redacted, as a person has reviewed it, and nothing else of the group.
 *
 * Neither a file's name nor its time may tell what the policy keeps in: a
 * case's number is a rank in time, and that names the presenter.  So a case is
 * named by what is in it.  All cases are redacted before the first is packed:
 * only then is it known that all may leave.  A person has read every one of
 * them, so they fit into memory.
 */

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cmd/export-archive.h"
#include "cmd/export-study.h"
#include "common/entry.h"
#include "common/file.h"
#include "common/roll.h"

#define DIGITS 16 /* of the hash, in a name */

struct archive_case {
	char *id;   /* the file in cases/ */
	char *path; /* in the archive */
	size_t top;
	size_t off, n; /* in a->redacted */
};

/* One group while it is gathered. */
struct gathering {
	struct cli *c;
	struct archiving *a;
	size_t top;
	struct buf bytes;
	struct record record;
	bool refused; /* a case may not leave, and that was told */
};

void
archive_redact_release(struct archiving *a)
{
	size_t i;

	for (i = 0; i < a->ncase; i++) {
		free(a->cases[i].id);
		free(a->cases[i].path);
	}
	free(a->cases);
	buf_release(&a->redacted);
	reviewed_release(&a->reviewed);
	crypt_free(a->key);
}

int
archive_redact_open(struct archiving *a, struct fail *f)
{
	const struct view none = { NULL, 0 };

	if (reviewed_open(&a->reviewed, a->redact, none, f) == -1)
		return -1;
	if (!policy_uses(&a->reviewed.policy, ACT_PSEUDONYM))
		return 0;
	if (study_key(a->keyfile, &a->key, f) == -1)
		return -1;
	a->reviewed.key = (struct view){ (const char *)a->key, CRYPT_KEY };
	return 0;
}

/* Remember a case whose redacted text is what a->redacted has from `from`. */
static int
keep(struct gathering *g, const char *name, size_t from, struct fail *f)
{
	struct archiving *a = g->a;
	struct archive_case *p, one = { .top = g->top, .off = from };
	struct view text = { a->redacted.p + from, a->redacted.n - from };
	struct buf path = { 0 };
	char hash[CRYPT_HEX];

	if (a->ncase == a->capcase) {
		a->capcase = a->capcase == 0 ? 64 : a->capcase * 2;
		p = reallocarray(a->cases, a->capcase, sizeof(*p));
		if (p == NULL)
			return fail_memory(f);
		a->cases = p;
	}
	if (crypt_sha256_hex(text, hash, f) == -1)
		return -1;
	buf_printf(&path, "%s/cases/%.*s.txt", a->top[g->top].name, DIGITS,
	    hash);
	one.n = text.n;
	one.id = strdup(name);
	one.path = buf_bad(&path) ? NULL : strdup(path.p);
	buf_release(&path);
	if (one.id == NULL || one.path == NULL) {
		free(one.id);
		free(one.path);
		return fail_memory(f);
	}
	a->cases[a->ncase++] = one;
	return 0;
}

static int
redact(struct gathering *g, const char *path, const char *name, struct fail *f)
{
	size_t from = g->a->redacted.n;
	int rv;

	rv = record_parse(&g->record, buf_all(&g->bytes), RECORD_ALL, f);
	if (rv == 0 && g->record.kind != RECORD_CASE)
		rv = fail_set(f, FAIL_RANGE, "E_KIND",
		    "a record of another kind, expected a case");
	if (rv == -1)
		return fail_file(f, path);
	if (reviewed_record(&g->a->reviewed, &g->record, path, &g->a->redacted,
		f) == 0)
		return keep(g, name, from, f);
	if (f->kind != FAIL_NO)
		return -1;
	(void)cli_fail(g->c, f);
	g->refused = true;
	return 0;
}

static int
take_file(void *arg, int dir, const char *name, const char *path,
    struct fail *f)
{
	struct gathering *g = arg;
	const struct archive_top *t = &g->a->top[g->top];
	const char *rel = path + strlen(t->name);
	struct buf disk = { 0 };
	int rv;

	if (strncmp(rel, "/cases/", strlen("/cases/")) != 0)
		return 0;
	buf_printf(&disk, "%s%s", t->path, rel);
	buf_clear(&g->bytes);
	rv = buf_bad(&disk)
		 ? fail_memory(f)
		 : file_read(dir, name, RECORD_SIZE_MAX, &g->bytes, f);
	if (rv == 0)
		rv = redact(g, disk.p, name, f);
	buf_release(&disk);
	return rv;
}

static int
gather_group(struct gathering *g, struct fail *f)
{
	const struct archive_top *t = &g->a->top[g->top];
	struct walk_to to = { walk_no_dir, take_file, walk_close, g };
	struct roll_options o = ROLL_ALL;
	struct roll roll = { 0 };
	int rv;

	o.all = true;
	o.no_sessions = true;
	rv = roll_read(&roll, t->path, &o, f);
	if (rv == 0)
		rv = reviewed_roster(&g->a->reviewed, &roll, f);
	if (rv == 0)
		rv = walk_group(&to, t->path, t->name, &g->a->walk, f);
	roll_release(&roll);
	return rv;
}

static int
by_path(const void *x, const void *y)
{
	const struct archive_case *a = x, *b = y;

	return entry_compare(view_of(a->path), view_of(b->path));
}

int
archive_redact_gather(struct cli *c, struct archiving *a, struct fail *f)
{
	struct gathering g = { .c = c, .a = a };
	size_t i, n = 0;
	int rv = 0;

	for (g.top = 0; rv == 0 && g.top < a->ntop; g.top++)
		rv = gather_group(&g, f);
	record_release(&g.record);
	buf_release(&g.bytes);
	if (rv == 0 && g.refused)
		return CLI_NO;
	qsort(a->cases, a->ncase, sizeof(a->cases[0]), by_path);
	/* Cases of which the very same leaves are one file. */
	for (i = 0; i < a->ncase; i++)
		if (n > 0 && by_path(&a->cases[n - 1], &a->cases[i]) == 0) {
			free(a->cases[i].id);
			free(a->cases[i].path);
		} else
			a->cases[n++] = a->cases[i];
	a->ncase = n;
	return rv;
}

static int
find(const void *key, const void *element)
{
	const struct archive_case *c = element;

	return entry_compare(view_of(key), view_of(c->path));
}

int
archive_redact_filter(void *arg, const char *path, struct view in,
    struct buf *out, struct fail *f)
{
	const struct archiving *a = arg;
	const struct archive_case *c =
	    bsearch(path, a->cases, a->ncase, sizeof(*c), find);

	(void)in;
	if (c == NULL)
		return fail_set(f, FAIL_RANGE, "E_ENTRY",
		    "not one of the cases that were redacted");
	buf_add(out, a->redacted.p + c->off, c->n);
	return buf_bad(out) ? fail_memory(f) : 0;
}

int
archive_redact_walk(const struct archiving *a, size_t top,
    const struct walk_to *to, struct fail *f)
{
	struct buf path = { 0 };
	int dir, rv = 0;
	size_t i;

	buf_printf(&path, "%s/cases", a->top[top].path);
	if (buf_bad(&path))
		return fail_memory(f);
	dir = open(path.p, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (dir == -1 && access(path.p, F_OK) == 0) {
		fail_set(f, FAIL_SYSTEM, "E_READ", "cannot be opened");
		rv = fail_file(f, path.p);
	}
	buf_clear(&path);
	buf_printf(&path, "%s/cases", a->top[top].name);
	if (rv == 0)
		rv = to->dir(to->arg, a->top[top].name, 0700, 0, f);
	if (rv == 0 && dir != -1)
		rv = to->dir(to->arg, path.p, 0700, 0, f);
	for (i = 0; rv == 0 && i < a->ncase; i++)
		if (a->cases[i].top == top)
			rv = to->file(to->arg, dir, a->cases[i].id,
			    a->cases[i].path, f);
	if (dir != -1 && to->done(to->arg, dir, rv == 0 ? f : NULL) == -1)
		rv = -1;
	buf_release(&path);
	return rv;
}
