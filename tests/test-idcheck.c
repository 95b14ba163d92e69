/* Numbers that verify themselves, by examples that others have published. */

#include <string.h>

#include "common/idcheck.h"
#include "tests/tap.h"

static const struct {
	const char *text; /* blanks separate groups */
	enum idcheck want;
	const char *scheme, *name;
} cases[] = {
	/* NHS Data Model and Dictionary */
	{ "943 476 5919", IDCHECK_GOOD, "nhs", "NHS" },
	{ "9434765919", IDCHECK_GOOD, "nhs", "NHS in one" },
	{ "943 476 5918", IDCHECK_SHAPE, "nhs", "NHS, last digit" },
	{ "934 476 5919", IDCHECK_SHAPE, "nhs", "NHS, two changed places" },
	{ "94 347 65919", IDCHECK_NONE, NULL, "NHS, never grouped so" },
	/* made by the rule: born on 1 January 1901; the first of H&C */
	{ "010101 0027", IDCHECK_SHAPE, "chi", "CHI, fails" },
	{ "010101 0028", IDCHECK_GOOD, "chi", "CHI" },
	{ "450101 0028", IDCHECK_SHAPE, "chi", "CHI, no such day" },
	{ "320 000 0015", IDCHECK_GOOD, "h&c", "H&C" },
	{ "320 000 0016", IDCHECK_SHAPE, "nhs", "H&C, fails" },
	/* gematik, examples of insured persons */
	{ "A123456780", IDCHECK_GOOD, "kvnr", "KVNR" },
	{ "A 123 456 780", IDCHECK_GOOD, "kvnr", "KVNR in groups" },
	{ "A123456781", IDCHECK_SHAPE, "kvnr", "KVNR, fails" },
	/* BZSt, format of the tax number, and python-stdnum */
	{ "86 095 742 719", IDCHECK_GOOD, "steuer-id", "Steuer-ID" },
	{ "36574261809", IDCHECK_GOOD, "steuer-id", "Steuer-ID in one" },
	{ "36 574 261 890", IDCHECK_SHAPE, "steuer-id", "Steuer-ID, fails" },
	{ "12345678903", IDCHECK_SHAPE, "medicare",
	    "Steuer-ID, no digit twice" },
	/* BSV, the new AHV number */
	{ "756 9217 0769 85", IDCHECK_GOOD, "ahv", "AHV" },
	{ "756 9217 0769 84", IDCHECK_SHAPE, "ahv", "AHV, fails" },
	{ "757 9217 0769 84", IDCHECK_SHAPE, "ahv", "AHV, another country" },
	/* Wikipedia, Sozialversicherungsnummer */
	{ "1237 010180", IDCHECK_GOOD, "svnr", "SVNR" },
	{ "1237 01 01 80", IDCHECK_GOOD, "svnr", "SVNR, its date apart" },
	{ "2237 010180", IDCHECK_SHAPE, "svnr", "SVNR, fails" },
	/* python-stdnum, fr.nir */
	{ "2 95 10 99 126 111 93", IDCHECK_GOOD, "nir", "NIR" },
	{ "253072B07300470", IDCHECK_GOOD, "nir", "NIR, Corsica" },
	{ "253072A07300443", IDCHECK_GOOD, "nir", "NIR, the other half" },
	{ "253072A07300470", IDCHECK_SHAPE, "nir", "NIR, the wrong half" },
	{ "295109912611199", IDCHECK_SHAPE, "nir", "NIR, fails" },
	/* Wikipedia, Rijksregisternummer */
	{ "85 07 30 033 28", IDCHECK_GOOD, "belgian-nn", "Belgian NN" },
	{ "17 07 30 033 84", IDCHECK_GOOD, "belgian-nn", "Belgian NN, 2017" },
	{ "85 07 30 033 29", IDCHECK_SHAPE, "belgian-nn", "Belgian, fails" },
	/* HISO 10046:2023 */
	{ "ZAC5361", IDCHECK_GOOD, "nhi", "NHI" },
	{ "ZBN77VL", IDCHECK_GOOD, "nhi", "NHI, new" },
	{ "ZZZ0044", IDCHECK_SHAPE, "nhi", "NHI, fails" },
	{ "ZZZ00AA", IDCHECK_SHAPE, "nhi", "NHI, new, fails" },
	{ "ZIC5361", IDCHECK_SHAPE, "nhi", "NHI, a letter that is none" },
	/* Medicare, specimen card */
	{ "2123 45670 1", IDCHECK_GOOD, "medicare", "Medicare" },
	{ "2123 45680 1", IDCHECK_SHAPE, "medicare", "Medicare, fails" },
	/* python-stdnum, ie.pps */
	{ "6433435F", IDCHECK_GOOD, "ppsn", "PPSN" },
	{ "6433435E", IDCHECK_SHAPE, "ppsn", "PPSN, fails" },
	{ "6433435OA", IDCHECK_GOOD, "ppsn", "PPSN of 2013" },
	{ "6433435VH", IDCHECK_SHAPE, "ppsn", "PPSN of 2013, fails" },
	/* python-stdnum, in_.aadhaar */
	{ "2341 2341 2346", IDCHECK_GOOD, "aadhaar", "Aadhaar" },
	{ "2341 2341 2347", IDCHECK_SHAPE, "aadhaar", "Aadhaar, fails" },
	{ "2314 2341 2346", IDCHECK_SHAPE, "aadhaar", "Aadhaar, two swapped" },
	/* python-stdnum, za.idnr */
	{ "7503305044089", IDCHECK_GOOD, "sa-id", "SA ID" },
	{ "800101 5009 087", IDCHECK_GOOD, "sa-id", "SA ID in groups" },
	{ "8503305044089", IDCHECK_SHAPE, "ahv", "SA ID, fails" },
	/* the register of IBAN formats, SWIFT */
	{ "GB29 NWBK 6016 1331 9268 19", IDCHECK_GOOD, "iban", "IBAN" },
	{ "DE89370400440532013000", IDCHECK_GOOD, "iban", "IBAN in one" },
	{ "DE89370400440532013001", IDCHECK_SHAPE, "iban", "IBAN, fails" },
	/* numbers for tests of the issuers */
	{ "4111 1111 1111 1111", IDCHECK_GOOD, "card", "card" },
	{ "4111 1111 1111 1112", IDCHECK_SHAPE, "card", "card, fails" },
	{ "3782 822463 10005", IDCHECK_GOOD, "card", "card of 15" },
	{ "9111 1111 1111 1114", IDCHECK_SHAPE, "card", "card of nobody" },
	/* CMS, check digit for the NPI */
	{ "1234567893", IDCHECK_GOOD, "npi", "NPI" },
	{ "1234567894", IDCHECK_SHAPE, "nhs", "NPI, fails" },
	{ "AB1234563", IDCHECK_GOOD, "dea", "DEA" },
	{ "AB1234564", IDCHECK_SHAPE, "dea", "DEA, fails" },
	/* SSA, numbers that are never assigned */
	{ "219 09 9999", IDCHECK_GOOD, "ssn", "SSN" },
	{ "666 09 9999", IDCHECK_SHAPE, "ssn", "SSN, area" },
	{ "219 00 9999", IDCHECK_SHAPE, "ssn", "SSN, group" },
	{ "900 09 9999", IDCHECK_SHAPE, "ssn", "SSN, beyond" },
	{ "7601000000000", IDCHECK_SHAPE, "ahv", "GLN, fails" },
	{ "7", IDCHECK_NONE, NULL, "a digit" },
	{ "12345", IDCHECK_NONE, NULL, "a count" },
	{ "07700 900123", IDCHECK_NONE, NULL, "a telephone" },
};

static void
check(const char *text, enum idcheck want, const char *scheme, const char *name)
{
	unsigned char size[IDCHECK_GROUPS] = { 0 };
	const char *got = NULL;
	char bare[64];
	size_t n = 0, groups = 1;
	enum idcheck c;

	for (; *text != '\0'; text++)
		if (*text == ' ') {
			groups++;
		} else {
			size[groups - 1]++;
			bare[n++] = *text;
		}
	c = idcheck(bare, n, size, groups, &got);
	if (!ok(c == want && (scheme == NULL ||
				 (got != NULL && strcmp(got, scheme) == 0)),
		"%s", name))
		printf("# got %d, %s\n", (int)c, got != NULL ? got : "none");
}

int
main(void)
{
	const char *scheme = NULL;
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		check(cases[i].text, cases[i].want, cases[i].scheme,
		    cases[i].name);
	ok(idcheck("9434765919", 10, NULL, 0, &scheme) == IDCHECK_GOOD,
	    "however it is grouped");
	return tap_end();
}
