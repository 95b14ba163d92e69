/*
 * Packing what does not hold still: files that shrink, grow, vanish, or turn
 * into something else between being found and being read.
 */

#include <sys/stat.h>

#include <dirent.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "common/inspect.h"
#include "common/pack-read.h"
#include "common/pack.h"
#include "common/prune.h"
#include "common/tarball.h"
#include "tests/tap.h"

static struct age_keys keys;

static void
put_file(const char *path, char c, size_t n)
{
	char *p = malloc(n + 1);
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);

	if (p == NULL || fd == -1)
		exit(2);
	memset(p, c, n);
	if (n > 0 && write(fd, p, n) != (ssize_t)n)
		exit(2);
	close(fd);
	free(p);
}

/* Pack the n files in dir; `between` is called when the first is given.
   Returns the word of the failure, or "good" and the archive in out. */
static const char *
packed(const char *dir, const char *const *names, size_t n,
    void (*between)(const char *path), struct buf *out)
{
	struct pack_options o = { &keys, false, 1, 1, 2, NULL, NULL, false };
	struct pack *p = NULL;
	struct pack_sum sum;
	struct fail f = { 0 };
	char path[64];
	size_t i;
	int fd = open(dir, O_RDONLY | O_DIRECTORY), rv;

	buf_clear(out);
	rv = pack_new(&p, &o, flow_to_buf(out), &f);
	if (rv == 0)
		rv = pack_dir(p, "g", 0700, 0, &f);
	for (i = 0; i < n && rv == 0; i++) {
		if (i == 0 && between != NULL)
			between(names[0]);
		(void)snprintf(path, sizeof(path), "g/%s", names[i]);
		rv = pack_file(p, fd, names[i], path, &f);
	}
	if (pack_close_dir(p, fd, rv == 0 ? &f : NULL) == -1)
		rv = -1;
	if (rv == 0)
		rv = pack_list(p, "g", &f);
	if (rv == 0)
		rv = pack_end(p, &sum, &f);
	pack_free(p);
	return rv == 0 ? "good" : f.word;
}

static void
vanish(const char *path)
{
	(void)unlink(path);
}

static void
to_link(const char *path)
{
	(void)unlink(path);
	if (symlink("/etc/passwd", path) == -1)
		exit(2);
}

static void
to_fifo(const char *path)
{
	(void)unlink(path);
	(void)mkfifo(path, 0600);
}

static void
to_dir(const char *path)
{
	(void)unlink(path);
	(void)mkdir(path, 0700);
}

static const struct {
	const char *name;
	void (*between)(const char *);
	const char *want;
} changes[] = {
	{ "stays", NULL, "good" },
	{ "vanishes", vanish, "E_CHANGED" },
	{ "becomes a link", to_link, "E_READ" },
	{ "becomes a FIFO", to_fifo, "E_ENTRY" },
	{ "becomes a directory", to_dir, "E_ENTRY" },
};

/* Whatever was written before the failure opens nowhere. */
static bool
opens(const struct buf *file)
{
	static const struct inspect_visitor nobody;
	struct inspect_options o = { &keys, NULL, { 0, 0 }, 0 };
	struct inspect_sum sum;
	struct flow_view state;

	return inspect(flow_from_view(&state, buf_all(file)), &o, &nobody, &sum,
		   NULL) == 0;
}

static void
test_changes(void)
{
	static const char *const names[] = { "a.txt", "b.txt" };
	struct buf out = { 0 };
	const char *word;
	size_t i;

	for (i = 0; i < sizeof(changes) / sizeof(changes[0]); i++) {
		put_file("a.txt", 'a', 1000);
		put_file("b.txt", 'b', 1000);
		word = packed(".", names, 2, changes[i].between, &out);
		if (!ok(strcmp(word, changes[i].want) == 0 &&
			    opens(&out) == (strcmp(word, "good") == 0),
			"a file %s: %s", changes[i].name, changes[i].want))
			printf("# %s\n", word);
		(void)unlink("a.txt");
		(void)rmdir("a.txt");
	}
	buf_release(&out);
}

/* Whatever the number of threads, the contents are the same. */
static void
test_threads(void)
{
	static const unsigned readers[] = { 1, 4, 16 }, workers[] = { 1, 2, 5 };
	unsigned char first[CRYPT_HASH];
	struct buf out = { 0 };
	struct fail f = { 0 };
	struct pack_sum sum;
	char name[8], path[16];
	size_t i, k;
	int fd = open(".", O_RDONLY | O_DIRECTORY), rv;

	for (k = 0; k < 200; k++) {
		(void)snprintf(name, sizeof(name), "t%03zu", k);
		put_file(name, (char)('a' + k % 26), k * 40);
	}
	for (i = 0; i < 3; i++) {
		struct pack_options o = { &keys, false, 1, workers[i],
			readers[i], NULL, NULL, true };
		struct pack *p = NULL;

		rv = pack_new(&p, &o, flow_to_buf(&out), &f);
		for (k = 0; k < 200 && rv == 0; k++) {
			(void)snprintf(name, sizeof(name), "t%03zu", k);
			(void)snprintf(path, sizeof(path), "g/%s", name);
			rv = pack_file(p, fd, name, path, &f);
		}
		if (rv == 0)
			rv = pack_end(p, &sum, &f);
		if (rv == 0 && i == 0)
			memcpy(first, sum.hash, sizeof(first));
		ok(rv == 0 && memcmp(first, sum.hash, sizeof(first)) == 0,
		    "%u readers and %u workers: the same contents", readers[i],
		    workers[i]);
		pack_free(p);
	}
	close(fd);
	buf_release(&out);
}

/* A large file is looked at by a reader, and read later: 48 items make the
   reader begin, and then there is time. */
static void
test_large(void)
{
	static char pool[PACK_BATCH][8];
	const char *names[PACK_BATCH + 1];
	struct timespec wait = { 0, 200000000 };
	struct pack_options o = { &keys, false, 1, 1, 2, NULL, NULL, false };
	struct buf out = { 0 };
	struct fail f = { 0 };
	struct pack_sum sum;
	struct pack *p;
	char path[32];
	size_t i, size;
	int fd, rv;

	for (i = 0; i < PACK_BATCH; i++) {
		(void)snprintf(pool[i], sizeof(pool[i]), "f%02zu", i);
		names[i] = pool[i];
		put_file(pool[i], 'x', i == 0 ? 1 << 20 : 10);
	}
	ok(strcmp(packed(".", names, PACK_BATCH, NULL, &out), "good") == 0 &&
		opens(&out),
	    "a large file");
	for (size = 1 << 19; size <= 3U << 19; size += 1 << 20) {
		put_file("f00", 'x', 1 << 20);
		p = NULL;
		fd = open(".", O_RDONLY | O_DIRECTORY);
		rv = pack_new(&p, &o, flow_to_buf(&out), &f);
		for (i = 0; i < PACK_BATCH && rv == 0; i++) {
			(void)snprintf(path, sizeof(path), "g/%s", names[i]);
			rv = pack_file(p, fd, names[i], path, &f);
		}
		(void)nanosleep(&wait, NULL);
		put_file("f00", 'x', size);
		if (rv == 0)
			rv = pack_end(p, &sum, &f);
		ok(rv == -1 && strcmp(f.word, "E_CHANGED") == 0 &&
			strcmp(f.file, "g/f00") == 0,
		    "a large file of another size is refused and named");
		pack_free(p);
		close(fd);
	}
	buf_release(&out);
}

static atomic_bool stop;

static void *
disturb(void *arg)
{
	(void)arg;
	while (!atomic_load(&stop)) {
		put_file("a.txt", 'a', 4000);
		put_file("a.txt", 'b', 3000);
	}
	return NULL;
}

static int
same_letters(void *arg, const void *p, size_t n, struct fail *f)
{
	const char *q = p;
	bool *bad = arg;
	size_t i;

	(void)f;
	if (n != 3000 && n != 4000)
		*bad = true;
	for (i = 1; i < n; i++)
		if (q[i] != q[0])
			*bad = true;
	return 0;
}

/* Whatever is packed was the file's content at some time: never a mixture,
   never padded with NULs. */
static void
test_disturbed(void)
{
	static const char *const names[] = { "a.txt" };
	struct inspect_options o = { &keys, NULL, { 0, 0 }, 0 };
	struct inspect_visitor v = { 0 };
	struct inspect_sum sum;
	struct flow_view state;
	struct buf out = { 0 };
	unsigned good = 0, refused = 0, wrong = 0;
	const char *word;
	bool bad = false;
	pthread_t t;
	int i;

	v.data = same_letters;
	v.arg = &bad;
	put_file("a.txt", 'a', 4000);
	if (pthread_create(&t, NULL, disturb, NULL) != 0)
		return;
	for (i = 0; i < 300; i++) {
		word = packed(".", names, 1, NULL, &out);
		if (strcmp(word, "E_CHANGED") == 0) {
			refused++;
			continue;
		}
		if (strcmp(word, "good") != 0 ||
		    inspect(flow_from_view(&state, buf_all(&out)), &o, &v, &sum,
			NULL) == -1)
			wrong++;
		good++;
	}
	atomic_store(&stop, true);
	(void)pthread_join(t, NULL);
	ok(!bad && wrong == 0, "a file that is written: %u whole, %u refused",
	    good, refused);
	buf_release(&out);
}

/* libarchive pads and cuts, and says that all is well. */
static void
test_tarball(void)
{
	struct tarball_entry e = { "x", false, 0600, 0, 10 };
	struct tarball_writer *w = NULL;
	struct buf out = { 0 };
	struct fail f = { 0 };

	(void)tarball_writer_new(&w, flow_to_buf(&out), &f);
	ok(tarball_entry(w, &e, &f) == 0 &&
		tarball_data(w, "hello", 5, &f) == 0 &&
		tarball_entry(w, &e, &f) == -1 && strcmp(f.word, "E_TAR") == 0,
	    "tar: an entry that is too short is refused");
	tarball_writer_free(w);
	ok(out.n < 1024, "tar: what was not ended has no end");
	(void)tarball_writer_new(&w, flow_to_buf(&out), &f);
	ok(tarball_entry(w, &e, &f) == 0 &&
		tarball_data(w, "hello hello", 11, &f) == -1,
	    "tar: an entry that is too long is refused");
	tarball_writer_free(w);
	buf_release(&out);
}

int
main(void)
{
	char dir[] = "/tmp/balint-pack.XXXXXX";

	if (mkdtemp(dir) == NULL || chdir(dir) == -1 ||
	    age_keys_generate(&keys, NULL) == -1)
		return 2;
	test_changes();
	test_threads();
	test_large();
	test_disturbed();
	test_tarball();
	age_keys_release(&keys);
	if (chdir("/") == 0)
		prune(AT_FDCWD, dir);
	return tap_end();
}
