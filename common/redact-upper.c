/* Names in capitals throughout, among headings and abbreviations. */

#include <string.h>

#include "common/redact-int.h"
#include "common/redact-name.h"

/* MacAllister, DeShawn: a name with a capital inside */
bool
name_camel(const struct redact *r, const struct token *t)
{
	const char *p = r->p + t->start;
	size_t n = t->end - t->start;

	return (n > 3 && memcmp(p, "Mc", 2) == 0) ||
	       (n > 4 && memcmp(p, "Mac", 3) == 0) ||
	       (n > 5 && memcmp(p, "Fitz", 4) == 0) ||
	       (n > 4 &&
		   (memcmp(p, "De", 2) == 0 || memcmp(p, "Di", 2) == 0 ||
		       memcmp(p, "Du", 2) == 0 || memcmp(p, "La", 2) == 0 ||
		       memcmp(p, "Le", 2) == 0 || memcmp(p, "Al", 2) == 0 ||
		       memcmp(p, "Ja", 2) == 0 || memcmp(p, "Da", 2) == 0 ||
		       memcmp(p, "Van", 3) == 0));
}

/* In capitals throughout. */
unsigned
name_in_capitals(struct redact *r, size_t i, int g)
{
	const struct token *t = &r->t[i];
	const struct known *k = known_get(r, t->hash);
	bool beside =
	    (soft(r, i) && i > 0 && r->t[i - 1].shape == SHAPE_UPPER &&
		r->t[i - 1].cls == REDACT_NAME) ||
	    (soft(r, i + 1) && r->t[i + 1].shape == SHAPE_UPPER &&
		word_grade(r, &r->t[i + 1]) == 0 && r->t[i + 1].len > 3);

	if (k != NULL && k->strength >= 6 && g < 4)
		return 6;
	/* JP: proud of me; "PC: chest pain" is a heading */
	if (t->len == 2 && g == 0 && !HAS(t, ACRO) && name_heads_line(r, i) &&
	    token_at(r, i + 2)->shape == SHAPE_LOWER &&
	    token_at(r, i + 2)->kind == TOKEN_WORD &&
	    !token_in(r, i,
		"pc hx ph fh sh dh oe ix rx tx dx sx cc mh bp hr rr ps nb fu "
		"cx vs mx pt dr px lx rv hb wt ht ta fc fr mc eg tt ab op av "
		"ap tr nfs"))
		return r->lang == REDACT_FR ? 6 : 5;
	/* JP a dit; AG, qui se tait: who acts is somebody */
	if (r->lang == REDACT_FR && t->len < 4 && g < 3 && !HAS(t, ACRO) &&
	    !HAS(t, TITLE) && (t->marks & MARK_START) != 0 &&
	    (t->len == 2 ? name_subject(r, i)
			 : token_in(r, i + 1,
			       "imagine dit demande pense trouve sent raconte "
			       "rit pleure propose ajoute repond reste")))
		return 6;
	/* GRANT wondered; her grandson GLEN; PT: DAISY LAMB */
	if (HAS(t, FORE) && !HAS(t, ACRO) && g < 5 && t->len > 2 &&
	    (name_speaks(r, i + 1, false) ||
		(i > 0 && soft(r, i) && !HAS(t, KIN) &&
		    HAS(&r->t[i - 1], KIN)) ||
		(i > 0 && r->t[i - 1].c == ':' && soft(r, i + 1) &&
		    r->t[i + 1].shape == SHAPE_UPPER &&
		    (r->t[i + 1].flags & (LISTS(FORE) | LISTS(SUR))) != 0 &&
		    word_grade(r, &r->t[i + 1]) < 5)))
		return 6;
	/* at UMC, in the UCH clinic: a house known by its letters */
	if (g == 0 && t->len > 2 && t->len < 6 && i > 0 && soft(r, i) &&
	    (token_in(r, i - 1,
		 r->lang != REDACT_FR ? "at from to"
		 : t->len > 3	      ? "aux au"
				      : "aux") ||
		(token_is(r, i - 1, "the") && i > 1 &&
		    token_in(r, i - 2, "at from in to"))))
		return 5;
	if (g == 0 || (g <= 2 && beside && (t->flags & ANYNAME) != 0)) {
		if (t->len >= 5 && (t->flags & ANYNAME) != 0)
			return 6;
		if (t->len >= 6)
			return name_speaks(r, i + 1, true) ? 6 : 5;
		if (t->len >= 4 && (t->flags & (LISTS(FORE) | LISTS(SUR))) != 0)
			return 5;
		/* LAICK DRESK: two words that nobody knows */
		if (g == 0 && t->len >= 4 && beside)
			return 5;
		if (t->len >= 3 &&
		    (t->flags & (LISTS(FORE) | LISTS(SUR))) != 0 &&
		    (beside || name_speaks(r, i + 1, true) ||
			token_at(r, i + 1)->c == ':'))
			return 5;
		if (name_speaks(r, i + 1, false) ||
		    (t->len == 2 && name_speaks(r, i + 1, true)))
			return 6;
	}
	return 0;
}
