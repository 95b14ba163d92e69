#ifndef COMMON_REDACT_ISCO_H
#define COMMON_REDACT_ISCO_H

#include "common/buf.h"
#include "common/redact.h"
#include "common/view.h"

/*
 * Occupations and peoples made coarser, in words of the document's language.
 * Does no I/O.
 *
 * Source: International Labour Office, International Standard Classification
 * of Occupations ISCO-08, volume 1, Geneva 2012, the ten major groups; United
 * Nations, Standard Country or Area Codes for Statistical Use (M49).  Which
 * word belongs to which is our own reading of them.
 */

/*
 * Append the major group of an occupation ("retired bus driver").  0; or -1:
 * it has none, or the word says too little (officer), and nothing is appended.
 */
int isco_group(struct view job, enum redact_lang lang, struct buf *out);

/*
 * Append the region of a people (Polish: European) or of a country (Poland:
 * Europe).  0; or -1: it has none, as a creed or a people of many countries.
 */
int m49_region(struct view nation, enum redact_lang lang, struct buf *out);

#endif
