/* The redactor as a whole: any bytes, one person one number, the roster. */

#include <stdlib.h>
#include <string.h>

#include "common/buf.h"
#include "common/redact.h"
#include "tests/tap.h"

#define N(a) (sizeof(a) / sizeof((a)[0]))

/* Is the piece of text masked, whole?  Anywhere it stands. */
static bool
masked(const struct redact_options *o, const char *text, size_t n,
    const char *piece, size_t m)
{
	struct redact *r = redact_new(o);
	const struct redact_span *s = NULL;
	bool found = false, all = true;
	size_t ns = 0, i, k;
	struct fail f;

	if (r == NULL || redact_find(r, text, n, &s, &ns, &f) == -1)
		all = false;
	for (i = 0; all && i + m <= n; i++) {
		if (memcmp(text + i, piece, m) != 0)
			continue;
		found = true;
		for (k = 0; k < ns; k++)
			if (s[k].start <= i && s[k].end >= i + m)
				break;
		all = k < ns;
	}
	redact_free(r);
	return found && all;
}

/* A bracket that is never closed hides nobody who stood before it. */
static void
test_minutes(void)
{
	struct redact_options o = { .lang = REDACT_EN, .unweighed = true };
	static const char open[] = "Present: TJ, DL, BvW (mins\n\nBvW sat.";

	ok(masked(&o, open, sizeof(open) - 1, "BvW", 3),
	    "letters before an open bracket");
}

static void
test_bytes(void)
{
	static const char crlf[] = "I saw Mrs Harbottle.\r\nMrs Harbottle!\r\n";
	static const char nul[] = "I saw Mrs Har\0bottle here.";
	static const char bad[] = "I saw Mrs Har\xff"
				  "bottle here.";
	static const char zero[] = "Then Mrs Har\xe2\x80\x8b"
				   "bottle said no.";
	static const char look[] = "Then Mrs H\xd0\xb0rbottle said no.";
	struct redact_options o = { .lang = REDACT_EN };

	ok(masked(&o, crlf, sizeof(crlf) - 1, "Harbottle", 9), "CRLF");
	ok(masked(&o, nul, sizeof(nul) - 1, "Har\0bottle", 10),
	    "a NUL hides no name");
	ok(masked(&o, bad, sizeof(bad) - 1,
	       "Har\xff"
	       "bottle",
	       10),
	    "nor does an invalid byte");
	ok(masked(&o, zero, sizeof(zero) - 1,
	       "Har\xe2\x80\x8b"
	       "bottle",
	       12),
	    "nor a character without width");
	ok(masked(&o, look, sizeof(look) - 1, "H\xd0\xb0rbottle", 10),
	    "nor a Cyrillic letter");
}

static void
test_entities(void)
{
	static const char text[] =
	    "I saw Mrs Byrne and Mr Okafor. Mrs Byrne left. Okafor stayed.";
	struct redact_options o = { .lang = REDACT_EN };
	struct redact *r = redact_new(&o);
	const struct redact_span *s = NULL;
	size_t n = 0;
	struct fail f;

	ok(r != NULL &&
		redact_find(r, text, sizeof(text) - 1, &s, &n, &f) == 0 &&
		n == 4,
	    "four mentions");
	ok(n == 4 && s[0].entity == s[2].entity && s[1].entity == s[3].entity,
	    "one person, one number");
	ok(n == 4 && s[0].entity != s[1].entity, "two persons, two numbers");
	ok(n == 4 && s[0].cls == REDACT_NAME && s[0].why != NULL &&
		s[0].confidence >= 1 && s[0].confidence <= 9,
	    "class, confidence and reason are there");
	redact_forget(r);
	ok(redact_find(r, "Byrne", 5, &s, &n, &f) == 0,
	    "a new document can follow");
	redact_free(r);
}

static const struct {
	const char *name, *text, *piece;
	bool want;
} roster[] = {
	{ "exact", "so margaret okafor came in late", "margaret", true },
	{ "in capitals", "SO MARGARET CAME IN LATE", "MARGARET", true },
	{ "possessive", "It was Margaret's turn.", "Margaret", true },
	{ "plural", "The Okafors came again.", "Okafors", true },
	{ "short form", "so maggie came in late", "maggie", true },
	{ "short form of nobody", "so wojtekk came in late", "late", false },
	{ "misspelled", "so margarte came in late", "margarte", true },
	{ "another name is left to the rules", "so marginal notes came",
	    "marginal", false },
	{ "a member called Will", "I asked Will about it.", "Will", true },
	{ "and the verb", "I will ask about it.", "will", false },
};

static void
test_roster(void)
{
	struct redact_known known[] = {
		{ view_of("Margaret Okafor"), REDACT_NAME },
		{ view_of("Will"), REDACT_NAME },
	};
	struct redact_options o = { .lang = REDACT_EN,
		.known = known,
		.nknown = N(known) };
	size_t i;

	for (i = 0; i < N(roster); i++)
		ok(masked(&o, roster[i].text, strlen(roster[i].text),
		       roster[i].piece,
		       strlen(roster[i].piece)) == roster[i].want,
		    "roster: %s", roster[i].name);
}

static void
test_lists(void)
{
	struct view allow[] = { view_of("Gwenllian"), view_of("Blue Lagoon") };
	struct redact_known deny[] = { { view_of("the boat"), REDACT_OTHER } };
	struct redact_options o = { .lang = REDACT_EN,
		.allow = allow,
		.nallow = N(allow),
		.deny = deny,
		.ndeny = N(deny) };
	static const char text[] =
	    "Then Gwenllian saw Thirza on the boat at Blue Lagoon.";

	ok(!masked(&o, text, sizeof(text) - 1, "Gwenllian", 9),
	    "an allowed word stays");
	ok(masked(&o, text, sizeof(text) - 1, "Thirza", 6),
	    "its neighbour goes");
	ok(masked(&o, text, sizeof(text) - 1, "the boat", 8),
	    "a denied phrase goes");
	ok(!masked(&o, text, sizeof(text) - 1, "Lagoon", 6),
	    "an allowed phrase stays");
}

static void
test_language(void)
{
	static const struct {
		const char *text;
		enum redact_lang want;
	} t[] = {
		{ "She came to the clinic with her son and did not sit.",
		    REDACT_EN },
		{ "Sie kam mit ihrem Sohn in die Praxis und saß nicht.",
		    REDACT_DE },
		{ "Elle est venue avec son fils et ne s'est pas assise.",
		    REDACT_FR },
	};
	struct redact_options o = { 0 };
	struct redact *r = redact_new(&o);
	const struct redact_span *s;
	struct fail f;
	size_t i, n;

	for (i = 0; i < N(t); i++)
		ok(redact_find(r, t[i].text, strlen(t[i].text), &s, &n, &f) ==
			    0 &&
			redact_language(r) == t[i].want,
		    "language %zu", i);
	redact_free(r);
}

/* In two blocks: what the first showed, the second knows. */
static void
test_blocks(void)
{
	static const char a[] = "I saw Mrs Thistlewock at noon.\n\n";
	static const char b[] = "Of course thistlewock was cross.\n";
	struct redact_options o = { .lang = REDACT_EN };
	struct redact *r = redact_new(&o);
	const struct redact_span *s;
	struct fail f;
	size_t n = 0;

	redact_find(r, a, sizeof(a) - 1, &s, &n, &f);
	ok(n == 1, "the first block");
	redact_find(r, b, sizeof(b) - 1, &s, &n, &f);
	ok(n == 1 && s[0].start == 10, "the second remembers");
	redact_forget(r);
	redact_find(r, b, sizeof(b) - 1, &s, &n, &f);
	ok(n == 0, "a new document does not");
	redact_free(r);
}

int
main(void)
{
	test_bytes();
	test_minutes();
	test_entities();
	test_roster();
	test_lists();
	test_language();
	test_blocks();
	return tap_end();
}
