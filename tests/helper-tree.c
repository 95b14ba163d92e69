/*
 * After a fault: is every file the old one or the new one?
 *
 *	helper-tree OLD NEW NOW
 *
 * Three directories.  Each file of NOW that OLD or NEW has too must hold the
 * bytes of one of them; what both OLD and NEW have must be there.  A file
 * that neither has is told on standard output as `new PATH` (a random id).
 * Names that begin with a dot, and directories of such names, are passed
 * over.  Exit status 1 when something is wrong.
 */

#include <sys/stat.h>

#include <dirent.h>
#include <err.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/buf.h"
#include "common/file.h"

static int wrong;

static void
path(char out[1024], const char *dir, const char *rel, const char *name)
{
	(void)snprintf(out, 1024, "%s%s%s%s%s", dir, rel[0] != '\0' ? "/" : "",
	    rel, name[0] != '\0' ? "/" : "", name);
}

/* The bytes of a file; false if there is none. */
static bool
get(const char *dir, const char *rel, const char *name, struct buf *b)
{
	char p[1024];

	buf_clear(b);
	path(p, dir, rel, name);
	return file_read(AT_FDCWD, p, 1u << 24, b, NULL) == 0;
}

static void
compare(char **dirs, const char *rel, const char *name)
{
	struct buf b[3] = { 0 };
	bool there[3];
	size_t i;

	for (i = 0; i < 3; i++)
		there[i] = get(dirs[i], rel, name, &b[i]);
	if (!there[2] && there[0] && there[1]) {
		printf("lost %s/%s\n", rel, name);
		wrong = 1;
	} else if (there[2] && !there[0] && !there[1])
		printf("new %s/%s\n", rel, name);
	else if (there[2] &&
		 !(there[0] && view_equal(buf_all(&b[2]), buf_all(&b[0]))) &&
		 !(there[1] && view_equal(buf_all(&b[2]), buf_all(&b[1])))) {
		printf("neither old nor new: %s/%s\n", rel, name);
		wrong = 1;
	}
	for (i = 0; i < 3; i++)
		buf_release(&b[i]);
}

static void
walk(char **dirs, size_t which, const char *rel)
{
	char p[1024], sub[1024];
	struct dirent *e;
	struct stat st;
	DIR *d;

	path(p, dirs[which], rel, "");
	d = opendir(p);
	if (d == NULL)
		return;
	while ((e = readdir(d)) != NULL) {
		if (e->d_name[0] == '.')
			continue;
		path(p, dirs[which], rel, e->d_name);
		if (lstat(p, &st) == -1)
			err(2, "%s", p);
		if (S_ISDIR(st.st_mode)) {
			(void)snprintf(sub, sizeof(sub), "%s%s%s", rel,
			    rel[0] != '\0' ? "/" : "", e->d_name);
			walk(dirs, which, sub);
		} else
			compare(dirs, rel, e->d_name);
	}
	closedir(d);
}

int
main(int argc, char **argv)
{
	size_t i;

	if (argc != 4)
		errx(2, "OLD NEW NOW");
	for (i = 0; i < 3; i++)
		walk(argv + 1, i, "");
	return wrong;
}
