#define _GNU_SOURCE /* memmem */
#include "common/age.h"

#include <stdlib.h>
#include <string.h>

#include "common/age-stream.h"
#include "common/armor.h"

#define NONCE 16

struct age_writer {
	unsigned char *filekey; /* from crypt_alloc */
	struct armor_writer *armor;
	struct age_sealer *sealer;
};

struct age_reader {
	unsigned char *filekey;
	struct flow_buffer raw, plain; /* before and behind the armor */
	struct armor_reader *armor;
	struct source body;
	struct age_opener *opener;
};

static int
payload_key(unsigned char *key, const unsigned char *filekey,
    const unsigned char nonce[NONCE], struct fail *f)
{
	struct view ikm = { (const char *)filekey, AGE_FILE_KEY },
		    salt = { (const char *)nonce, NONCE };

	return crypt_hkdf_sha256(ikm, salt, view_of("payload"), key, f);
}

void
age_writer_free(struct age_writer *w)
{
	if (w == NULL)
		return;
	age_sealer_free(w->sealer);
	armor_writer_free(w->armor);
	crypt_free(w->filekey);
	free(w);
}

/* The header and the payload's nonce. */
static int
write_head(struct age_writer *w, const struct age_keys *keys, struct sink to,
    struct fail *f)
{
	unsigned char nonce[NONCE];
	unsigned char *key = crypt_alloc(CRYPT_KEY);
	struct buf b = { 0 };
	int rv = -1;

	if (key == NULL)
		return fail_memory(f);
	if (age_wrap(&b, keys, w->filekey, f) == -1 ||
	    crypt_random(nonce, NONCE, f) == -1)
		goto out;
	buf_add(&b, nonce, NONCE);
	if (buf_bad(&b)) {
		fail_memory(f);
		goto out;
	}
	if (payload_key(key, w->filekey, nonce, f) == -1 ||
	    age_sealer_new(&w->sealer, key, to, f) == -1)
		goto out;
	rv = to.write(to.arg, b.p, b.n, f);
out:
	buf_release(&b);
	crypt_free(key);
	return rv;
}

int
age_writer_new(struct age_writer **out, const struct age_keys *keys, bool armor,
    const unsigned char *filekey, struct sink to, struct fail *f)
{
	struct age_writer *w;

	if (crypt_init(NULL, f) == -1)
		return -1;
	w = calloc(1, sizeof(*w));
	if (w == NULL)
		return fail_memory(f);
	w->filekey = crypt_alloc(AGE_FILE_KEY);
	if (w->filekey == NULL) {
		fail_memory(f);
		goto bad;
	}
	if (filekey != NULL)
		memcpy(w->filekey, filekey, AGE_FILE_KEY);
	else if (crypt_random(w->filekey, AGE_FILE_KEY, f) == -1)
		goto bad;
	if (armor) {
		if (armor_writer_new(&w->armor, to, f) == -1)
			goto bad;
		to = armor_sink(w->armor);
	}
	if (write_head(w, keys, to, f) == -1)
		goto bad;
	*out = w;
	return 0;
bad:
	age_writer_free(w);
	return -1;
}

struct sink
age_writer_sink(struct age_writer *w)
{
	return age_sealer_sink(w->sealer);
}

int
age_writer_end(struct age_writer *w, struct fail *f)
{
	if (age_sealer_end(w->sealer, f) == -1)
		return -1;
	return w->armor == NULL ? 0 : armor_writer_end(w->armor, f);
}

const unsigned char *
age_writer_filekey(const struct age_writer *w)
{
	return w->filekey;
}

void
age_reader_free(struct age_reader *r)
{
	if (r == NULL)
		return;
	age_opener_free(r->opener);
	armor_reader_free(r->armor);
	crypt_free(r->filekey);
	crypt_wipe(r, sizeof(*r));
	free(r);
}

/* Collect the lines of the header up to the one that begins with "---". */
static int
read_header(struct age_reader *r, struct buf *b, struct fail *f)
{
	struct view line;
	size_t from = 0;
	ssize_t n;
	char c;

	for (;;) {
		n = r->body.read(r->body.arg, &c, 1, f);
		if (n == -1)
			return -1;
		if (n == 0)
			return 0; /* the parser says what is missing */
		buf_putc(b, c);
		if (buf_bad(b))
			return fail_memory(f);
		if (b->n > AGE_HEADER_MAX || (b->n <= sizeof(AGE_VERSION) - 1 &&
						 c != AGE_VERSION[b->n - 1]))
			return fail_set(f, FAIL_SYNTAX, "E_HEADER",
			    "not an age file, expected age-encryption.org/v1");
		if (c != '\n')
			continue;
		line.p = b->p + from;
		line.n = b->n - from;
		if (age_header_last(line))
			return 0;
		from = b->n;
	}
}

static int
find_key(struct age_reader *r, const struct age_keys *keys,
    const unsigned char *filekey, struct fail *f)
{
	struct age_header h;
	struct buf b = { 0 };
	int rv;

	rv = read_header(r, &b, f);
	if (rv == 0)
		rv = age_header_parse(&h, buf_all(&b), f);
	if (rv == 0) {
		if (filekey != NULL)
			memcpy(r->filekey, filekey, AGE_FILE_KEY);
		else
			rv = age_unwrap(&h, keys, r->filekey, f);
		age_header_release(&h);
	}
	buf_release(&b);
	return rv;
}

static int
begin_payload(struct age_reader *r, struct fail *f)
{
	unsigned char nonce[NONCE];
	unsigned char *key;
	size_t n;
	int rv = -1;

	if (flow_full(r->body, nonce, NONCE, &n, f) == -1)
		return -1;
	if (n != NONCE)
		return fail_set(f, FAIL_SYNTAX, "E_HEADER",
		    "the archive is cut off behind its header");
	key = crypt_alloc(CRYPT_KEY);
	if (key == NULL)
		return fail_memory(f);
	if (payload_key(key, r->filekey, nonce, f) == 0)
		rv = age_opener_new(&r->opener, key, r->body, f);
	crypt_free(key);
	return rv;
}

/*
 * Neither form can be taken for the other: a binary file begins with its
 * version.  Anything else with a BEGIN line in sight is judged as armor.
 */
static bool
armored(struct view v)
{
	static const char begin[] = "-----BEGIN AGE";
	static const char first[] = { '-', '\n', '\r', '\t', ' ' };

	if (view_starts(v, "age-encryption.org/"))
		return false;
	return v.n > 0 &&
	       (memchr(first, v.p[0], sizeof(first)) != NULL ||
		   memmem(v.p, v.n, begin, sizeof(begin) - 1) != NULL);
}

static int
choose_form(struct age_reader *r, struct source from, struct fail *f)
{
	struct source raw = flow_buffered(&r->raw, from);
	struct view v;

	if (flow_peek(&r->raw, &v, f) == -1)
		return -1;
	r->body = raw;
	if (armored(v)) {
		if (armor_reader_new(&r->armor, raw, f) == -1)
			return -1;
		r->body = armor_source(r->armor);
	}
	r->body = flow_buffered(&r->plain, r->body);
	return 0;
}

int
age_reader_new(struct age_reader **out, const struct age_keys *keys,
    const unsigned char *filekey, struct source from, struct fail *f)
{
	struct age_reader *r;

	if (crypt_init(NULL, f) == -1)
		return -1;
	r = calloc(1, sizeof(*r));
	if (r == NULL)
		return fail_memory(f);
	r->filekey = crypt_alloc(AGE_FILE_KEY);
	if (r->filekey == NULL)
		fail_memory(f);
	else if (choose_form(r, from, f) == 0 &&
		 find_key(r, keys, filekey, f) == 0 &&
		 begin_payload(r, f) == 0) {
		*out = r;
		return 0;
	}
	age_reader_free(r);
	return -1;
}

struct source
age_reader_source(struct age_reader *r)
{
	return age_opener_source(r->opener);
}

bool
age_reader_armored(const struct age_reader *r)
{
	return r->armor != NULL;
}

bool
age_looks(struct view v)
{
	return view_starts(v, "age-encryption.org/") || armor_looks(v);
}
