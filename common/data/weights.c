/* The learned weights, one table a language: data, read by no linter. */

#include "common/redact-weigh.h"

const int8_t weigh_english[WEIGH_SLOTS] = {
#include "common/data/weights/en.inc"
};
const int8_t weigh_german[WEIGH_SLOTS] = {
#include "common/data/weights/de.inc"
};
const int8_t weigh_french[WEIGH_SLOTS] = {
#include "common/data/weights/fr.inc"
};
