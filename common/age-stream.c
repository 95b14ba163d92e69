#include "common/age-stream.h"

#include <stdlib.h>
#include <string.h>

struct age_sealer {
	struct sink to;
	struct crypt_aead *aead;
	unsigned char nonce[CRYPT_NONCE];
	unsigned char plain[AGE_CHUNK], sealed[AGE_SEALED];
	size_t n; /* bytes in plain */
};

struct age_opener {
	struct source from;
	struct crypt_aead *aead;
	unsigned char nonce[CRYPT_NONCE];
	unsigned char plain[AGE_CHUNK], sealed[AGE_SEALED];
	size_t pos, len; /* in plain */
	bool first, last, done, failed;
};

/* The counter: 11 bytes, big-endian.  2^88 chunks do not happen. */
static void
advance(unsigned char nonce[CRYPT_NONCE])
{
	size_t i = CRYPT_NONCE - 1;

	while (i-- > 0 && ++nonce[i] == 0)
		;
}

int
age_sealer_new(struct age_sealer **out, const unsigned char key[CRYPT_KEY],
    struct sink to, struct fail *f)
{
	struct age_sealer *s = calloc(1, sizeof(*s));

	if (s == NULL)
		return fail_memory(f);
	if (crypt_aead_new(&s->aead, key, f) == -1) {
		free(s);
		return -1;
	}
	s->to = to;
	*out = s;
	return 0;
}

void
age_sealer_free(struct age_sealer *s)
{
	if (s == NULL)
		return;
	crypt_aead_free(s->aead);
	crypt_wipe(s, sizeof(*s));
	free(s);
}

static int
seal(struct age_sealer *s, bool last, struct fail *f)
{
	s->nonce[CRYPT_NONCE - 1] = last;
	if (crypt_aead_seal(s->aead, s->nonce, s->plain, s->n, s->sealed, f) ==
	    -1)
		return -1;
	advance(s->nonce);
	if (s->to.write(s->to.arg, s->sealed, s->n + CRYPT_TAG, f) == -1)
		return -1;
	s->n = 0;
	return 0;
}

static int
sealer_write(void *arg, const void *p, size_t n, struct fail *f)
{
	struct age_sealer *s = arg;
	const char *q = p;
	size_t part;

	while (n > 0) {
		/* A full chunk waits: it may turn out to be the last one. */
		if (s->n == AGE_CHUNK && seal(s, false, f) == -1)
			return -1;
		part = AGE_CHUNK - s->n;
		if (part > n)
			part = n;
		memcpy(s->plain + s->n, q, part);
		s->n += part;
		q += part;
		n -= part;
	}
	return 0;
}

struct sink
age_sealer_sink(struct age_sealer *s)
{
	struct sink k = { sealer_write, s };

	return k;
}

int
age_sealer_end(struct age_sealer *s, struct fail *f)
{
	return seal(s, true, f);
}

int
age_opener_new(struct age_opener **out, const unsigned char key[CRYPT_KEY],
    struct source from, struct fail *f)
{
	struct age_opener *o = calloc(1, sizeof(*o));

	if (o == NULL)
		return fail_memory(f);
	if (crypt_aead_new(&o->aead, key, f) == -1) {
		free(o);
		return -1;
	}
	o->from = from;
	o->first = true;
	*out = o;
	return 0;
}

void
age_opener_free(struct age_opener *o)
{
	if (o == NULL)
		return;
	crypt_aead_free(o->aead);
	crypt_wipe(o, sizeof(*o));
	free(o);
}

static int
bad(const char *what, struct fail *f)
{
	return fail_set(f, FAIL_SYNTAX, "E_PAYLOAD", what);
}

/* Behind the marked chunk there must be nothing. */
static int
finish(struct age_opener *o, struct fail *f)
{
	char c;
	ssize_t n = o->from.read(o->from.arg, &c, 1, f);

	if (n == -1)
		return -1;
	if (n != 0)
		return bad("something stands behind the end of the archive", f);
	o->done = true;
	return 0;
}

/* Read and authenticate the next chunk into plain. */
static int
next(struct age_opener *o, struct fail *f)
{
	size_t n;
	int r = 1;

	if (flow_full(o->from, o->sealed, AGE_SEALED, &n, f) == -1)
		return -1;
	if (n == 0)
		return bad("the archive is cut off, its last chunk is missing",
		    f);
	o->last = n < AGE_SEALED;
	if (o->last && !o->first && n == CRYPT_TAG)
		return bad("the last chunk is empty, expected some bytes", f);
	if (!o->last) {
		o->nonce[CRYPT_NONCE - 1] = 0;
		r = crypt_aead_open(o->aead, o->nonce, o->sealed, n, o->plain,
		    f);
		/* A last chunk may be full: only its mark tells. */
		o->last = r == 1;
	}
	if (r == 1) {
		o->nonce[CRYPT_NONCE - 1] = 1;
		r = crypt_aead_open(o->aead, o->nonce, o->sealed, n, o->plain,
		    f);
	}
	if (r == 1)
		return bad("a chunk is damaged: its tag does not fit", f);
	if (r == -1)
		return -1;
	advance(o->nonce);
	o->first = false;
	o->pos = 0;
	o->len = n - CRYPT_TAG;
	return 0;
}

static ssize_t
opener_read(void *arg, void *p, size_t n, struct fail *f)
{
	struct age_opener *o = arg;

	while (o->pos == o->len) {
		if (n == 0 || (o->done && !o->failed))
			return 0;
		/* Asked again it would read on from the middle. */
		if (o->failed)
			return bad("the archive was damaged before", f);
		if ((o->last ? finish(o, f) : next(o, f)) == -1) {
			o->failed = true;
			return -1;
		}
	}
	if (n > o->len - o->pos)
		n = o->len - o->pos;
	memcpy(p, o->plain + o->pos, n);
	o->pos += n;
	return (ssize_t)n;
}

struct source
age_opener_source(struct age_opener *o)
{
	struct source s = { opener_read, o };

	return s;
}
