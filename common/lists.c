#include "common/lists.h"

/* Made by common/data/mktables.c; aligned to 64 bytes. */
extern const unsigned char balint_tables[];

static const struct lists_head *
head(void)
{
	return (const struct lists_head *)(const void *)balint_tables;
}

uint64_t
lists_flags(uint64_t hash)
{
	const struct lists_head *h = head();
	const uint64_t *class = (const uint64_t *)(const void *)(h + 1);
	const uint32_t *print =
	    (const uint32_t *)(const void *)(class + h->classes);
	uint64_t m = lists_mix(hash);
	uint32_t mask = (1u << h->bits) - 1, slot = (uint32_t)m & mask;
	uint32_t fp = (uint32_t)(m >> 32) | 1;
	const uint16_t *number =
	    (const uint16_t *)(const void *)(print + mask + 1);

	while (print[slot] != 0) {
		if (print[slot] == fp)
			return class[number[slot]];
		slot = (slot + 1) & mask;
	}
	return 0;
}

uint32_t
lists_version(void)
{
	return head()->version;
}
