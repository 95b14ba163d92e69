#include "common/pack.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/manifest.h"
#include "common/pack-read.h"
#include "common/tarball.h"
#include "common/zst.h"

#define SLOTS 8 /* batches on their way */
#define PIECE (256 * 1024)
#define MODE  0600 /* of the lists */

enum state { FREE, GIVEN, TAKEN, READ };

struct slot {
	enum state state;
	struct pack_batch b;
};

struct pack {
	struct pack_options o;

	/* The layers, from the outermost in. */
	struct age_writer *age;
	struct crypt_hash *hash, *large; /* of the packed data; of a file */
	struct zst_writer *zst;
	struct tarball_writer *tar;
	uint64_t packed;

	struct manifest group, root;
	uint64_t files, bytes;
	int64_t newest; /* mtime, in the list that is being made */
	char *piece;

	/* The ring: [tail, head) are given; [next, head) nobody has taken. */
	pthread_mutex_t lock;
	pthread_cond_t given, read;
	size_t head, tail, next;
	bool stop;
	bool failed; /* nothing is put in any more */
	struct fail fail;
	struct buf orphans; /* directories to close at the end */
	unsigned nthread;
	pthread_t thread[16];
	struct slot slot[SLOTS];
};

/* Take batches, read them, until told to stop. */
static void *
reader(void *arg)
{
	struct pack *p = arg;
	struct slot *s;

	(void)pthread_mutex_lock(&p->lock);
	for (;;) {
		while (p->next == p->head && !p->stop)
			(void)pthread_cond_wait(&p->given, &p->lock);
		if (p->stop)
			break;
		s = &p->slot[p->next++ % SLOTS];
		s->state = TAKEN;
		(void)pthread_mutex_unlock(&p->lock);
		pack_read(&s->b, &p->o);
		(void)pthread_mutex_lock(&p->lock);
		s->state = READ;
		(void)pthread_cond_signal(&p->read);
	}
	(void)pthread_mutex_unlock(&p->lock);
	return NULL;
}

/* What zstd gives: hashed, sealed, written. */
static int
packed_write(void *arg, const void *q, size_t n, struct fail *f)
{
	struct pack *p = arg;
	struct sink s = age_writer_sink(p->age);

	crypt_hash_add(p->hash, q, n);
	p->packed += n;
	return s.write(s.arg, q, n, f);
}

static int
start_threads(struct pack *p, struct fail *f)
{
	unsigned max = sizeof(p->thread) / sizeof(p->thread[0]);

	while (p->nthread < p->o.readers && p->nthread < max) {
		if (pthread_create(&p->thread[p->nthread], NULL, reader, p) !=
		    0)
			return fail_set(f, FAIL_MEMORY, "E_THREAD",
			    "a thread cannot be started");
		p->nthread++;
	}
	return 0;
}

int
pack_new(struct pack **out, const struct pack_options *o, struct sink to,
    struct fail *f)
{
	struct pack *p = calloc(1, sizeof(*p));
	struct sink packed = { packed_write, p };

	if (p == NULL)
		return fail_memory(f);
	p->o = *o;
	(void)pthread_mutex_init(&p->lock, NULL);
	(void)pthread_cond_init(&p->given, NULL);
	(void)pthread_cond_init(&p->read, NULL);
	p->piece = malloc(PIECE);
	if (p->piece == NULL)
		fail_memory(f);
	else if (crypt_sha256_new(&p->hash, f) == 0 &&
		 crypt_sha256_new(&p->large, f) == 0 &&
		 age_writer_new(&p->age, o->keys, o->armor, NULL, to, f) == 0 &&
		 zst_writer_new(&p->zst, o->level, (int)o->workers, packed,
		     f) == 0 &&
		 tarball_writer_new(&p->tar, zst_writer_sink(p->zst), f) == 0 &&
		 start_threads(p, f) == 0) {
		*out = p;
		return 0;
	}
	pack_free(p);
	return -1;
}

/* Directories that nobody will read from any more. */
static void
close_dirs(struct pack *p)
{
	struct pack_batch *b;
	size_t i, j;
	int fd;

	for (i = 0; i < SLOTS; i++) {
		b = &p->slot[i].b;
		for (j = 0; j < b->n; j++)
			if (b->item[j].kind == PACK_CLOSE)
				close(b->item[j].dir);
	}
	for (i = 0; i + sizeof(fd) <= p->orphans.n; i += sizeof(fd)) {
		memcpy(&fd, p->orphans.p + i, sizeof(fd));
		close(fd);
	}
	buf_release(&p->orphans);
}

void
pack_free(struct pack *p)
{
	unsigned i;

	if (p == NULL)
		return;
	(void)pthread_mutex_lock(&p->lock);
	p->stop = true;
	(void)pthread_cond_broadcast(&p->given);
	(void)pthread_mutex_unlock(&p->lock);
	for (i = 0; i < p->nthread; i++)
		(void)pthread_join(p->thread[i], NULL);
	close_dirs(p);
	for (i = 0; i < SLOTS; i++) {
		buf_release(&p->slot[i].b.names);
		buf_release(&p->slot[i].b.data);
		buf_release(&p->slot[i].b.filtered);
	}
	(void)pthread_cond_destroy(&p->given);
	(void)pthread_cond_destroy(&p->read);
	(void)pthread_mutex_destroy(&p->lock);
	tarball_writer_free(p->tar);
	zst_writer_free(p->zst);
	age_writer_free(p->age);
	crypt_hash_free(p->hash);
	crypt_hash_free(p->large);
	manifest_release(&p->group);
	manifest_release(&p->root);
	crypt_wipe(p->piece, p->piece == NULL ? 0 : PIECE);
	free(p->piece);
	free(p);
}

static void
count_file(struct pack *p, const char *path, uint64_t size, int64_t mtime,
    const unsigned char *hash)
{
	/* A file at the top belongs to no directory's list. */
	manifest_add(strchr(path, '/') == NULL ? &p->root : &p->group, path,
	    size, hash);
	p->files++;
	p->bytes += size;
	if (mtime > p->newest)
		p->newest = mtime;
}

/* A file too large to be read ahead goes through in pieces. */
static int
put_large(struct pack *p, const struct pack_item *it, const char *name,
    const char *path, struct fail *f)
{
	struct tarball_entry e = { path, false, it->mode, it->mtime,
		(uint64_t)it->st.st_size };
	struct source s;
	struct stat st;
	uint64_t left = e.size;
	unsigned char hash[CRYPT_HASH];
	ssize_t n = 0;
	int fd, rv = -1;

	fd = pack_open(it->dir, name, path, &st, f);
	if (fd == -1)
		return -1;
	s = flow_from_fd(&fd);
	if (!pack_same(&st, &it->st)) {
		pack_changed(path, f);
		goto out;
	}
	if (tarball_entry(p->tar, &e, f) == -1)
		goto out;
	while (left > 0) {
		n = s.read(s.arg, p->piece, left < PIECE ? left : PIECE, f);
		if (n <= 0)
			break;
		crypt_hash_add(p->large, p->piece, (size_t)n);
		if (tarball_data(p->tar, p->piece, (size_t)n, f) == -1)
			goto out;
		left -= (uint64_t)n;
	}
	crypt_hash_end(p->large, hash);
	if (n == -1)
		goto out;
	if (left > 0 || fstat(fd, &st) == -1 || !pack_same(&st, &it->st)) {
		pack_changed(path, f);
		goto out;
	}
	count_file(p, path, e.size, e.mtime, hash);
	rv = 0;
out:
	close(fd);
	return rv == -1 ? fail_file(f, path) : 0;
}

static int
put_file(struct pack *p, const struct pack_batch *b, const struct pack_item *it,
    const char *path, struct fail *f)
{
	struct tarball_entry e = { path, false, it->mode, it->mtime, it->size };

	if (it->large)
		return put_large(p, it, b->names.p + it->name, path, f);
	if (tarball_entry(p->tar, &e, f) == -1 ||
	    tarball_data(p->tar, b->data.p + it->off, it->size, f) == -1)
		return fail_file(f, path);
	count_file(p, path, e.size, e.mtime, it->hash);
	return 0;
}

/* Write the list m as the file path, and give its hash. */
static int
put_list(struct pack *p, const struct manifest *m, const char *path,
    unsigned char hash[CRYPT_HASH], struct fail *f)
{
	struct buf text = { 0 };
	struct tarball_entry e = { path, false, MODE, p->newest, 0 };
	int rv = manifest_format(m, &text, f);

	e.size = text.n;
	if (rv == 0)
		rv = crypt_sha256(buf_all(&text), hash, f);
	if (rv == 0)
		rv = tarball_entry(p->tar, &e, f);
	if (rv == 0)
		rv = tarball_data(p->tar, text.p, text.n, f);
	buf_release(&text);
	return rv;
}

static int
end_group(struct pack *p, const char *dir, struct fail *f)
{
	unsigned char hash[CRYPT_HASH];
	struct buf path = { 0 };
	int rv = -1;

	buf_printf(&path, "%s/" MANIFEST_NAME, dir);
	if (buf_bad(&path))
		fail_memory(f);
	else
		rv = put_list(p, &p->group, path.p, hash, f);
	if (rv == 0)
		manifest_add(&p->root, path.p, 0, hash);
	/* What counts is what was given, not our own lists. */
	p->root.files += p->group.files - 1;
	p->root.bytes += p->group.bytes;
	manifest_clear(&p->group);
	buf_release(&path);
	return rv;
}

static int
put_item(struct pack *p, struct pack_batch *b, struct pack_item *it,
    struct fail *f)
{
	const char *path = b->names.p + it->path;
	struct tarball_entry e = { path, true, it->mode, it->mtime, 0 };

	switch (it->kind) {
	case PACK_DIR:
		return tarball_entry(p->tar, &e, f);
	case PACK_FILE:
		return put_file(p, b, it, path, f);
	case PACK_CLOSE:
		close(it->dir);
		it->kind = PACK_DIR; /* not once more */
		return 0;
	default:
		return end_group(p, path, f);
	}
}

/* Write the oldest batch, once it is read. */
static int
put_oldest(struct pack *p, struct fail *f)
{
	struct slot *s = &p->slot[p->tail % SLOTS];
	size_t i;
	int rv = 0;

	(void)pthread_mutex_lock(&p->lock);
	while (s->state != READ)
		(void)pthread_cond_wait(&p->read, &p->lock);
	(void)pthread_mutex_unlock(&p->lock);
	if (s->b.rv == -1) {
		if (f != NULL)
			*f = s->b.fail;
		return -1;
	}
	for (i = 0; i < s->b.n && rv == 0; i++)
		rv = put_item(p, &s->b, &s->b.item[i], f);
	if (rv == -1)
		return -1;
	s->b.n = 0;
	buf_clear(&s->b.names);
	buf_clear(&s->b.data);
	s->state = FREE;
	p->tail++;
	return 0;
}

/* After a failure every call fails with it. */
static int
broken(const struct pack *p, struct fail *f)
{
	if (f != NULL)
		*f = p->fail;
	return -1;
}

/* Hand the batch that is being filled to the readers. */
static int
give(struct pack *p, struct fail *f)
{
	(void)pthread_mutex_lock(&p->lock);
	p->slot[p->head % SLOTS].state = GIVEN;
	p->head++;
	(void)pthread_cond_signal(&p->given);
	(void)pthread_mutex_unlock(&p->lock);
	/* One slot stays free: the one to fill next. */
	if (p->head - p->tail < SLOTS || put_oldest(p, &p->fail) == 0)
		return 0;
	p->failed = true;
	return broken(p, f);
}

/* The next free item of the batch that is being filled. */
static struct pack_item *
item(struct pack *p, enum pack_kind kind, const char *path)
{
	struct pack_batch *b = &p->slot[p->head % SLOTS].b;
	struct pack_item *it = &b->item[b->n];

	memset(it, 0, sizeof(*it));
	it->kind = kind;
	it->path = b->names.n;
	buf_add(&b->names, path, strlen(path) + 1);
	return it;
}

static int
added(struct pack *p, struct fail *f)
{
	struct pack_batch *b = &p->slot[p->head % SLOTS].b;

	b->n++;
	if (buf_bad(&b->names))
		return fail_memory(f);
	return b->n == PACK_BATCH ? give(p, f) : 0;
}

int
pack_dir(struct pack *p, const char *path, unsigned mode, int64_t mtime,
    struct fail *f)
{
	struct pack_item *it;

	if (p->failed)
		return broken(p, f);
	it = item(p, PACK_DIR, path);
	it->mode = mode;
	it->mtime = mtime;
	return added(p, f);
}

int
pack_file(struct pack *p, int dir, const char *name, const char *path,
    struct fail *f)
{
	struct pack_batch *b = &p->slot[p->head % SLOTS].b;
	struct pack_item *it;

	if (p->failed)
		return broken(p, f);
	it = item(p, PACK_FILE, path);
	it->dir = dir;
	it->name = b->names.n;
	buf_add(&b->names, name, strlen(name) + 1);
	return added(p, f);
}

int
pack_close_dir(struct pack *p, int dir, struct fail *f)
{
	if (p->failed) {
		buf_add(&p->orphans, &dir, sizeof(dir));
		return broken(p, f);
	}
	item(p, PACK_CLOSE, "")->dir = dir;
	return added(p, f);
}

int
pack_list(struct pack *p, const char *path, struct fail *f)
{
	if (p->failed)
		return broken(p, f);
	(void)item(p, PACK_LIST, path);
	return added(p, f);
}

int
pack_end(struct pack *p, struct pack_sum *sum, struct fail *f)
{
	unsigned char hash[CRYPT_HASH];

	if (p->failed)
		return broken(p, f);
	if (give(p, f) == -1)
		return -1;
	while (p->tail != p->head)
		if (put_oldest(p, f) == -1)
			return -1;
	if (put_list(p, &p->root, MANIFEST_NAME, hash, f) == -1 ||
	    tarball_writer_end(p->tar, f) == -1 ||
	    zst_writer_end(p->zst, f) == -1 || age_writer_end(p->age, f) == -1)
		return -1;
	sum->files = p->files;
	sum->bytes = p->bytes;
	sum->packed = p->packed;
	crypt_hash_end(p->hash, sum->hash);
	return 0;
}

const unsigned char *
pack_filekey(const struct pack *p)
{
	return age_writer_filekey(p->age);
}
