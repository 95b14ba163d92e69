#include "common/schemedir.h"

#include <dirent.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "common/file.h"
#include "common/schema.h"
#include "common/where.h"

#define SCHEME_SIZE (64u << 10)

/* The path of NAME.txt in one of the two places; false if it isn't there. */
static bool
find_in(struct buf *path, int (*where)(struct buf *, struct fail *),
    const char *name)
{
	struct fail f;

	buf_clear(path);
	if (where(path, &f) == -1)
		return false;
	buf_printf(path, "/schemes/%s.txt", name);
	return !buf_bad(path) && access(path->p, F_OK) == 0;
}

static int
find(struct buf *path, const char *name, struct fail *f)
{
	if (strchr(name, '/') != NULL) {
		buf_puts(path, name);
		return buf_bad(path) ? fail_memory(f) : 0;
	}
	if (schema_valid_id(view_of(name)) &&
	    (find_in(path, where_library, name) ||
		find_in(path, where_data, name)))
		return 0;
	fail_set(f, FAIL_REFERENCE, "E_SCHEME",
	    "no such scheme; `balint-stats owed --schemes` lists them");
	fail_detail(f, "%s", name);
	return -1;
}

static bool
own_name(struct view id, const char *path)
{
	const char *slash = strrchr(path, '/');
	struct view base = view_of(slash == NULL ? path : slash + 1);

	if (base.n > 4 && memcmp(base.p + base.n - 4, ".txt", 4) == 0)
		base.n -= 4;
	return view_equal(id, base);
}

int
schemedir_read(struct scheme *s, struct buf *b, const char *name,
    struct fail *f)
{
	struct buf path = { 0 };
	int rv = -1;

	buf_clear(b);
	if (find(&path, name, f) == -1)
		goto out;
	if (file_read(AT_FDCWD, path.p, SCHEME_SIZE, b, f) == -1)
		goto out;
	if (scheme_parse(s, buf_all(b), f) == -1) {
		fail_file(f, path.p);
		goto out;
	}
	if (!own_name(s->id, path.p)) {
		fail_at(f, FAIL_REFERENCE, "E_NAME",
		    "the scheme's own name is not its file's name", 1, 1);
		fail_file(f, path.p);
		goto out;
	}
	rv = 0;
out:
	buf_release(&path);
	return rv;
}

static int
list_in(struct names *l, int (*where)(struct buf *, struct fail *),
    struct fail *f)
{
	struct buf path = { 0 };
	struct dirent *e;
	struct view v;
	DIR *d = NULL;
	int rv = 0;

	if (where(&path, f) == 0) {
		buf_puts(&path, "/schemes");
		d = buf_bad(&path) ? NULL : opendir(path.p);
	}
	while (d != NULL && (e = readdir(d)) != NULL) {
		v = view_of(e->d_name);
		if (v.n < 5 || v.p[0] == '.' ||
		    memcmp(v.p + v.n - 4, ".txt", 4) != 0)
			continue;
		v.n -= 4;
		if (names_find(l, v) == l->n && names_add(l, v) == -1)
			rv = fail_memory(f);
	}
	if (d != NULL)
		closedir(d);
	buf_release(&path);
	return rv;
}

int
schemedir_list(struct names *l, struct fail *f)
{
	if (list_in(l, where_library, f) == -1 ||
	    list_in(l, where_data, f) == -1)
		return -1;
	names_sort(l);
	return 0;
}
