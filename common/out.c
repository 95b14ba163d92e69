#include "common/out.h"

#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/file.h"

#define ENOUGH (64u << 10)

static int
cannot(struct out *o, struct fail *f)
{
	fail_set(f, FAIL_SYSTEM, "E_WRITE", "cannot be written");
	return fail_file(f, o->name == NULL ? "standard output" : o->name);
}

/* Several may be open at once, and a dead process may have left one. */
static int
open_temporary(struct out *o)
{
	unsigned i;

	for (i = 0; i < 100 && o->fd == -1; i++) {
		(void)snprintf(o->tmp, sizeof(o->tmp), ".balint-out.tmp%ld-%u",
		    (long)getpid(), i);
		o->fd = openat(o->dir, o->tmp,
		    O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
		if (o->fd == -1 && errno != EEXIST)
			break;
	}
	if (o->fd == -1)
		o->tmp[0] = '\0'; /* not ours to take away */
	return o->fd;
}

static int
open_file(struct out *o, const char *path, struct fail *f)
{
	const char *slash = strrchr(path, '/');
	char *dir;

	o->name = strdup(slash == NULL ? path : slash + 1);
	dir = slash == NULL ? strdup(".")
			    : strndup(path, (size_t)(slash - path) + 1);
	if (o->name == NULL || dir == NULL) {
		free(dir);
		return fail_memory(f);
	}
	o->dir = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	free(dir);
	if (o->dir == -1)
		return cannot(o, f);
	if (o->name[0] == '\0') {
		errno = EISDIR;
		return cannot(o, f);
	}
	return open_temporary(o) == -1 ? cannot(o, f) : 0;
}

int
out_open(struct out *o, const char *path, struct fail *f)
{
	memset(o, 0, sizeof(*o));
	o->dir = -1;
	o->fd = STDOUT_FILENO;
	if (path == NULL || strcmp(path, "-") == 0)
		return 0;
	o->fd = -1;
	if (open_file(o, path, f) == 0)
		return 0;
	(void)out_close(o, false, NULL);
	return -1;
}

int
out_probe(struct fail *f)
{
	struct out o = { .fd = STDOUT_FILENO, .dir = -1 };

	return write(STDOUT_FILENO, "", 0) == -1 ? cannot(&o, f) : 0;
}

static int
drain(struct out *o, struct fail *f)
{
	if (buf_bad(&o->b))
		return fail_memory(f);
	if (file_write_all(o->fd, o->b.p, o->b.n) == -1)
		return cannot(o, f);
	buf_clear(&o->b);
	return 0;
}

int
out_pump(struct out *o, struct fail *f)
{
	return o->b.n < ENOUGH && !buf_bad(&o->b) ? 0 : drain(o, f);
}

int
out_flush(struct out *o, struct fail *f)
{
	return drain(o, f);
}

/* Standard output is closed too: some file systems tell of a loss only then. */
static int
finish(struct out *o, struct fail *f)
{
	int rv;

	if (drain(o, f) == -1)
		return -1;
	if (o->name != NULL && fsync(o->fd) == -1)
		return cannot(o, f);
	rv = close(o->fd);
	o->fd = -1;
	if (rv == -1)
		return cannot(o, f);
	if (o->name == NULL)
		return 0;
	if (renameat(o->dir, o->tmp, o->dir, o->name) == -1)
		return cannot(o, f);
	o->tmp[0] = '\0';
	return fsync(o->dir) == -1 ? cannot(o, f) : 0;
}

int
out_close(struct out *o, bool keep, struct fail *f)
{
	int rv = keep ? finish(o, f) : 0;

	if (o->name != NULL && o->fd != -1)
		close(o->fd);
	if (o->dir != -1) {
		if (o->tmp[0] != '\0')
			(void)unlinkat(o->dir, o->tmp, 0);
		close(o->dir);
	}
	free(o->name);
	buf_release(&o->b);
	memset(o, 0, sizeof(*o));
	o->fd = o->dir = -1;
	return rv;
}
