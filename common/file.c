#define _GNU_SOURCE /* O_TMPFILE */
#include "common/file.h"

#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#define CHUNK (64u << 10)

static int
cannot(struct fail *f, const char *word, const char *what, const char *name)
{
	fail_set(f, FAIL_SYSTEM, word, what);
	return fail_file(f, name);
}

int
file_read_fd(int fd, size_t max, struct buf *b, struct fail *f)
{
	size_t start = b->n;
	ssize_t n;
	char *p;

	for (;;) {
		p = buf_room(b, CHUNK);
		if (p == NULL)
			return fail_memory(f);
		do
			n = read(fd, p, CHUNK);
		while (n == -1 && errno == EINTR);
		if (n == -1)
			return fail_set(f, FAIL_SYSTEM, "E_READ",
			    "cannot be read");
		b->n += (size_t)n;
		b->p[b->n] = '\0';
		if (b->n - start > max)
			return fail_set(f, FAIL_LIMIT, "E_SIZE",
			    "larger than is taken here");
		if (n == 0)
			return 0;
	}
}

int
file_read(int dir, const char *name, size_t max, struct buf *b, struct fail *f)
{
	return file_read_mode(dir, name, max, b, NULL, f);
}

int
file_read_mode(int dir, const char *name, size_t max, struct buf *b,
    mode_t *mode, struct fail *f)
{
	struct stat st;
	size_t start = b->n, room;
	ssize_t n;
	int fd, rv = -1;
	char *p;

	/* O_NONBLOCK: a FIFO put in a file's place must not hold us up. */
	fd = openat(dir, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	if (fd == -1)
		return cannot(f, "E_READ", "cannot be opened", name);
	if (mode != NULL)
		*mode = fstat(fd, &st) == 0 ? st.st_mode : 0;
	for (;;) {
		room = CHUNK;
		p = buf_room(b, room);
		if (p == NULL) {
			fail_memory(f);
			break;
		}
		do
			n = read(fd, p, room);
		while (n == -1 && errno == EINTR);
		if (n == -1) {
			cannot(f, "E_READ", "cannot be read", name);
			break;
		}
		b->n += (size_t)n;
		b->p[b->n] = '\0';
		if (b->n - start > max) {
			fail_set(f, FAIL_LIMIT, "E_SIZE",
			    "larger than is taken here");
			fail_file(f, name);
			break;
		}
		/* A regular file gives less than was asked at its end only. */
		if ((size_t)n < room) {
			rv = 0;
			break;
		}
	}
	close(fd);
	return rv;
}

int
file_unnamed(int dir)
{
	int fd;

	/* Without /proc it could not be given a name later. */
	if (access("/proc/self/fd", X_OK) == -1) {
		errno = EOPNOTSUPP;
		return -1;
	}
	fd = openat(dir, ".", O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
	/* What kernels and file systems say that don't know the flag. */
	if (fd == -1 && (errno == EISDIR || errno == ENOENT || errno == EINVAL))
		errno = EOPNOTSUPP;
	return fd;
}

int
file_link(int fd, int dir, const char *name)
{
	char self[64];

	(void)snprintf(self, sizeof(self), "/proc/self/fd/%d", fd);
	return linkat(AT_FDCWD, self, dir, name, AT_SYMLINK_FOLLOW);
}

int
file_write_all(int fd, const void *p, size_t n)
{
	const char *q = p;
	ssize_t w;

	while (n > 0) {
		w = write(fd, q, n);
		if (w == -1) {
			if (errno == EINTR)
				continue;
			return -1;
		}
		if (w == 0) {
			errno = EIO;
			return -1;
		}
		q += w;
		n -= (size_t)w;
	}
	return 0;
}

/* Make the names in a directory last; AT_FDCWD is none that can be synced. */
static int
sync_dir(int dir)
{
	int fd, rv;

	if (dir != AT_FDCWD)
		return fsync(dir);
	fd = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd == -1)
		return -1;
	rv = fsync(fd);
	close(fd);
	return rv;
}

/* Give the written temporary file its name. */
static int
put_name(int dir, const char *tmp, const char *name, int flags)
{
	if (!(flags & FILE_NEW))
		return renameat(dir, tmp, dir, name);
	if (linkat(dir, tmp, dir, name, 0) == -1)
		return -1;
	/* Both names are the file now; a second one left over is harmless. */
	(void)unlinkat(dir, tmp, 0);
	return 0;
}

int
file_replace(int dir, const char *name, struct view bytes, mode_t mode,
    int flags, struct fail *f)
{
	char tmp[300];
	bool made = false;
	int fd = -1, n, rv = -1;

	n = snprintf(tmp, sizeof(tmp), ".%s.tmp%ld", name, (long)getpid());
	if (n < 0 || (size_t)n >= sizeof(tmp)) {
		errno = ENAMETOOLONG;
		return cannot(f, "E_WRITE", "cannot be written", name);
	}
	fd = openat(dir, tmp,
	    O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (fd == -1 && errno == EEXIST) {
		/* Our own number, so its writer is dead. */
		(void)unlinkat(dir, tmp, 0);
		fd = openat(dir, tmp,
		    O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
	}
	if (fd == -1)
		return cannot(f, "E_WRITE", "cannot be written", name);
	made = true;
	if (fchmod(fd, mode) == -1 ||
	    file_write_all(fd, bytes.p, bytes.n) == -1 || fsync(fd) == -1) {
		cannot(f, "E_WRITE", "cannot be written", name);
		goto out;
	}
	n = close(fd);
	fd = -1; /* closed even if close(2) failed */
	if (n == -1) {
		cannot(f, "E_WRITE", "cannot be written", name);
		goto out;
	}
	if (put_name(dir, tmp, name, flags) == -1) {
		if (errno == EEXIST) {
			fail_set(f, FAIL_EXISTS, "E_EXISTS",
			    "is there already; nothing was written");
			fail_file(f, name);
		} else
			cannot(f, "E_WRITE", "cannot be written", name);
		goto out;
	}
	made = false;
	if ((rv = sync_dir(dir)) == -1)
		cannot(f, "E_WRITE", "the directory cannot be synced", name);
out:
	if (fd != -1)
		close(fd);
	if (made)
		unlinkat(dir, tmp, 0);
	return rv;
}

int
file_remove(int dir, const char *name, struct fail *f)
{
	if (unlinkat(dir, name, 0) == -1 || sync_dir(dir) == -1)
		return cannot(f, "E_WRITE", "cannot be removed", name);
	return 0;
}
