#define _GNU_SOURCE /* syncfs(2) */

#include "common/outdir.h"

#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "common/file.h"

#define NAME_LEN 300

static int
cannot(struct fail *f, const char *name)
{
	fail_set(f, FAIL_SYSTEM, "E_WRITE", "cannot be written");
	return fail_file(f, name);
}

int
outdir_open(struct outdir *o, const char *path, struct fail *f)
{
	o->dir = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	return o->dir == -1 ? cannot(f, path) : 0;
}

static int
temporary(char tmp[NAME_LEN], const char *name)
{
	int n = snprintf(tmp, NAME_LEN, ".%s.tmp%ld", name, (long)getpid());

	if (n > 0 && n < NAME_LEN)
		return 0;
	errno = ENAMETOOLONG;
	return -1;
}

int
outdir_put(struct outdir *o, const char *name, struct view bytes,
    struct fail *f)
{
	char tmp[NAME_LEN];
	int fd, n;

	if (names_find(&o->name, view_of(name)) < o->name.n) {
		fail_set(f, FAIL_EXISTS, "E_TWICE",
		    "two files of that name; one was expected");
		return fail_file(f, name);
	}
	if (temporary(tmp, name) == -1)
		return cannot(f, name);
	/* One of our own number is left over from a process that is dead. */
	(void)unlinkat(o->dir, tmp, 0);
	fd = openat(o->dir, tmp,
	    O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (fd == -1)
		return cannot(f, name);
	n = file_write_all(fd, bytes.p, bytes.n);
	if (n == -1)
		cannot(f, name);
	if (close(fd) == -1 && n == 0)
		n = cannot(f, name);
	if (n == 0 && names_add(&o->name, view_of(name)) == -1)
		n = fail_memory(f);
	if (n == -1)
		(void)unlinkat(o->dir, tmp, 0);
	return n;
}

/* Where the kernel can't sync a file system at once, each file is synced. */
static int
sync_all(struct outdir *o)
{
#ifdef __linux__
	return syncfs(o->dir);
#else
	char tmp[NAME_LEN];
	size_t i;
	int fd, rv = 0;

	for (i = 0; i < o->name.n && rv == 0; i++) {
		(void)temporary(tmp, names_get(&o->name, i));
		fd = openat(o->dir, tmp, O_RDONLY | O_CLOEXEC);
		rv = fd == -1 ? -1 : fsync(fd);
		if (fd != -1)
			close(fd);
	}
	return rv;
#endif
}

int
outdir_commit(struct outdir *o, struct fail *f)
{
	char tmp[NAME_LEN];
	const char *name;
	size_t i;

	if (o->name.n == 0)
		return 0;
	if (sync_all(o) == -1)
		return cannot(f, names_get(&o->name, 0));
	for (i = 0; i < o->name.n; i++) {
		name = names_get(&o->name, i);
		if (temporary(tmp, name) == -1 ||
		    renameat(o->dir, tmp, o->dir, name) == -1)
			return cannot(f, name);
	}
	names_clear(&o->name);
	return fsync(o->dir) == -1 ? cannot(f, "") : 0;
}

void
outdir_close(struct outdir *o)
{
	char tmp[NAME_LEN];
	size_t i;

	for (i = 0; i < o->name.n; i++)
		if (temporary(tmp, names_get(&o->name, i)) == 0)
			(void)unlinkat(o->dir, tmp, 0);
	if (o->dir != -1)
		close(o->dir);
	o->dir = -1;
	names_release(&o->name);
}
