#include "common/tarball.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <archive.h>
#include <archive_entry.h>

#define SECTOR	     512
#define USTAR_NAME   99		     /* and a slash */
#define USTAR_NUMBER 077777777777ULL /* 11 octal digits */
/* A fuzzer takes less, so that short archives cross the edges. */
#ifndef TARBALL_PART
#define TARBALL_PART (128 * 1024)
#endif

/*
 * pax makes a copy of every entry before it finds that ustar can hold it, so
 * plain entries, which are all but a few, go to a ustar writer at once.
 */
struct tarball_writer {
	struct archive *ustar, *pax;
	struct archive *a; /* the one of these that has the entry */
	struct archive_entry *e;
	struct sink to;
	struct fail fail; /* of the sink */
	bool failed;
	bool silent;   /* being freed */
	uint64_t left; /* bytes that the entry still wants */
	size_t n;      /* bytes in part */
	char part[TARBALL_PART];
};

struct tarball_reader {
	struct archive *a;
	struct source from;
	struct fail fail; /* of the source */
	bool failed;
	uint64_t count, left;
	uint64_t given,
	    nonzero;		/* bytes so far; up to the last that is not 0 */
	uint64_t datapos, size; /* of the last entry */
	char part[TARBALL_PART];
};

static int
flush(struct tarball_writer *w)
{
	if (!w->failed && w->n > 0 &&
	    w->to.write(w->to.arg, w->part, w->n, &w->fail) == -1)
		w->failed = true;
	w->n = 0;
	return w->failed ? -1 : 0;
}

static la_ssize_t
put(struct archive *a, void *arg, const void *p, size_t n)
{
	struct tarball_writer *w = arg;
	const char *q = p;
	size_t part, left = n;

	/* Freeing ends an archive; one without an end must stay so. */
	if (w->silent)
		return (la_ssize_t)n;
	while (left > 0) {
		part = TARBALL_PART - w->n < left ? TARBALL_PART - w->n : left;
		memcpy(w->part + w->n, q, part);
		w->n += part;
		q += part;
		left -= part;
		if (w->failed || (w->n == TARBALL_PART && flush(w) == -1)) {
			archive_set_error(a, EIO, "sink");
			return -1;
		}
	}
	return (la_ssize_t)n;
}

/* The sink's own reason if it has one, else ours. */
static int
refuse(struct tarball_writer *w, const char *what, struct fail *f)
{
	if (w->failed) {
		if (f != NULL)
			*f = w->fail;
		return -1;
	}
	return fail_set(f, FAIL_RANGE, "E_TAR", what);
}

static struct archive *
open_writer(struct tarball_writer *w, int (*format)(struct archive *))
{
	struct archive *a = archive_write_new();

	if (a == NULL)
		return NULL;
	/* No blocks of its own: two writers take turns. */
	if (format(a) == ARCHIVE_OK &&
	    archive_write_set_bytes_per_block(a, 0) == ARCHIVE_OK &&
	    archive_write_open(a, w, NULL, put, NULL) == ARCHIVE_OK)
		return a;
	(void)archive_write_free(a);
	return NULL;
}

int
tarball_writer_new(struct tarball_writer **out, struct sink to, struct fail *f)
{
	struct tarball_writer *w = calloc(1, sizeof(*w));

	if (w == NULL)
		return fail_memory(f);
	w->to = to;
	w->ustar = open_writer(w, archive_write_set_format_ustar);
	w->pax = open_writer(w, archive_write_set_format_pax_restricted);
	w->e = archive_entry_new();
	if (w->ustar == NULL || w->pax == NULL || w->e == NULL) {
		tarball_writer_free(w);
		return fail_memory(f);
	}
	*out = w;
	return 0;
}

void
tarball_writer_free(struct tarball_writer *w)
{
	if (w == NULL)
		return;
	w->silent = true;
	if (w->ustar != NULL)
		(void)archive_write_free(w->ustar);
	if (w->pax != NULL)
		(void)archive_write_free(w->pax);
	archive_entry_free(w->e);
	explicit_bzero(w->part, sizeof(w->part));
	free(w);
}

/* True if ustar holds it all, in its fields of 100, 12 and 12 bytes. */
static bool
plain(const struct tarball_entry *e)
{
	size_t i;

	for (i = 0; e->path[i] != '\0'; i++)
		if (i == USTAR_NAME || (e->path[i] & 0x80) != 0)
			return false;
	return e->size <= USTAR_NUMBER && e->mtime >= 0 &&
	       (uint64_t)e->mtime <= USTAR_NUMBER;
}

int
tarball_entry(struct tarball_writer *w, const struct tarball_entry *e,
    struct fail *f)
{
	/* libarchive would pad with NULs and call that success. */
	if (w->left > 0)
		return refuse(w, "an entry is shorter than was declared", f);
	w->a = plain(e) ? w->ustar : w->pax;
	(void)archive_entry_clear(w->e);
	archive_entry_set_pathname(w->e, e->path);
	archive_entry_set_filetype(w->e, e->dir ? AE_IFDIR : AE_IFREG);
	archive_entry_set_perm(w->e, (mode_t)e->mode & 0777);
	archive_entry_set_mtime(w->e, (time_t)e->mtime, 0);
	archive_entry_set_size(w->e, e->dir ? 0 : (la_int64_t)e->size);
	if (archive_write_header(w->a, w->e) != ARCHIVE_OK)
		return refuse(w, "tar cannot hold this name", f);
	w->left = e->dir ? 0 : e->size;
	return 0;
}

/* Fill the last block now: the next entry may be the other writer's. */
static int
pad(struct tarball_writer *w, struct fail *f)
{
	if (archive_write_finish_entry(w->a) != ARCHIVE_OK)
		return refuse(w, "tar could not be written", f);
	return 0;
}

int
tarball_data(struct tarball_writer *w, const void *p, size_t n, struct fail *f)
{
	/* libarchive would silently cut what is too much. */
	if (n > w->left)
		return refuse(w, "an entry is longer than was declared", f);
	if (n == 0)
		return 0;
	if (archive_write_data(w->a, p, n) != (la_ssize_t)n)
		return refuse(w, "tar could not be written", f);
	w->left -= n;
	return w->left > 0 ? 0 : pad(w, f);
}

int
tarball_writer_end(struct tarball_writer *w, struct fail *f)
{
	if (w->left > 0)
		return refuse(w, "an entry is shorter than was declared", f);
	if (archive_write_close(w->ustar) != ARCHIVE_OK || flush(w) == -1)
		return refuse(w, "tar could not be ended", f);
	return 0;
}

/* Remember where the last byte stands that is not zero. */
static void
note_zeros(struct tarball_reader *r, ssize_t n)
{
	ssize_t i = n;

	while (i > 0 && r->part[i - 1] == 0)
		i--;
	if (i > 0)
		r->nonzero = r->given + (uint64_t)i;
	r->given += (uint64_t)n;
}

static la_ssize_t
get(struct archive *a, void *arg, const void **p)
{
	struct tarball_reader *r = arg;
	ssize_t n;

	*p = r->part;
	n = r->failed
		? -1
		: r->from.read(r->from.arg, r->part, sizeof(r->part), &r->fail);
	if (n == -1) {
		r->failed = true;
		archive_set_error(a, EIO, "source");
	} else {
		note_zeros(r, n);
	}
	return n;
}

static int
reject(struct tarball_reader *r, const char *word, const char *what,
    struct fail *f)
{
	if (r->failed) {
		if (f != NULL)
			*f = r->fail;
		return -1;
	}
	fail_set(f, FAIL_SYNTAX, word, what);
	return fail_detail(f, "entry %llu", (unsigned long long)r->count);
}

int
tarball_reader_new(struct tarball_reader **out, struct source from,
    struct fail *f)
{
	struct tarball_reader *r = calloc(1, sizeof(*r));

	if (r == NULL)
		return fail_memory(f);
	r->from = from;
	r->a = archive_read_new();
	/* tar and nothing else: some filters would run other programs. */
	if (r->a == NULL ||
	    archive_read_support_format_tar(r->a) != ARCHIVE_OK ||
	    archive_read_open(r->a, r, NULL, get, NULL) != ARCHIVE_OK) {
		if (r->a != NULL && r->failed)
			reject(r, "E_TAR", "", f);
		else
			fail_set(f, FAIL_SYNTAX, "E_TAR", "not a tar archive");
		tarball_reader_free(r);
		return -1;
	}
	*out = r;
	return 0;
}

void
tarball_reader_free(struct tarball_reader *r)
{
	if (r == NULL)
		return;
	if (r->a != NULL)
		(void)archive_read_free(r->a);
	explicit_bzero(r->part, sizeof(r->part));
	free(r);
}

int
tarball_next(struct tarball_reader *r, struct tarball_entry *e, struct fail *f)
{
	struct archive_entry *ae;
	mode_t type;
	int got = archive_read_next_header(r->a, &ae);

	if (got == ARCHIVE_EOF && !r->failed)
		return 0;
	r->count++;
	if (got != ARCHIVE_OK)
		return reject(r, "E_TAR", "the tar archive is damaged", f);
	type = archive_entry_filetype(ae);
	if (archive_entry_hardlink(ae) != NULL ||
	    (type != AE_IFREG && type != AE_IFDIR) ||
	    archive_entry_sparse_count(ae) > 0)
		return reject(r, "E_ENTRY",
		    "neither a regular file nor a directory", f);
	e->path = archive_entry_pathname(ae);
	if (e->path == NULL)
		return reject(r, "E_ENTRY", "an entry without a usable name",
		    f);
	e->dir = type == AE_IFDIR;
	e->mode = archive_entry_perm(ae) & 0777;
	e->mtime = archive_entry_mtime(ae);
	e->size =
	    archive_entry_size(ae) < 0 ? 0 : (uint64_t)archive_entry_size(ae);
	r->left = r->size = e->size;
	r->datapos = (uint64_t)archive_read_header_position(r->a) + SECTOR;
	return 1;
}

ssize_t
tarball_read(struct tarball_reader *r, void *p, size_t n, struct fail *f)
{
	la_ssize_t got = archive_read_data(r->a, p, n);

	if (got < 0 || (got == 0 && n > 0 && r->left > 0))
		return reject(r, "E_TAR", "the tar archive is cut off", f);
	r->left -= (uint64_t)got > r->left ? r->left : (uint64_t)got;
	return got;
}

int
tarball_drain(struct tarball_reader *r, struct fail *f)
{
	ssize_t n;

	while ((n = r->from.read(r->from.arg, r->part, sizeof(r->part), f)) > 0)
		note_zeros(r, n);
	if (n == -1)
		return -1;
	if (r->nonzero > r->datapos + r->size)
		return reject(r, "E_TAR",
		    "something stands behind the tar archive", f);
	/* No reader of tar asks for the two blocks that end it. */
	if (r->given - r->nonzero < 2 * SECTOR)
		return reject(r, "E_INCOMPLETE", "the tar archive has no end",
		    f);
	return 0;
}
