#define _GNU_SOURCE /* memmem */
/*
 * What is left in our memory once an archive was written, opened, refused:
 * no key, no passphrase, no line of a note, wherever a program may write to,
 * in use or freed, on the heap or a stack.  What is looked for is kept masked,
 * so that looking does not find itself.
 *
 * Not looked for, because we do not see it or it is not ours: the ephemeral
 * keys and shared secrets within libgcrypt, its memory for scrypt where that
 * is less than 16 MiB, the names of the files, and all that is there while
 * the work still goes on.
 */

#include <sys/stat.h>

#include <fcntl.h>
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/age.h"
#include "common/inspect.h"
#include "common/keyfile.h"
#include "common/pack.h"
#include "common/passphrase.h"
#include "common/prune.h"
#include "common/unpack.h"
#include "tests/tap.h"

#define MASK  0xa5
#define LINE  48 /* letters of the line that stands in every note */
#define NOTES 300
#define WORK  10

struct secret {
	const char *name;
	size_t n;
	unsigned char masked[128];
};

static struct secret line = { .name = "line of a note" },
		     identity = { .name = "identity" },
		     text = { .name = "identity as text" },
		     pass = { .name = "passphrase" },
		     filekey = { .name = "file key" },
		     payload = { .name = "payload key" };
static const struct secret *const all[] = { &line, &identity, &text, &pass,
	&filekey, &payload };

static void
learn(struct secret *s, const void *p, size_t n)
{
	const unsigned char *q = p;
	size_t i;

	s->n = n;
	for (i = 0; i < n; i++)
		s->masked[i] = q[i] ^ MASK;
}

static void
tell(const struct secret *s, char *out)
{
	size_t i;

	for (i = 0; i < s->n; i++)
		out[i] = (char)(s->masked[i] ^ MASK);
}

static bool
stands(const volatile unsigned char *p, const struct secret *s)
{
	size_t i;

	for (i = 0; i < s->n; i++)
		if ((p[i] ^ MASK) != s->masked[i])
			return false;
	return true;
}

static size_t
count_in(const char *from, const char *to, const struct secret *s,
    const char *where)
{
	const char *p = from;
	size_t found = 0;

	while (s->n > 0 && (size_t)(to - p) >= s->n) {
		p = memchr(p, s->masked[0] ^ MASK, (size_t)(to - p) - s->n + 1);
		if (p == NULL)
			break;
		if (stands((const unsigned char *)p, s)) {
			found++;
			printf("# %s in %s", s->name, where);
		}
		p++;
	}
	return found;
}

/* How often it stands in what this process may write to. */
static size_t
left(const struct secret *s)
{
	static char row[512];
	uintptr_t from, to;
	size_t found = 0;
	char rights[8];
	FILE *f = fopen("/proc/self/maps", "r");

	if (f == NULL)
		exit(2);
	while (fgets(row, sizeof(row), f) != NULL)
		if (sscanf(row, "%" SCNxPTR "-%" SCNxPTR " %7s", &from, &to,
			rights) == 3 &&
		    strcmp(rights, "rw-p") == 0)
			found += count_in((const char *)from, (const char *)to,
			    s, row);
	(void)fclose(f);
	return found;
}

static void
nothing_left(const char *when)
{
	size_t i;

	for (i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		if (all[i]->n > 0)
			ok(left(all[i]) == 0, "%s: no %s is left", when,
			    all[i]->name);
}

/* The search finds what is there, and what was freed. */
static void
test_search(void)
{
	char *volatile p = malloc(1000);

	tell(&line, p + 100);
	ok(left(&line) == 1, "the search finds what stands in memory");
	free(p);
	ok(left(&line) == 1, "and what was freed and not wiped");
	p = malloc(1000);
	explicit_bzero(p, 1000);
	free(p);
	ok(left(&line) == 0, "but nothing else");
}

static void
put(const char *path, size_t size)
{
	static char note[1 << 20];
	static unsigned char r[sizeof(note) / 4];
	size_t i;
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);

	/* Words of no sense, so that it is not all packed away. */
	if (crypt_random(r, size / 4, NULL) == -1)
		exit(2);
	for (i = 0; i < size; i++)
		note[i] = (char)(i % 7 == 6 ? ' ' : 'a' + (r[i / 4] + i) % 26);
	tell(&line, note + size / 2);
	if (fd == -1 || write(fd, note, size) != (ssize_t)size)
		exit(2);
	close(fd);
	explicit_bzero(note, sizeof(note));
}

static bool
pack_tree(struct pack *p)
{
	int fd = open("notes", O_RDONLY | O_DIRECTORY);
	bool good = pack_dir(p, "g", 0700, 0, NULL) == 0;
	char name[16], path[32];
	unsigned i;

	for (i = 0; i < NOTES && good; i++) {
		(void)snprintf(name, sizeof(name), "n%03u", i);
		(void)snprintf(path, sizeof(path), "g/%s", name);
		good = pack_file(p, fd, name, path, NULL) == 0;
	}
	return pack_close_dir(p, fd, NULL) == 0 && good &&
	       pack_list(p, "g", NULL) == 0;
}

static bool
write_archive(const char *path, const struct age_keys *keys, bool armor)
{
	struct pack_options o = { keys, armor, 3, 2, 4, NULL, NULL, false };
	struct pack *p = NULL;
	struct pack_sum sum;
	int fd = open(path, O_RDWR | O_CREAT | O_TRUNC, 0600);
	bool good = pack_new(&p, &o, flow_to_fd(&fd), NULL) == 0 &&
		    pack_tree(p) && pack_end(p, &sum, NULL) == 0;

	if (good)
		learn(&filekey, pack_filekey(p), AGE_FILE_KEY);
	pack_free(p);
	close(fd);
	return good;
}

static bool
extract(const char *path, const struct age_keys *keys)
{
	struct inspect_options o = { keys, NULL, { 0, 0 }, 0 };
	struct inspect_visitor v;
	struct inspect_sum sum;
	struct unpack *u = NULL;
	int fd = open(path, O_RDONLY);
	bool good = unpack_new(&u, "out", 077, NULL) == 0;

	if (!good)
		return false;
	v = unpack_visitor(u);
	good = inspect(flow_from_fd(&fd), &o, &v, &sum, NULL) == 0 &&
	       sum.files == NOTES && unpack_commit(u, NULL) == 0;
	unpack_free(u);
	prune(AT_FDCWD, "out");
	close(fd);
	return good;
}

/* The key of the payload, from the file key and the nonce in the file. */
static void
learn_payload(const char *path)
{
	unsigned char *secret = crypt_alloc(CRYPT_KEY + AGE_FILE_KEY);
	char head[1024];
	const char *end;
	int fd = open(path, O_RDONLY);
	ssize_t n = read(fd, head, sizeof(head));

	close(fd);
	end = n > 0 ? memmem(head, (size_t)n, "\n--- ", 5) : NULL;
	end = end == NULL ? NULL : memchr(end + 1, '\n', 100);
	if (end == NULL || secret == NULL)
		exit(2);
	tell(&filekey, (char *)secret + CRYPT_KEY);
	(void)crypt_hkdf_sha256(
	    (struct view){ (char *)secret + CRYPT_KEY, AGE_FILE_KEY },
	    (struct view){ end + 1, 16 }, view_of("payload"), secret, NULL);
	learn(&payload, secret, CRYPT_KEY);
	crypt_free(secret);
}

/* One byte; two thirds of the archive are in memory before that is seen. */
static void
change(const char *path)
{
	int fd = open(path, O_RDWR);
	off_t at = lseek(fd, 0, SEEK_END) * 2 / 3;
	char c;

	if (pread(fd, &c, 1, at) != 1)
		exit(2);
	c ^= 1;
	if (pwrite(fd, &c, 1, at) != 1)
		exit(2);
	close(fd);
}

static void
test_identity(void)
{
	struct age_keys keys = { 0 };
	struct buf b = { 0 };

	if (age_keys_generate(&keys, NULL) == -1)
		exit(2);
	/* Without its ends, which libgcrypt sets to bits of its own. */
	learn(&identity, keys.k[0].secret + 1, keys.k[0].secretlen - 2);
	age_key_format_secret(&b, &keys.k[0]);
	learn(&text, b.p, b.n);
	buf_putc(&b, '\n');
	if (keyfile_create("key.txt", buf_all(&b), NULL) == -1)
		exit(2);
	buf_release(&b);
	ok(left(&identity) == 1, "an identity stands in memory once");
	ok(write_archive("a.age", &keys, false), "an archive is written");
	age_keys_release(&keys);
	nothing_left("written");
	learn_payload("a.age");
	ok(left(&payload) == 0, "written: no %s is left", payload.name);
	ok(keyfile_identities(&keys, "key.txt", NULL, NULL, AGE_WORK, NULL) ==
		    0 &&
		extract("a.age", &keys),
	    "it is extracted");
	age_keys_release(&keys);
	nothing_left("extracted");
	change("a.age");
	(void)keyfile_identities(&keys, "key.txt", NULL, NULL, AGE_WORK, NULL);
	ok(!extract("a.age", &keys), "changed, it is refused");
	age_keys_release(&keys);
	nothing_left("refused");
}

/* As from a descriptor: what `arg' is of no interest to. */
static int
ask(void *arg, struct passphrase *p, struct fail *f)
{
	char *typed = crypt_alloc(PASSPHRASE_MAX);
	int fd[2], rv;

	(void)arg;
	if (typed == NULL || pipe(fd) == -1)
		exit(2);
	tell(&pass, typed);
	if (write(fd[1], typed, pass.n) != (ssize_t)pass.n)
		exit(2);
	close(fd[1]);
	crypt_free(typed);
	rv = passphrase_from_fd(p, fd[0], f);
	close(fd[0]);
	return rv;
}

static void
take_passphrase(struct age_keys *keys)
{
	struct passphrase p = { 0 };

	if (ask(NULL, &p, NULL) == -1 ||
	    age_keys_passphrase(keys, (struct view){ p.p, p.n }, WORK, NULL) ==
		-1)
		exit(2);
	passphrase_release(&p);
}

/* An identity file under the passphrase. */
static void
protect(const char *path)
{
	struct age_keys keys = { 0 };
	struct age_writer *w = NULL;
	struct buf file = { 0 };
	struct sink s;
	char *p = crypt_alloc(sizeof(text.masked));

	tell(&text, p);
	take_passphrase(&keys);
	if (age_writer_new(&w, &keys, true, NULL, flow_to_buf(&file), NULL) ==
	    -1)
		exit(2);
	s = age_writer_sink(w);
	if (s.write(s.arg, p, text.n, NULL) == -1 ||
	    age_writer_end(w, NULL) == -1 ||
	    keyfile_create(path, buf_all(&file), NULL) == -1)
		exit(2);
	age_writer_free(w);
	age_keys_release(&keys);
	buf_release(&file);
	crypt_free(p);
}

static void
test_passphrase(void)
{
	struct age_keys keys = { 0 };

	take_passphrase(&keys);
	ok(left(&pass) == 1, "a passphrase stands in memory once");
	ok(write_archive("p.age", &keys, true), "an archive under it");
	age_keys_release(&keys);
	nothing_left("under a passphrase");
	take_passphrase(&keys);
	ok(extract("p.age", &keys), "it is extracted");
	age_keys_release(&keys);
	nothing_left("extracted with a passphrase");
	protect("locked.txt");
	nothing_left("a key under a passphrase");
	ok(keyfile_identities(&keys, "locked.txt", ask, NULL, WORK, NULL) == 0,
	    "a key is opened with a passphrase");
	ok(left(&identity) == 1 && left(&pass) == 0 && left(&text) == 0,
	    "then the identity stands in memory, and nothing else");
	age_keys_release(&keys);
	nothing_left("that key released");
}

/* Random letters. */
static void
invent(struct secret *s, size_t n)
{
	unsigned char r[64];
	size_t i;

	if (n > sizeof(r) || crypt_random(r, n, NULL) == -1)
		exit(2);
	for (i = 0; i < n; i++)
		r[i] = (unsigned char)('a' + r[i] % 26);
	learn(s, r, n);
	explicit_bzero(r, sizeof(r));
}

/* The sanitizers' shadow is as large as the address space, and they keep
   what was freed. */
#if defined(__SANITIZE_ADDRESS__)
#define SEARCHABLE 0
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SEARCHABLE 0
#endif
#endif
#ifndef SEARCHABLE
#define SEARCHABLE 1
#endif

int
main(void)
{
	char dir[] = "/tmp/balint-remains.XXXXXX", name[32];
	unsigned i;

	if (!SEARCHABLE) {
		printf("1..0 # SKIP instrumented build\n");
		return 0;
	}
	/* No buffer of stdio may come and go while we look. */
	if (setvbuf(stdout, NULL, _IOLBF, 0) != 0 || mkdtemp(dir) == NULL ||
	    chdir(dir) == -1 || mkdir("notes", 0700) == -1)
		return 2;
	invent(&line, LINE);
	test_search();
	for (i = 0; i < NOTES; i++) {
		(void)snprintf(name, sizeof(name), "notes/n%03u", i);
		put(name, i == 7 ? 600000 : 3000 + (size_t)i * 13);
	}
	nothing_left("before");
	test_identity();
	invent(&pass, LINE);
	test_passphrase();
	if (chdir("/") == 0)
		prune(AT_FDCWD, dir);
	return tap_end();
}
