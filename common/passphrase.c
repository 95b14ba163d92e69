#include "common/passphrase.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "common/crypt.h"
#include "common/file.h"

#define LOOK_MS 250 /* between two looks for a signal */

void
passphrase_release(struct passphrase *p)
{
	crypt_free(p->p);
	p->p = NULL;
	p->n = 0;
}

static int
take(struct passphrase *p, struct fail *f)
{
	if (crypt_init(NULL, f) == -1)
		return -1;
	p->n = 0;
	p->p = crypt_alloc(PASSPHRASE_MAX);
	return p->p == NULL ? fail_memory(f) : 0;
}

static int
too_long(struct fail *f)
{
	return fail_set(f, FAIL_LIMIT, "E_PASSPHRASE",
	    "the passphrase is too long, expected at most 1024 bytes");
}

int
passphrase_from_fd(struct passphrase *p, int fd, struct fail *f)
{
	ssize_t n;
	char c;

	if (take(p, f) == -1)
		return -1;
	for (;;) {
		n = read(fd, &c, 1);
		if (n == -1 && errno == EINTR)
			continue;
		if (n == -1)
			return fail_set(f, FAIL_SYSTEM, "E_READ",
			    "the passphrase cannot be read");
		if (n == 0 || c == '\n')
			break;
		if (p->n == PASSPHRASE_MAX)
			return too_long(f);
		p->p[p->n++] = c;
	}
	c = 0;
	if (p->n > 0 && p->p[p->n - 1] == '\r')
		p->n--;
	if (p->n == 0)
		return fail_set(f, FAIL_RANGE, "E_PASSPHRASE",
		    "the passphrase is empty, expected some characters");
	return 0;
}

/*
 * Wait until something was typed.  Signals are blocked meanwhile, so that the
 * terminal gets its echo back before one ends us: 1 input, 0 a signal.
 */
static int
wait_typed(int tty)
{
	static const int ends[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP };
	struct pollfd pfd = { tty, POLLIN, 0 };
	sigset_t pending;
	size_t i;

	for (;;) {
		if (sigpending(&pending) == 0)
			for (i = 0; i < sizeof(ends) / sizeof(ends[0]); i++)
				if (sigismember(&pending, ends[i]) == 1)
					return 0;
		if (poll(&pfd, 1, LOOK_MS) > 0)
			return 1;
	}
}

static int
cancelled(struct fail *f)
{
	return fail_set(f, FAIL_RANGE, "E_CANCELLED",
	    "no passphrase was given");
}

/* A line from the terminal, which is in canonical mode. */
static int
read_line(int tty, struct passphrase *p, struct fail *f)
{
	ssize_t n;
	char c;

	for (;;) {
		if (wait_typed(tty) == 0)
			return cancelled(f);
		n = read(tty, &c, 1);
		if (n == -1 && errno == EINTR)
			continue;
		if (n <= 0)
			return cancelled(f);
		if (c == '\n')
			return 0;
		if (p->n == PASSPHRASE_MAX)
			return too_long(f);
		p->p[p->n++] = c;
	}
}

static int
ask_on(int tty, struct passphrase *p, const char *prompt, struct fail *f)
{
	struct termios old, quiet;
	sigset_t block, before;
	int rv;

	if (tcgetattr(tty, &old) == -1)
		return fail_set(f, FAIL_SYSTEM, "E_TTY",
		    "the terminal cannot be asked");
	(void)sigemptyset(&block);
	(void)sigaddset(&block, SIGINT);
	(void)sigaddset(&block, SIGTERM);
	(void)sigaddset(&block, SIGHUP);
	(void)sigaddset(&block, SIGQUIT);
	(void)sigaddset(&block, SIGTSTP);
	(void)sigprocmask(SIG_BLOCK, &block, &before);
	quiet = old;
	quiet.c_lflag &= ~(tcflag_t)ECHO;
	rv = tcsetattr(tty, TCSAFLUSH, &quiet) == -1 ||
		     file_write_all(tty, prompt, strlen(prompt)) == -1
		 ? fail_set(f, FAIL_SYSTEM, "E_TTY",
		       "the terminal cannot be asked")
		 : read_line(tty, p, f);
	(void)tcsetattr(tty, TCSAFLUSH, &old);
	(void)file_write_all(tty, "\n", 1);
	(void)sigprocmask(SIG_SETMASK, &before, NULL);
	return rv;
}

static int
open_tty(struct fail *f)
{
	int fd = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);

	if (fd == -1)
		fail_set(f, FAIL_SYSTEM, "E_TTY",
		    "no terminal to ask for a passphrase; see "
		    "--passphrase-fd");
	return fd;
}

int
passphrase_ask(struct passphrase *p, const char *prompt, struct fail *f)
{
	int tty = open_tty(f), rv;

	if (tty == -1)
		return -1;
	rv = take(p, f);
	if (rv == 0)
		rv = ask_on(tty, p, prompt, f);
	close(tty);
	return rv;
}

static int
show(const struct passphrase *p, struct fail *f)
{
	static const char head[] =
	    "The passphrase, shown this once; write it down:\n\n    ";
	int tty = open_tty(f), bad;

	if (tty == -1)
		return -1;
	bad = file_write_all(tty, head, sizeof(head) - 1) == -1 ||
	      file_write_all(tty, p->p, p->n) == -1 ||
	      file_write_all(tty, "\n\n", 2) == -1;
	close(tty);
	return bad ? fail_set(f, FAIL_SYSTEM, "E_TTY",
			 "the terminal cannot be written to")
		   : 0;
}

int
passphrase_ask_new(struct passphrase *p, struct fail *f)
{
	struct passphrase again = { 0 };
	int rv;

	if (passphrase_ask(p, "New passphrase (empty: make one): ", f) == -1)
		return -1;
	if (p->n == 0) {
		passphrase_release(p);
		return passphrase_generate(p, f) == -1 ? -1 : show(p, f);
	}
	rv = passphrase_ask(&again, "The same once more: ", f);
	if (rv == 0 && (again.n != p->n || !crypt_equal(again.p, p->p, p->n)))
		rv = fail_set(f, FAIL_RANGE, "E_PASSPHRASE",
		    "the two passphrases are not the same");
	passphrase_release(&again);
	return rv;
}

int
passphrase_generate(struct passphrase *p, struct fail *f)
{
	static const char con[] = "bdfghjklmnprstvz", vow[] = "aiou";
	unsigned char *r;
	size_t i;
	unsigned v;

	if (take(p, f) == -1)
		return -1;
	r = crypt_alloc(2 * (size_t)PASSPHRASE_WORDS);
	if (r == NULL)
		return fail_memory(f);
	if (crypt_random(r, 2 * (size_t)PASSPHRASE_WORDS, f) == -1) {
		crypt_free(r);
		return -1;
	}
	for (i = 0; i < PASSPHRASE_WORDS; i++) {
		v = (unsigned)r[2 * i] << 8 | r[2 * i + 1];
		if (i > 0)
			p->p[p->n++] = '-';
		p->p[p->n++] = con[v >> 12 & 15];
		p->p[p->n++] = vow[v >> 10 & 3];
		p->p[p->n++] = con[v >> 6 & 15];
		p->p[p->n++] = vow[v >> 4 & 3];
		p->p[p->n++] = con[v & 15];
	}
	crypt_free(r);
	return 0;
}
