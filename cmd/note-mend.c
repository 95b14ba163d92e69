/* balint-note check: what it mends, and what it asks git's files. */

#define _GNU_SOURCE /* memmem(3) */

#include <sys/stat.h>

#include <fcntl.h>
#include <stdio.h>
#include <string.h>

#include "cmd/note-check.h"
#include "common/buf.h"
#include "common/change.h"
#include "common/file.h"
#include "common/mend.h"

#define CONFIG_MAX (1u << 20)

static int
fix_bytes(struct store *s, const struct survey_file *x, struct fail *f)
{
	struct buf b = { 0 }, mended = { 0 };
	struct change c;
	int rv = -1;

	change_init(&c, s, true);
	if (store_bytes(s, x->part, x->id, &b, f) != 0)
		goto out;
	(void)mend_bytes(buf_all(&b), &mended);
	if (change_put(&c, x->part, x->id, buf_all(&mended), f) == 0)
		rv = change_commit(&c, f);
out:
	change_release(&c);
	buf_release(&b);
	buf_release(&mended);
	return rv;
}

static int
fix_mode(struct store *s, const struct survey_file *x, struct fail *f)
{
	int dir = x->part == STORE_GROUP ? s->dir : s->part[x->part];
	char name[80];

	(void)snprintf(name, sizeof(name), "%s.txt", x->id);
	if (fchmodat(dir, name, 0600, 0) == 0)
		return 0;
	fail_set(f, FAIL_SYSTEM, "E_MODE", "the mode cannot be changed");
	return fail_file(f, name);
}

int
check_fix(struct store *s, const struct survey_file *x, struct fail *f)
{
	if (x->exposed && fix_mode(s, x, f) == -1)
		return -1;
	return x->mendable ? fix_bytes(s, x, f) : 0;
}

static bool
has_remote(const char *group, const char *config)
{
	struct buf path = { 0 }, b = { 0 };
	bool found = false;

	buf_printf(&path, "%s/%s", group, config);
	if (!buf_bad(&path) &&
	    file_read(AT_FDCWD, path.p, CONFIG_MAX, &b, NULL) == 0)
		found = memmem(b.p, b.n, "[remote ", 8) != NULL;
	buf_release(&path);
	buf_release(&b);
	return found;
}

bool
check_remote(const char *group)
{
	return has_remote(group, ".git/config") ||
	       has_remote(group, "../.git/config");
}
