#include "common/filelist.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "common/buf.h"
#include "common/file.h"

#define SIZE_MAX_LIST (16u << 20)

static int
split(struct names *l, struct view rest, struct fail *f)
{
	struct view name;

	if (rest.n > 0 && rest.p[rest.n - 1] == '\0')
		rest.n--;
	else if (memchr(rest.p, '\n', rest.n) != NULL)
		return fail_set(f, FAIL_SYNTAX, "E_NAMES",
		    "names ended by a NUL each were expected, not lines");
	if (rest.n == 0)
		return 0;
	while (rest.p != NULL) {
		name = view_cut(&rest, '\0');
		if (name.n == 0)
			return fail_set(f, FAIL_SYNTAX, "E_NAMES",
			    "an empty name; names ended by a NUL each were "
			    "expected");
		if (names_add(l, name) == -1)
			return fail_memory(f);
	}
	return 0;
}

int
filelist_read(struct names *l, const char *path, struct fail *f)
{
	bool standard = strcmp(path, "-") == 0;
	struct buf b = { 0 };
	int fd, rv = -1;

	fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
	if (fd == -1)
		fail_set(f, FAIL_SYSTEM, "E_READ", "cannot be opened");
	else if (file_read_fd(fd, SIZE_MAX_LIST, &b, f) == 0)
		rv = split(l, buf_all(&b), f);
	if (fd != -1 && !standard)
		close(fd);
	buf_release(&b);
	return rv == 0 ? 0 : fail_file(f, path);
}
