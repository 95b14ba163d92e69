/* Names that are common words besides, in the middle of a sentence. */

#include <string.h>

#include "common/redact-int.h"
#include "common/redact-name.h"

static bool
plain(const struct redact *r, size_t i)
{
	const struct token *t = &r->t[i];

	return t->kind == TOKEN_WORD && t->shape == SHAPE_CAP &&
	       !name_office(t) && !word_safe(t) && word_grade(r, t) < 5 &&
	       t->len > 2 && (t->marks & MARK_START) == 0 && !HAS(t, MONTH);
}

/* Two words with capitals, and no third: not a heading. */
static bool
pair(const struct redact *r, size_t i)
{
	if (soft(r, i + 1) && plain(r, i + 1))
		return !(soft(r, i + 2) && word_cap(&r->t[i + 2])) ||
		       !(i > 0 && soft(r, i) && word_cap(&r->t[i - 1]));
	return false;
}

/* the pub, the Palace; our local hospital, the Mercy: what is it called? */
static bool
house_named(const struct redact *r, size_t i)
{
	const struct token *q;

	if (i < 3 || !token_is(r, i - 1, "the") || r->t[i - 2].c != ',' ||
	    r->t[i - 2].gap != GAP_NONE)
		return false;
	q = &r->t[i - 3];
	return q->kind == TOKEN_WORD && q->shape == SHAPE_LOWER &&
	       token_in(r, i - 3,
		   "pub hotel hospital hospice cafe bar school nursery home "
		   "church prison hostel clinic surgery club inn restaurant "
		   "ward estate") &&
	       (i + 1 >= r->n || r->t[i + 1].kind == TOKEN_PUNCT);
}

/* A word that is common besides, in mid-sentence with a capital. */
unsigned
name_in_middle(struct redact *r, size_t i, int g)
{
	const struct token *t = &r->t[i];
	bool det = name_determined(r, i);

	if (t->shape == SHAPE_UPPER)
		return 0;
	if (name_called(r, i))
		return 7;
	if (house_named(r, i))
		return 5;
	/* in the Mater, at the Mercy: a house that all know */
	if (det && i > 1 && token_is(r, i - 1, "the") &&
	    token_in(r, i - 2, "in at to from into near outside") &&
	    !name_office(t) && (g < 4 || HAS(t, AMB)) && !HAS(t, EPONYMW) &&
	    !(soft(r, i + 1) && word_cap(&r->t[i + 1])))
		return 5;
	if (det && pair(r, i) && !name_office(t))
		return 5;
	if (HAS(t, FORE) && !HAS(t, MONTH)) {
		if (!det || g < 3)
			return 6;
		return name_speaks(r, i + 1, true) ? 5 : 0;
	}
	if (HAS(t, MONTH))
		return name_speaks(r, i + 1, true) || (t->marks & MARK_POSS)
			   ? 6
			   : 0;
	if ((HAS(t, CITY) || HAS(t, BIGCITY)) && i > 0 &&
	    HAS(&r->t[i - 1], LOCP) &&
	    !token_in(r, i - 1, "of out up down off over by"))
		return 6;
	/* a white Golf, the old Ford */
	if (i > 0 && token_in(r, i - 1,
			 "white red black blue silver grey gray green old new "
			 "battered rusty secondhand gold yellow"))
		return 0;
	if (det) {
		/* in the Mater, at the Victoria: a house that all know */
		if (i > 1 && token_is(r, i - 1, "the") &&
		    token_in(r, i - 2, "in at to from into near outside") &&
		    !name_office(t) && g < 4 && !HAS(t, EPONYMW) &&
		    !(soft(r, i + 1) && word_cap(&r->t[i + 1])))
			return 5;
		/* the Golden Mile: two words with a capital make a name */
		if (soft(r, i + 1) && word_cap(&r->t[i + 1]) &&
		    !name_office(t) && r->t[i + 1].shape == SHAPE_CAP &&
		    !name_office(&r->t[i + 1]) && !word_safe(&r->t[i + 1]) &&
		    word_grade(r, &r->t[i + 1]) < 5)
			return 5;
		/* this Hickey: nobody says so of a thing that is rare */
		return g <= 2 && HAS(t, SUR) && !HAS(t, EPONYMW) &&
			       token_in(r, i - 1, "this that another")
			   ? 5
			   : 0;
	}
	if (i > 0 && r->t[i - 1].cls == REDACT_NAME && soft(r, i) &&
	    HAS(t, SUR))
		return 6;
	if (name_speaks(r, i + 1, true) && !HAS(t, ROLE))
		return 5;
	if ((t->marks & MARK_POSS) != 0 && (t->flags & ANYNAME) != 0 && g < 4)
		return 5;
	if (g <= 2 && (t->flags & (LISTS(SUR) | LISTS(NAME))) != 0)
		return 5;
	if (name_office(t) || HAS(t, EPONYMW))
		return 0;
	/* Little Bit, Deacon Junior */
	if (pair(r, i))
		return 5;
	if (i > 0 && r->t[i - 1].kind != TOKEN_PUNCT && soft(r, i) &&
	    word_cap(&r->t[i - 1]) && (r->t[i - 1].marks & MARK_START) == 0 &&
	    r->t[i - 1].c != 'I') /* I'm Mags */
		return 0;
	if (i > 0 && token_in(r, i - 1, "from in near to at of"))
		return 5;
	if (g < 4)
		return 5;
	/* I want to bring Rain */
	return r->lang == REDACT_EN && HAS(t, AMB) && t->shape == SHAPE_CAP &&
		       i > 0 && r->t[i - 1].kind == TOKEN_WORD &&
		       r->t[i - 1].shape == SHAPE_LOWER && soft(r, i)
		   ? 5
		   : 0;
}
