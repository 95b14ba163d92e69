/* A group to work in, and the sandbox around it. */

#include "cmd/cli.h"

#include <string.h>

#include "common/where.h"

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
