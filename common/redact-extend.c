/* How far a name reaches, and names behind a title. */

#include <string.h>

#include "common/redact-name.h"

/* Titles behind which any capital is a name. */
bool
name_strong_title(const struct redact *r, size_t i)
{
	return token_in(r, i,
	    "mr mrs ms miss mx dr prof professor mme madame monsieur mlle "
	    "mademoiselle m mr herr herrn frau hr fr reverend rev sir dame "
	    "smt shri sh sri kumari docteur docteure maitre rabbi canon "
	    "pater pfarrer pfr pfrn adv alhaji alhaja engr barr fraulein frl "
	    "imam begum sheikh pr mmes mm messrs doc");
}

/* What is called by a title, but is not a name: Frau Doktor, Staff Nurse. */
static bool
rank(const struct redact *r, size_t i)
{
	return HAS(&r->t[i], TITLE) ||
	       token_in(r, i,
		   "practitioner executive manager led call station specialist "
		   "consultant director minister visitor inspector general "
		   "tutor bank in of kollege kollegin prasident leiterin");
}

bool
name_word(const struct redact *r, size_t i)
{
	const struct token *t = &r->t[i];

	return t->kind == TOKEN_WORD && t->cls == -1 &&
	       (t->marks & (MARK_NEVER | MARK_ELISION)) == 0 &&
	       (word_cap(t) || r->lower);
}

/* van, de, zu, O', Mac, bin: inside a surname. */
static bool
particle(const struct redact *r, size_t i)
{
	return token_in(r, i,
	    "van von de der den del della di du la le zu zum "
	    "zur vom ter ten bin binti bint ibn al el da dos "
	    "das do ni nic mac mc o ap ab y af av san ben");
}

/* Hui Min, Te Ua: a part of a name that is an abbreviation in lower case. */
static bool
short_part(const struct token *t)
{
	return t->shape == SHAPE_CAP && t->len < 4 && HAS(t, TERM) &&
	       (t->marks & (MARK_SAFE | MARK_NEVER)) == 0 &&
	       (t->flags & (LISTS(KIN) | LISTS(ROLE) | LISTS(TITLE) |
			       LISTS(WDAY) | LISTS(NATION) | LISTS(BRAND) |
			       LISTS(DRUG) | LISTS(THEORIST) | FUNCTION)) == 0;
}

/* A word that may follow a forename as a surname. */
bool
name_may_follow(const struct redact *r, size_t i)
{
	const struct token *t = &r->t[i];
	int g;

	if (t->kind != TOKEN_WORD || t->cls != -1 || t->len < 2 ||
	    (t->marks & MARK_NEVER) != 0)
		return false;
	g = word_grade(r, t);
	if (r->lower && known_get(r, t->hash) != NULL &&
	    known_get(r, t->hash)->strength == 9)
		return true;
	if (r->lower)
		return g == 0
			   ? !word_safe(t) || HAS(t, SUR)
			   : g < 3 && (t->flags & ANYNAME) != 0 &&
				 (t->flags & (LISTS(SAYV) | LISTS(PROF))) == 0;
	if (!word_cap(t) || g == 5 || HAS(t, WDAY))
		return false;
	if (word_safe(t) && (t->flags & (LISTS(SUR) | LISTS(FORE))) == 0 &&
	    !short_part(t))
		return false;
	if ((t->marks & MARK_START) != 0)
		return false;
	return ((t->flags & (LISTS(MONTH) | LISTS(ACRO))) == 0 ||
		   (!HAS(t, MONTH) && t->shape == SHAPE_CAP)) ||
	       (t->flags & (LISTS(SUR) | LISTS(FORE))) != 0;
}

/* Newton-upon-Rawcliffe, Chapel-en-le-Frith: the end of what is tied on by
 * a small word behind token b; b if nothing is. */
static size_t
tied_by_small(const struct redact *r, size_t b)
{
	size_t k = b + 1;

	while (k + 1 < r->n && r->t[k].c == '-' && r->t[k].gap == GAP_NONE &&
	       r->t[k + 1].gap == GAP_NONE &&
	       token_in(r, k + 1,
		   "upon on under by le en in next the sur de cum super y"))
		k += 2;
	if (k == b + 1 || k + 1 >= r->n || r->t[k].c != '-' ||
	    r->t[k].gap != GAP_NONE || r->t[k + 1].gap != GAP_NONE ||
	    r->t[k + 1].kind != TOKEN_WORD ||
	    !(word_cap(&r->t[k + 1]) ||
		(r->lower && word_grade(r, &r->t[k + 1]) < 2)))
		return b;
	return k + 1;
}

/* Sung-ho, Mei-ling: the second half of a given name, in lower case */
static bool
syllable(const struct redact *r, size_t i)
{
	return token_in(r, i,
	    "ho ji rin min jin su hee hui young soo won jung hyun woo sook suk "
	    "kyu ra bin bum chan cheol chul eun gi gyu ha hoon hun hwa hwan "
	    "hye hyuk hyung il jae je jeong joo ju jun ki kwang kyung lim mi "
	    "myung na nam ni rae ri rim ryul sang seo seok shik sik song sub "
	    "tae uk un wan wook yeon yeong yong yoon yun ling mei hua yi wei "
	    "ting chun fang hao hsin hung jen kai kuo lan liang lin lun ming "
	    "ning ping ru shan sheng shu tai tsai wen wu xin ya yan yang yao "
	    "yen yin ying yu yuan zhen chen cheng chi chia chih ching");
}

/* What a hyphen ties to token b, or the dot of an initial: its end; or b. */
static size_t
past_mark(const struct redact *r, size_t b)
{
	size_t k = b + 1;

	if (r->t[k].c == '-' && r->t[k].gap == GAP_NONE && k + 1 < r->n &&
	    r->t[k + 1].gap == GAP_NONE && r->t[k + 1].kind == TOKEN_WORD &&
	    (word_cap(&r->t[k + 1]) ||
		(r->t[b].shape == SHAPE_CAP && syllable(r, k + 1)) ||
		(r->lower && (word_grade(r, &r->t[k + 1]) < 3 ||
				 (r->t[k + 1].flags & ANYNAME) != 0))))
		return k + 1;
	/* Pym & Larkin */
	if (r->t[k].c == '&' && r->t[k].gap == GAP_SPACE && soft(r, k + 1) &&
	    word_cap(&r->t[k + 1]) && r->t[k + 1].cls == -1 &&
	    (r->t[k + 1].flags & ANYNAME) != 0)
		return k + 1;
	/* an initial: John F. Kennedy */
	if (r->t[k].c == '.' && r->t[b].len == 1 && r->t[k].gap == GAP_NONE &&
	    soft(r, k + 1) && name_may_follow(r, k + 1))
		return k + 1;
	return tied_by_small(r, b);
}

/* dinny mac an ultaigh: these begin nothing but surnames */
static size_t
gaelic(const struct redact *r, size_t k)
{
	size_t m = k + 1;

	if (!token_in(r, k, "mac nic ni mc ibn bint"))
		return 0;
	if (soft(r, m) && token_in(r, m, "an al giolla"))
		m++;
	return soft(r, m) && r->t[m].kind == TOKEN_WORD && r->t[m].len > 3 &&
		       word_grade(r, &r->t[m]) == 0
		   ? m
		   : 0;
}

/* German: the Katze of "Herr Vogel der Katze", the Haus of "von zu Haus" */
static bool
mere_noun(const struct redact *r, size_t k, size_t m)
{
	const struct token *t = &r->t[m];

	if (r->lang != REDACT_DE || r->lower || word_grade(r, t) < 2)
		return false;
	return token_in(r, k, "der den das dem do zur zum vom") ||
	       (m > k + 1 &&
		   (t->flags & (ANYNAME | LISTS(CITY) | LISTS(BIGCITY))) == 0);
}

/* van Houtte, al-Rashid: the end of what the particle at k begins; or 0. */
static size_t
past_particle(const struct redact *r, size_t k, bool titled)
{
	size_t m = k + 1, end;

	if (!particle(r, k) || m >= r->n || r->t[m].gap > GAP_SPACE)
		return 0;
	if (r->t[m].kind == TOKEN_PUNCT && r->t[m].c == '-')
		m++;
	else if (particle(r, m) && m + 1 < r->n && soft(r, m + 1))
		m++;
	if (m < r->n && word_cap(&r->t[m]) && name_may_follow(r, m))
		return mere_noun(r, k, m) ? 0 : m;
	if (r->lower && (end = gaelic(r, k)) != 0)
		return end;
	if (r->lower && titled && m < r->n && name_may_follow(r, m))
		return m;
	return 0;
}

/* Brirn F, Dreendi A.: an initial behind a word that nobody knows */
static bool
unheard(const struct redact *r, size_t i)
{
	return r->t[i].shape == SHAPE_CAP && r->t[i].len > 3 &&
	       !word_safe(&r->t[i]) && word_grade(r, &r->t[i]) == 0;
}

/*
 * A name begins at i; where does it end?  Takes hyphenated parts, particles
 * and surnames with it, and remembers each part.
 */
size_t
name_extend(struct redact *r, size_t i, bool titled)
{
	size_t b = i, k;

	for (;;) {
		k = b + 1;
		if (k >= r->n)
			break;
		if (r->t[k].kind == TOKEN_PUNCT) {
			size_t m = past_mark(r, b);

			if (m == b)
				break;
			b = m;
			continue;
		}
		if (!soft(r, k) || (r->t[b].marks & MARK_POSS) != 0)
			break;
		if ((r->t[k].marks & MARK_ELISION) != 0 && k + 1 < r->n &&
		    word_cap(&r->t[k + 1]) && word_cap(&r->t[b]) &&
		    (r->t[k].shape == SHAPE_CAP || titled)) {
			b = k + 1;
			continue;
		}
		/* Marcus W., Greg P */
		if (!r->lower && b == i && r->t[k].kind == TOKEN_WORD &&
		    r->t[k].len == 1 && r->t[k].shape == SHAPE_CAP &&
		    r->t[k].c != 'I' && r->t[k].cls == -1 &&
		    (HAS(&r->t[i], FORE) || unheard(r, i))) {
			bool end = k + 1 < r->n && r->t[k + 1].c == '.' &&
				   r->t[k + 1].gap == GAP_NONE;

			if (end || r->t[k].c != 'A') {
				if (!end || !(soft(r, k + 2) &&
						word_cap(&r->t[k + 2]) &&
						name_may_follow(r, k + 2))) {
					b = end ? k + 1 : k;
					break;
				}
			}
		}
		/* eimear k said */
		if (r->lower && b == i && r->t[k].kind == TOKEN_WORD &&
		    r->t[k].len == 1 && r->t[k].cls == -1 && r->t[k].c >= 'b' &&
		    strchr("inorsuxyz", r->t[k].c) == NULL &&
		    HAS(&r->t[i], FORE) &&
		    (!HAS(&r->t[i], AMB) || HAS(token_at(r, k + 1), SAYV)) &&
		    k + 1 < r->n &&
		    (r->t[k + 1].gap != GAP_NONE ||
			strchr(".,:;)", r->t[k + 1].c) != NULL)) {
			b = r->t[k + 1].c == '.' ? k + 1 : k;
			break;
		}
		/* Trish the Dish */
		if (!r->lower && token_is(r, k, "the") && soft(r, k + 1) &&
		    word_cap(&r->t[k + 1]) && r->t[k + 1].cls == -1 &&
		    HAS(&r->t[b], FORE) && !word_safe(&r->t[k + 1])) {
			b = k + 1;
			break;
		}
		if (r->t[k].len == 1 && r->t[k].shape == SHAPE_CAP &&
		    r->t[k].c != 'I' && k + 2 < r->n && r->t[k + 1].c == '.' &&
		    r->t[k + 1].gap == GAP_NONE && soft(r, k + 2) &&
		    word_cap(&r->t[k + 2]) && name_may_follow(r, k + 2)) {
			b = k + 2;
			continue;
		}
		{
			size_t m = past_particle(r, k, titled);

			if (m != 0) {
				b = m;
				continue;
			}
		}
		if ((r->t[k].marks & MARK_ELISION) != 0 && k + 1 < r->n &&
		    word_cap(&r->t[k + 1]) && word_cap(&r->t[b])) {
			b = k + 1;
			continue;
		}
		if (name_may_follow(r, k) && b - i < 6 &&
		    !(r->lower && b > i)) {
			b = k;
			continue;
		}
		break;
	}
	return b;
}

/* A capital and a dot, not found yet? */
static bool
initial(const struct redact *r, size_t i)
{
	return r->t[i].kind == TOKEN_WORD && r->t[i].len == 1 &&
	       r->t[i].shape == SHAPE_CAP && r->t[i].cls == -1 &&
	       r->t[i + 1].c == '.' && r->t[i + 1].gap == GAP_NONE;
}

/* The first of two or more initials right before token a; or a. */
static size_t
before_initials(const struct redact *r, size_t a)
{
	size_t k = a;

	while (k >= 2 && initial(r, k - 2) &&
	       (k == a ? soft(r, k) : r->t[k].gap == GAP_NONE))
		k -= 2;
	return a - k >= 4 ? k : a;
}

void
name_take(struct redact *r, size_t a, size_t b, unsigned conf, const char *why)
{
	enum redact_class cls = REDACT_NAME;
	size_t i;

	if (conf < 6 && weigh_doubts(r, a, b))
		return;
	/* Big Val, Little Sam */
	if (a > 0 && soft(r, a) &&
	    (word_cap(&r->t[a - 1]) || (r->lower && conf >= 5)) &&
	    r->t[a - 1].cls == -1 && (r->t[a - 1].marks & MARK_BULLET) == 0 &&
	    token_in(r, a - 1,
		r->lower ? "big wee auld lil"
			 : "big little old young wee auld lil mad tiny fat"))
		a--;
	/* Te Ua, Van Dyk: the particle has a capital as well */
	if (a > 0 && soft(r, a) && r->t[a - 1].shape == SHAPE_CAP &&
	    r->t[a - 1].cls == -1 && r->lang == REDACT_EN &&
	    (r->t[a - 1].marks & MARK_START) == 0 &&
	    token_in(r, a - 1,
		"te nga van von de la le el al bin ben ibn ni nic mac san du"))
		a--;
	/* VON DER HEYDEN */
	while (a > 0 && soft(r, a) && r->t[a].shape == SHAPE_UPPER &&
	       r->t[a].len > 2 && r->t[a - 1].shape == SHAPE_UPPER &&
	       r->t[a - 1].cls == -1 && particle(r, a - 1))
		a--;
	/* N.P. Mqhayi: what is an abbreviation elsewhere is none here */
	a = before_initials(r, a);
	/* parts that a hyphen ties on in front: Low-Adeyinka */
	while (a > 1 && r->t[a].gap == GAP_NONE && r->t[a - 1].c == '-' &&
	       r->t[a - 1].gap == GAP_NONE && r->t[a - 2].kind == TOKEN_WORD &&
	       word_cap(&r->t[a - 2]) && r->t[a - 2].cls == -1)
		a -= 2;
	/* O'Brien's O, D'Souza's D */
	if (a > 0 && r->t[a].gap == GAP_NONE &&
	    (r->t[a - 1].marks & MARK_ELISION) != 0 &&
	    r->t[a - 1].shape == SHAPE_CAP && r->t[a - 1].cls == -1 &&
	    (r->lang != REDACT_FR || strchr("ND", r->t[a - 1].c) != NULL) &&
	    ((r->t[a - 1].marks & MARK_START) == 0 || r->lang != REDACT_FR))
		a--;
	if (a > 0 && conf < 8 && soft(r, a) && HAS(&r->t[a - 1], LOCP) &&
	    (r->t[a].flags & LISTS(FORE)) == 0)
		cls = REDACT_PLACE;
	if (a == b && (HAS(&r->t[a], CITY) || HAS(&r->t[a], BIGCITY)) &&
	    !HAS(&r->t[a], FORE) && conf < 8)
		cls = REDACT_PLACE;
	for (i = a; i <= b; i++)
		/* Herr Oder has a capital where the word has none */
		if (r->t[i].kind == TOKEN_WORD && !particle(r, i) &&
		    (word_grade(r, &r->t[i]) < 5 ||
			(conf >= 9 && r->lang == REDACT_DE && !r->lower &&
			    r->t[i].shape == SHAPE_CAP)))
			known_add(r, &r->t[i], conf, cls);
	span_add(r, a, b, cls, conf, why);
}

/* Pfr. v. d. Heyde: the word behind the letters */
static size_t
short_particles(const struct redact *r, size_t k)
{
	while (r->lang == REDACT_DE && k + 2 < r->n && r->t[k].len == 1 &&
	       r->t[k].shape == SHAPE_LOWER && token_in(r, k, "v d z") &&
	       r->t[k + 1].c == '.' && r->t[k + 1].gap == GAP_NONE &&
	       r->t[k + 2].gap <= GAP_SPACE)
		k += 2;
	return k;
}

/* The token behind the title at i, and behind those that follow it, where a
 * name may begin; or 0: this is no title of anybody. */
static size_t
behind_title(struct redact *r, size_t i, bool strong)
{
	const struct token *t = &r->t[i];
	size_t k = i + 1;

	if (k < r->n && r->t[k].c == '.' && r->t[k].gap == GAP_NONE) {
		/* Mr. and Dr. are short; "miss." ends a sentence */
		if (t->len > 4 ||
		    token_in(r, i, "sir miss doc mx frau herr herrn"))
			return 0;
		k++;
	}
	if (!soft(r, k) && !(k < r->n && r->t[k].gap == GAP_LINE))
		return 0;
	if (r->lower ? word_grade(r, t) == 5 && !strong
		     : t->shape == SHAPE_LOWER && !strong &&
			   !(r->lang == REDACT_FR || word_cap(&r->t[k])))
		return 0;
	if (token_in(r, i, "m") && r->lang != REDACT_FR)
		return 0;
	if (token_in(r, i, "fr") && r->t[i + 1].c != '.')
		return 0;
	if (k < r->n && HAS(&r->t[k], TITLE) && strong &&
	    token_in(r, k,
		"doktor doctor docteur professor professeur oberarzt "
		"pfarrer kollege kollegin pastor dr prof") &&
	    token_at(r, k + 1)->kind == TOKEN_PUNCT &&
	    (r->t[k + 1].c != '.' || r->t[k].len > 5))
		return 0;
	if (token_in(r, i, "m mm pr") &&
	    !(r->t[i].shape != SHAPE_LOWER || r->lower))
		return 0;
	while (k + 1 < r->n && r->t[k].kind == TOKEN_WORD && rank(r, k) &&
	       HAS(&r->t[k], TITLE)) {
		size_t m = k + 1;

		if (r->t[m].c == '.' && r->t[m].gap == GAP_NONE)
			m++;
		if (!soft(r, m) || !(word_cap(&r->t[m]) || r->lower))
			break;
		k = m;
	}
	return k;
}

/* May the word at k be the name of somebody with a title? */
static bool
fits_title(const struct redact *r, size_t k, bool strong)
{
	int g;

	if (k >= r->n || !name_word(r, k) ||
	    (!soft(r, k) && r->t[k].gap != GAP_LINE && r->t[k].gap != GAP_NONE))
		return false;
	g = word_grade(r, &r->t[k]);
	if ((r->t[k].marks & MARK_SAFE) != 0 && !strong)
		return false;
	/* die Frau vom Jugendamt */
	if (r->lang == REDACT_DE && HAS(&r->t[k], ORGH) && k > 0 &&
	    token_in(r, k - 1, "vom von der beim aus"))
		return false;
	if (!r->lower && !word_cap(&r->t[k]))
		return false;
	/* eine geschiedene Frau Punkt: dictated */
	if (HAS(&r->t[k], TERM) &&
	    token_in(r, k,
		"punkt komma doppelpunkt absatz fragezeichen "
		"ausrufezeichen klammer strich virgule"))
		return false;
	if (g == 5 && !(strong && word_cap(&r->t[k]) && r->t[k].len > 1 &&
			  (r->t[k].flags & ANYNAME) != 0 &&
			  (r->t[k].marks & MARK_START) == 0))
		return false;
	if (r->lower && strong &&
	    (g >= (r->lang == REDACT_DE ? 3 : 4) || HAS(&r->t[k], SAYV)) &&
	    (r->t[k].flags & (LISTS(SUR) | LISTS(FORE) | LISTS(AMB))) == 0)
		return false;
	if (!strong) {
		if (rank(r, k))
			return false;
		if (g >= 3 && (r->t[k].flags & (LISTS(FORE) | LISTS(SUR))) == 0)
			return false;
		if (r->lower && g >= 2 && !HAS(&r->t[k], FORE))
			return false;
		if (r->lower && g >= 3)
			return false;
		if (word_safe(&r->t[k]) &&
		    (r->t[k].flags & (LISTS(FORE) | LISTS(SUR))) == 0)
			return false;
	}
	return true;
}

/* Mrs Harbottle; Dr. van Houtte; Frau Doktor Maier; Mme de Preux */
bool
name_titled(struct redact *r, size_t i)
{
	bool strong = name_strong_title(r, i);
	size_t front = behind_title(r, i, strong), k, a;

	if (front == 0)
		return false;
	k = short_particles(r, front);
	a = k > front ? front : 0; /* v. d. Heyde: the letters, too */
	/* Mme Le Guillanton, M. d'Aubrespy */
	if (k + 1 < r->n && word_cap(&r->t[k]) && particle(r, k) &&
	    soft(r, k + 1) && word_cap(&r->t[k + 1]))
		k++;
	if (k + 1 < r->n && (r->t[k].marks & MARK_ELISION) != 0 &&
	    word_cap(&r->t[k + 1]))
		k++;
	while (k < r->n && particle(r, k) && r->t[k].shape == SHAPE_LOWER &&
	       soft(r, k + 1) && !r->lower)
		k++;
	/* Mme de LA TOUR */
	if (k + 1 < r->n && particle(r, k) && r->t[k].shape == SHAPE_UPPER &&
	    soft(r, k + 1) && r->t[k + 1].shape == SHAPE_UPPER)
		k++;
	if (k < r->n && r->t[k].len == 1)
		return false; /* an initial */
	if (!fits_title(r, k, strong))
		return false;
	/* Madame Bovary, Frau Holle: the phrase has the title in it */
	if ((r->t[i].marks & r->t[k].marks & MARK_SAFE) != 0 &&
	    r->t[i].phrase > k - i)
		return false;
	/* the particles in front are part of it */
	if (a == 0)
		a = k;
	while (a > i + 1 &&
	       (particle(r, a - 1) || (r->t[a - 1].marks & MARK_ELISION) != 0))
		a--;
	name_take(r, a, name_extend(r, k, true), 9, "title");
	return true;
}
