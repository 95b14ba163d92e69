/*
 * A shared object that makes one system call of a program fail, or kills the
 * program there; for LD_PRELOAD.  It stands between the program and the C
 * library at every call that changes what is on a disk.
 *
 *	FAULT_AT=N      the Nth of these calls; 0: none, only count
 *	FAULT_KIND=K    ENOSPC EIO EDQUOT EINTR SHORT KILL
 *	FAULT_FD=FD     where the count of calls goes at the end
 */

#define _GNU_SOURCE

#include <sys/stat.h>
#include <sys/types.h>

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static long calls;

static long
setting(const char *name)
{
	const char *s = getenv(name);

	return s == NULL ? 0 : strtol(s, NULL, 10);
}

static int
is_kind(const char *kind)
{
	const char *s = getenv("FAULT_KIND");

	return s != NULL && strcmp(s, kind) == 0;
}

/* True if this call is the one; errno is then set, unless it is SHORT. */
static int
hit(void)
{
	calls++;
	if (calls != setting("FAULT_AT"))
		return 0;
	if (is_kind("KILL"))
		(void)raise(SIGKILL);
	errno = is_kind("ENOSPC")   ? ENOSPC
		: is_kind("EDQUOT") ? EDQUOT
		: is_kind("EINTR")  ? EINTR
				    : EIO;
	return 1;
}

__attribute__((destructor)) static void
tell(void)
{
	ssize_t (*real)(int, const void *, size_t);
	char text[32];
	int n;

	if (getenv("FAULT_FD") == NULL)
		return;
	real = (ssize_t(*)(int, const void *, size_t))dlsym(RTLD_NEXT, "write");
	n = snprintf(text, sizeof(text), "%ld\n", calls);
	if (real((int)setting("FAULT_FD"), text, (size_t)n) != n)
		_exit(99);
}

#define REAL(name, type) ((type)dlsym(RTLD_NEXT, name))

ssize_t
write(int fd, const void *p, size_t n)
{
	ssize_t (*real)(int, const void *, size_t) =
	    REAL("write", ssize_t(*)(int, const void *, size_t));

	/* What goes to the person is not what goes to the disk. */
	if (fd > 2 && hit()) {
		if (!is_kind("SHORT"))
			return -1;
		return n > 1 ? real(fd, p, n / 2) : real(fd, p, n);
	}
	return real(fd, p, n);
}

int
fsync(int fd)
{
	return hit() ? -1 : REAL("fsync", int (*)(int))(fd);
}

int
close(int fd)
{
	int rv = REAL("close", int (*)(int))(fd);

	/* As the kernel does it: closed, and an error all the same. */
	return fd > 2 && hit() ? -1 : rv;
}

int
renameat(int a, const char *b, int c, const char *d)
{
	return hit() ? -1
		     : REAL("renameat", int (*)(int, const char *, int,
					    const char *))(a, b, c, d);
}

int
linkat(int a, const char *b, int c, const char *d, int e)
{
	return hit() ? -1
		     : REAL("linkat", int (*)(int, const char *, int,
					  const char *, int))(a, b, c, d, e);
}

int
unlinkat(int a, const char *b, int c)
{
	return hit()
		   ? -1
		   : REAL("unlinkat", int (*)(int, const char *, int))(a, b, c);
}

int
mkdir(const char *a, mode_t b)
{
	return hit() ? -1 : REAL("mkdir", int (*)(const char *, mode_t))(a, b);
}

int
mkdirat(int a, const char *b, mode_t c)
{
	return hit() ? -1
		     : REAL("mkdirat", int (*)(int, const char *, mode_t))(a, b,
			   c);
}

int
fchmod(int a, mode_t b)
{
	return hit() ? -1 : REAL("fchmod", int (*)(int, mode_t))(a, b);
}

int
openat(int dir, const char *name, int flags, ...)
{
	int (*real)(int, const char *, int, ...) =
	    REAL("openat", int (*)(int, const char *, int, ...));
	mode_t mode = 0;
	va_list ap;

	if (flags & O_CREAT) {
		va_start(ap, flags);
		mode = va_arg(ap, mode_t);
		va_end(ap);
	}
	return hit() ? -1 : real(dir, name, flags, mode);
}

int __openat_2(int dir, const char *name, int flags);

int
__openat_2(int dir, const char *name, int flags)
{
	return openat(dir, name, flags, 0);
}
