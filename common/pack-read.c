#include "common/pack-read.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#define FILTERED_MAX (16u << 20) /* a record's largest size */

int
pack_changed(const char *path, struct fail *f)
{
	fail_set(f, FAIL_BUSY, "E_CHANGED",
	    "the file changed while it was read; nothing was written");
	return fail_file(f, path);
}

bool
pack_same(const struct stat *a, const struct stat *b)
{
	return a->st_dev == b->st_dev && a->st_ino == b->st_ino &&
	       a->st_size == b->st_size &&
	       a->st_mtim.tv_sec == b->st_mtim.tv_sec &&
	       a->st_mtim.tv_nsec == b->st_mtim.tv_nsec &&
	       a->st_ctim.tv_sec == b->st_ctim.tv_sec &&
	       a->st_ctim.tv_nsec == b->st_ctim.tv_nsec;
}

int
pack_open(int dir, const char *name, const char *path, struct stat *st,
    struct fail *f)
{
	/* Without O_NONBLOCK a FIFO in a file's place would hold us up. */
	int fd = openat(dir, name,
	    O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);

	if (fd == -1) {
		if (errno == ENOENT)
			return pack_changed(path, f);
		fail_set(f, FAIL_SYSTEM, "E_READ", "cannot be opened");
		return fail_file(f, path);
	}
	if (fstat(fd, st) == -1) {
		fail_set(f, FAIL_SYSTEM, "E_READ", "cannot be looked at");
		fail_file(f, path);
	} else if (!S_ISREG(st->st_mode)) {
		fail_set(f, FAIL_RANGE, "E_ENTRY",
		    "not a regular file, expected nothing else in a group");
		fail_file(f, path);
	} else {
		return fd;
	}
	close(fd);
	return -1;
}

/* Read exactly size bytes, and see that there are no more. */
static int
read_whole(int fd, size_t size, struct buf *data, const char *path,
    struct fail *f)
{
	size_t got = 0;
	ssize_t n;
	char *p = buf_room(data, size + 1);

	if (p == NULL)
		return fail_memory(f);
	while (got <= size) {
		n = read(fd, p + got, size + 1 - got);
		if (n == -1 && errno == EINTR)
			continue;
		if (n == -1) {
			fail_set(f, FAIL_SYSTEM, "E_READ", "cannot be read");
			return fail_file(f, path);
		}
		if (n == 0)
			break;
		got += (size_t)n;
		/* Of a regular file a short read is its end; the second look
		   at its size would tell otherwise. */
		if (got == size)
			break;
	}
	if (got != size)
		return pack_changed(path, f);
	data->n += size;
	data->p[data->n] = '\0';
	return 0;
}

/* Pack what the filter made of the file instead of the file. */
static int
apply_filter(struct pack_batch *b, struct pack_item *it,
    const struct pack_options *o, const char *path, struct fail *f)
{
	struct view in = { b->data.p + it->off, it->size };
	int rv;

	buf_clear(&b->filtered);
	rv = o->filter(o->arg, path, in, &b->filtered, f);
	if (rv != 0)
		return rv == 1 ? 0 : -1;
	b->data.n = it->off;
	buf_view(&b->data, buf_all(&b->filtered));
	it->size = b->filtered.n;
	return buf_bad(&b->data) || buf_bad(&b->filtered) ? fail_memory(f) : 0;
}

static int
read_item(struct pack_batch *b, struct pack_item *it,
    const struct pack_options *o, struct fail *f)
{
	const char *path = b->names.p + it->path, *name = b->names.p + it->name;
	struct stat st, after;
	struct view v;
	int fd, rv = -1;

	fd = pack_open(it->dir, name, path, &st, f);
	if (fd == -1)
		return -1;
	it->mode = st.st_mode & 0777;
	it->mtime = o->undated ? 0 : st.st_mtim.tv_sec;
	it->off = b->data.n;
	it->size = (size_t)st.st_size;
	if (st.st_size > (o->filter != NULL ? FILTERED_MAX : PACK_LARGE)) {
		it->large = true;
		it->st = st;
		rv = o->filter == NULL
			 ? 0
			 : fail_set(f, FAIL_LIMIT, "E_SIZE",
			       "larger than a record may be (16 MiB)");
		goto out;
	}
	if (read_whole(fd, it->size, &b->data, path, f) == -1)
		goto out;
	if (fstat(fd, &after) == -1 || !pack_same(&st, &after)) {
		pack_changed(path, f);
		goto out;
	}
	if (o->filter != NULL && apply_filter(b, it, o, path, f) == -1)
		goto out;
	v.p = b->data.p + it->off;
	v.n = it->size;
	rv = crypt_sha256(v, it->hash, f);
out:
	close(fd);
	return rv == -1 ? fail_file(f, path) : 0;
}

void
pack_read(struct pack_batch *b, const struct pack_options *o)
{
	size_t i;

	b->rv = 0;
	for (i = 0; i < b->n && b->rv == 0; i++)
		if (b->item[i].kind == PACK_FILE)
			b->rv = read_item(b, &b->item[i], o, &b->fail);
}
