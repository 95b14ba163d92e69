#include "common/prune.h"

#include <sys/stat.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#define DEPTH_MAX 64

static void prune_deep(int dir, const char *name, unsigned depth);

static void
prune_all(DIR *d, unsigned depth)
{
	struct dirent *e;
	int fd = dirfd(d);

	while ((e = readdir(d)) != NULL) {
		if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0)
			continue;
		if (unlinkat(fd, e->d_name, 0) == -1 &&
		    (errno == EISDIR || errno == EPERM))
			prune_deep(fd, e->d_name, depth + 1);
	}
}

static void
prune_deep(int dir, const char *name, unsigned depth)
{
	int fd =
	    openat(dir, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	DIR *d = fd == -1 ? NULL : fdopendir(fd);

	if (d == NULL) {
		if (fd != -1)
			close(fd);
		return;
	}
	if (depth < DEPTH_MAX)
		prune_all(d, depth);
	closedir(d);
	(void)unlinkat(dir, name, AT_REMOVEDIR);
}

void
prune(int dir, const char *name)
{
	prune_deep(dir, name, 0);
}
