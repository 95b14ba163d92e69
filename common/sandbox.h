#ifndef COMMON_SANDBOX_H
#define COMMON_SANDBOX_H

#include "common/fail.h"

/*
 * Give up what a verb does not need.  Files: Landlock, where the kernel has
 * it, with the paths that are named here and nothing else.  System calls: a
 * seccomp filter without new privileges; no program of ours may open a
 * socket, start another program or look into one.
 *
 * Say first what is needed, then enter; after that there is no way back.
 */
enum {
	SANDBOX_READ = 1,  /* files and directories below the path */
	SANDBOX_WRITE = 2, /* the same, and make, change, remove them */
	SANDBOX_MAKE = 4,  /* list, make and replace files, but read none */
	SANDBOX_NEW = 16,  /* give new files a name, nothing else */
	SANDBOX_LIST = 8   /* pass through and list directories, read nothing */
};

enum {
	SANDBOX_THREADS = 1, /* this verb starts threads */
	SANDBOX_WRITES = 2   /* this verb writes files */
};

struct sandbox {
	int ruleset; /* Landlock's; -1 where the kernel has none */
	unsigned long long handled;
};

/* Returns 0, or -1: E_SANDBOX. */
int sandbox_init(struct sandbox *s, struct fail *f);

/* Allow a path; one that is not there is passed over.  0, or -1. */
int sandbox_allow(struct sandbox *s, const char *path, unsigned rights,
    struct fail *f);

/* The same for `name` in an open directory. */
int sandbox_allow_at(struct sandbox *s, int dir, const char *name,
    unsigned rights, struct fail *f);

/* Close the door.  Returns 0, or -1: E_SANDBOX; s is used up. */
int sandbox_enter(struct sandbox *s, unsigned what, struct fail *f);

/*
 * No core dump, no debugger of the same user: what is in our memory stays
 * there.  Called first of all by every program.
 */
void sandbox_no_core(void);

#endif
