/* balint-note import: saved profiles of participants' lists. */

#include "cmd/note-profile.h"

#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "common/file.h"
#include "common/schema.h"
#include "common/where.h"

static const char *const keys[PROFILE_KEYS] = { "name", "email", "join",
	"leave", "zone", "order" };

/* The folder and what it lies in; whether that worked is seen below it. */
static void
make_above(char *path)
{
	char *slash;

	for (slash = path + 1; (slash = strchr(slash, '/')) != NULL; slash++) {
		*slash = '\0';
		(void)mkdir(path, 0700);
		*slash = '/';
	}
	(void)mkdir(path, 0700);
}

static int
path_of(struct cli *c, const char *name, bool make, struct buf *b)
{
	struct fail f;

	if (!schema_valid_id(view_of(name)))
		cli_usage(c, "not a profile's name; small letters, digits and "
			     "hyphens were expected");
	if (where_config(b, &f) == -1)
		return cli_fail(c, &f);
	if (make)
		make_above(b->p);
	buf_puts(b, "/participants");
	if (make && !buf_bad(b) && mkdir(b->p, 0700) == -1 && errno != EEXIST) {
		fail_set(&f, FAIL_SYSTEM, "E_WRITE", "cannot be made");
		fail_file(&f, b->p);
		return cli_fail(c, &f);
	}
	buf_printf(b, "/%s.txt", name);
	return 0;
}

static int
take_line(struct profile *p, struct view line)
{
	struct view key = view_cut(&line, '=');
	size_t i;

	for (i = 0; i < PROFILE_KEYS; i++)
		if (view_is(key, keys[i]) && line.p != NULL)
			return p->value[i][0] != '\0'
				   ? 0
				   : view_string(line, p->value[i],
					 sizeof(p->value[i]));
	return -1;
}

int
profile_load(struct cli *c, struct profile *p, const char *name)
{
	struct buf path = { 0 }, b = { 0 };
	struct view rest, line;
	struct fail f;
	size_t no = 0;
	int rv;

	if ((rv = path_of(c, name, false, &path)) != 0)
		goto out;
	if (file_read(AT_FDCWD, path.p, 65536, &b, &f) == -1) {
		rv = cli_fail(c, &f);
		goto out;
	}
	rest = buf_all(&b);
	while (rest.n > 0 && rv == 0) {
		line = view_cut(&rest, '\n');
		no++;
		if (line.n == 0 || take_line(p, line) == 0)
			continue;
		fail_at(&f, FAIL_SYNTAX, "E_PROFILE",
		    "not a line of a profile; name=, email=, join=, leave=, "
		    "zone= or order= was expected",
		    no, 1);
		fail_file(&f, path.p);
		rv = cli_fail(c, &f);
	}
out:
	buf_release(&path);
	buf_release(&b);
	return rv;
}

int
profile_save(struct cli *c, const struct profile *p, const char *name)
{
	struct buf path = { 0 }, b = { 0 };
	struct fail f;
	char *slash;
	int dir, rv;
	size_t i;

	if ((rv = path_of(c, name, true, &path)) != 0)
		goto out;
	for (i = 0; i < PROFILE_KEYS; i++)
		buf_printf(&b, "%s=%s\n", keys[i], p->value[i]);
	slash = strrchr(path.p, '/');
	*slash = '\0';
	dir = open(path.p, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (dir == -1) {
		fail_set(&f, FAIL_SYSTEM, "E_WRITE", "cannot be opened");
		fail_file(&f, path.p);
		rv = cli_fail(c, &f);
		goto out;
	}
	if (file_replace(dir, slash + 1, buf_all(&b), 0600, 0, &f) == -1)
		rv = cli_fail(c, &f);
	close(dir);
out:
	buf_release(&path);
	buf_release(&b);
	return rv;
}
