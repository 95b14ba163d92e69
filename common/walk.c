#define _GNU_SOURCE /* O_PATH, getdents64 */
#include "common/walk.h"

#include <sys/stat.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/date.h"
#include "common/entry.h"
#include "common/names.h"
#include "common/store.h"

#define UNDO ".undo"

struct walk {
	const struct walk_to *to;
	const struct walk_options *o;
	struct buf path; /* in the archive */
	struct store store;
	struct buf text; /* of the record that is looked at */
	struct record record;
	_Alignas(struct dirent64) char dents[32 * 1024];
};

static int
cannot(const struct walk *w, const char *what, struct fail *f)
{
	fail_set(f, FAIL_SYSTEM, "E_READ", what);
	return fail_file(f, w->path.p);
}

/* Add a name; behind its end, one byte of what the directory says it is. */
static int
add_name(struct names *names, const struct dirent64 *e)
{
	char b[sizeof(e->d_name) + 1];
	size_t n = strlen(e->d_name);

	memcpy(b, e->d_name, n + 1);
	b[n + 1] = e->d_type == DT_DIR ? 'd' : e->d_type == DT_REG ? 'f' : '?';
	return names_add(names, (struct view){ b, n + 2 });
}

static int
add_names(struct names *names, const char *p, const char *end)
{
	const struct dirent64 *e;

	for (; p < end; p += e->d_reclen) {
		e = (const void *)p;
		if (e->d_name[0] == '.' && strcmp(e->d_name, UNDO) != 0)
			continue;
		if (add_name(names, e) == -1)
			return -1;
	}
	return 0;
}

/*
 * The names in a directory that are looked at at all, sorted.  Not with
 * readdir(3): opendir(3) costs six system calls and 32 KiB a directory.
 */
static int
list(struct walk *w, int fd, struct names *names, struct fail *f)
{
	ssize_t n;

	while ((n = getdents64(fd, w->dents, sizeof(w->dents))) > 0)
		if (add_names(names, w->dents, w->dents + n) == -1)
			return fail_memory(f);
	if (n == -1)
		return cannot(w, "cannot be listed", f);
	names_sort(names);
	return 0;
}

/* "cases/x.txt" gives the part and the id; false: no record of a part. */
static bool
record_of(const char *rel, enum store_part *part, char id[64])
{
	const char *slash = strchr(rel, '/');
	size_t i, n;

	for (i = 0; i < STORE_PARTS && slash != NULL; i++) {
		n = strlen(store_part_name((enum store_part)i));
		if ((size_t)(slash - rel) != n ||
		    memcmp(rel, store_part_name((enum store_part)i), n) != 0)
			continue;
		*part = (enum store_part)i;
		rel = slash + 1;
		n = strlen(rel);
		if (n < 5 || n - 4 >= 64 || strcmp(rel + n - 4, ".txt") != 0 ||
		    strchr(rel, '/') != NULL)
			return false;
		memcpy(id, rel, n - 4);
		id[n - 4] = '\0';
		return true;
	}
	return false;
}

/* The day of a session, or of the session that a record belongs to. */
static int
day_of(struct walk *w, enum store_part part, const char *id, int *day,
    struct fail *f)
{
	char session[64];

	if (part != STORE_SESSIONS) {
		if (store_read(&w->store, part, id, RECORD_HEADER, &w->text,
			&w->record, f) == -1)
			return -1;
		if (view_string(record_value(&w->record, "Session"), session,
			sizeof(session)) == -1)
			return fail_set(f, FAIL_REFERENCE, "E_NAME",
			    "a record without its session, expected Session:");
		id = session;
	}
	if (store_read(&w->store, STORE_SESSIONS, id, RECORD_HEADER, &w->text,
		&w->record, f) == -1)
		return -1;
	if (date_parse(record_value(&w->record, "Date"), day) == -1)
		return fail_set(f, FAIL_SYNTAX, "E_DATE",
		    "a session without its day, expected Date: YYYY-MM-DD");
	return 0;
}

/* Is the file `rel` of the group wanted?  1, 0, or -1. */
static int
wanted(struct walk *w, const char *rel, struct fail *f)
{
	enum store_part part;
	char id[64];
	int day;

	if (strcmp(rel, "group.txt") == 0)
		return 1;
	if (!record_of(rel, &part, id))
		return !w->o->attendance && !w->o->share && !w->o->ranged;
	if (!w->o->ranged || part == STORE_MEMBERS)
		return 1;
	if (day_of(w, part, id, &day, f) == -1)
		return -1;
	return day >= w->o->from && day <= w->o->to;
}

/* Is the directory `rel` of the group wanted? */
static bool
entered(const struct walk *w, const char *rel)
{
	bool members = strcmp(rel, "members") == 0,
	     sessions = strcmp(rel, "sessions") == 0;

	if (strcmp(rel, UNDO) == 0)
		return !w->o->share && !w->o->attendance && !w->o->ranged;
	if (strstr(rel, "/" UNDO) != NULL)
		return false;
	if (w->o->attendance)
		return members || sessions;
	if (w->o->share && strcmp(rel, "debriefs") == 0)
		return false;
	return !w->o->ranged || members || sessions ||
	       strcmp(rel, "cases") == 0 || strcmp(rel, "debriefs") == 0;
}

static int enter(struct walk *w, int parent, const char *name, size_t top,
    struct fail *f);

/* 'd', 'f' or 0 for anything else; -1 when it is not there. */
static int
kind_of(int dir, const char *name)
{
	struct stat st;

	if (fstatat(dir, name, &st, AT_SYMLINK_NOFOLLOW) == -1)
		return -1;
	return S_ISDIR(st.st_mode) ? 'd' : S_ISREG(st.st_mode) ? 'f' : 0;
}

/* One name, from list(), of an open directory; w->path is already its path. */
static int
one(struct walk *w, int dir, const char *name, size_t top, struct fail *f)
{
	const char *rel = w->path.p + top;
	size_t n = strlen(name);
	int want, kind = 'f';

	if (entry_check(buf_all(&w->path), f) == -1)
		return fail_file(f, w->path.p);
	/* A record is not looked at twice: it is opened as a file only. */
	if (n < 5 || strcmp(name + n - 4, ".txt") != 0)
		kind = name[n + 1] != '?' ? name[n + 1] : kind_of(dir, name);
	if (kind == -1)
		return cannot(w, "cannot be looked at", f);
	if (kind == 'd')
		return entered(w, rel) ? enter(w, dir, name, top, f) : 0;
	if (kind != 'f') {
		fail_set(f, FAIL_RANGE, "E_ENTRY",
		    "neither a regular file nor a directory");
		return fail_file(f, w->path.p);
	}
	want = wanted(w, rel, f);
	if (want == 1)
		return w->to->file(w->to->arg, dir, name, w->path.p, f);
	return want == 0 ? 0 : fail_file(f, w->path.p);
}

static int
enter_open(struct walk *w, int fd, size_t top, struct fail *f)
{
	struct names names = { 0 };
	struct stat st;
	size_t i, n = w->path.n;
	int rv;

	if (fstat(fd, &st) == -1)
		return cannot(w, "cannot be looked at", f);
	rv = w->to->dir(w->to->arg, w->path.p, st.st_mode & 0777,
	    st.st_mtim.tv_sec, f);
	if (rv == 0)
		rv = list(w, fd, &names, f);
	for (i = 0; rv == 0 && i < names.n; i++) {
		w->path.n = n;
		buf_printf(&w->path, "/%s", names_get(&names, i));
		rv = buf_bad(&w->path)
			 ? fail_memory(f)
			 : one(w, fd, names_get(&names, i), top, f);
	}
	w->path.n = n;
	w->path.p[n] = '\0';
	names_release(&names);
	return rv;
}

/* The directory `name` of parent; w->path is its path, and beneath `top`
   bytes of that the group begins. */
static int
enter(struct walk *w, int parent, const char *name, size_t top, struct fail *f)
{
	int fd = openat(parent, name,
	    O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	int rv;

	if (fd == -1)
		return cannot(w, "cannot be opened", f);
	rv = enter_open(w, fd, top, f);
	if (w->to->done(w->to->arg, fd, rv == 0 ? f : NULL) == -1)
		rv = -1;
	return rv;
}

static void
release(struct walk *w)
{
	store_close(&w->store);
	record_release(&w->record);
	buf_release(&w->text);
	buf_release(&w->path);
}

int
walk_group(const struct walk_to *to, const char *path, const char *as,
    const struct walk_options *o, struct fail *f)
{
	struct walk w = { .to = to, .o = o };
	int rv = store_open(&w.store, path, f);

	buf_puts(&w.path, as);
	if (rv == 0 && buf_bad(&w.path))
		rv = fail_memory(f);
	if (rv == 0 && kind_of(w.store.dir, "group.txt") != 'f') {
		rv = fail_set(f, FAIL_REFERENCE, "E_GROUP",
		    "not a group, expected a group.txt in it");
		fail_file(f, path);
	}
	if (rv == 0)
		rv = enter(&w, w.store.dir, ".", w.path.n + 1, f);
	release(&w);
	return rv;
}

int
walk_tree(const struct walk_to *to, const char *beneath, const char *name,
    struct fail *f)
{
	static const struct walk_options all = { 0 };
	struct walk w = { .to = to, .o = &all };
	/* The directory around it is passed through, not listed. */
	int fd = open(beneath, O_PATH | O_DIRECTORY | O_CLOEXEC);
	int kind = fd == -1 ? -1 : kind_of(fd, name), rv = 0;

	w.store.dir = -1;
	w.store.lock.fd = -1;
	memset(w.store.part, -1, sizeof(w.store.part));
	buf_puts(&w.path, name);
	if (buf_bad(&w.path))
		rv = fail_memory(f);
	else if (kind == 'd')
		rv = enter(&w, fd, name, w.path.n + 1, f) == -1 ? -1 : 2;
	else if (kind == 'f')
		rv = to->file(to->arg, fd, name, name, f) == -1 ? -1 : 1;
	if (fd != -1 && to->done(to->arg, fd, rv == -1 ? NULL : f) == -1)
		rv = -1;
	release(&w);
	return rv;
}

int
walk_no_dir(void *arg, const char *path, unsigned mode, int64_t mtime,
    struct fail *f)
{
	(void)arg;
	(void)path;
	(void)mode;
	(void)mtime;
	(void)f;
	return 0;
}

int
walk_close(void *arg, int dir, struct fail *f)
{
	(void)arg;
	(void)f;
	close(dir);
	return 0;
}
