#define _GNU_SOURCE /* memmem */
/*
 * What is refused when an archive is read: tars that would do harm, tars
 * that are not whole, all of them sealed as proper age files.  Each is given
 * to inspect(), and to unpack, after which no directory may be there.
 */

#include <sys/resource.h>
#include <sys/stat.h>

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/entry.h"
#include "common/inspect.h"
#include "common/manifest.h"
#include "common/pack.h"
#include "common/prune.h"
#include "common/unpack.h"
#include "tests/tap.h"

#define BLOCK 512

static struct age_keys keys;
static const unsigned char filekey[] = "YELLOW SUBMARINE";

/* Append a ustar header and the content; type '0' file, '5' directory. */
static void
entry(struct buf *tar, const char *path, char type, unsigned mode,
    const char *content, const char *link)
{
	char h[BLOCK] = "";
	unsigned sum = 0;
	size_t i, n = content == NULL ? 0 : strlen(content);

	(void)snprintf(h, 100, "%s", path);
	(void)snprintf(h + 100, 8, "%07o", mode);
	(void)snprintf(h + 108, 8, "%07o", 0U);
	(void)snprintf(h + 116, 8, "%07o", 0U);
	(void)snprintf(h + 124, 12, "%011o", (unsigned)n);
	(void)snprintf(h + 136, 12, "%011o", 1700000000U);
	memset(h + 148, ' ', 8);
	h[156] = type;
	if (link != NULL)
		(void)snprintf(h + 157, 100, "%s", link);
	memcpy(h + 257, "ustar\00000", 8);
	for (i = 0; i < BLOCK; i++)
		sum += (unsigned char)h[i];
	(void)snprintf(h + 148, 8, "%06o", sum);
	buf_add(tar, h, BLOCK);
	if (n == 0)
		return;
	memset(h, 0, BLOCK);
	buf_add(tar, content, n);
	buf_add(tar, h, (BLOCK - n % BLOCK) % BLOCK);
}

static void
zeros(struct buf *tar, size_t blocks)
{
	static const char zero[BLOCK];

	while (blocks-- > 0)
		buf_add(tar, zero, BLOCK);
}

static void
count(struct manifest *m, const char *path, const char *content)
{
	unsigned char hash[CRYPT_HASH];

	(void)crypt_sha256(view_of(content), hash, NULL);
	manifest_add(m, path, strlen(content), hash);
}

/* The list of a directory, as an entry and in the archive's list. */
static void
list(struct buf *tar, struct manifest *m, struct manifest *root,
    const char *dir)
{
	struct buf text = { 0 };
	unsigned char hash[CRYPT_HASH];
	char path[64];

	(void)snprintf(path, sizeof(path), "%s/.manifest", dir);
	(void)manifest_format(m, &text, NULL);
	entry(tar, path, '0', 0600, text.p, NULL);
	(void)crypt_sha256(buf_all(&text), hash, NULL);
	manifest_add(root, path, 0, hash);
	root->files += m->files - 1;
	root->bytes += m->bytes;
	manifest_clear(m);
	buf_release(&text);
}

static void
finish(struct buf *tar, const struct manifest *root)
{
	struct buf text = { 0 };

	(void)manifest_format(root, &text, NULL);
	entry(tar, ".manifest", '0', 0600, text.p, NULL);
	zeros(tar, 2);
	buf_release(&text);
}

/* Compress and seal. */
static bool
seal(struct buf *out, struct view tar)
{
	struct age_writer *w = NULL;
	struct zst_writer *z = NULL;
	struct sink s;
	bool good = false;

	buf_clear(out);
	if (age_writer_new(&w, &keys, false, filekey, flow_to_buf(out), NULL) ==
		0 &&
	    zst_writer_new(&z, 3, 1, age_writer_sink(w), NULL) == 0) {
		s = zst_writer_sink(z);
		good = s.write(s.arg, tar.p, tar.n, NULL) == 0 &&
		       zst_writer_end(z, NULL) == 0 &&
		       age_writer_end(w, NULL) == 0;
	}
	zst_writer_free(z);
	age_writer_free(w);
	return good;
}

/* Read the archive in v; the word of the failure, or "good". */
static const char *
judge_within(struct view v, const struct inspect_visitor *visitor,
    uint64_t bytes, uint64_t ratio, size_t names)
{
	struct inspect_options o = { &keys, NULL, { bytes, ratio }, names };
	struct flow_view state;
	struct inspect_sum sum;
	struct fail f = { 0 };

	return inspect(flow_from_view(&state, v), &o, visitor, &sum, &f) == 0
		   ? "good"
		   : f.word;
}

static const char *
judge(struct view v, const struct inspect_visitor *visitor)
{
	return judge_within(v, visitor, 1ULL << 26, 100, 0);
}

static size_t
entries(const char *dir)
{
	DIR *d = opendir(dir);
	size_t n = 0;

	while (d != NULL && readdir(d) != NULL)
		n++;
	if (d != NULL)
		closedir(d);
	return n < 2 ? 0 : n - 2;
}

/* The same through unpack: nothing may be left, in or beside the target. */
static const char *
unpacked(struct view v, const char *dir)
{
	struct inspect_visitor visitor;
	struct unpack *u = NULL;
	struct fail f = { 0 };
	const char *word;

	if (unpack_new(&u, dir, 022, &f) == -1)
		return f.word;
	visitor = unpack_visitor(u);
	word = judge(v, &visitor);
	if (strcmp(word, "good") == 0 && unpack_commit(u, &f) == -1)
		word = f.word;
	unpack_free(u);
	return word;
}

static void
check_mode(const char *name, const struct buf *tar, const char *want,
    unsigned want_mode)
{
	static const struct inspect_visitor nobody;
	struct buf file = { 0 };
	const char *a, *b;
	struct stat st;
	size_t left;

	(void)seal(&file, buf_all(tar));
	a = judge(buf_all(&file), &nobody);
	b = unpacked(buf_all(&file), "box/out");
	left = entries("box");
	if (!ok(strcmp(a, want) == 0, "%s: %s", name, want))
		printf("# %s\n", a);
	ok((strcmp(want, "good") == 0) == (strcmp(b, "good") == 0) &&
		left == (strcmp(want, "good") == 0 ? 1U : 0U) &&
		entries("victim") == 1,
	    "%s: %s", name,
	    left == 0 ? "nothing was made" : "only the directory was made");
	if (stat("box/out/g/x.txt", &st) == 0)
		ok((st.st_mode & 07777) == (want_mode & ~022U & 0777),
		    "%s: mode %o", name, (unsigned)st.st_mode & 07777);
	if (left > 0)
		prune(AT_FDCWD, "box/out");
	buf_release(&file);
}

static void
check(const char *name, const struct buf *tar, const char *want)
{
	check_mode(name, tar, want, 0);
}

/* A sound group with one entry of another kind put into it. */
static const struct {
	const char *name, *path;
	char type;
	unsigned mode;
	const char *content, *link, *want;
	bool counted; /* it is in the list, as a liar would have it */
} hostile[] = {
	{ "a sound file", "g/x.txt", '0', 0644, "hello\n", NULL, "good", true },
	{ "a set-uid file", "g/x.txt", '0', 06755, "x\n", NULL, "good", true },
	{ "..", "../x", '0', 0644, "x\n", NULL, "E_ENTRY", true },
	{ ".. in the middle", "g/a/../../../x", '0', 0644, "x\n", NULL,
	    "E_ENTRY", true },
	{ "an absolute path", "/tmp/balint-x", '0', 0644, "x\n", NULL,
	    "E_ENTRY", true },
	{ "a dot", "g/./x", '0', 0644, "x\n", NULL, "E_ENTRY", true },
	{ "two slashes", "g//x", '0', 0644, "x\n", NULL, "E_ENTRY", true },
	{ "a symbolic link", "g/x", '2', 0777, NULL, "/etc/passwd", "E_ENTRY",
	    false },
	{ "a link to a directory outside", "g/x", '2', 0777, NULL, "../victim",
	    "E_ENTRY", false },
	{ "a hard link", "g/x", '1', 0644, NULL, "victim/file", "E_ENTRY",
	    false },
	{ "a hard link to an entry", "g/x", '1', 0644, NULL, "g/group.txt",
	    "E_ENTRY", false },
	{ "a character device", "g/x", '3', 0644, NULL, NULL, "E_ENTRY",
	    false },
	{ "a block device", "g/x", '4', 0644, NULL, NULL, "E_ENTRY", false },
	{ "a FIFO", "g/x", '6', 0644, NULL, NULL, "E_ENTRY", false },
	{ "an escape in a name", "g/x\033[2J", '0', 0644, "x\n", NULL,
	    "E_ENTRY", true },
	{ "a line end in a name", "g/x\ny", '0', 0644, "x\n", NULL, "E_ENTRY",
	    true },
	{ "a backslash in a name", "g/x\\y", '0', 0644, "x\n", NULL, "E_ENTRY",
	    true },
	{ "a bidirectional control", "g/x\xe2\x80\xaey", '0', 0644, "x\n", NULL,
	    "E_ENTRY", true },
	{ "the same name again", "g/group.txt", '0', 0644, "x\n", NULL,
	    "E_ENTRY", true },
	{ "the same name in capitals", "g/group.TXT", '0', 0644, "x\n", NULL,
	    "E_ENTRY", true },
	{ "out of order", "g/a.txt", '0', 0644, "x\n", NULL, "E_ENTRY", true },
	{ "a file as a directory", "g/group.txt/x", '0', 0644, "x\n", NULL,
	    "E_ENTRY", true },
	{ "not in the list", "g/x.txt", '0', 0644, "x\n", NULL, "E_INCOMPLETE",
	    false },
};

static void
test_hostile(void)
{
	struct buf tar = { 0 };
	struct manifest m = { 0 }, root = { 0 };
	size_t i;

	for (i = 0; i < sizeof(hostile) / sizeof(hostile[0]); i++) {
		buf_clear(&tar);
		manifest_clear(&m);
		manifest_clear(&root);
		entry(&tar, "g/", '5', 0755, NULL, NULL);
		entry(&tar, "g/group.txt", '0', 0644, "group\n", NULL);
		count(&m, "g/group.txt", "group\n");
		entry(&tar, hostile[i].path, hostile[i].type, hostile[i].mode,
		    hostile[i].content, hostile[i].link);
		if (hostile[i].counted)
			count(&m, hostile[i].path, hostile[i].content);
		list(&tar, &m, &root, "g");
		finish(&tar, &root);
		/* A file within a file: seen by unpack only. */
		if (strcmp(hostile[i].path, "g/group.txt/x") == 0) {
			struct buf file = { 0 };

			(void)seal(&file, buf_all(&tar));
			ok(strcmp(unpacked(buf_all(&file), "box/out"),
			       "E_ENTRY") == 0 &&
				entries("box") == 0,
			    "%s: refused", hostile[i].name);
			buf_release(&file);
			continue;
		}
		check_mode(hostile[i].name, &tar, hostile[i].want,
		    hostile[i].mode);
	}
	buf_release(&tar);
	manifest_release(&m);
	manifest_release(&root);
}

static void
add_group(struct buf *tar, struct manifest *root, const char *name)
{
	struct manifest m = { 0 };
	char path[64];

	(void)snprintf(path, sizeof(path), "%s/", name);
	entry(tar, path, '5', 0755, NULL, NULL);
	(void)snprintf(path, sizeof(path), "%s/group.txt", name);
	entry(tar, path, '0', 0644, "group\n", NULL);
	count(&m, path, "group\n");
	list(tar, &m, root, name);
	manifest_release(&m);
}

static void
test_groups_alike(void)
{
	struct buf tar = { 0 };
	struct manifest root = { 0 };

	add_group(&tar, &root, "G");
	add_group(&tar, &root, "g");
	finish(&tar, &root);
	check_mode("two groups whose names differ in case", &tar, "E_ENTRY", 0);
	buf_release(&tar);
	manifest_release(&root);
}

/* What has to be kept of names is bounded, be they files or not. */
static void
check_names(const char *what, const struct buf *tar, size_t names,
    const char *want)
{
	static const struct inspect_visitor nobody;
	struct buf file = { 0 };
	const char *got;

	(void)seal(&file, buf_all(tar));
	got = judge_within(buf_all(&file), &nobody, 0, 0, names);
	if (!ok(strcmp(got, want) == 0, "%s, %zu bytes of names: %s", what,
		names, want))
		printf("# %s\n", got);
	buf_release(&file);
}

static void
test_names(void)
{
	struct manifest m = { 0 }, root = { 0 };
	struct buf tar = { 0 };
	char name[32];
	size_t i;

	add_group(&tar, &root, "a");
	entry(&tar, "b/", '5', 0755, NULL, NULL);
	for (i = 0; i < 50; i++) {
		(void)snprintf(name, sizeof(name), "b/%02zu/", i);
		entry(&tar, name, '5', 0755, NULL, NULL);
	}
	entry(&tar, "b/x.txt", '0', 0644, "x\n", NULL);
	count(&m, "b/x.txt", "x\n");
	list(&tar, &m, &root, "b");
	finish(&tar, &root);
	/* 50 x "HASH  b/00\n" and "HASH  b/x.txt\n" */
	check_names("50 directories", &tar, 50 * 71 + 74, "good");
	check_names("50 directories", &tar, 50 * 71 + 73, "E_LIMIT");

	buf_clear(&tar);
	manifest_clear(&root);
	for (i = 0; i < 50; i++) {
		(void)snprintf(name, sizeof(name), "g%02zu", i);
		add_group(&tar, &root, name);
	}
	finish(&tar, &root);
	/* 50 x "HASH  g00/.manifest\n" */
	check_names("50 groups", &tar, 50 * 80, "good");
	check_names("50 groups", &tar, 49 * 80 - 1, "E_LIMIT");

	buf_clear(&tar);
	for (i = 0; i < 50; i++) {
		(void)snprintf(name, sizeof(name), "g%02zu/", i);
		entry(&tar, name, '5', 0755, NULL, NULL);
	}
	manifest_clear(&root);
	finish(&tar, &root);
	/* 50 x "HASH  g00\n" */
	check_names("50 at the top", &tar, 50 * 70, "good");
	check_names("50 at the top", &tar, 50 * 70 - 1, "E_LIMIT");
	buf_release(&tar);
	manifest_release(&m);
	manifest_release(&root);
	m.lines.n = MANIFEST_MAX + 1;
	ok(manifest_format(&m, &tar, NULL) == -1, "no longer list is written");
}

/* Where the members of the sound archive begin, and its end. */
struct sound {
	struct buf tar;
	size_t cut[16], ncut;
};

static void
make_sound(struct sound *s)
{
	struct manifest m = { 0 }, root = { 0 };

	memset(s, 0, sizeof(*s));
	entry(&s->tar, "a/", '5', 0700, NULL, NULL);
	s->cut[s->ncut++] = s->tar.n;
	entry(&s->tar, "a/group.txt", '0', 0600, "group\n", NULL);
	count(&m, "a/group.txt", "group\n");
	s->cut[s->ncut++] = s->tar.n;
	entry(&s->tar, "a/members", '5', 0700, NULL, NULL);
	s->cut[s->ncut++] = s->tar.n;
	entry(&s->tar, "a/members/ana.txt", '0', 0600, "ana\n", NULL);
	count(&m, "a/members/ana.txt", "ana\n");
	s->cut[s->ncut++] = s->tar.n;
	list(&s->tar, &m, &root, "a");
	s->cut[s->ncut++] = s->tar.n;
	entry(&s->tar, "b/", '5', 0700, NULL, NULL);
	s->cut[s->ncut++] = s->tar.n;
	entry(&s->tar, "b/group.txt", '0', 0600, "other\n", NULL);
	count(&m, "b/group.txt", "other\n");
	s->cut[s->ncut++] = s->tar.n;
	list(&s->tar, &m, &root, "b");
	s->cut[s->ncut++] = s->tar.n;
	entry(&s->tar, "vocabulary.txt", '0', 0600, "words\n", NULL);
	count(&root, "vocabulary.txt", "words\n");
	s->cut[s->ncut++] = s->tar.n;
	finish(&s->tar, &root);
	s->cut[s->ncut++] = s->tar.n - 2 * (size_t)BLOCK;
	s->cut[s->ncut++] = s->tar.n - (size_t)BLOCK;
	manifest_release(&m);
	manifest_release(&root);
}

/* What kill -9 on tar in `tar | zstd | age` gives, at every boundary: stock
   tar takes each of these for whole. */
static void
test_cuts(void)
{
	struct sound s;
	struct buf tar = { 0 };
	char name[64];
	size_t i;

	make_sound(&s);
	check("a sound archive", &s.tar, "good");
	for (i = 0; i < s.ncut; i++) {
		buf_clear(&tar);
		buf_add(&tar, s.tar.p, s.cut[i]);
		(void)snprintf(name, sizeof(name),
		    "cut behind member %zu, no end", i + 1);
		check(name, &tar, "E_INCOMPLETE");
		if (i + 2 >= s.ncut)
			continue;
		zeros(&tar, 2);
		(void)snprintf(name, sizeof(name),
		    "cut behind member %zu, ended", i + 1);
		check(name, &tar, "E_INCOMPLETE");
	}
	for (i = 1; i < 3; i++) {
		buf_clear(&tar);
		buf_add(&tar, s.tar.p, s.tar.n / 2 + 100 * i);
		check("cut within a member", &tar, "E_TAR");
	}
	buf_clear(&tar);
	buf_view(&tar, buf_all(&s.tar));
	entry(&tar, "x", '0', 0600, "x\n", NULL);
	check("something behind the end", &tar, "E_TAR");
	buf_clear(&tar);
	buf_view(&tar, buf_all(&s.tar));
	zeros(&tar, 18);
	check("a last record filled with zeros", &tar, "good");
	buf_release(&tar);
	buf_release(&s.tar);
}

/* One bit of a file changed, and the tar's checksums with it. */
static void
test_content(void)
{
	struct sound s;
	char *at;

	make_sound(&s);
	at = memmem(s.tar.p, s.tar.n, "ana\n", 4);
	at[0] = 'A';
	check("another content", &s.tar, "E_DIFFERS");
	buf_release(&s.tar);
	make_sound(&s);
	at = memmem(s.tar.p, s.tar.n, "# files 2", 9);
	at[8] = '3';
	check("another count", &s.tar, "E_INCOMPLETE");
	buf_release(&s.tar);
	make_sound(&s);
	at = memmem(s.tar.p, s.tar.n, "# balint-manifest/1", 19);
	at[18] = '2';
	check("another list", &s.tar, "E_INCOMPLETE");
	buf_release(&s.tar);
}

static void
test_bombs(void)
{
	static const struct inspect_visitor nobody;
	struct sink s;
	struct age_writer *w = NULL;
	struct zst_writer *z = NULL;
	static char zero[1 << 20];
	struct buf file = { 0 }, tar = { 0 };
	size_t i;

	if (age_writer_new(&w, &keys, false, filekey, flow_to_buf(&file),
		NULL) == -1 ||
	    zst_writer_new(&z, 3, 1, age_writer_sink(w), NULL) == -1)
		return;
	s = zst_writer_sink(z);
	entry(&tar, "g/", '5', 0700, NULL, NULL);
	entry(&tar, "g/zero", '0', 0600, NULL, NULL);
	(void)snprintf(tar.p + BLOCK + 124, 12, "%011o", 1U << 30);
	/* Its checksum: eight blanks while it is taken. */
	memset(tar.p + BLOCK + 148, ' ', 8);
	{
		unsigned sum = 0;

		for (i = BLOCK; i < 2 * BLOCK; i++)
			sum += (unsigned char)tar.p[i];
		(void)snprintf(tar.p + BLOCK + 148, 8, "%06o", sum);
	}
	(void)s.write(s.arg, tar.p, tar.n, NULL);
	for (i = 0; i < 100; i++)
		(void)s.write(s.arg, zero, sizeof(zero), NULL);
	ok(zst_writer_end(z, NULL) == 0 && age_writer_end(w, NULL) == 0 &&
		file.n < 20000,
	    "bomb: 100 MiB in %zu bytes", file.n);
	ok(strcmp(judge(buf_all(&file), &nobody), "E_LIMIT") == 0,
	    "bomb: refused");
	zst_writer_free(z);
	age_writer_free(w);
	buf_release(&file);
	buf_release(&tar);
}

/* A million empty files, of which no list speaks: make crashtest. */
static void
test_many(void)
{
	static const struct inspect_visitor nobody;
	size_t i, n = getenv("BALINT_LONG") != NULL ? 1000000 : 20000;
	struct buf file = { 0 }, tar = { 0 };
	struct manifest none = { 0 };
	struct age_writer *w = NULL;
	struct zst_writer *z = NULL;
	struct rusage use;
	struct sink s;
	char name[32];

	if (age_writer_new(&w, &keys, false, filekey, flow_to_buf(&file),
		NULL) == -1 ||
	    zst_writer_new(&z, 3, 1, age_writer_sink(w), NULL) == -1)
		return;
	s = zst_writer_sink(z);
	entry(&tar, "g/", '5', 0700, NULL, NULL);
	for (i = 0; i < n; i++) {
		(void)snprintf(name, sizeof(name), "g/%06zu", i);
		entry(&tar, name, '0', 0600, NULL, NULL);
		(void)s.write(s.arg, tar.p, tar.n, NULL);
		buf_clear(&tar);
	}
	finish(&tar, &none);
	(void)s.write(s.arg, tar.p, tar.n, NULL);
	if (zst_writer_end(z, NULL) == -1 || age_writer_end(w, NULL) == -1)
		exit(2);
	zst_writer_free(z);
	age_writer_free(w);
	ok(strcmp(judge_within(buf_all(&file), &nobody, 1ULL << 30, 0, 0),
	       "E_INCOMPLETE") == 0,
	    "%zu entries without their list", n);
	(void)getrusage(RUSAGE_SELF, &use);
	printf("# %zu bytes packed, at most %ld MiB in memory\n", file.n,
	    use.ru_maxrss / 1024);
	ok(strcmp(unpacked(buf_all(&file), "box/out"), "good") != 0 &&
		entries("box") == 0,
	    "%zu entries: nothing is left of them", n);
	buf_release(&file);
	buf_release(&tar);
	manifest_release(&none);
}

/* What is read of zstd frames; the word of the failure, or "good". */
static const char *
inflated(const char *p, size_t n)
{
	struct zst_reader *z = NULL;
	struct flow_view state;
	struct buf out = { 0 };
	struct fail f = { 0 };
	int rv = zst_reader_new(&z, NULL,
	    flow_from_view(&state, (struct view){ p, n }), &f);

	if (rv == 0)
		rv = flow_all(zst_reader_source(z), &out, 1 << 20, &f);
	zst_reader_free(z);
	buf_release(&out);
	return rv == 0 ? "good" : f.word;
}

/* A frame whose window has 2^N bytes, with one empty block. */
#define FRAME(window) "\x28\xb5\x2f\xfd\0" window "\1\0\0"
#define WINDOW_27     "\x88"
#define WINDOW_28     "\x90"

static const struct {
	const char *name, *p;
	size_t n;
	const char *want;
} frames[] = {
	{ "a window of 128 MiB", FRAME(WINDOW_27), 9, "good" },
	{ "a window of 256 MiB", FRAME(WINDOW_28), 9, "E_ZSTD" },
	{ "a second frame", FRAME(WINDOW_27) FRAME(WINDOW_27), 18, "E_ZSTD" },
	{ "a frame to be skipped behind it",
	    FRAME(WINDOW_27) "\x50\x2a\x4d\x18\0\0\0\0", 17, "E_ZSTD" },
	{ "a byte behind it", FRAME(WINDOW_27) "x", 10, "E_ZSTD" },
	{ "half a frame", FRAME(WINDOW_27), 8, "E_INCOMPLETE" },
	{ "nothing", "", 0, "E_INCOMPLETE" },
};

static void
test_frames(void)
{
	const char *word;
	size_t i;

	for (i = 0; i < sizeof(frames) / sizeof(frames[0]); i++) {
		word = inflated(frames[i].p, frames[i].n);
		if (!ok(strcmp(word, frames[i].want) == 0, "zstd, %s: %s",
			frames[i].name, frames[i].want))
			printf("# %s\n", word);
	}
}

static const struct {
	const char *name, *path;
	bool good;
} paths[] = {
	{ "plain", "a/b/c.txt", true },
	{ "hidden", ".undo", true },
	{ "umlaut", "z\xc3\xbcrich/x", true },
	{ "empty", "", false },
	{ "slash in front", "/a", false },
	{ "slash behind", "a/", false },
	{ "dots", "a/..", false },
	{ "three dots", "a/...", true },
	{ "control", "a\tb", false },
	{ "delete", "a\177", false },
	{ "no UTF-8", "a\xff", false },
	{ "overlong", "a\xc0\xaf", false },
	{ "16 parts", "1/2/3/4/5/6/7/8/9/0/1/2/3/4/5/6", true },
	{ "17 parts", "1/2/3/4/5/6/7/8/9/0/1/2/3/4/5/6/7", false },
};

static void
test_paths(void)
{
	size_t i;

	for (i = 0; i < sizeof(paths) / sizeof(paths[0]); i++)
		ok((entry_check(view_of(paths[i].path), NULL) == 0) ==
			paths[i].good,
		    "path: %s", paths[i].name);
	ok(entry_compare(view_of("a/b"), view_of("a-b")) < 0,
	    "order: name by name, not byte by byte");
	ok(entry_compare(view_of("a"), view_of("a/b")) < 0 &&
		entry_compare(view_of("a/b"), view_of("a/b")) == 0,
	    "order: a directory before what is in it");
}

/*
 * Every truncation and every flipped bit of a whole archive, for one kind of
 * key: none is taken, and the word is one of the layer that it hit.
 */
static void
test_damage(const char *name, const struct age_keys *k, bool armor)
{
	static const struct inspect_visitor nobody;
	static const char words[] =
	    "E_ARMOR E_HEADER E_NOMATCH E_HMAC E_PAYLOAD";
	struct age_keys kept = keys;
	struct age_writer *w = NULL;
	struct buf plain = { 0 }, file = { 0 };
	struct sound s;
	/* All flips of the other kinds take a while: make crashtest. */
	size_t step = k == &keys && !armor	      ? 1
		      : getenv("BALINT_LONG") != NULL ? 1
						      : 5;
	size_t i, taken = 0, odd = 0;
	const char *word;
	struct sink to;

	make_sound(&s);
	keys = *k;
	(void)seal(&file, buf_all(&s.tar));
	if (armor) {
		/* The same archive as text. */
		struct age_reader *r = NULL;
		struct flow_view state;

		(void)age_reader_new(&r, &keys, NULL,
		    flow_from_view(&state, buf_all(&file)), NULL);
		(void)flow_all(age_reader_source(r), &plain, 1U << 20, NULL);
		age_reader_free(r);
		buf_clear(&file);
		(void)age_writer_new(&w, &keys, true, filekey,
		    flow_to_buf(&file), NULL);
		to = age_writer_sink(w);
		(void)to.write(to.arg, plain.p, plain.n, NULL);
		(void)age_writer_end(w, NULL);
		age_writer_free(w);
		file.n--; /* its last LF may be missing or blank */
	}
	ok(strcmp(judge(buf_all(&file), &nobody), "good") == 0,
	    "damage, %s: whole, %zu bytes", name, file.n);
	for (i = 0; i < file.n; i++) {
		word = judge((struct view){ file.p, i }, &nobody);
		taken += strcmp(word, "good") == 0;
		odd += strstr(words, word) == NULL;
	}
	ok(taken == 0 && odd == 0, "damage, %s: %zu truncations", name, i);
	for (i = 0; i < file.n * 8; i += step) {
		file.p[i / 8] ^= (char)(1 << i % 8);
		word = judge(buf_all(&file), &nobody);
		taken += strcmp(word, "good") == 0;
		odd += strstr(words, word) == NULL;
		file.p[i / 8] ^= (char)(1 << i % 8);
	}
	ok(taken == 0 && odd == 0, "damage, %s: %zu flipped bits", name,
	    i / step);
	keys = kept;
	buf_release(&plain);
	buf_release(&file);
	buf_release(&s.tar);
}

int
main(void)
{
	struct age_keys pass = { 0 };
	char dir[] = "/tmp/balint-inspect.XXXXXX";
	int fd;

	if (mkdtemp(dir) == NULL || chdir(dir) == -1 ||
	    mkdir("box", 0700) == -1 || mkdir("victim", 0700) == -1)
		return 2;
	fd = open("victim/file", O_WRONLY | O_CREAT, 0600);
	if (fd == -1 || close(fd) == -1 || age_keys_generate(&keys, NULL) == -1)
		return 2;
	(void)umask(0);
	test_paths();
	test_hostile();
	test_cuts();
	test_content();
	test_groups_alike();
	test_names();
	test_bombs();
	test_many();
	test_frames();
	(void)age_keys_passphrase(&pass, view_of("correct horse"), 4, NULL);
	test_damage("X25519", &keys, false);
	test_damage("passphrase", &pass, false);
	test_damage("armor", &keys, true);
	age_keys_release(&pass);
	ok(entries("victim") == 1, "nothing outside was touched");
	age_keys_release(&keys);
	if (chdir("/") == 0)
		prune(AT_FDCWD, dir);
	return tap_end();
}
