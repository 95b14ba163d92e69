#define _GNU_SOURCE /* O_PATH, syscall(2) */

#include "common/sandbox.h"

#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <sched.h>
#include <seccomp.h>
#include <stddef.h>
#include <stdint.h>
#include <termios.h>
#include <unistd.h>

/* Named in headers newer than Debian 12's; the kernel says what it knows. */
#define FS_TRUNCATE  (1ULL << 14)
#define FS_IOCTL_DEV (1ULL << 15)
#define NET_ALL	     3ULL
#define SCOPE_ALL    3ULL

#define FS_READ (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR)
#define FS_WRITE                                                               \
	(LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_MAKE_REG |         \
	    LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_REMOVE_FILE |     \
	    LANDLOCK_ACCESS_FS_REMOVE_DIR | LANDLOCK_ACCESS_FS_REFER |         \
	    FS_TRUNCATE)
#define FS_MAKE                                                                \
	(LANDLOCK_ACCESS_FS_READ_DIR | LANDLOCK_ACCESS_FS_WRITE_FILE |         \
	    LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_REMOVE_FILE |     \
	    FS_TRUNCATE)
/* What may be allowed on a file that is no directory. */
#define FS_OF_FILE                                                             \
	(LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE |        \
	    FS_TRUNCATE)

/* As of Landlock's ABI 6; an older kernel reads as much as it knows. */
struct attributes {
	uint64_t fs, net, scoped;
};

/*
 * The sanitizers' runtime looks into its own process and calls the kernel in
 * ways of its own, so a build with them goes without the seccomp filter.
 */
#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifndef SANITIZED
#define SANITIZED 0
#endif

void
sandbox_no_core(void)
{
	const struct rlimit none = { 0, 0 };

	(void)setrlimit(RLIMIT_CORE, &none);
	if (!SANITIZED)
		(void)prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

static uint64_t
handled_by(long abi)
{
	uint64_t all = (1ULL << 13) - 1; /* ABI 1 */

	if (abi >= 2)
		all |= LANDLOCK_ACCESS_FS_REFER;
	if (abi >= 3)
		all |= FS_TRUNCATE;
	if (abi >= 5)
		all |= FS_IOCTL_DEV;
	return all;
}

int
sandbox_init(struct sandbox *s, struct fail *f)
{
	struct attributes a = { 0, 0, 0 };
	size_t size = sizeof(uint64_t);
	long abi;

	s->ruleset = -1;
	s->handled = 0;
	abi = syscall(SYS_landlock_create_ruleset, NULL, 0,
	    LANDLOCK_CREATE_RULESET_VERSION);
	if (abi < 1)
		return 0; /* balint(7) says that then only seccomp helps */
	a.fs = handled_by(abi);
	if (abi >= 4) {
		a.net = NET_ALL;
		size = 2 * sizeof(uint64_t);
	}
	if (abi >= 6) {
		a.scoped = SCOPE_ALL;
		size = sizeof(a);
	}
	s->handled = a.fs;
	s->ruleset = (int)syscall(SYS_landlock_create_ruleset, &a, size, 0);
	if (s->ruleset == -1)
		return fail_set(f, FAIL_SYSTEM, "E_SANDBOX",
		    "the sandbox cannot be set up");
	return 0;
}

static uint64_t
reading(unsigned rights)
{
	if (rights == SANDBOX_MAKE)
		return FS_MAKE;
	if (rights == SANDBOX_NEW)
		return LANDLOCK_ACCESS_FS_MAKE_REG;
	return rights == SANDBOX_LIST ? LANDLOCK_ACCESS_FS_READ_DIR : FS_READ;
}

int
sandbox_allow_at(struct sandbox *s, int dir, const char *name, unsigned rights,
    struct fail *f)
{
	struct landlock_path_beneath_attr rule = { 0 };
	struct stat st;
	int rv = 0;

	if (s->ruleset == -1)
		return 0;
	rule.parent_fd = openat(dir, name, O_PATH | O_CLOEXEC);
	if (rule.parent_fd == -1) {
		if (errno == ENOENT || errno == ENOTDIR)
			return 0;
		return fail_set(f, FAIL_SYSTEM, "E_SANDBOX",
		    "a path of the sandbox cannot be opened");
	}
	rule.allowed_access = reading(rights);
	if (rights & SANDBOX_WRITE)
		rule.allowed_access |= FS_WRITE;
	rule.allowed_access &= s->handled;
	if (fstat(rule.parent_fd, &st) == 0 && !S_ISDIR(st.st_mode))
		rule.allowed_access &= FS_OF_FILE;
	if (syscall(SYS_landlock_add_rule, s->ruleset,
		LANDLOCK_RULE_PATH_BENEATH, &rule, 0) == -1)
		rv = fail_set(f, FAIL_SYSTEM, "E_SANDBOX",
		    "a path cannot be put into the sandbox");
	close(rule.parent_fd);
	return rv;
}

int
sandbox_allow(struct sandbox *s, const char *path, unsigned rights,
    struct fail *f)
{
	return sandbox_allow_at(s, AT_FDCWD, path, rights, f);
}

static const int calls_all[] = { SCMP_SYS(read), SCMP_SYS(write),
	SCMP_SYS(readv), SCMP_SYS(writev), SCMP_SYS(pread64),
	SCMP_SYS(pwrite64), SCMP_SYS(openat), SCMP_SYS(open), SCMP_SYS(close),
	SCMP_SYS(fstat), SCMP_SYS(newfstatat), SCMP_SYS(stat), SCMP_SYS(lstat),
	SCMP_SYS(statx), SCMP_SYS(lseek), SCMP_SYS(mmap), SCMP_SYS(munmap),
	SCMP_SYS(mprotect), SCMP_SYS(mremap), SCMP_SYS(madvise), SCMP_SYS(brk),
	SCMP_SYS(getdents64), SCMP_SYS(fcntl), SCMP_SYS(futex),
	SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask),
	SCMP_SYS(rt_sigreturn), SCMP_SYS(sigaltstack), SCMP_SYS(tgkill),
	SCMP_SYS(exit), SCMP_SYS(exit_group), SCMP_SYS(clock_gettime),
	SCMP_SYS(gettimeofday), SCMP_SYS(clock_nanosleep), SCMP_SYS(nanosleep),
	SCMP_SYS(getrandom), SCMP_SYS(getpid), SCMP_SYS(gettid),
	SCMP_SYS(getuid), SCMP_SYS(geteuid), SCMP_SYS(getgid),
	SCMP_SYS(getegid), SCMP_SYS(umask), SCMP_SYS(poll), SCMP_SYS(ppoll),
	SCMP_SYS(select), SCMP_SYS(pselect6), SCMP_SYS(dup), SCMP_SYS(dup2),
	SCMP_SYS(dup3), SCMP_SYS(pipe), SCMP_SYS(pipe2), SCMP_SYS(sched_yield),
	SCMP_SYS(sched_getaffinity), SCMP_SYS(prlimit64), SCMP_SYS(getrlimit),
	SCMP_SYS(sysinfo), SCMP_SYS(uname), SCMP_SYS(mlock), SCMP_SYS(mlock2),
	SCMP_SYS(munlock), SCMP_SYS(readlink), SCMP_SYS(readlinkat),
	SCMP_SYS(getcwd), SCMP_SYS(fadvise64), SCMP_SYS(access),
	SCMP_SYS(faccessat), SCMP_SYS(faccessat2), SCMP_SYS(statfs),
	SCMP_SYS(fstatfs), SCMP_SYS(restart_syscall), SCMP_SYS(rseq),
	SCMP_SYS(set_robust_list), SCMP_SYS(arch_prctl), SCMP_SYS(membarrier) };

static const int calls_write[] = { SCMP_SYS(fsync), SCMP_SYS(fdatasync),
	SCMP_SYS(syncfs), SCMP_SYS(rename), SCMP_SYS(renameat),
	SCMP_SYS(renameat2), SCMP_SYS(link), SCMP_SYS(linkat), SCMP_SYS(unlink),
	SCMP_SYS(unlinkat), SCMP_SYS(mkdir), SCMP_SYS(mkdirat), SCMP_SYS(rmdir),
	SCMP_SYS(chmod), SCMP_SYS(fchmod), SCMP_SYS(fchmodat), SCMP_SYS(fchown),
	SCMP_SYS(ftruncate), SCMP_SYS(fallocate), SCMP_SYS(utimensat),
	SCMP_SYS(copy_file_range), SCMP_SYS(syncfs) };

static int
allow_all(scmp_filter_ctx ctx, const int *calls, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (calls[i] >= 0 &&
		    seccomp_rule_add(ctx, SCMP_ACT_ALLOW, calls[i], 0) < 0)
			return -1;
	return 0;
}

/* Of ioctl(2) only what asks a terminal for its size, modes and echo. */
static int
allow_terminal(scmp_filter_ctx ctx)
{
	static const unsigned long asks[] = { TCGETS, TCSETS, TCSETSW, TCSETSF,
		TIOCGWINSZ, FIONREAD };
	struct scmp_arg_cmp second = { 1, SCMP_CMP_EQ, 0, 0 };
	size_t i;

	for (i = 0; i < sizeof(asks) / sizeof(asks[0]); i++) {
		second.datum_a = asks[i];
		if (seccomp_rule_add_array(ctx, SCMP_ACT_ALLOW, SCMP_SYS(ioctl),
			1, &second) < 0)
			return -1;
	}
	return 0;
}

/* A thread, never a process; clone3(2) hides its flags, so it isn't there. */
static int
allow_threads(scmp_filter_ctx ctx)
{
	const struct scmp_arg_cmp thread = { 0, SCMP_CMP_MASKED_EQ,
		CLONE_THREAD, CLONE_THREAD };

	if (seccomp_rule_add_array(ctx, SCMP_ACT_ALLOW, SCMP_SYS(clone), 1,
		&thread) < 0)
		return -1;
	if (seccomp_rule_add(ctx, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0) <
	    0)
		return -1;
	return 0;
}

static int
enter_seccomp(unsigned what)
{
	scmp_filter_ctx ctx = seccomp_init(SCMP_ACT_ERRNO(EPERM));
	int rv = -1;

	if (ctx == NULL)
		return -1;
	if (allow_all(ctx, calls_all,
		sizeof(calls_all) / sizeof(calls_all[0])) == -1 ||
	    allow_terminal(ctx) == -1)
		goto out;
	if ((what & SANDBOX_WRITES) &&
	    allow_all(ctx, calls_write,
		sizeof(calls_write) / sizeof(calls_write[0])) == -1)
		goto out;
	if ((what & SANDBOX_THREADS) && allow_threads(ctx) == -1)
		goto out;
	if (seccomp_load(ctx) < 0)
		goto out;
	rv = 0;
out:
	seccomp_release(ctx);
	return rv;
}

int
sandbox_enter(struct sandbox *s, unsigned what, struct fail *f)
{
	int rv = 0;

	if (SANITIZED) /* the leak checker reads its own process's threads */
		rv = sandbox_allow(s, "/proc", SANDBOX_READ, f);
	if (rv == 0 && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == -1)
		rv = -1;
	if (s->ruleset != -1) {
		if (rv == 0 &&
		    syscall(SYS_landlock_restrict_self, s->ruleset, 0) == -1)
			rv = -1;
		close(s->ruleset);
		s->ruleset = -1;
	}
	if (rv == 0 && !SANITIZED)
		rv = enter_seccomp(what);
	if (rv == -1)
		fail_set(f, FAIL_SYSTEM, "E_SANDBOX",
		    "the sandbox cannot be entered");
	return rv;
}
