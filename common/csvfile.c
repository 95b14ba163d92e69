#include "common/csvfile.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define CHUNK (64U << 10)

static int
cannot(const char *name, struct fail *f)
{
	fail_set(f, FAIL_SYSTEM, "E_READ", "cannot be read");
	return fail_file(f, name);
}

int
csvfile_open(const char *name, struct fail *f)
{
	int fd;

	if (strcmp(name, "-") == 0)
		fd = fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 0);
	else
		fd = open(name, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	return fd == -1 ? cannot(name, f) : fd;
}

static int
feed_all(int fd, const char *name, struct csvin *c, char *chunk, struct fail *f)
{
	ssize_t n;

	for (;;) {
		n = read(fd, chunk, CHUNK);
		if (n == -1 && errno == EINTR)
			continue;
		if (n == -1)
			return cannot(name, f);
		if (n == 0)
			return csvin_finish(c, f);
		if (csvin_feed(c, chunk, (size_t)n, f) == -1)
			return -1;
	}
}

int
csvfile_rows(int fd, const char *name, const struct csvin_options *o,
    csvin_fn *row, void *arg, struct fail *f)
{
	struct csvin *c = csvin_new(o, row, arg);
	char *chunk = malloc(CHUNK);
	int rv = -1;

	if (c == NULL || chunk == NULL)
		fail_memory(f);
	else
		rv = feed_all(fd, name, c, chunk, f);
	if (chunk != NULL)
		explicit_bzero(chunk, CHUNK);
	free(chunk);
	csvin_free(c);
	close(fd);
	return rv == -1 ? fail_file(f, name) : 0;
}

int
csvfile_table(struct csvtable **out, int fd, const char *name,
    const struct csvin_options *o, struct fail *f)
{
	struct csvtable *t = csvtable_new();
	int rv;

	if (t == NULL) {
		close(fd);
		return fail_memory(f);
	}
	rv = csvfile_rows(fd, name, o, csvtable_row, t, f);
	if (rv == 0)
		*out = t;
	else
		csvtable_free(t);
	return rv;
}
