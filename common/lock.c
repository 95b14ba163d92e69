#include "common/lock.h"

#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <time.h>
#include <unistd.h>

#define TRIES_A_SECOND 20

static struct flock
whole_file(void)
{
	struct flock l = { .l_type = F_WRLCK, .l_whence = SEEK_SET };

	return l;
}

static int
busy(int fd, struct fail *f)
{
	struct flock l = whole_file();

	fail_set(f, FAIL_BUSY, "E_BUSY",
	    "another program is writing in this group; try again");
	if (fcntl(fd, F_GETLK, &l) == 0 && l.l_type != F_UNLCK && l.l_pid > 0)
		fail_detail(f, "process %ld", (long)l.l_pid);
	return -1;
}

int
lock_take(struct lock *l, int dir, unsigned seconds, struct fail *f)
{
	const struct timespec pause = { 0, 1000000000L / TRIES_A_SECOND };
	unsigned left = seconds * TRIES_A_SECOND;
	struct flock want;

	l->fd = openat(dir, ".lock", O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW,
	    0600);
	if (l->fd == -1)
		return fail_set(f, FAIL_SYSTEM, "E_LOCK", "cannot be locked");
	for (;;) {
		want = whole_file();
		if (fcntl(l->fd, F_SETLK, &want) == 0)
			return 0;
		if (errno == EINTR)
			continue;
		if (errno != EACCES && errno != EAGAIN) {
			fail_set(f, FAIL_SYSTEM, "E_LOCK", "cannot be locked");
			break;
		}
		if (left-- == 0) {
			busy(l->fd, f);
			break;
		}
		nanosleep(&pause, NULL);
	}
	close(l->fd);
	l->fd = -1;
	return -1;
}

void
lock_drop(struct lock *l)
{
	if (l->fd != -1)
		close(l->fd);
	l->fd = -1;
}
