#define _GNU_SOURCE /* renameat2, syncfs */
#include "common/unpack.h"

#include <sys/stat.h>
#include <sys/statvfs.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/entry.h"
#include "common/file.h"
#include "common/prune.h"
#include "common/random.h"

#define RESERVE_MAX (64ULL << 20) /* bytes of the disk that stay free */
#define LOOK_EVERY  (16ULL << 20) /* bytes between two looks at that */

/* An open directory; the first one is the hidden one itself. */
struct level {
	int fd;
	size_t pathlen; /* of u->path */
	unsigned mode;
	int64_t mtime;
};

struct unpack {
	int parent; /* of the target */
	char name[256], tmp[272];
	bool made;
	unsigned mask;
	struct level level[ENTRY_DEPTH_MAX + 1];
	size_t depth;		       /* levels open */
	char path[ENTRY_PATH_MAX + 1]; /* of the innermost one */
	int file;		       /* being written, or -1 */
	int64_t mtime;
	uint64_t since; /* bytes since the last look at the free space */
};

static int
cannot(struct fail *f, const char *what)
{
	return fail_set(f, FAIL_SYSTEM, "E_WRITE", what);
}

static int
split(struct unpack *u, const char *path, struct fail *f)
{
	char dir[4096];
	size_t n = strlen(path), cut;
	char word[9];

	while (n > 1 && path[n - 1] == '/')
		n--;
	for (cut = n; cut > 0 && path[cut - 1] != '/'; cut--)
		;
	if (n - cut == 0 || n - cut > 240 || cut >= sizeof(dir)) {
		errno = ENAMETOOLONG;
		return cannot(f, "no name for a new directory");
	}
	memcpy(u->name, path + cut, n - cut);
	if (strcmp(u->name, ".") == 0 || strcmp(u->name, "..") == 0) {
		errno = EEXIST;
		return cannot(f, "no name for a new directory");
	}
	if (random_word(word, sizeof(word) - 1, f) == -1)
		return -1;
	(void)snprintf(u->tmp, sizeof(u->tmp), ".%s.%s", u->name, word);
	memcpy(dir, path, cut);
	memcpy(dir + cut, ".", 2);
	u->parent = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (u->parent == -1)
		return cannot(f, "the directory around it cannot be opened");
	return 0;
}

int
unpack_new(struct unpack **out, const char *path, unsigned mask, struct fail *f)
{
	struct unpack *u = calloc(1, sizeof(*u));
	struct stat st;

	if (u == NULL)
		return fail_memory(f);
	u->parent = u->file = u->level[0].fd = -1;
	u->mask = mask;
	if (split(u, path, f) == -1)
		goto bad;
	if (fstatat(u->parent, u->name, &st, AT_SYMLINK_NOFOLLOW) == 0) {
		fail_set(f, FAIL_EXISTS, "E_EXISTS",
		    "is there already, expected a new directory");
		goto bad;
	}
	if (mkdirat(u->parent, u->tmp, 0700) == -1) {
		cannot(f, "cannot be made");
		goto bad;
	}
	u->made = true;
	u->level[0].fd = openat(u->parent, u->tmp,
	    O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (u->level[0].fd == -1) {
		cannot(f, "cannot be opened");
		goto bad;
	}
	u->depth = 1;
	*out = u;
	return 0;
bad:
	fail_file(f, path);
	unpack_free(u);
	return -1;
}

/* Leave the innermost directory: only now it gets its mode and time. */
static int
leave(struct unpack *u, struct fail *f)
{
	struct level *l = &u->level[--u->depth];
	struct timespec t[2] = { { 0, UTIME_OMIT }, { l->mtime, 0 } };
	int bad = fchmod(l->fd, (l->mode & ~u->mask & 0777) | 0700) == -1 ||
		  futimens(l->fd, t) == -1;

	if (bad)
		cannot(f, "a directory cannot be given its mode");
	close(l->fd);
	u->path[u->level[u->depth - 1].pathlen] = '\0';
	return bad ? -1 : 0;
}

/*
 * Go to the directory that path is in, which must be one that we are in:
 * in a sorted archive it is.  Returns the name in it, or NULL.
 */
static const char *
find_parent(struct unpack *u, const char *path, struct fail *f)
{
	const char *slash = strrchr(path, '/');
	size_t n = slash == NULL ? 0 : (size_t)(slash - path);
	struct level *l;

	for (;;) {
		l = &u->level[u->depth - 1];
		if (l->pathlen == n && memcmp(u->path, path, n) == 0)
			return slash == NULL ? path : slash + 1;
		if (u->depth == 1)
			break;
		if (leave(u, f) == -1)
			return NULL;
	}
	fail_set(f, FAIL_SYNTAX, "E_ENTRY",
	    "an entry whose directory is not in the archive");
	return NULL;
}

static int
make_dir(void *arg, const struct tarball_entry *e, struct fail *f)
{
	struct unpack *u = arg;
	const char *name = find_parent(u, e->path, f);
	struct level *l;
	int fd;

	if (name == NULL)
		return -1;
	l = &u->level[u->depth - 1];
	if (mkdirat(l->fd, name, 0700) == -1)
		return cannot(f, "a directory cannot be made");
	fd = openat(l->fd, name,
	    O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (fd == -1)
		return cannot(f, "a directory cannot be opened");
	/* entry_check() has seen to the depth and the length. */
	l = &u->level[u->depth++];
	l->fd = fd;
	l->mode = e->mode;
	l->mtime = e->mtime;
	l->pathlen = strlen(e->path);
	memcpy(u->path, e->path, l->pathlen + 1);
	return 0;
}

static int
check_space(struct unpack *u, struct fail *f)
{
	struct statvfs v;
	unsigned long long all, reserve;

	u->since = 0;
	if (fstatvfs(u->level[0].fd, &v) == -1)
		return cannot(f, "the free space cannot be asked for");
	all = (unsigned long long)v.f_blocks * v.f_frsize;
	reserve = all / 20 < RESERVE_MAX ? all / 20 : RESERVE_MAX;
	if ((unsigned long long)v.f_bavail * v.f_frsize < reserve)
		return fail_set(f, FAIL_LIMIT, "E_SPACE",
		    "the disk would be full; some of it must stay free");
	return 0;
}

static int
make_file(void *arg, const struct tarball_entry *e, struct fail *f)
{
	struct unpack *u = arg;
	const char *name = find_parent(u, e->path, f);

	if (name == NULL)
		return -1;
	if (u->since == 0 && check_space(u, f) == -1)
		return -1;
	u->file = openat(u->level[u->depth - 1].fd, name,
	    O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
	    e->mode & ~u->mask & 0777);
	if (u->file == -1)
		return cannot(f, "a file cannot be made");
	u->mtime = e->mtime;
	return 0;
}

static int
write_data(void *arg, const void *p, size_t n, struct fail *f)
{
	struct unpack *u = arg;

	u->since += n;
	if (u->since > LOOK_EVERY && check_space(u, f) == -1)
		return -1;
	if (file_write_all(u->file, p, n) == -1)
		return cannot(f, "a file cannot be written");
	return 0;
}

static int
end_file(void *arg, const unsigned char hash[CRYPT_HASH], struct fail *f)
{
	struct unpack *u = arg;
	struct timespec t[2] = { { 0, UTIME_OMIT }, { u->mtime, 0 } };
	int bad = futimens(u->file, t) == -1, fd = u->file;

	(void)hash;
	u->file = -1;
	if (close(fd) == -1 || bad)
		return cannot(f, "a file cannot be written");
	return 0;
}

struct inspect_visitor
unpack_visitor(struct unpack *u)
{
	struct inspect_visitor v = { make_dir, make_file, write_data, end_file,
		u };

	return v;
}

/* Never in the place of something that came there meanwhile. */
static int
put_name(const struct unpack *u)
{
	struct stat st;

	if (renameat2(u->parent, u->tmp, u->parent, u->name,
		RENAME_NOREPLACE) == 0)
		return 0;
	if (errno != EINVAL && errno != ENOSYS)
		return -1;
	if (fstatat(u->parent, u->name, &st, AT_SYMLINK_NOFOLLOW) == 0) {
		errno = EEXIST;
		return -1;
	}
	return renameat(u->parent, u->tmp, u->parent, u->name);
}

int
unpack_commit(struct unpack *u, struct fail *f)
{
	while (u->depth > 1)
		if (leave(u, f) == -1)
			return -1;
	/* One call for all files: a hundred thousand fsync(2) take minutes. */
	if (fchmod(u->level[0].fd, 0700) == -1 ||
	    syncfs(u->level[0].fd) == -1) {
		cannot(f, "cannot be written to disk");
		return fail_file(f, u->name);
	}
	if (put_name(u) == -1) {
		cannot(f, "cannot be given its name");
		return fail_file(f, u->name);
	}
	u->made = false;
	if (fsync(u->parent) == -1) {
		cannot(f, "its directory cannot be written to disk");
		return fail_file(f, u->name);
	}
	return 0;
}

void
unpack_free(struct unpack *u)
{
	if (u == NULL)
		return;
	if (u->file != -1)
		close(u->file);
	while (u->depth > 0)
		close(u->level[--u->depth].fd);
	if (u->made)
		prune(u->parent, u->tmp);
	if (u->parent != -1)
		close(u->parent);
	free(u);
}
