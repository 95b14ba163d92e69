#include "common/datafile.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "common/file.h"
#include "common/where.h"

#define SIZE_MAX_DATA (1u << 20)

static int
base(int where, struct buf *path, struct fail *f)
{
	buf_clear(path);
	return where == DATAFILE_OWN ? where_library(path, f)
				     : where_data(path, f);
}

static int
read_one(const char *name, int where, struct buf *b, struct fail *f)
{
	struct buf path = { 0 };
	int rv = -1;

	if (base(where, &path, f) == -1)
		goto out;
	buf_printf(&path, "/%s", name);
	if (buf_bad(&path))
		fail_memory(f);
	else if (access(path.p, F_OK) == -1 &&
		 (errno == ENOENT || errno == ENOTDIR))
		rv = 1;
	else
		rv = file_read(AT_FDCWD, path.p, SIZE_MAX_DATA, b, f);
out:
	buf_release(&path);
	return rv;
}

int
datafile_read(const char *name, int where, struct buf *b, struct fail *f)
{
	int rv = 1;

	if (where & DATAFILE_OWN)
		rv = read_one(name, DATAFILE_OWN, b, f);
	if (rv == 1 && (where & DATAFILE_SHIPPED))
		rv = read_one(name, DATAFILE_SHIPPED, b, f);
	return rv;
}

static int
list_one(const char *folder, int where, struct names *l, struct fail *f)
{
	struct buf path = { 0 };
	struct dirent *e;
	struct view v;
	DIR *d = NULL;
	int rv = -1;

	if (base(where, &path, f) == -1)
		goto out;
	buf_printf(&path, "/%s", folder);
	if (buf_bad(&path)) {
		fail_memory(f);
		goto out;
	}
	rv = 0;
	d = opendir(path.p);
	while (d != NULL && rv == 0 && (e = readdir(d)) != NULL) {
		v = view_of(e->d_name);
		if (v.n < 5 || v.p[0] == '.' ||
		    strcmp(v.p + v.n - 4, ".txt") != 0)
			continue;
		v.n -= 4;
		if (names_find(l, v) == l->n && names_add(l, v) == -1)
			rv = fail_memory(f);
	}
out:
	if (d != NULL)
		closedir(d);
	buf_release(&path);
	return rv;
}

int
datafile_list(const char *folder, struct names *l, struct fail *f)
{
	names_clear(l);
	if (list_one(folder, DATAFILE_OWN, l, f) == -1 ||
	    list_one(folder, DATAFILE_SHIPPED, l, f) == -1)
		return -1;
	names_sort(l);
	return 0;
}

static int
add_words(struct vocab *v, int where, struct fail *f)
{
	struct buf b = { 0 };
	int rv;

	rv = datafile_read("vocabulary.txt", where, &b, f);
	if (rv == 0 && (rv = vocab_add(v, buf_all(&b), f)) == -1)
		fail_file(f, "vocabulary.txt");
	buf_release(&b);
	return rv == -1 ? -1 : 0;
}

int
datafile_vocabulary(struct vocab *v, struct fail *f)
{
	if (add_words(v, DATAFILE_SHIPPED, f) == -1 ||
	    add_words(v, DATAFILE_OWN, f) == -1)
		return -1;
	vocab_ready(v);
	return 0;
}
