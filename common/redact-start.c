/* Is the first word of a sentence a name?  Any word has a capital there. */

#include <string.h>

#include "common/redact-int.h"
#include "common/redact-name.h"

/* "Will, our registrar, said": what stands between commas tells who. */
static bool
apposed(struct redact *r, size_t i)
{
	size_t k;

	if (token_at(r, i + 1)->kind != TOKEN_PUNCT || r->t[i + 1].c != ',' ||
	    !token_in(r, i + 2, "our my the a his her who whose their"))
		return false;
	for (k = i + 3; k < i + 10 && k < r->n; k++)
		if (r->t[k].kind == TOKEN_PUNCT)
			return r->t[k].c == ',' && name_speaks(r, k + 1, true);
	return false;
}

/* "Dawn, who is in Leeds, ...", "Glen, leading, said" */
static bool
told_about(struct redact *r, size_t i)
{
	if (token_at(r, i + 1)->kind != TOKEN_PUNCT || r->t[i + 1].c != ',')
		return false;
	return token_in(r, i + 2, "who whos whose whom") ||
	       (token_in(r, i + 2,
		    "leading facilitating chairing presenting") &&
		   token_at(r, i + 3)->c == ',');
}

/* Olive: furious.  Lance: annoyed.  What is said or felt stands behind it. */
static bool
speaker(struct redact *r, size_t i)
{
	const struct token *q = token_at(r, i + 2);
	const char *end = r->p + q->end;

	if (!name_heads_line(r, i))
		return false;
	if (q->kind == TOKEN_PUNCT)
		return q->c == '"' || (unsigned char)q->c == 0xe2;
	if (q->kind != TOKEN_WORD || q->shape != SHAPE_LOWER)
		return false;
	return name_speaks(r, i + 2, false) ||
	       (q->len > 4 && (memcmp(end - 2, "ed", 2) == 0 ||
				  memcmp(end - 3, "ing", 3) == 0)) ||
	       token_in(r, i + 2,
		   "angry cross sad furious silent quiet tearful moved wept "
		   "tired bored afraid ashamed guilty relieved anxious scared "
		   "not");
}

/* Words that open a sentence as often as the names they are. */
static bool
virtue(const struct redact *r, size_t i)
{
	return HAS(&r->t[i], MONTH) ||
	       token_in(r, i,
		   "hope grace faith joy charity patience mercy honor honour "
		   "glory "
		   "dawn summer autumn winter spring art love power "
		   "christian "
		   "comfort peace trust justice blessing destiny wisdom praise "
		   "promise passion memory beauty talent fortune surprise "
		   "courage "
		   "happiness unity knowledge heaven harmony melody "
		   "chance price queen king prince princess page sky rain "
		   "storm star");
}

/* Recertified twice, Perf'd sigmoid: a verb that no list has */
static bool
inflected(const struct redact *r, size_t i)
{
	const struct token *t = &r->t[i];
	const char *end = r->p + t->end;

	return t->shape == SHAPE_CAP && t->len > 4 && soft(r, i + 1) &&
	       r->t[i + 1].shape == SHAPE_LOWER &&
	       (memcmp(end - 2, "ed", 2) == 0 ||
		   memcmp(end - 2, "'d", 2) == 0 ||
		   memcmp(end - 3, "ing", 3) == 0);
}

/* Prudence a dit; Désiré boudait: a noun would have an article. */
bool
name_subject(struct redact *r, size_t i)
{
	const struct token *q = token_at(r, i + 1);
	const char *end = r->p + q->end;

	if (q->c == ',')
		return token_in(r, i + 2, "qui dont que");
	return q->kind == TOKEN_WORD && q->shape == SHAPE_LOWER &&
	       soft(r, i + 1) &&
	       ((token_in(r, i + 1, "a est etait avait va ne n se s") &&
		    (q->len > 1 || (unsigned char)q->c < 0x80)) || /* no à */
		   (q->len > 4 && memcmp(end - 3, "ait", 3) == 0));
}

/* Recadré. Terminées. */
static bool
participle(struct redact *r, size_t i)
{
	const struct token *t = &r->t[i];
	char w[64];
	size_t n = token_fold(r, i, w, sizeof(w));

	return t->len > 4 && token_at(r, i + 1)->c == '.' &&
	       r->t[i + 1].gap == GAP_NONE && t->end - t->start > t->len &&
	       ((n > 2 && w[n - 1] == 'e') ||
		   (n > 3 && memcmp(w + n - 2, "es", 2) == 0));
}

/* The strength of the evidence at the first word of a sentence. */
unsigned
name_at_start(struct redact *r, size_t i, int g)
{
	const struct token *t = &r->t[i], *q = token_at(r, i + 1);
	bool follow = q->kind == TOKEN_WORD && q->gap == GAP_SPACE &&
		      word_cap(q) && name_may_follow(r, i + 1);
	bool colon = q->kind == TOKEN_PUNCT && q->gap == GAP_NONE &&
		     (q->c == ':' || q->c == ',');
	bool amb = HAS(t, AMB) || HAS(t, MONTH);
	const struct known *k = known_get(r, t->hash);

	/* Gilles B.: the initial was found before */
	if (HAS(t, FORE) && q->cls == REDACT_NAME && q->len == 1 &&
	    q->gap == GAP_SPACE)
		return 6;
	if (k != NULL && k->strength >= (g <= 2 ? 5 : 6) && g < 5) {
		if (g >= 3 && amb && name_opens_verb(r, i))
			return 0;
		return 6;
	}
	if (r->lang == REDACT_FR && HAS(t, FORE) && amb && name_subject(r, i))
		return 6;
	if (r->lang == REDACT_FR && g == 0 && (t->flags & ANYNAME) == 0 &&
	    participle(r, i))
		return 0;
	if (g == 0) {
		if ((t->flags & (ANYNAME | LISTS(CITY) | LISTS(BIGCITY))) != 0)
			return 6;
		if (name_office(t))
			return 0;
		if (name_speaks(r, i + 1, true) || follow ||
		    (t->marks & MARK_POSS) != 0)
			return 6;
		if (r->lang == REDACT_EN && inflected(r, i))
			return 0;
		return t->len > 3 ? 4 : 3;
	}
	if (HAS(t, FORE)) {
		if (amb && token_in(r, i + 1, "needed required"))
			return 0; /* Patience needed. */
		if (follow && !amb)
			return 6;
		if (follow && g < 3)
			return 6;
		if (follow && word_grade(r, q) == 0 &&
		    (q->flags & ANYNAME) != 0)
			return 6;
		if (name_speaks(r, i + 1,
			!amb || (!virtue(r, i) && !token_is(r, i + 1, "is"))))
			return 6;
		if (apposed(r, i) || told_about(r, i))
			return 6;
		if (speaker(r, i))
			return 5;
		if ((t->marks & MARK_POSS) != 0 && HAS(q, KIN) &&
		    q->gap == GAP_SPACE)
			return 5;
		if (colon && (t->marks & MARK_BULLET) != 0 && !amb)
			return 5;
		/* Blessing from theatre saw it */
		if (token_is(r, i + 1, "from") && soft(r, i + 1) &&
		    soft(r, i + 2) && r->t[i + 2].shape == SHAPE_LOWER &&
		    (r->t[i + 2].flags & (LISTS(ORGH) | LISTS(PLACEH))) != 0)
			return 5;
		if ((t->marks & MARK_POSS) != 0 && !amb)
			return 5;
		if (!amb && g <= 2)
			return 5;
		if (!amb && colon && g <= 3)
			return 4;
		return 0;
	}
	if (g <= 3 && !name_office(t) && name_speaks(r, i + 1, false))
		return 5;
	/* Ludo: imagined the room; "Plan: reviewed" is a heading */
	if (g <= 2 && !name_office(t) && name_heads_line(r, i) &&
	    token_in(r, i + 2,
		"imagined wondered thought felt said asked wished noticed saw "
		"heard remembered pictured guessed wanted suggested proud"))
		return 5;
	if (g <= 1 && (HAS(t, SUR) || HAS(t, NAME)) &&
	    (follow || (t->marks & MARK_POSS)))
		return 5;
	return 0;
}
