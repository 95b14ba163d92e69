#include "common/lists.h"

/* Made by common/data/mktables.c; aligned to 64 bytes. */
extern const unsigned char balint_tables[];

static const struct lists_head *
head(void)
{
	return (const struct lists_head *)(const void *)balint_tables;
}

static const struct lists_slot *
slots(const struct lists_head *h)
{
	const uint64_t *class = (const uint64_t *)(const void *)(h + 1);

	return (const struct lists_slot *)(const void *)(class + h->classes);
}

void
lists_expect(uint64_t hash)
{
	const struct lists_head *h = head();
	uint32_t mask = (1u << h->bits) - 1;

	__builtin_prefetch(&slots(h)[(uint32_t)lists_mix(hash) & mask]);
}

uint64_t
lists_flags(uint64_t hash)
{
	const struct lists_head *h = head();
	const uint64_t *class = (const uint64_t *)(const void *)(h + 1);
	const struct lists_slot *table = slots(h);
	uint64_t m = lists_mix(hash);
	uint32_t mask = (1u << h->bits) - 1, slot = (uint32_t)m & mask;
	uint32_t fp = (uint32_t)(m >> 32) | 1;

	while (table[slot].print != 0) {
		if (table[slot].print == fp)
			return class[table[slot].class];
		slot = (slot + 1) & mask;
	}
	return 0;
}

uint32_t
lists_version(void)
{
	return head()->version;
}
