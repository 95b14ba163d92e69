/* Opening an archive: for list, verify and extract. */

#include "cmd/export-open.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/file.h"
#include "common/keyfile.h"

#define SIG_MAX		8192 /* bytes of a .minisig */
#define SIZE_MIB	(1ULL << 20)
#define RATIO		1000
#define TEXT_MAX	4096
#define SCRYPT_AT_FIRST AGE_VERSION "-> scrypt "

void
opening_init(struct opening *o)
{
	memset(o, 0, sizeof(*o));
	o->fd = o->pass_fd = -1;
	o->work = AGE_WORK_MAX;
	o->limits.bytes = SIZE_MIB << 20;
	o->limits.ratio = RATIO;
}

bool
opening_option(struct cli *c, struct opening *o, int key)
{
	switch (key) {
	case 'i':
		if (o->nidentity ==
		    sizeof(o->identity) / sizeof(o->identity[0]))
			cli_usage(c, "too many keys; at most 16 were expected");
		o->identity[o->nidentity++] = c->arg;
		return true;
	case 'p':
		o->ask = true;
		return true;
	case OPENING_PASS_FD:
		o->pass_fd = (int)cli_number(c, c->arg, 0, 1 << 20);
		return true;
	case OPENING_SIGNER:
		o->signer = c->arg;
		return true;
	case OPENING_WORK:
		o->work = (unsigned)cli_number(c, c->arg, 1, AGE_WORK_HIGHEST);
		return true;
	case OPENING_SIZE:
		o->limits.bytes = (uint64_t)cli_number(c, c->arg, 1, 1UL << 30)
				  << 20;
		return true;
	case OPENING_RATIO:
		o->limits.ratio = cli_number(c, c->arg, 1, 1UL << 30);
		return true;
	default:
		return false;
	}
}

int
export_crypt(struct cli *c)
{
	struct fail f;
	bool locked = true;

	if (crypt_init(&locked, &f) == -1)
		return cli_fail(c, &f);
	if (!locked)
		cli_say(c,
		    "keys may be swapped to disk: memory cannot be locked "
		    "(ulimit -l)");
	return 0;
}

void
export_hex(struct buf *b, const unsigned char *hash, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		buf_printf(b, "%02x", hash[i]);
}

static int
ask_identity(void *arg, struct passphrase *p, struct fail *f)
{
	struct opening *o = arg;

	if (o->pass_fd != -1)
		return passphrase_from_fd(p, o->pass_fd, f);
	return passphrase_ask(p, "Passphrase of the key file: ", f);
}

static int
add_passphrase(struct opening *o, struct fail *f)
{
	struct passphrase p = { 0 };
	struct view v;
	int rv = o->pass_fd != -1
		     ? passphrase_from_fd(&p, o->pass_fd, f)
		     : passphrase_ask(&p, "Passphrase of the archive: ", f);

	v.p = p.p;
	v.n = p.n;
	if (rv == 0)
		rv = age_keys_passphrase(&o->keys, v, o->work, f);
	passphrase_release(&p);
	return rv;
}

/* True if the file can be seen to want a passphrase. */
static bool
wants_passphrase(int fd)
{
	char b[sizeof(SCRYPT_AT_FIRST) - 1];

	return pread(fd, b, sizeof(b), 0) == (ssize_t)sizeof(b) &&
	       memcmp(b, SCRYPT_AT_FIRST, sizeof(b)) == 0;
}

/* AGE_PASSPHRASE_FD counts where nothing else was said. */
static void
take_environment(struct opening *o)
{
	const char *s = getenv("AGE_PASSPHRASE_FD");
	unsigned long n;

	if (s != NULL && o->pass_fd == -1 && !o->ask &&
	    view_number(view_of(s), 0, 1 << 20, &n) == 0)
		o->pass_fd = (int)n;
}

static int
default_identity(struct opening *o, struct fail *f)
{
	struct buf path = { 0 };
	int rv = keyfile_path(&path, KEYFILE_IDENTITY, false, f);

	if (rv == 0 && access(path.p, F_OK) == -1)
		rv = fail_set(f, FAIL_REFERENCE, "E_IDENTITY",
		    "no key to open it; -i FILE or -p was expected, or a key "
		    "made with balint-new key");
	else if (rv == 0)
		rv = keyfile_identities(&o->keys, path.p, ask_identity, o,
		    o->work, f);
	buf_release(&path);
	return rv;
}

static int
gather_keys(struct opening *o, struct fail *f)
{
	size_t i;

	take_environment(o);
	for (i = 0; i < o->nidentity; i++)
		if (keyfile_identities(&o->keys, o->identity[i], ask_identity,
			o, o->work, f) == -1)
			return -1;
	if (o->nidentity > 0 && !o->ask)
		return 0;
	if (o->ask || o->pass_fd != -1 || wants_passphrase(o->fd))
		return add_passphrase(o, f);
	return default_identity(o, f);
}

int
opening_begin(struct cli *c, struct opening *o)
{
	struct fail f;
	int rv;

	if (c->argc != 1)
		cli_usage(c,
		    "one archive was expected, or - for standard input");
	o->path = c->argv[0];
	if ((rv = export_crypt(c)) != 0)
		return rv;
	if (strcmp(o->path, "-") == 0) {
		if (o->signer != NULL)
			cli_usage(c,
			    "--signer wants a file, not standard input");
		o->fd = STDIN_FILENO;
	} else {
		o->fd = open(o->path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	}
	if (o->fd == -1) {
		fail_set(&f, FAIL_SYSTEM, "E_READ", "cannot be opened");
		fail_file(&f, o->path);
		return cli_fail(c, &f);
	}
	if (gather_keys(o, &f) == -1)
		return cli_fail(c, &f);
	return 0;
}

/* Allow what is made at path, and the directory around it. */
int
export_allow_around(struct sandbox *box, const char *path, unsigned rights,
    struct fail *f)
{
	struct buf dir = { 0 };
	const char *slash;
	size_t n = strlen(path);
	int rv;

	while (n > 1 && path[n - 1] == '/')
		n--;
	for (slash = path + n; slash > path && slash[-1] != '/'; slash--)
		;
	buf_add(&dir, path, (size_t)(slash - path));
	buf_putc(&dir, '.');
	rv = buf_bad(&dir) ? fail_memory(f)
			   : sandbox_allow(box, dir.p, rights, f);
	buf_release(&dir);
	return rv;
}

int
opening_shut(struct cli *c, const struct opening *o, const char *target)
{
	struct sandbox box;
	struct fail f;
	struct buf sig = { 0 };
	int rv = 0;

	buf_printf(&sig, "%s.minisig", o->path);
	if (buf_bad(&sig))
		fail_memory(&f);
	if (buf_bad(&sig) || sandbox_init(&box, &f) == -1 ||
	    (o->signer != NULL &&
		(sandbox_allow(&box, sig.p, SANDBOX_READ, &f) == -1 ||
		    sandbox_allow(&box, o->signer, SANDBOX_READ, &f) == -1)) ||
	    (target != NULL && export_allow_around(&box, target,
				   SANDBOX_READ | SANDBOX_WRITE, &f) == -1) ||
	    sandbox_enter(&box,
		SANDBOX_THREADS | (target != NULL ? SANDBOX_WRITES : 0),
		&f) == -1)
		rv = cli_fail(c, &f);
	buf_release(&sig);
	return rv;
}

/* The signer's public key: the base64 itself, or a file that holds it. */
static int
signer_key(const struct opening *o, struct minisig_key *k, struct fail *f)
{
	struct buf b = { 0 };
	int rv;

	if (minisig_parse_public(k, view_of(o->signer), f) == 0)
		return 0;
	rv = file_read(AT_FDCWD, o->signer, TEXT_MAX, &b, f);
	if (rv == 0)
		rv = minisig_parse_public(k, buf_all(&b), f);
	buf_release(&b);
	return rv;
}

/* Hash the archive, and go back to its beginning. */
static int
hash_file(struct opening *o, struct fail *f)
{
	static char part[65536];
	struct source s = flow_from_fd(&o->fd);
	ssize_t n;

	while ((n = s.read(s.arg, part, sizeof(part), f)) > 0)
		crypt_hash_add(o->again, part, (size_t)n);
	crypt_hash_end(o->again, o->before);
	if (n == 0 && lseek(o->fd, 0, SEEK_SET) == -1)
		n = fail_set(f, FAIL_SYSTEM, "E_READ", "cannot be read twice");
	return (int)n;
}

static int
check_signature(struct opening *o, struct fail *f)
{
	struct minisig_key k;
	struct buf name = { 0 }, sig = { 0 };
	struct view comment;
	int rv = signer_key(o, &k, f);

	if (rv == -1)
		return fail_file(f, o->signer);
	buf_printf(&name, "%s.minisig", o->path);
	if (buf_bad(&name))
		rv = fail_memory(f);
	else if (access(name.p, F_OK) == -1)
		rv = fail_set(f, FAIL_NO, "E_SIGNER",
		    "not signed: there is no .minisig beside it");
	else
		rv = file_read(AT_FDCWD, name.p, SIG_MAX, &sig, f);
	if (rv == 0)
		rv = crypt_blake2b_new(&o->again, f);
	if (rv == 0)
		rv = hash_file(o, f);
	if (rv == 0)
		rv = minisig_verify(buf_all(&sig), &k, o->before, &comment, f);
	o->checked = rv == 0;
	buf_release(&name);
	buf_release(&sig);
	return rv;
}

/* What was verified must be what is read: it is hashed once more. */
static ssize_t
again_read(void *arg, void *p, size_t n, struct fail *f)
{
	struct opening *o = arg;
	struct source s = flow_from_fd(&o->fd);
	ssize_t got = s.read(s.arg, p, n, f);

	if (got > 0 && o->checked)
		crypt_hash_add(o->again, p, (size_t)got);
	return got;
}

int
opening_read(struct opening *o, const struct inspect_visitor *v,
    struct inspect_sum *sum, struct fail *f)
{
	struct inspect_options opt = { &o->keys, NULL, o->limits, 0 };
	struct source from = { again_read, o };
	unsigned char hash[MINISIG_HASH];
	int rv = 0;

	if (o->signer != NULL)
		rv = check_signature(o, f);
	if (rv == 0)
		rv = inspect(from, &opt, v, sum, f);
	if (rv == 0 && o->checked) {
		crypt_hash_end(o->again, hash);
		if (!crypt_equal(hash, o->before, sizeof(hash)))
			rv = fail_set(f, FAIL_NO, "E_SIGNER",
			    "the archive changed after its signature was "
			    "checked");
	}
	return rv == -1 ? fail_file(f, o->path) : 0;
}

void
opening_release(struct opening *o)
{
	age_keys_release(&o->keys);
	crypt_hash_free(o->again);
	if (o->fd > STDERR_FILENO)
		close(o->fd);
}
