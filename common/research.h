#ifndef COMMON_RESEARCH_H
#define COMMON_RESEARCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/dict.h"
#include "common/emit.h"
#include "common/fail.h"
#include "common/kanon-blank.h"
#include "common/names.h"
#include "common/record.h"
#include "common/vocab.h"

/*
 * Cases as researchers may have them: a study id, a few bands, controlled
 * words.  What could join a case to an evening or a person is never here: no
 * date, session, rank, case number, minutes, member.  A word that is in no
 * vocabulary does not leave: it could be anything.  Does no I/O.
 */
enum research_column {
	RESEARCH_SETTING,
	RESEARCH_AGE,
	RESEARCH_SEX,
	RESEARCH_RELATION,
	RESEARCH_CONTEXT,
	RESEARCH_KIND,	     /* of the group */
	RESEARCH_PROFESSION, /* of the whole group, in bands */
	RESEARCH_YEAR
};
#define RESEARCH_COLUMNS 8
#define RESEARCH_LISTS	 6 /* theme, trigger, emotions by whom */
#define RESEARCH_FIELDS	 (RESEARCH_COLUMNS + RESEARCH_LISTS + 2)

struct research_case {
	char id[20];
	uint32_t value[RESEARCH_COLUMNS];
	size_t list[RESEARCH_LISTS]; /* in research.words */
	size_t text;		     /* the same; if there is text */
};

struct research {
	const struct vocab *vocab;
	struct dict *dict[RESEARCH_COLUMNS];
	struct research_case *row;
	size_t n, cap;
	struct names words;
	bool text;	  /* there is a column for it */
	size_t seen;	  /* cases looked at */
	size_t refused;	  /* of these: nobody said yes */
	size_t withdrawn; /* consent was taken back */
	size_t presenter; /* the presenter didn't consent, or is unknown */
	size_t unknown;	  /* words that are in no vocabulary */
};

/* A column of the table with what a codebook says about it. */
struct research_field {
	struct emit_column column;
	const char *title, *description;
};

struct research_source {
	const struct record *record;	/* the case */
	const struct record *presenter; /* the member; NULL: there is none */
	struct view kind;		/* of the group */
	const char *band;		/* that all members share, or NULL */
	struct view text;		/* redacted and reviewed */
	int year;			/* 0: not told */
};

/* 0, or -1: E_MEMORY.  Release in both cases; vocab stays yours. */
int research_begin(struct research *r, const struct vocab *vocab,
    struct fail *f);
void research_release(struct research *r);

/*
 * May the case leave?  Counts why not.  Only with a plain yes of case and
 * presenter, so that silence is a no.
 */
bool research_allowed(struct research *r, const struct research_source *s);

/* Take in a case that may.  0, or -1: E_MEMORY. */
int research_add(struct research *r, const char *id,
    const struct research_source *s, struct fail *f);

/* The column of that name, or -1. */
int research_find(struct view name);

/* Rows into the order of their ids, which says nothing. */
void research_sort(struct research *r);

/* True if a case of that id is there; after research_sort(). */
bool research_has(const struct research *r, struct view id);

/*
 * Make every row hide among `least` in the columns (local suppression, the
 * last column first); rows that can't are dropped.  0, or -1: E_MEMORY.
 */
int research_protect(struct research *r, const enum research_column *column,
    size_t n, size_t least, struct kanon_loss *loss, struct fail *f);

/*
 * The columns of the table: id, those asked for, the lists.  out has room for
 * RESEARCH_FIELDS; returns how many.
 */
size_t research_layout(const struct research *r,
    const enum research_column *column, size_t n, struct research_field *out);

void research_emit(const struct research *r, const enum research_column *column,
    size_t n, struct emit *e);

/* A profession as a band that several share; "other" for the rest. */
const char *research_profession(struct view profession);

#endif
