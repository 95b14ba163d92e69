#define _GNU_SOURCE /* O_PATH */

#include "common/store.h"

#include <sys/stat.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/file.h"
#include "common/where.h"

#define NAME_LEN 80

static const char *const parts[STORE_PARTS] = { "members", "sessions", "cases",
	"debriefs" };
static const enum record_kind kinds[STORE_PARTS] = { RECORD_MEMBER,
	RECORD_SESSION, RECORD_CASE, RECORD_DEBRIEF };

const char *
store_part_name(enum store_part part)
{
	return parts[part];
}

static int
no_group(struct fail *f, const char *what, const char *arg)
{
	fail_set(f, FAIL_REFERENCE, "E_GROUP", what);
	if (arg != NULL)
		fail_file(f, arg);
	return -1;
}

static bool
is_group(const char *path)
{
	struct buf b = { 0 };
	bool there;

	buf_printf(&b, "%s/group.txt", path);
	there = !buf_bad(&b) && access(b.p, F_OK) == 0;
	buf_release(&b);
	return there;
}

/* The group one stands in: this directory or one above it. */
static int
find_here(struct buf *path, struct fail *f)
{
	char dir[4096], *slash;

	if (getcwd(dir, sizeof(dir)) == NULL)
		return no_group(f, "no group here; -g GROUP was expected",
		    NULL);
	while (!is_group(dir)) {
		slash = strrchr(dir, '/');
		if (slash == NULL || slash == dir)
			return no_group(f,
			    "this is no group's directory; -g GROUP was "
			    "expected",
			    NULL);
		*slash = '\0';
	}
	buf_puts(path, dir);
	return buf_bad(path) ? fail_memory(f) : 0;
}

/*
 * Of DIR/group.txt, DIR: a pattern of the shell that ends in it names groups
 * only, whatever else is in the library.
 */
static void
trim_path(struct buf *path)
{
	static const char file[] = "/group.txt";
	size_t n = sizeof(file) - 1;

	if (path->n > n && memcmp(path->p + path->n - n, file, n) == 0)
		path->p[path->n -= n] = '\0';
	while (path->n > 1 && path->p[path->n - 1] == '/')
		path->p[--path->n] = '\0';
}

int
store_find(struct buf *path, const char *arg, struct fail *f)
{
	buf_clear(path);
	if (arg == NULL)
		return find_here(path, f);
	if (strchr(arg, '/') != NULL || strcmp(arg, ".") == 0 ||
	    strcmp(arg, "..") == 0) {
		buf_puts(path, arg);
		trim_path(path);
	} else {
		if (where_library(path, f) == -1)
			return -1;
		buf_printf(path, "/%s", arg);
	}
	if (buf_bad(path))
		return fail_memory(f);
	if (!is_group(path->p))
		return no_group(f,
		    "no such group; a group's name or directory was expected",
		    arg);
	return 0;
}

int
store_groups(struct names *l, struct fail *f)
{
	struct buf lib = { 0 }, path = { 0 };
	struct dirent *e;
	DIR *d = NULL;
	int rv = -1;

	if (where_library(&lib, f) == -1)
		goto out;
	d = opendir(lib.p);
	if (d == NULL) {
		rv = errno == ENOENT ? 0
				     : fail_set(f, FAIL_SYSTEM, "E_READ",
					   "the library cannot be read");
		goto out;
	}
	while ((e = readdir(d)) != NULL) {
		if (e->d_name[0] == '.')
			continue;
		buf_clear(&path);
		buf_printf(&path, "%s/%s", lib.p, e->d_name);
		if (buf_bad(&path) ||
		    (is_group(path.p) &&
			names_add(l, view_of(e->d_name)) == -1)) {
			fail_memory(f);
			goto out;
		}
	}
	names_sort(l);
	rv = 0;
out:
	if (d != NULL)
		closedir(d);
	buf_release(&lib);
	buf_release(&path);
	return rv;
}

static int
open_by(struct store *s, const char *path, int how, struct fail *f)
{
	size_t i;

	memset(s, 0, sizeof(*s));
	s->lock.fd = -1;
	for (i = 0; i < STORE_PARTS; i++)
		s->part[i] = -1;
	s->dir = open(path, how | O_DIRECTORY | O_CLOEXEC);
	if (s->dir == -1) {
		fail_set(f, FAIL_SYSTEM, "E_GROUP",
		    "the group's directory cannot be opened");
		return fail_file(f, path);
	}
	s->path = strdup(path);
	return s->path == NULL ? fail_memory(f) : 0;
}

int
store_open(struct store *s, const char *path, struct fail *f)
{
	return open_by(s, path, O_RDONLY, f);
}

int
store_look(struct store *s, const char *path, struct fail *f)
{
	return open_by(s, path, O_PATH, f);
}

void
store_close(struct store *s)
{
	size_t i;

	for (i = 0; i < STORE_PARTS; i++)
		if (s->part[i] != -1)
			close(s->part[i]);
	lock_drop(&s->lock);
	if (s->dir != -1)
		close(s->dir);
	free(s->path);
	s->path = NULL;
	s->dir = -1;
}

const char *
store_name(const struct store *s)
{
	const char *slash = strrchr(s->path, '/');

	return slash == NULL ? s->path : slash + 1;
}

/* Open a part's directory once; ENOENT is left to the caller. */
static int
part_dir(struct store *s, enum store_part part)
{
	if (s->part[part] == -1)
		s->part[part] = openat(s->dir, parts[part],
		    O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
	return s->part[part];
}

static int
blame(struct store *s, const char *part, const char *name, struct fail *f)
{
	char path[sizeof(f->file)];

	if (f == NULL)
		return -1;
	(void)snprintf(path, sizeof(path), "%s/%s%s%s", s->path, part,
	    part[0] == '\0' ? "" : "/", name);
	f->file[0] = '\0';
	return fail_file(f, path);
}

static int
add_id(struct names *ids, const char *name)
{
	struct view v = view_of(name);

	if (v.n < 5 || name[0] == '.' || strcmp(name + v.n - 4, ".txt") != 0)
		return 0;
	v.n -= 4;
	return names_add(ids, v);
}

int
store_list(struct store *s, enum store_part part, struct names *ids,
    struct fail *f)
{
	struct dirent *e;
	int fd, rv = -1;
	DIR *d;

	names_clear(ids);
	fd = openat(s->dir, parts[part],
	    O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
	if (fd == -1 && errno == ENOENT)
		return 0;
	d = fd == -1 ? NULL : fdopendir(fd);
	if (d == NULL) {
		fail_set(f, FAIL_SYSTEM, "E_READ", "cannot be listed");
		if (fd != -1)
			close(fd);
		return blame(s, "", parts[part], f);
	}
	for (;;) {
		errno = 0;
		if ((e = readdir(d)) == NULL)
			break;
		if (add_id(ids, e->d_name) == -1) {
			fail_memory(f);
			goto out;
		}
	}
	if (errno != 0) {
		fail_set(f, FAIL_SYSTEM, "E_READ", "cannot be listed");
		blame(s, "", parts[part], f);
		goto out;
	}
	names_sort(ids);
	rv = 0;
out:
	closedir(d);
	return rv;
}

static int
file_name(char out[NAME_LEN], const char *id)
{
	int n = id == NULL ? -1 : snprintf(out, NAME_LEN, "%s.txt", id);

	return n > 0 && n < NAME_LEN && strchr(id, '/') == NULL && id[0] != '.'
		   ? 0
		   : -1;
}

bool
store_has(struct store *s, enum store_part part, const char *id)
{
	char name[NAME_LEN];

	return file_name(name, id) == 0 && part_dir(s, part) != -1 &&
	       faccessat(s->part[part], name, F_OK, 0) == 0;
}

static int
check_self(const struct record *r, enum record_kind kind, const char *id,
    struct fail *f)
{
	size_t i;

	if (r->kind != kind)
		return fail_at(f, FAIL_SYNTAX, "E_KIND",
		    "another kind of record than belongs here", 1, 1);
	if (id == NULL)
		return 0;
	/* The own id stands in the field that the kind is named for. */
	i = record_next(r, record_kind_name(kind), 1);
	if (i == r->nfield || !view_is(r->field[i].value, id))
		return fail_at(f, FAIL_REFERENCE, "E_NAME",
		    "the record's own id is not its file's name",
		    i < r->nfield ? record_line(i) : 1, 1);
	return 0;
}

int
store_read(struct store *s, enum store_part part, const char *id, int what,
    struct buf *b, struct record *r, struct fail *f)
{
	char name[NAME_LEN];

	buf_clear(b);
	if (file_name(name, id) == -1 || part_dir(s, part) == -1) {
		fail_set(f, FAIL_REFERENCE, "E_READ",
		    "there is no such record");
		return blame(s, parts[part], id, f);
	}
	if (file_read(s->part[part], name, RECORD_SIZE_MAX, b, f) == -1 ||
	    record_parse(r, buf_all(b), what, f) == -1 ||
	    check_self(r, kinds[part], id, f) == -1)
		return blame(s, parts[part], name, f);
	return 0;
}

int
store_read_mode(struct store *s, enum store_part part, const char *id,
    struct buf *b, struct record *r, mode_t *mode, struct fail *f)
{
	bool group = part == STORE_GROUP;
	char name[NAME_LEN];
	int dir;

	*mode = 0;
	buf_clear(b);
	dir = group ? s->dir : part_dir(s, part);
	if (file_name(name, group ? "group" : id) == -1 || dir == -1) {
		fail_set(f, FAIL_REFERENCE, "E_READ",
		    "there is no such record");
		return blame(s, group ? "" : parts[part], id, f);
	}
	if (file_read_mode(dir, name, RECORD_SIZE_MAX, b, mode, f) == -1 ||
	    record_parse(r, buf_all(b), RECORD_ALL, f) == -1 ||
	    check_self(r, group ? RECORD_GROUP : kinds[part], group ? NULL : id,
		f) == -1)
		return blame(s, group ? "" : parts[part], name, f);
	return 0;
}

int
store_read_group(struct store *s, struct buf *b, struct record *r,
    struct fail *f)
{
	buf_clear(b);
	if (file_read(s->dir, "group.txt", RECORD_SIZE_MAX, b, f) == -1 ||
	    record_parse(r, buf_all(b), RECORD_ALL, f) == -1 ||
	    check_self(r, RECORD_GROUP, NULL, f) == -1)
		return blame(s, "", "group.txt", f);
	return 0;
}

int
store_lock(struct store *s, unsigned wait_seconds, struct fail *f)
{
	if (s->lock.fd != -1)
		return 0;
	if (lock_take(&s->lock, s->dir, wait_seconds, f) == -1)
		return fail_file(f, s->path);
	return 0;
}

int
store_check(struct store *s, enum store_part part, const char *id,
    struct view bytes, struct fail *f)
{
	bool group = part == STORE_GROUP;
	struct record r = { 0 };
	char name[NAME_LEN];
	int rv;

	if (file_name(name, group ? "group" : id) == -1)
		return fail_set(f, FAIL_RANGE, "E_ID", "an id was expected");
	rv = record_parse(&r, bytes, RECORD_ALL, f);
	if (rv == 0)
		rv = check_self(&r, group ? RECORD_GROUP : kinds[part],
		    group ? NULL : id, f);
	record_release(&r);
	return rv == 0 ? 0 : blame(s, group ? "" : parts[part], name, f);
}

int
store_bytes(struct store *s, enum store_part part, const char *id,
    struct buf *b, struct fail *f)
{
	int dir = part == STORE_GROUP ? s->dir : part_dir(s, part);
	char name[NAME_LEN];

	if (file_name(name, part == STORE_GROUP ? "group" : id) == -1)
		return fail_set(f, FAIL_RANGE, "E_ID", "an id was expected");
	if (dir == -1 && errno == ENOENT)
		return 1;
	if (dir == -1) {
		fail_set(f, FAIL_SYSTEM, "E_READ", "cannot be opened");
		return blame(s, "", part == STORE_GROUP ? "" : parts[part], f);
	}
	if (faccessat(dir, name, F_OK, AT_SYMLINK_NOFOLLOW) == -1 &&
	    errno == ENOENT)
		return 1;
	if (file_read(dir, name, RECORD_SIZE_MAX, b, f) == -1)
		return blame(s, part == STORE_GROUP ? "" : parts[part], name,
		    f);
	return 0;
}

void
store_path(const struct store *s, enum store_part part, const char *id,
    struct buf *out)
{
	if (part == STORE_GROUP)
		buf_printf(out, "%s/group.txt", s->path);
	else
		buf_printf(out, "%s/%s/%s.txt", s->path, parts[part], id);
}

int
store_blame(const struct store *s, enum store_part part, const char *id,
    struct fail *f)
{
	struct buf path = { 0 };

	store_path(s, part, id, &path);
	if (f != NULL && !buf_bad(&path)) {
		f->file[0] = '\0';
		fail_file(f, path.p);
	}
	buf_release(&path);
	return -1;
}

/* A part's directory, made if it is not there. */
static int
make_part(struct store *s, enum store_part part, struct fail *f)
{
	if (part_dir(s, part) != -1)
		return 0;
	if (errno != ENOENT ||
	    (mkdirat(s->dir, parts[part], 0700) == -1 && errno != EEXIST) ||
	    part_dir(s, part) == -1) {
		fail_set(f, FAIL_SYSTEM, "E_WRITE", "cannot be made");
		return blame(s, "", parts[part], f);
	}
	/* The umask may have taken from it what we need ourselves. */
	if (fchmod(s->part[part], 0700) == -1 || fsync(s->dir) == -1) {
		fail_set(f, FAIL_SYSTEM, "E_WRITE", "cannot be made");
		return blame(s, "", parts[part], f);
	}
	return 0;
}

/* What trainers may read is readable for their Unix group, nothing else is. */
static mode_t
mode_in(int dir, enum store_part part)
{
	struct stat st;

	if (part != STORE_MEMBERS && part != STORE_SESSIONS &&
	    part != STORE_GROUP)
		return 0600;
	/* Set-gid tells it from a directory that is open by mistake. */
	return fstat(dir, &st) == 0 && (st.st_mode & 02050) == 02050 ? 0640
								     : 0600;
}

static int
replace(struct store *s, enum store_part part, const char *id,
    struct view bytes, int flags, struct fail *f)
{
	char name[NAME_LEN];
	int dir = s->dir;

	if (file_name(name, part == STORE_GROUP ? "group" : id) == -1)
		return fail_set(f, FAIL_RANGE, "E_ID", "an id was expected");
	if (part != STORE_GROUP) {
		if (make_part(s, part, f) == -1)
			return -1;
		dir = s->part[part];
	}
	if (file_replace(dir, name, bytes, mode_in(dir, part), flags, f) == -1)
		return blame(s, part == STORE_GROUP ? "" : parts[part], name,
		    f);
	return 0;
}

int
store_write(struct store *s, enum store_part part, const char *id,
    struct view bytes, int flags, struct fail *f)
{
	if (store_check(s, part, id, bytes, f) == -1)
		return -1;
	return replace(s, part, id, bytes, flags, f);
}

int
store_write_group(struct store *s, struct view bytes, int flags, struct fail *f)
{
	return store_write(s, STORE_GROUP, NULL, bytes, flags, f);
}

int
store_put_back(struct store *s, enum store_part part, const char *id,
    struct view bytes, struct fail *f)
{
	return replace(s, part, id, bytes, 0, f);
}

int
store_remove(struct store *s, enum store_part part, const char *id,
    struct fail *f)
{
	char name[NAME_LEN];

	if (file_name(name, id) == -1 || part_dir(s, part) == -1) {
		fail_set(f, FAIL_REFERENCE, "E_READ",
		    "there is no such record");
		return blame(s, parts[part], id, f);
	}
	if (file_remove(s->part[part], name, f) == -1)
		return blame(s, parts[part], name, f);
	return 0;
}
