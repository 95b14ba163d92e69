#ifndef COMMON_KANON_H
#define COMMON_KANON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/fail.h"

/*
 * How well rows hide among rows like them.  Rows whose quasi-identifiers are
 * the same are a class; f is how many rows a row's class has.  Values are
 * numbers (dict.h), 0 is a missing one: a value of its own, or, as in
 * sdcMicro, a wildcard that agrees with every value.
 *
 * Source: L. Sweeney, "k-anonymity", 2002; A. Machanavajjhala et al.,
 * "l-diversity", 2007; the risks as K. El Emam, "Guide to the
 * De-Identification of Personal Health Information", 2013, names them.
 */
struct kanon;

#define KANON_COLUMNS 16

/* Risk of one release. */
struct kanon_risk {
	size_t rows, classes;
	size_t smallest;   /* f of the smallest class; 0: no rows */
	size_t unique;	   /* rows with f = 1 */
	size_t below;	   /* rows with f < k */
	double prosecutor; /* the highest 1/f: he knows his victim is in it */
	double marketer;   /* the mean 1/f: the share he gets right */
	size_t l_distinct; /* fewest sensitive values of a class; 0: none */
	double l_entropy;  /* exp(entropy) of the least diverse class */
};

/* n columns, 1 to KANON_COLUMNS.  NULL: no memory. */
struct kanon *kanon_new(size_t n);
void kanon_free(struct kanon *k); /* NULL is fine */

/* Add a row; sensitive is 0 when there is none.  0, or -1: E_MEMORY. */
int kanon_add(struct kanon *k, const uint32_t *code, uint32_t sensitive,
    struct fail *f);

/*
 * Count the classes over the columns whose bit is set in mask.  Needed before
 * what follows, and again after kanon_add() or with another mask.
 * 0, or -1: E_MEMORY.
 */
int kanon_count(struct kanon *k, uint32_t mask, bool wildcard, struct fail *f);

size_t kanon_rows(const struct kanon *k);
size_t kanon_f(const struct kanon *k, size_t row);

/*
 * Sensitive values are counted within classes of the same values, also where
 * missing ones are wildcards: that is the stricter way.  0, or -1: E_MEMORY.
 */
int kanon_risk(const struct kanon *k, size_t least, struct kanon_risk *out,
    struct fail *f);

/*
 * How many rows are below `least` over the columns in mask; an answer that was
 * given before costs nothing.  kanon_count() must be called again afterwards.
 * 0, or -1: E_MEMORY.
 */
int kanon_below(struct kanon *k, uint32_t mask, bool wildcard, size_t least,
    size_t *below, struct fail *f);

/* What a column tells: the entropy of its values, in bits.  NaN: no memory. */
double kanon_bits(struct kanon *k, size_t column);

/*
 * Which columns to coarsen (or leave out) to have every f at least `least`:
 * of those that do it alone the one that tells least, else the one that
 * leaves the fewest rows below, and so on with the rest.  order[] takes the
 * columns, *n how many.  kanon_count() must be called again afterwards.
 */
int kanon_coarsen(struct kanon *k, uint32_t mask, bool wildcard, size_t least,
    size_t order[KANON_COLUMNS], size_t *n, struct fail *f);

#endif
