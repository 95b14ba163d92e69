#ifndef COMMON_LISTS_H
#define COMMON_LISTS_H

#include <stddef.h>
#include <stdint.h>

/*
 * The word lists of common/data/lists, compiled into one read-only table.
 *
 * A key is a word folded to a-z (redact-fold), or several joined by one
 * space.  The table holds hashes, not words: a word that is in no list is
 * taken for one of a list once in about 2^40 look-ups.
 *
 * A list file: `#` comments, `@flag,flag` for the lines that follow, then
 * words separated by commas or line ends.
 */
#define LISTS_NAMES                                                            \
	"en1", "en2", "en3", "en4", "den", "deo", "fr", "fen", "fde", "ffr",   \
	    "fore", "female", "male", "sur", "name", "bigcity", "city",        \
	    "nation", "prof", "title", "kin", "role", "month", "wday",         \
	    "feast", "feastsafe", "numw", "ordw", "orgh", "street", "placeh",  \
	    "drug", "eponym", "eponymw", "theorist", "brand", "acro", "term",  \
	    "amb", "sayv", "locp", "idcue", "phcue", "phrase", "generic",      \
	    "nick", "monthde", "monthfr", "wdayde", "wdayfr", "titlede",       \
	    "titlefr", "phrase2", "job"

enum lists_bit {
	LISTS_EN1,
	LISTS_EN2,
	LISTS_EN3,
	LISTS_EN4,
	LISTS_DEN,
	LISTS_DEO,
	LISTS_FR,
	LISTS_FEN,
	LISTS_FDE,
	LISTS_FFR,
	LISTS_FORE,
	LISTS_FEMALE,
	LISTS_MALE,
	LISTS_SUR,
	LISTS_NAME,
	LISTS_BIGCITY,
	LISTS_CITY,
	LISTS_NATION,
	LISTS_PROF,
	LISTS_TITLE,
	LISTS_KIN,
	LISTS_ROLE,
	LISTS_MONTH,
	LISTS_WDAY,
	LISTS_FEAST,
	LISTS_FEASTSAFE,
	LISTS_NUMW,
	LISTS_ORDW,
	LISTS_ORGH,
	LISTS_STREET,
	LISTS_PLACEH,
	LISTS_DRUG,
	LISTS_EPONYM,
	LISTS_EPONYMW,
	LISTS_THEORIST,
	LISTS_BRAND,
	LISTS_ACRO,
	LISTS_TERM,
	LISTS_AMB,
	LISTS_SAYV,
	LISTS_LOCP,
	LISTS_IDCUE,
	LISTS_PHCUE,
	LISTS_PHRASE, /* some longer key begins with this word */
	LISTS_GENERIC,
	LISTS_NICK,
	LISTS_MONTHDE,
	LISTS_MONTHFR,
	LISTS_WDAYDE,
	LISTS_WDAYFR,
	LISTS_TITLEDE,
	LISTS_TITLEFR,
	LISTS_PHRASE2, /* the second word of some longer key */
	LISTS_JOB,     /* an occupation; the head of its words */
	LISTS_COUNT
};

#define LISTS(x) (UINT64_C(1) << LISTS_##x)

/* Hashing of a key, a byte at a time; FNV-1a, 64 bits. */
#define LISTS_HASH0 UINT64_C(14695981039346656037)
static inline uint64_t
lists_hash(uint64_t h, unsigned char c)
{
	return (h ^ c) * UINT64_C(1099511628211);
}

/* The last step, which spreads a hash over all bits. */
static inline uint64_t
lists_mix(uint64_t h)
{
	h ^= h >> 32;
	h *= UINT64_C(0x9e3779b97f4a7c15);
	return h ^ h >> 29;
}

/*
 * The table: a head of four numbers (magic, log2 of the number of slots,
 * number of classes, version), the classes as 64-bit flags, the slots.
 */
struct lists_slot {
	uint32_t print; /* fingerprint of the key; 0: free */
	uint32_t class;
};

#define LISTS_MAGIC 0x424c5431u
struct lists_head {
	uint32_t magic, bits, classes, version;
};

/* Made by common/data/mktables.c; aligned to 64 bytes. */
extern const unsigned char balint_tables[];

static inline const struct lists_head *
lists_head(void)
{
	return (const struct lists_head *)(const void *)balint_tables;
}

static inline const uint64_t *
lists_classes(void)
{
	return (const uint64_t *)(const void *)(lists_head() + 1);
}

static inline const struct lists_slot *
lists_slots(void)
{
	return (const struct lists_slot *)(const void *)(lists_classes() +
							 lists_head()->classes);
}

/*
 * The flags of a key given its hash (not yet mixed); 0: in no list.  Inline,
 * like the next one: they are asked for each word of a text.
 */
static inline uint64_t
lists_flags(uint64_t hash)
{
	const struct lists_slot *table = lists_slots();
	uint64_t m = lists_mix(hash);
	uint32_t mask = (1u << lists_head()->bits) - 1;
	uint32_t slot = (uint32_t)m & mask, fp = (uint32_t)(m >> 32) | 1;

	for (; table[slot].print != 0; slot = (slot + 1) & mask)
		if (table[slot].print == fp)
			return lists_classes()[table[slot].class];
	return 0;
}

/* The flags of that key will be asked for soon. */
static inline void
lists_expect(uint64_t hash)
{
	uint32_t mask = (1u << lists_head()->bits) - 1;

	__builtin_prefetch(&lists_slots()[(uint32_t)lists_mix(hash) & mask]);
}

/* A number that changes when any list does. */
uint32_t lists_version(void);

#endif
