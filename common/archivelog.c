#include "common/archivelog.h"

#include <sys/file.h>
#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "common/file.h"
#include "common/where.h"

#define NAME	 "archives.txt"
#define READ_MAX (64u << 20)
/* For reading too: the end of the last line is looked at.  A FIFO would not
   hold us up. */
#define HOW (O_RDWR | O_APPEND | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)

/* The library; 1 when there is none. */
static int
library_of(struct buf *path, struct fail *f)
{
	if (where_library(path, NULL) == -1)
		return 1;
	if (!buf_bad(path) && access(path->p, F_OK) == -1)
		return 1;
	return buf_bad(path) ? fail_memory(f) : 0;
}

static void
close_dir(struct archivelog *l)
{
	if (l->dir != -1)
		close(l->dir);
	l->dir = -1;
}

/*
 * As long as there is none, one at a time: of two files without a name only
 * one could get it.  The directory's lock goes with its descriptor.
 */
static int
open_in(struct archivelog *l)
{
	l->fd = openat(l->dir, NAME, HOW);
	if (l->fd == -1 && errno == ENOENT) {
		while (flock(l->dir, LOCK_EX) == -1 && errno == EINTR)
			;
		l->fd = openat(l->dir, NAME, HOW);
	}
	if (l->fd == -1 && errno == ENOENT) {
		l->fd = file_unnamed(l->dir);
		if (l->fd != -1)
			return 0;
		if (errno == EOPNOTSUPP)
			l->fd = openat(l->dir, NAME, HOW | O_CREAT, 0600);
	}
	close_dir(l);
	return l->fd == -1 ? -1 : 0;
}

int
archivelog_open(struct archivelog *l, struct fail *f)
{
	struct buf path = { 0 };
	struct stat st;
	int rv = library_of(&path, f);

	l->fd = l->dir = -1;
	if (rv == 0) {
		l->dir = open(path.p, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
		if (l->dir == -1 || open_in(l) == -1 ||
		    fstat(l->fd, &st) == -1 || !S_ISREG(st.st_mode)) {
			archivelog_close(l);
			buf_puts(&path, "/" NAME);
			rv = fail_set(f, FAIL_SYSTEM, "E_WRITE",
			    "the archive can't be recorded; --no-record does "
			    "without");
			fail_file(f, buf_bad(&path) ? NAME : path.p);
		}
	}
	buf_release(&path);
	return rv;
}

void
archivelog_close(struct archivelog *l)
{
	if (l->fd != -1)
		close(l->fd);
	l->fd = -1;
	close_dir(l);
}

/* A line that an editor left without its end gets one first. */
static int
append(int fd, off_t size, struct view lines)
{
	char last = '\n';

	if (size > 0 && pread(fd, &last, 1, size - 1) != 1)
		return -1;
	if (last != '\n' && file_write_all(fd, "\n", 1) == -1)
		return -1;
	if (file_write_all(fd, lines.p, lines.n) == -1)
		return -1;
	return fsync(fd);
}

/* No half a line, if that can be helped; errno stays. */
static void
take_back(int fd, off_t size)
{
	int e = errno;

	if (ftruncate(fd, size) == 0)
		(void)fsync(fd);
	errno = e;
}

int
archivelog_add(struct archivelog *l, struct view lines, struct fail *f)
{
	struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
	struct stat st;
	int rv;

	/* The lock goes with the descriptor. */
	do
		rv = fcntl(l->fd, F_SETLKW, &lock);
	while (rv == -1 && errno == EINTR);
	if (rv == 0)
		rv = fstat(l->fd, &st);
	if (rv == 0 && (rv = append(l->fd, st.st_size, lines)) == -1)
		take_back(l->fd, st.st_size);
	if (rv == 0 && l->dir != -1 &&
	    (rv = file_link(l->fd, l->dir, NAME)) == 0)
		rv = fsync(l->dir);
	if (rv == -1) {
		fail_set(f, FAIL_SYSTEM, "E_WRITE",
		    "the archive is whole, but it could not be recorded");
		return fail_file(f, NAME);
	}
	archivelog_close(l);
	return 0;
}

int
archivelog_find(const char *id, const char *name, struct names *lines,
    struct fail *f)
{
	struct buf path = { 0 }, b = { 0 };
	struct view rest, line, all, word;
	int rv = library_of(&path, f);

	buf_puts(&path, "/" NAME);
	if (rv == 0 && buf_bad(&path))
		rv = fail_memory(f);
	if (rv == 0 && access(path.p, F_OK) == 0)
		rv = file_read(AT_FDCWD, path.p, READ_MAX, &b, f);
	rest = buf_all(&b);
	while (rv == 0 && rest.n > 0) {
		all = line = view_cut(&rest, '\n');
		for (word = view_word(&line); word.p != NULL && rv == 0;
		     word = view_word(&line))
			if (view_is(word, id) || view_is(word, name)) {
				if (names_add(lines, all) == -1)
					rv = fail_memory(f);
				break;
			}
	}
	buf_release(&path);
	buf_release(&b);
	return rv == 1 ? 0 : rv;
}
