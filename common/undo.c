#include "common/undo.h"

#include <sys/stat.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/file.h"

#define HEAD	 "Format: balint-undo/1\n"
#define DIGITS	 8
#define SUFFIX	 ".rev"
#define NAME_LEN (DIGITS + sizeof(SUFFIX))

uint64_t
undo_sum(struct view v)
{
	uint64_t h = UINT64_C(0xcbf29ce484222325);
	size_t i;

	for (i = 0; i < v.n; i++) {
		h ^= (unsigned char)v.p[i];
		h *= UINT64_C(0x100000001b3);
	}
	return h;
}

static int
cannot(struct store *s, const char *what, struct fail *f)
{
	fail_set(f, FAIL_SYSTEM, "E_UNDO", what);
	if (s->path != NULL)
		fail_file(f, s->path);
	return -1;
}

/* The folder; -1 and errno. */
static int
folder(struct store *s, bool make)
{
	int fd = openat(s->dir, ".undo",
	    O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);

	if (fd != -1 || errno != ENOENT || !make)
		return fd;
	if (mkdirat(s->dir, ".undo", 0700) == -1 && errno != EEXIST)
		return -1;
	fd = openat(s->dir, ".undo",
	    O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
	if (fd != -1 && (fchmod(fd, 0700) == -1 || fsync(s->dir) == -1)) {
		close(fd);
		return -1;
	}
	return fd;
}

static bool
is_revision(const char *name, struct view *number)
{
	unsigned long n;

	number->p = name;
	number->n = DIGITS;
	return strlen(name) == DIGITS + strlen(SUFFIX) &&
	       strcmp(name + DIGITS, SUFFIX) == 0 &&
	       view_number(*number, 0, 99999999, &n) == 0;
}

int
undo_list(struct store *s, struct names *numbers, struct fail *f)
{
	struct dirent *e;
	struct view v;
	int fd, rv = 0;
	DIR *d;

	names_clear(numbers);
	fd = folder(s, false);
	if (fd == -1 && errno == ENOENT)
		return 0;
	d = fd == -1 ? NULL : fdopendir(fd);
	if (d == NULL) {
		cannot(s, "what is kept cannot be listed", f);
		if (fd != -1)
			close(fd);
		return -1;
	}
	while (rv == 0 && (errno = 0, e = readdir(d)) != NULL)
		if (is_revision(e->d_name, &v) && names_add(numbers, v) == -1)
			rv = fail_memory(f);
	if (rv == 0 && errno != 0)
		rv = cannot(s, "what is kept cannot be listed", f);
	closedir(d);
	names_sort(numbers);
	return rv;
}

static void
file_line(struct buf *b, const struct undo_file *u)
{
	if (u->part == STORE_GROUP)
		buf_puts(b, "File: group");
	else
		buf_printf(b, "File: %s/%s", store_part_name(u->part), u->id);
	if (u->old.p == NULL)
		buf_puts(b, " -");
	else
		buf_printf(b, " %zu", u->old.n);
	if (u->gone)
		buf_puts(b, " -\n");
	else
		buf_printf(b, " %016" PRIx64 "\n", u->made);
}

int
undo_keep(struct store *s, const struct undo_file *file, size_t n,
    unsigned long *number, struct fail *f)
{
	struct names l = { 0 };
	struct buf b = { 0 };
	char name[NAME_LEN];
	struct view last;
	int fd = -1, rv = -1;
	size_t i;

	*number = 0;
	if (undo_list(s, &l, f) == -1)
		goto out;
	last = view_of(l.n > 0 ? names_get(&l, l.n - 1) : "00000000");
	(void)view_number(last, 0, 99999999, number);
	++*number;
	buf_puts(&b, HEAD);
	for (i = 0; i < n; i++)
		file_line(&b, &file[i]);
	buf_putc(&b, '\n');
	for (i = 0; i < n; i++)
		if (file[i].old.p != NULL)
			buf_view(&b, file[i].old);
	if (buf_bad(&b)) {
		fail_memory(f);
		goto out;
	}
	(void)snprintf(name, sizeof(name), "%08lu%s", *number, SUFFIX);
	fd = folder(s, true);
	if (fd == -1)
		cannot(s, "the place for what is kept cannot be made", f);
	else
		rv = file_replace(fd, name, buf_all(&b), 0600, FILE_NEW, f);
out:
	if (fd != -1)
		close(fd);
	names_release(&l);
	buf_release(&b);
	return rv;
}

static int
parse_name(struct undo_file *u, struct view v)
{
	struct view id = v, part = view_cut(&id, '/');
	size_t i;

	if (view_is(v, "group")) {
		u->part = STORE_GROUP;
		return 0;
	}
	for (i = 0; i < STORE_PARTS; i++)
		if (view_is(part, store_part_name((enum store_part)i))) {
			u->part = (enum store_part)i;
			return view_string(id, u->id, sizeof(u->id));
		}
	return -1;
}

/* NAME OLDLENGTH SUM; *rest is the old bytes that were not given away yet. */
static int
parse_line(struct undo_file *u, struct view line, struct view *rest)
{
	struct view name = view_word(&line), length = view_word(&line);
	struct view sum = view_word(&line);
	unsigned long n;
	char text[17];

	memset(u, 0, sizeof(*u));
	if (name.p == NULL || length.p == NULL || sum.p == NULL ||
	    parse_name(u, name) == -1)
		return -1;
	if (!view_is(length, "-")) {
		if (view_number(length, 0, rest->n, &n) == -1)
			return -1;
		u->old.p = rest->p;
		u->old.n = n;
		rest->p += n;
		rest->n -= n;
	}
	u->gone = view_is(sum, "-");
	if (!u->gone) {
		if (sum.n != 16 || view_string(sum, text, sizeof(text)) == -1)
			return -1;
		u->made = strtoull(text, NULL, 16);
	}
	return 0;
}

static int
damaged(struct store *s, struct fail *f)
{
	fail_set(f, FAIL_SYNTAX, "E_UNDO",
	    "what was kept is damaged; a whole revision was expected");
	return fail_file(f, s->path);
}

static int
add_file(struct undo *u, struct view line, struct view *rest)
{
	struct undo_file *p;
	size_t cap;

	if (u->n == u->cap) {
		cap = u->cap == 0 ? 16 : u->cap * 2;
		p = reallocarray(u->file, cap, sizeof(*p));
		if (p == NULL)
			return -1;
		u->file = p;
		u->cap = cap;
	}
	return parse_line(&u->file[u->n++], line, rest);
}

static int
parse(struct store *s, struct undo *u, struct fail *f)
{
	struct view v = buf_all(&u->b), rest, line;
	const char *end = NULL;
	size_t i;

	if (!view_starts(v, HEAD))
		return damaged(s, f);
	for (i = 0; i + 1 < v.n && end == NULL; i++)
		if (v.p[i] == '\n' && v.p[i + 1] == '\n')
			end = v.p + i + 2;
	if (end == NULL)
		return damaged(s, f);
	rest.p = end;
	rest.n = v.n - (size_t)(end - v.p);
	v.n = (size_t)(end - v.p) - 1;
	(void)view_cut(&v, '\n');
	while (v.n > 0) {
		line = view_cut(&v, '\n');
		if (!view_starts(line, "File: "))
			return damaged(s, f);
		line.p += strlen("File: ");
		line.n -= strlen("File: ");
		if (add_file(u, line, &rest) == -1)
			return damaged(s, f);
	}
	return rest.n == 0 ? 0 : damaged(s, f);
}

int
undo_read(struct store *s, const char *number, struct undo *u, struct fail *f)
{
	char name[NAME_LEN];
	int fd, rv = -1;

	memset(u, 0, sizeof(*u));
	fd = folder(s, false);
	if (fd == -1)
		return cannot(s, "what was kept cannot be read", f);
	(void)snprintf(name, sizeof(name), "%s%s", number, SUFFIX);
	if (file_read(fd, name, UNDO_BYTES_MAX + (1u << 20), &u->b, f) == 0)
		rv = parse(s, u, f);
	close(fd);
	return rv;
}

void
undo_release(struct undo *u)
{
	free(u->file);
	buf_release(&u->b);
	memset(u, 0, sizeof(*u));
}

int
undo_forget(struct store *s, const char *number, struct fail *f)
{
	char name[NAME_LEN];
	int fd, rv = 0;

	fd = folder(s, false);
	if (fd == -1)
		return errno == ENOENT
			   ? 0
			   : cannot(s, "what was kept cannot be removed", f);
	(void)snprintf(name, sizeof(name), "%s%s", number, SUFFIX);
	if ((unlinkat(fd, name, 0) == -1 && errno != ENOENT) || fsync(fd) == -1)
		rv = cannot(s, "what was kept cannot be removed", f);
	close(fd);
	return rv;
}

int
undo_prune(struct store *s, unsigned depth, struct fail *f)
{
	struct names l = { 0 };
	size_t i;
	int rv;

	rv = undo_list(s, &l, f);
	for (i = 0; rv == 0 && i + depth < l.n; i++)
		rv = undo_forget(s, names_get(&l, i), f);
	names_release(&l);
	return rv;
}

static bool
holds(const struct undo *u, enum store_part part, const char *id)
{
	size_t i;

	for (i = 0; i < u->n; i++)
		if (u->file[i].part == part && strcmp(u->file[i].id, id) == 0)
			return true;
	return false;
}

int
undo_forget_record(struct store *s, enum store_part part, const char *id,
    size_t *count, struct fail *f)
{
	struct names l = { 0 };
	struct undo u;
	size_t i;
	int rv;

	*count = 0;
	rv = undo_list(s, &l, f);
	for (i = 0; rv == 0 && i < l.n; i++) {
		rv = undo_read(s, names_get(&l, i), &u, f);
		if (rv == 0 && holds(&u, part, id)) {
			rv = undo_forget(s, names_get(&l, i), f);
			++*count;
		}
		undo_release(&u);
	}
	names_release(&l);
	return rv;
}
