#include "cmd/groups.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "common/filelist.h"
#include "common/sandbox.h"

#define PROGRESS_MS 1000 /* quick work is not spoken of */
#define AGAIN_MS    100

static void
add(struct cli *c, struct groups *g, const char *arg)
{
	struct buf path = { 0 };
	struct fail f;

	if (store_find(&path, arg, &f) == -1 ||
	    (names_add(&g->path, buf_all(&path)) == -1 &&
		fail_memory(&f) == -1))
		g->status = cli_worse(g->status, cli_fail(c, &f));
	buf_release(&path);
}

void
groups_collect(struct cli *c, struct groups *g, const char *files0)
{
	struct names more = { 0 };
	struct fail f;
	size_t i;

	memset(g, 0, sizeof(*g));
	for (i = 0; i < (size_t)c->argc; i++)
		add(c, g, c->argv[i]);
	if (files0 != NULL) {
		if (filelist_read(&more, files0, &f) == -1)
			g->status = cli_worse(g->status, cli_fail(c, &f));
		for (i = 0; i < more.n; i++)
			add(c, g, names_get(&more, i));
		names_release(&more);
	} else if (c->argc == 0)
		add(c, g, c->group);
}

/* The directory in which -o makes its file, or which it names. */
static int
allow_output(struct sandbox *box, const char *output, struct fail *f)
{
	const char *slash = strrchr(output, '/');
	char *dir;
	int rv;

	if (slash == NULL)
		return sandbox_allow(box, ".", SANDBOX_MAKE, f);
	dir = strndup(output, (size_t)(slash - output) + 1);
	if (dir == NULL)
		return fail_memory(f);
	rv = sandbox_allow(box, dir, SANDBOX_MAKE, f);
	free(dir);
	return rv;
}

static int
allow_group(struct sandbox *box, const char *path, struct buf *b,
    struct fail *f)
{
	static const char *const parts[] = { "group.txt", "members",
		"sessions" };
	size_t i;

	for (i = 0; i < 3; i++) {
		buf_clear(b);
		buf_printf(b, "%s/%s", path, parts[i]);
		if (buf_bad(b))
			return fail_memory(f);
		if (sandbox_allow(box, b->p, SANDBOX_READ, f) == -1)
			return -1;
	}
	return 0;
}

int
groups_enter(struct cli *c, struct groups *g, const char *const *read)
{
	struct buf b = { 0 };
	struct sandbox box;
	struct fail f;
	unsigned what = 0;
	size_t i;
	int rv = 0;

	if (sandbox_init(&box, &f) == -1)
		return cli_fail(c, &f);
	for (i = 0; i < g->path.n && rv == 0; i++)
		rv = allow_group(&box, names_get(&g->path, i), &b, &f);
	for (i = 0; read != NULL && read[i] != NULL && rv == 0; i++)
		rv = sandbox_allow(&box, read[i], SANDBOX_READ, &f);
	if (rv == 0 && c->output != NULL && strcmp(c->output, "-") != 0) {
		rv = allow_output(&box, c->output, &f);
		what = SANDBOX_WRITES;
	}
	buf_release(&b);
	if (rv == -1 || sandbox_enter(&box, what, &f) == -1)
		return cli_fail(c, &f);
	return 0;
}

static long long
now_ms(void)
{
	struct timespec t = { 0 };

	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000LL + t.tv_nsec / 1000000;
}

/* How far we are, on a terminal, once it takes long; then the line is wiped. */
static void
progress(struct cli *c, struct groups *g, bool end)
{
	long long now;

	if (c->quiet || !isatty(STDERR_FILENO))
		return;
	now = now_ms();
	if (g->began == 0)
		g->began = now;
	if (end && g->told != 0)
		fputs("\r\033[K", stderr);
	if (end || now - g->began < PROGRESS_MS || now - g->told < AGAIN_MS)
		return;
	g->told = now;
	fprintf(stderr, "\r%zu of %zu groups", g->at, g->path.n);
}

/* A group twice, or a copy of it, would count everybody's sessions twice. */
static int
note(struct groups *g, struct fail *f)
{
	struct view id = g->roll.frame.id;

	if (id.n > 0 && names_find(&g->id, id) < g->id.n) {
		fail_set(f, FAIL_EXISTS, "E_TWICE",
		    "a group with the same lasting id was there before");
		return fail_file(f, g->roll.path);
	}
	if (names_add(&g->id, id) == -1 ||
	    names_add(&g->done, view_of(g->roll.path)) == -1)
		return fail_memory(f);
	return 0;
}

bool
groups_next(struct cli *c, struct groups *g, const struct roll_options *o)
{
	struct fail f;

	while (g->at < g->path.n) {
		progress(c, g, false);
		if (roll_read(&g->roll, names_get(&g->path, g->at++), o, &f) ==
			0 &&
		    note(g, &f) == 0)
			return true;
		progress(c, g, true);
		g->status = cli_worse(g->status, cli_fail(c, &f));
	}
	progress(c, g, true);
	return false;
}

void
groups_rewind(struct groups *g)
{
	g->at = 0;
	names_clear(&g->done);
	names_clear(&g->id);
	g->told = 0;
}

void
groups_release(struct groups *g)
{
	names_release(&g->path);
	names_release(&g->done);
	names_release(&g->id);
	roll_release(&g->roll);
}
