#ifndef COMMON_PASSPHRASE_H
#define COMMON_PASSPHRASE_H

#include <stddef.h>

#include "common/fail.h"
#include "common/view.h"

/*
 * Passphrases: from a descriptor or from the terminal, never from a
 * program's arguments or a plain variable.
 */
#define PASSPHRASE_MAX	 1024 /* bytes */
#define PASSPHRASE_WORDS 10   /* in one that we make: 160 bits */

struct passphrase {
	char *p; /* from crypt_alloc(); not NUL-terminated */
	size_t n;
};

/* Wipe and free; it is then empty. */
void passphrase_release(struct passphrase *p);

/*
 * The first line that fd gives, without its LF; reads no further than that.
 * Returns 0; or -1: E_READ, E_PASSPHRASE (empty, or longer than the maximum).
 */
int passphrase_from_fd(struct passphrase *p, int fd, struct fail *f);

/*
 * Ask on /dev/tty without echo.  Returns 0; or -1: E_TTY when there is none,
 * E_CANCELLED for the interrupt character.
 */
int passphrase_ask(struct passphrase *p, const char *prompt, struct fail *f);

/*
 * Ask twice for a new one; what is typed must be the same (E_PASSPHRASE).  An
 * empty answer makes one and shows it on the terminal, once.
 */
int passphrase_ask_new(struct passphrase *p, struct fail *f);

/*
 * Ten words of five letters, 16 random bits each, parted by hyphens.
 *
 * Source: D. S. Wilkerson, "A Proposal for Proquints", arXiv:0901.4016.
 */
int passphrase_generate(struct passphrase *p, struct fail *f);

#endif
