/* The names that a document has shown so far. */

#include <string.h>

#include "common/redact-int.h"

struct known *
known_get(const struct redact *r, uint64_t hash)
{
	size_t i = (size_t)lists_mix(hash) & (KNOWN_SLOTS - 1);

	while (r->known[i].strength != 0) {
		if (r->known[i].hash == hash)
			return &r->known[i];
		i = (i + 1) & (KNOWN_SLOTS - 1);
	}
	return NULL;
}

void
known_add(struct redact *r, const struct token *t, unsigned strength,
    enum redact_class cls)
{
	size_t i = (size_t)lists_mix(t->hash) & (KNOWN_SLOTS - 1);

	if (t->len < 2)
		return;
	while (r->known[i].strength != 0 && r->known[i].hash != t->hash)
		i = (i + 1) & (KNOWN_SLOTS - 1);
	if (r->known[i].strength == 0) {
		/* full: a document of very many names; the rules still hold */
		if (r->nknown >= KNOWN_SLOTS / 4 * 3)
			return;
		r->used[r->nknown++] = (uint16_t)i;
		r->known[i] = (struct known){ .hash = t->hash,
			.cls = (unsigned char)cls,
			.len = t->len };
	}
	if (r->known[i].strength < strength)
		r->known[i].strength = (unsigned char)strength;
}
