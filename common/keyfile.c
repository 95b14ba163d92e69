#include "common/keyfile.h"

#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "common/age.h"
#include "common/bech32.h"
#include "common/file.h"
#include "common/where.h"

#define STUDY "balint-study-key-"

static int
cannot(const char *word, const char *what, const char *path, struct fail *f)
{
	fail_set(f, FAIL_SYSTEM, word, what);
	return fail_file(f, path);
}

/* mkdir -p, 0700 for what is made. */
static int
make_dirs(char *path)
{
	char *p;
	int n;

	for (p = path + 1; *p != '\0'; p++) {
		if (*p != '/')
			continue;
		*p = '\0';
		n = mkdir(path, 0700);
		*p = '/';
		if (n == -1 && errno != EEXIST)
			return -1;
	}
	return mkdir(path, 0700) == -1 && errno != EEXIST ? -1 : 0;
}

int
keyfile_path(struct buf *path, const char *name, bool make, struct fail *f)
{
	if (name[0] == '\0' || name[0] == '.' || strchr(name, '/') != NULL)
		return fail_set(f, FAIL_RANGE, "E_NAME",
		    "not a name for a key, expected letters and digits");
	if (where_config(path, f) == -1)
		return -1;
	if (buf_bad(path))
		return fail_memory(f);
	if (make && make_dirs(path->p) == -1)
		return cannot("E_WRITE", "cannot be made", path->p, f);
	buf_printf(path, "/%s", name);
	return buf_bad(path) ? fail_memory(f) : 0;
}

/* Not file_replace(): not even a part of a key may stand under another name. */
int
keyfile_create(const char *path, struct view bytes, struct fail *f)
{
	int fd = open(path,
	    O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	int bad;

	if (fd == -1 && errno == EEXIST) {
		fail_set(f, FAIL_EXISTS, "E_EXISTS",
		    "is there already; a key is never overwritten");
		return fail_file(f, path);
	}
	if (fd == -1)
		return cannot("E_WRITE", "cannot be made", path, f);
	bad = fchmod(fd, 0600) == -1 ||
	      file_write_all(fd, bytes.p, bytes.n) == -1 || fsync(fd) == -1;
	if (bad)
		cannot("E_WRITE", "cannot be written", path, f);
	if (close(fd) == -1 && !bad)
		bad = cannot("E_WRITE", "cannot be written", path, f) == -1;
	if (bad)
		(void)unlink(path);
	return bad ? -1 : 0;
}

static int
check_mode(int fd, const char *path, struct fail *f)
{
	struct stat st;

	if (fstat(fd, &st) == -1)
		return cannot("E_READ", "cannot be looked at", path, f);
	if (!S_ISREG(st.st_mode))
		fail_set(f, FAIL_RANGE, "E_PERMISSION",
		    "not a regular file, expected a key file");
	else if (st.st_uid != geteuid() && st.st_uid != 0)
		fail_set(f, FAIL_RANGE, "E_PERMISSION",
		    "the key file belongs to somebody else");
	else if ((st.st_mode & 077) != 0)
		fail_set(f, FAIL_RANGE, "E_PERMISSION",
		    "others may use this key file, expected mode 0600");
	else if (st.st_size > KEYFILE_MAX)
		fail_set(f, FAIL_LIMIT, "E_SIZE",
		    "larger than a key file may be (16 KiB)");
	else
		return 0;
	return fail_file(f, path);
}

int
keyfile_read(const char *path, char **p, size_t *n, struct fail *f)
{
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
	int rv = -1;
	char *q = NULL;
	ssize_t r = 0;

	if (fd == -1)
		return cannot("E_READ", "the key file cannot be opened", path,
		    f);
	if (check_mode(fd, path, f) == -1 || crypt_init(NULL, f) == -1)
		goto out;
	q = crypt_alloc(KEYFILE_MAX);
	if (q == NULL) {
		fail_memory(f);
		goto out;
	}
	for (*n = 0; *n < KEYFILE_MAX; *n += (size_t)r) {
		r = read(fd, q + *n, KEYFILE_MAX - *n);
		if (r == -1 && errno == EINTR)
			r = 0;
		else if (r <= 0)
			break;
	}
	if (r == -1) {
		cannot("E_READ", "the key file cannot be read", path, f);
		goto out;
	}
	*p = q;
	q = NULL;
	rv = 0;
out:
	crypt_free(q);
	close(fd);
	return rv;
}

/* Decrypt an identity file, which is then an age file itself. */
static int
open_protected(struct age_keys *keys, struct view file,
    const struct passphrase *pass, unsigned work, struct fail *f)
{
	struct age_keys locked = { 0 };
	struct age_reader *r = NULL;
	struct flow_view state = { { NULL, 0 } };
	struct view v = { pass->p, pass->n }, text = { NULL, 0 };
	char *plain = NULL;
	int rv = -1;

	if (age_keys_passphrase(&locked, v, work, f) == 0 &&
	    age_reader_new(&r, &locked, NULL, flow_from_view(&state, file),
		f) == 0) {
		plain = crypt_alloc(KEYFILE_MAX);
		text.p = plain;
		if (plain == NULL)
			fail_memory(f);
		else if (flow_full(age_reader_source(r), plain, KEYFILE_MAX,
			     &text.n, f) == 0)
			rv = age_keys_identities(keys, text, f);
	}
	crypt_free(plain);
	age_reader_free(r);
	age_keys_release(&locked);
	return rv;
}

int
keyfile_identities(struct age_keys *keys, const char *path,
    int (*ask)(void *arg, struct passphrase *p, struct fail *f), void *arg,
    unsigned work, struct fail *f)
{
	struct passphrase pass = { 0 };
	struct view v = { NULL, 0 };
	char *p = NULL;
	int rv = keyfile_read(path, &p, &v.n, f);

	if (rv == -1)
		return -1;
	v.p = p;
	if (!age_looks(v))
		rv = age_keys_identities(keys, v, f);
	else if (ask == NULL)
		rv = fail_set(f, FAIL_RANGE, "E_PASSPHRASE",
		    "the key file stands under a passphrase");
	else if ((rv = ask(arg, &pass, f)) == 0)
		rv = open_protected(keys, v, &pass, work, f);
	passphrase_release(&pass);
	crypt_free(p);
	return rv == -1 ? fail_file(f, path) : 0;
}

void
keyfile_format_study(struct buf *b, const unsigned char key[CRYPT_KEY])
{
	size_t i, from;

	buf_puts(b, "# Key for the pseudonyms of a study; keep it apart from "
		    "the data.\n");
	from = b->n;
	bech32_encode(b, STUDY, key, CRYPT_KEY);
	for (i = from; i < b->n; i++)
		if (b->p[i] >= 'a' && b->p[i] <= 'z')
			b->p[i] = (char)(b->p[i] - 'a' + 'A');
	buf_putc(b, '\n');
}

int
keyfile_study(const char *path, unsigned char **key, struct fail *f)
{
	struct view text = { NULL, 0 }, line;
	unsigned char *k = NULL;
	char *p = NULL;
	int rv = -1;

	if (keyfile_read(path, &p, &text.n, f) == -1)
		return -1;
	k = crypt_alloc(CRYPT_KEY);
	text.p = p;
	while (k != NULL && rv == -1 && text.p != NULL) {
		line = view_trim(view_cut(&text, '\n'));
		if (line.n > 0 && line.p[0] != '#' &&
		    bech32_decode(line, STUDY, k, CRYPT_KEY) == CRYPT_KEY)
			rv = 0;
	}
	crypt_free(p);
	if (k == NULL)
		return fail_memory(f);
	if (rv == -1) {
		crypt_free(k);
		fail_set(f, FAIL_SYNTAX, "E_KEY",
		    "not a study key, expected BALINT-STUDY-KEY-1...; make one "
		    "with balint-new key --study");
		return fail_file(f, path);
	}
	*key = k;
	return 0;
}
