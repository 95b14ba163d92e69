#include "common/target.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/file.h"

static int
cannot(const struct target *t, const char *what, struct fail *f)
{
	fail_set(f, FAIL_SYSTEM, "E_WRITE", what);
	return fail_file(f, t->name);
}

/* Split path into an open directory and a name in it. */
static int
open_dir(struct target *t, const char *path)
{
	char dir[4096];
	const char *slash = strrchr(path, '/'), *name;
	size_t n;

	name = slash == NULL ? path : slash + 1;
	n = slash == NULL ? 0 : (size_t)(slash - path) + 1;
	/* Room for the temporary name, which is five longer. */
	if (strlen(name) > 250 || n >= sizeof(dir)) {
		errno = ENAMETOOLONG;
		return -1;
	}
	(void)snprintf(t->name, sizeof(t->name), "%s", name);
	(void)snprintf(t->tmp, sizeof(t->tmp), ".%s.tmp", name);
	if (name[0] == '\0') {
		errno = EISDIR;
		return -1;
	}
	memcpy(dir, path, n);
	memcpy(dir + n, ".", 2);
	t->dir = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	return t->dir == -1 ? -1 : 0;
}

/* A file with a name, for file systems that want one. */
static int
open_named(struct target *t)
{
	(void)unlinkat(t->dir, t->tmp, 0); /* of a run that was killed */
	t->fd = openat(t->dir, t->tmp,
	    O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
	t->named = t->fd != -1;
	return t->fd == -1 ? -1 : 0;
}

int
target_open(struct target *t, const char *path, struct fail *f)
{
	struct stat st;

	memset(t, 0, sizeof(*t));
	t->dir = t->fd = -1;
	if (open_dir(t, path) == -1)
		return cannot(t, "its directory cannot be opened", f);
	if (fstatat(t->dir, t->name, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
	    !S_ISREG(st.st_mode)) {
		errno = EEXIST;
		cannot(t, "something else than a file has this name", f);
		target_close(t);
		return -1;
	}
	t->fd = file_unnamed(t->dir);
	if (t->fd == -1 && errno == EOPNOTSUPP)
		(void)open_named(t);
	if (t->fd == -1) {
		cannot(t, "cannot be made", f);
		target_close(t);
		return -1;
	}
	return 0;
}

/* Give the file without a name a temporary one; rename(2) needs it. */
static int
put_name(struct target *t)
{
	if (t->named)
		return 0;
	if (file_link(t->fd, t->dir, t->tmp) == -1) {
		if (errno != EEXIST)
			return -1;
		(void)unlinkat(t->dir, t->tmp, 0);
		if (file_link(t->fd, t->dir, t->tmp) == -1)
			return -1;
	}
	t->named = true;
	return 0;
}

int
target_commit(struct target *t, struct fail *f)
{
	int n;

	if (fsync(t->fd) == -1)
		return cannot(t, "cannot be written to disk", f);
	if (put_name(t) == -1)
		return cannot(t, "cannot be given a name", f);
	n = close(t->fd);
	t->fd = -1; /* closed even if close(2) failed */
	if (n == -1)
		return cannot(t, "cannot be written", f);
	if (renameat(t->dir, t->tmp, t->dir, t->name) == -1)
		return cannot(t, "cannot be given its name", f);
	t->named = false;
	if (fsync(t->dir) == -1)
		return cannot(t, "its directory cannot be written to disk", f);
	return 0;
}

void
target_close(struct target *t)
{
	if (t->fd != -1)
		close(t->fd);
	if (t->dir != -1) {
		if (t->named)
			(void)unlinkat(t->dir, t->tmp, 0);
		close(t->dir);
	}
	t->dir = t->fd = -1;
	t->named = false;
}
