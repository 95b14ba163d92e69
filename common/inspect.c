#include "common/inspect.h"

#include <stdlib.h>
#include <string.h>

#include "common/ahead.h"
#include "common/entry.h"
#include "common/manifest.h"
#include "common/names.h"
#include "common/utf8.h"

#define PIECE	 (128 * 1024)
#define HEAD_MAX 128 /* bytes of a list before its lines */

struct inspect {
	const struct inspect_visitor *v;
	struct inspect_sum *sum;

	/* The layers, from the outermost in. */
	struct age_reader *age;
	struct zst_reader *zst;
	struct ahead *ahead;
	struct tarball_reader *tar;
	struct crypt_hash *packed, *file;

	struct manifest group, root;
	struct names folded; /* of the list that is being read */
	struct names tops;   /* the same of what stands at the top */
	size_t most;	     /* bytes of a list */
	struct buf last;     /* the path before */
	struct buf fold, text;
	char *piece;
};

/* What age gives, hashed on its way to zstd. */
static ssize_t
packed_read(void *arg, void *p, size_t n, struct fail *f)
{
	struct inspect *in = arg;
	struct source s = age_reader_source(in->age);
	ssize_t got = s.read(s.arg, p, n, f);

	if (got > 0) {
		crypt_hash_add(in->packed, p, (size_t)got);
		in->sum->packed += (uint64_t)got;
	}
	return got;
}

static int
bad(const char *word, const char *what, struct fail *f)
{
	return fail_set(f, FAIL_SYNTAX, word, what);
}

/* How long a list of them would be. */
static size_t
listed(const struct names *l)
{
	return l->pool.n + l->n * MANIFEST_LINE;
}

/* Names are kept until their list has come, which may be never. */
static int
check_room(const struct inspect *in, struct fail *f)
{
	if (listed(&in->folded) > in->most || listed(&in->tops) > in->most ||
	    in->root.lines.n > in->most)
		return fail_set(f, FAIL_LIMIT, "E_LIMIT",
		    "more names in a directory than its list can hold");
	return 0;
}

/* The same letters in another case, or in another form, are one name to
   some file systems. */
static int
note_folded(struct inspect *in, struct view path, struct fail *f)
{
	struct names *to =
	    memchr(path.p, '/', path.n) == NULL ? &in->tops : &in->folded;
	size_t i;

	for (i = 0; i < path.n; i++)
		if ((path.p[i] & 0x80) != 0 ||
		    (path.p[i] >= 'A' && path.p[i] <= 'Z'))
			break;
	buf_clear(&in->fold);
	if (i < path.n) {
		if (utf8_fold(&in->fold, path) == -1)
			return fail_memory(f);
		path = buf_all(&in->fold);
	}
	return names_add(to, path) == -1 ? fail_memory(f) : check_room(in, f);
}

static int
check_clashes(struct names *l, struct fail *f)
{
	size_t i;

	names_sort(l);
	for (i = 1; i < l->n; i++)
		if (strcmp(names_get(l, i - 1), names_get(l, i)) == 0)
			return bad("E_ENTRY",
			    "two names that differ in case or form only", f);
	names_clear(l);
	return 0;
}

/* Names must be in order, which also rules out doubled ones. */
static int
check_order(struct inspect *in, struct view path, struct fail *f)
{
	if (in->last.n > 0 && entry_compare(path, buf_all(&in->last)) <= 0)
		return bad("E_ENTRY", "entries twice or out of order", f);
	buf_clear(&in->last);
	buf_view(&in->last, path);
	return buf_bad(&in->last) ? fail_memory(f) : note_folded(in, path, f);
}

static int
read_file(struct inspect *in, const struct tarball_entry *e, struct fail *f)
{
	unsigned char hash[CRYPT_HASH];
	ssize_t n;

	if (in->v->file != NULL && in->v->file(in->v->arg, e, f) == -1)
		return -1;
	while ((n = tarball_read(in->tar, in->piece, PIECE, f)) > 0) {
		crypt_hash_add(in->file, in->piece, (size_t)n);
		if (in->v->data != NULL &&
		    in->v->data(in->v->arg, in->piece, (size_t)n, f) == -1)
			return -1;
	}
	crypt_hash_end(in->file, hash);
	if (n == -1)
		return -1;
	manifest_add(strchr(e->path, '/') == NULL ? &in->root : &in->group,
	    e->path, e->size, hash);
	in->sum->files++;
	in->sum->bytes += e->size;
	return in->v->end == NULL ? 0 : in->v->end(in->v->arg, hash, f);
}

/* Read the list that is the entry e into in->text. */
static int
read_list(struct inspect *in, const struct tarball_entry *e, struct fail *f)
{
	ssize_t n;

	if (e->dir || e->size > in->most + HEAD_MAX)
		return bad("E_ENTRY", "a list that is none", f);
	buf_clear(&in->text);
	while ((n = tarball_read(in->tar, in->piece, PIECE, f)) > 0)
		buf_add(&in->text, in->piece, (size_t)n);
	if (n == -1)
		return -1;
	return buf_bad(&in->text) ? fail_memory(f) : 0;
}

/* The list of the directory that ends here. */
static int
end_group(struct inspect *in, const struct tarball_entry *e, struct fail *f)
{
	unsigned char hash[CRYPT_HASH];
	struct view top = entry_top(view_of(e->path)),
		    before = entry_top(buf_all(&in->last));

	if (!view_equal(top, before))
		return bad("E_INCOMPLETE", "a list without its directory", f);
	if (read_list(in, e, f) == -1 ||
	    manifest_compare(&in->group, buf_all(&in->text), f) == -1 ||
	    check_clashes(&in->folded, f) == -1 ||
	    crypt_sha256(buf_all(&in->text), hash, f) == -1)
		return -1;
	manifest_add(&in->root, e->path, 0, hash);
	in->root.files += in->group.files - 1;
	in->root.bytes += in->group.bytes;
	manifest_clear(&in->group);
	in->sum->groups++;
	/* Nothing more may come from this directory: it sorts behind all. */
	buf_printf(&in->last, "/\xf4\x8f\xbf\xbf");
	return buf_bad(&in->last) ? fail_memory(f) : 0;
}

/* A new directory begins: that of the last one must have had its list. */
static int
check_top(struct inspect *in, struct view path, struct fail *f)
{
	if (in->group.files > 0 &&
	    !view_equal(entry_top(path), entry_top(buf_all(&in->last))))
		return bad("E_INCOMPLETE", "a directory without its list", f);
	return 0;
}

static bool
is_group_list(struct view path)
{
	struct view top = entry_top(path);
	size_t n = sizeof(MANIFEST_NAME) - 1;

	return path.n == top.n + 1 + n &&
	       memcmp(path.p + top.n + 1, MANIFEST_NAME, n) == 0;
}

/* Returns 1 to go on, 0 after the archive's own list, or -1. */
static int
read_entry(struct inspect *in, const struct tarball_entry *e, struct fail *f)
{
	struct view path = view_of(e->path);

	if (entry_check(path, f) == -1)
		return -1;
	if (view_is(path, MANIFEST_NAME)) {
		if (in->group.files > 0)
			return bad("E_INCOMPLETE",
			    "a directory without its list", f);
		/* The longest list of all needs their room. */
		if (check_clashes(&in->tops, f) == -1)
			return -1;
		names_release(&in->tops);
		return read_list(in, e, f);
	}
	if (is_group_list(path))
		return end_group(in, e, f) == -1 ? -1 : 1;
	if (check_top(in, path, f) == -1 || check_order(in, path, f) == -1)
		return -1;
	if (!e->dir)
		return read_file(in, e, f) == -1 ? -1 : 1;
	if (in->v->dir != NULL && in->v->dir(in->v->arg, e, f) == -1)
		return -1;
	return 1;
}

/* tarball_next() with the slash removed that stands behind a directory. */
static int
next_entry(struct inspect *in, struct tarball_entry *e, struct buf *path,
    struct fail *f)
{
	struct view v;
	int got = tarball_next(in->tar, e, f);

	if (got != 1)
		return got;
	v = view_of(e->path);
	if (e->dir && v.n > 0 && v.p[v.n - 1] == '/')
		v.n--;
	buf_clear(path);
	buf_view(path, v);
	if (buf_bad(path))
		return fail_memory(f);
	e->path = path->p == NULL ? "" : path->p;
	return 1;
}

static int
read_all(struct inspect *in, struct fail *f)
{
	struct tarball_entry e;
	struct buf path = { 0 };
	int got = 0, more = 1;

	do {
		got = next_entry(in, &e, &path, f);
		if (got == 1)
			more = read_entry(in, &e, f);
		if (more == -1 && f != NULL && f->word != NULL &&
		    strcmp(f->word, "E_ENTRY") != 0 && f->file[0] == '\0' &&
		    f->kind == FAIL_SYSTEM)
			fail_file(f, path.p);
	} while (got == 1 && more == 1);
	buf_release(&path);
	if (got == -1 || more == -1)
		return -1;
	if (got == 0)
		return bad("E_INCOMPLETE", "the archive ends without its list",
		    f);
	if (check_clashes(&in->folded, f) == -1 ||
	    manifest_compare(&in->root, buf_all(&in->text), f) == -1)
		return -1;
	got = tarball_next(in->tar, &e, f);
	if (got == 1)
		return bad("E_INCOMPLETE",
		    "something stands behind the archive's list", f);
	return got == 0 ? tarball_drain(in->tar, f) : -1;
}

static void
release(struct inspect *in)
{
	tarball_reader_free(in->tar);
	ahead_free(in->ahead); /* waits: it uses what is below it */
	zst_reader_free(in->zst);
	age_reader_free(in->age);
	crypt_hash_free(in->packed);
	crypt_hash_free(in->file);
	manifest_release(&in->group);
	manifest_release(&in->root);
	names_release(&in->folded);
	names_release(&in->tops);
	buf_release(&in->last);
	buf_release(&in->fold);
	buf_release(&in->text);
	crypt_wipe(in->piece, in->piece == NULL ? 0 : PIECE);
	free(in->piece);
}

int
inspect(struct source from, const struct inspect_options *o,
    const struct inspect_visitor *v, struct inspect_sum *sum, struct fail *f)
{
	struct inspect in = { .v = v, .sum = sum, .most = o->names };
	struct source packed = { packed_read, &in };
	int rv = -1;

	memset(sum, 0, sizeof(*sum));
	if (in.most == 0)
		in.most = MANIFEST_MAX;
	in.piece = malloc(PIECE);
	if (in.piece == NULL)
		fail_memory(f);
	else if (crypt_sha256_new(&in.packed, f) == 0 &&
		 crypt_sha256_new(&in.file, f) == 0 &&
		 age_reader_new(&in.age, o->keys, o->filekey, from, f) == 0 &&
		 zst_reader_new(&in.zst, &o->limits, packed, f) == 0 &&
		 ahead_new(&in.ahead, zst_reader_source(in.zst), f) == 0 &&
		 tarball_reader_new(&in.tar, ahead_source(in.ahead), f) == 0)
		rv = read_all(&in, f);
	if (rv == 0)
		crypt_hash_end(in.packed, sum->hash);
	release(&in);
	return rv;
}
