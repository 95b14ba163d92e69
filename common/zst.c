#include "common/zst.h"

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* For the two calls that take our allocator; they are exported all the same,
   and have not changed since zstd 1.0. */
#define ZSTD_STATIC_LINKING_ONLY
#include <zstd.h>

#define PART (128 * 1024)
/*
 * What a worker is given at a time.  zstd's own choice at level 3 is 8 MiB:
 * a third more time waiting for memory, and 30 MiB more of it, for 0.02 %
 * of size.  It is part of what makes the bytes the same each time.
 */
#define JOB	   (2 << 20)
#define WINDOW_LOG 27		 /* 128 MiB, zstd's own default */
#define RATIO_FROM (64ULL << 20) /* small archives may be as dense */
#define MUST(e)	   (ZSTD_isError(e))

struct zst_writer {
	ZSTD_CCtx *z;
	struct sink to;
	char out[PART];
};

struct zst_reader {
	ZSTD_DCtx *z;
	struct source from;
	struct zst_limits limits;
	uint64_t taken, given;
	ZSTD_inBuffer in;
	bool framed, done; /* the frame has ended; so has the source */
	char buf[PART];
};

/* What zstd was given, behind its size; as well aligned as malloc(3) does. */
union block {
	size_t n;
	max_align_t aligned;
};

static void *
take(void *arg, size_t n)
{
	union block *b =
	    n > SIZE_MAX - sizeof(*b) ? NULL : malloc(sizeof(*b) + n);

	(void)arg;
	if (b == NULL)
		return NULL;
	b->n = n;
	return b + 1;
}

/* zstd keeps plaintext in its window and its jobs, and frees it as it is. */
static void
give(void *arg, void *p)
{
	union block *b = p;

	(void)arg;
	if (b == NULL)
		return;
	b--;
	explicit_bzero(b, sizeof(*b) + b->n);
	free(b);
}

static const ZSTD_customMem wiped = { take, give, NULL };

int
zst_writer_new(struct zst_writer **out, int level, int workers, struct sink to,
    struct fail *f)
{
	struct zst_writer *w = calloc(1, sizeof(*w));

	if (w == NULL)
		return fail_memory(f);
	w->to = to;
	w->z = ZSTD_createCCtx_advanced(wiped);
	if (w->z == NULL ||
	    MUST(
		ZSTD_CCtx_setParameter(w->z, ZSTD_c_compressionLevel, level)) ||
	    MUST(ZSTD_CCtx_setParameter(w->z, ZSTD_c_nbWorkers, workers)) ||
	    MUST(ZSTD_CCtx_setParameter(w->z, ZSTD_c_jobSize, JOB))) {
		zst_writer_free(w);
		return fail_set(f, FAIL_MEMORY, "E_ZSTD",
		    "zstd cannot work with threads here");
	}
	*out = w;
	return 0;
}

void
zst_writer_free(struct zst_writer *w)
{
	if (w == NULL)
		return;
	(void)ZSTD_freeCCtx(w->z);
	explicit_bzero(w->out, sizeof(w->out));
	free(w);
}

static int
compress(struct zst_writer *w, const void *p, size_t n, ZSTD_EndDirective how,
    struct fail *f)
{
	ZSTD_inBuffer in = { p, n, 0 };
	ZSTD_outBuffer out = { w->out, sizeof(w->out), 0 };
	size_t left;

	do {
		out.pos = 0;
		left = ZSTD_compressStream2(w->z, &out, &in, how);
		if (ZSTD_isError(left))
			return fail_set(f, FAIL_MEMORY, "E_ZSTD",
			    "zstd could not compress");
		if (out.pos > 0 &&
		    w->to.write(w->to.arg, w->out, out.pos, f) == -1)
			return -1;
	} while (how == ZSTD_e_end ? left > 0 : in.pos < in.size);
	return 0;
}

static int
writer_write(void *arg, const void *p, size_t n, struct fail *f)
{
	return compress(arg, p, n, ZSTD_e_continue, f);
}

struct sink
zst_writer_sink(struct zst_writer *w)
{
	struct sink s = { writer_write, w };

	return s;
}

int
zst_writer_end(struct zst_writer *w, struct fail *f)
{
	return compress(w, NULL, 0, ZSTD_e_end, f);
}

int
zst_reader_new(struct zst_reader **out, const struct zst_limits *limits,
    struct source from, struct fail *f)
{
	struct zst_reader *r = calloc(1, sizeof(*r));

	if (r == NULL)
		return fail_memory(f);
	r->from = from;
	if (limits != NULL)
		r->limits = *limits;
	r->in.src = r->buf;
	r->z = ZSTD_createDCtx_advanced(wiped);
	if (r->z == NULL || MUST(ZSTD_DCtx_setParameter(r->z,
				ZSTD_d_windowLogMax, WINDOW_LOG))) {
		zst_reader_free(r);
		return fail_memory(f);
	}
	*out = r;
	return 0;
}

void
zst_reader_free(struct zst_reader *r)
{
	if (r == NULL)
		return;
	(void)ZSTD_freeDCtx(r->z);
	explicit_bzero(r->buf, sizeof(r->buf));
	free(r);
}

static int
refill(struct zst_reader *r, struct fail *f)
{
	ssize_t n = r->from.read(r->from.arg, r->buf, sizeof(r->buf), f);

	if (n == -1)
		return -1;
	r->in.pos = 0;
	r->in.size = (size_t)n;
	r->taken += (uint64_t)n;
	return 0;
}

/* Behind the frame there must be nothing; the layer below checks its end. */
static int
finish(struct zst_reader *r, struct fail *f)
{
	if (r->in.pos == r->in.size && refill(r, f) == -1)
		return -1;
	if (r->in.pos < r->in.size)
		return fail_set(f, FAIL_SYNTAX, "E_ZSTD",
		    "something stands behind the packed data");
	r->done = true;
	return 0;
}

static int
check_limits(const struct zst_reader *r, struct fail *f)
{
	if (r->limits.bytes != 0 && r->given > r->limits.bytes)
		return fail_set(f, FAIL_LIMIT, "E_LIMIT",
		    "unpacks to more than --max-size allows");
	if (r->limits.ratio != 0 && r->given > RATIO_FROM &&
	    r->given / r->limits.ratio > r->taken)
		return fail_set(f, FAIL_LIMIT, "E_LIMIT",
		    "unpacks to far more than it holds; see --max-ratio");
	return 0;
}

static ssize_t
reader_read(void *arg, void *p, size_t n, struct fail *f)
{
	struct zst_reader *r = arg;
	ZSTD_outBuffer out = { p, n, 0 };
	size_t left;

	while (out.pos == 0 && !r->done) {
		if (r->framed) {
			if (finish(r, f) == -1)
				return -1;
			break;
		}
		if (r->in.pos == r->in.size && refill(r, f) == -1)
			return -1;
		if (r->in.size == 0)
			return fail_set(f, FAIL_SYNTAX, "E_INCOMPLETE",
			    "the packed data is cut off");
		left = ZSTD_decompressStream(r->z, &out, &r->in);
		if (ZSTD_isError(left))
			return fail_set(f, FAIL_SYNTAX, "E_ZSTD",
			    "not zstd data, or a window above 128 MiB");
		r->framed = left == 0;
	}
	r->given += out.pos;
	if (check_limits(r, f) == -1)
		return -1;
	return (ssize_t)out.pos;
}

struct source
zst_reader_source(struct zst_reader *r)
{
	struct source s = { reader_read, r };

	return s;
}
