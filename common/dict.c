#include "common/dict.h"

#include <stdlib.h>
#include <string.h>

#include "common/buf.h"

#define MOST 0x7fffffffU

struct dict {
	struct buf pool;
	size_t *end;	/* where word i + 1 ends in pool */
	uint32_t n;	/* words */
	uint32_t *slot; /* open addressing; 0: free */
	size_t slots;	/* a power of 2, more than 2 * n */
	size_t cap;	/* words that end has room for */
};

struct dict *
dict_new(void)
{
	return calloc(1, sizeof(struct dict));
}

void
dict_free(struct dict *d)
{
	if (d == NULL)
		return;
	buf_release(&d->pool);
	free(d->end);
	free(d->slot);
	free(d);
}

/* FNV-1a with a last stir, since only the low bits choose the slot. */
static size_t
hash(struct view v)
{
	uint64_t h = 0xcbf29ce484222325U;
	size_t i;

	for (i = 0; i < v.n; i++)
		h = (h ^ (unsigned char)v.p[i]) * 0x100000001b3U;
	h ^= h >> 32;
	return (size_t)h;
}

struct view
dict_word(const struct dict *d, uint32_t code)
{
	size_t from = code == 1 ? 0 : d->end[code - 2];
	struct view v = { buf_all(&d->pool).p + from, d->end[code - 1] - from };

	return v;
}

uint32_t
dict_count(const struct dict *d)
{
	return d->n;
}

/* Where the word is, or the free slot where it would go. */
static size_t
seek(const struct dict *d, struct view word)
{
	size_t i = hash(word) & (d->slots - 1);

	while (d->slot[i] != 0 && !view_equal(dict_word(d, d->slot[i]), word))
		i = (i + 1) & (d->slots - 1);
	return i;
}

static int
grow(struct dict *d)
{
	size_t slots = d->slots == 0 ? 64 : d->slots * 2;
	uint32_t *slot = calloc(slots, sizeof(*slot)), *old = d->slot, i;
	size_t *end = reallocarray(d->end, slots / 2, sizeof(*end));

	if (end != NULL)
		d->end = end;
	if (slot == NULL || end == NULL) {
		free(slot);
		return -1;
	}
	d->slot = slot;
	d->slots = slots;
	d->cap = slots / 2;
	free(old);
	for (i = 1; i <= d->n; i++)
		d->slot[seek(d, dict_word(d, i))] = i;
	return 0;
}

int
dict_code(struct dict *d, struct view word, uint32_t *code, struct fail *f)
{
	size_t at;

	*code = 0;
	if (word.n == 0)
		return 0;
	if (d->n == d->cap && grow(d) == -1)
		return fail_memory(f);
	at = seek(d, word);
	if (d->slot[at] == 0) {
		if (d->n == MOST)
			return fail_set(f, FAIL_LIMIT, "E_LIMIT",
			    "more different values than we can count");
		buf_view(&d->pool, word);
		if (buf_bad(&d->pool))
			return fail_memory(f);
		d->end[d->n++] = d->pool.n;
		d->slot[at] = d->n;
	}
	*code = d->slot[at];
	return 0;
}
