#include "common/idcheck.h"

#include <stdint.h>
#include <string.h>

/* What a number is verified by; s has the form of its scheme. */
typedef bool verify(const char *s, size_t n);

static unsigned
digit(char c)
{
	return (unsigned)(c - '0');
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static unsigned
two(const char *s)
{
	return digit(s[0]) * 10 + digit(s[1]);
}

/* The sum of n digits, each times its weight. */
static unsigned
weighted(const char *s, const char *weight, size_t n)
{
	unsigned sum = 0;
	size_t i;

	for (i = 0; i < n; i++)
		sum += digit(s[i]) * digit(weight[i]);
	return sum;
}

static uint64_t
value(const char *s, size_t n)
{
	uint64_t v = 0;

	while (n-- > 0)
		v = v * 10 + digit(*s++);
	return v;
}

/*
 * H. P. Luhn, US patent 2,950,048 (1960); ISO/IEC 7812-1, annex B.  `sum' is
 * what a prefix that is not written adds.
 */
static bool
luhn(const char *s, size_t n, unsigned sum)
{
	size_t i;
	unsigned d;

	for (i = 0; i < n; i++) {
		d = digit(s[n - 1 - i]) << (i & 1);
		sum += d > 9 ? d - 9 : d;
	}
	return sum % 10 == 0;
}

/* The check digit of EAN-13: GS1 General Specifications, 7.9. */
static bool
ean13(const char *s)
{
	return weighted(s, "1313131313131", 13) % 10 == 0;
}

/*
 * Ten digits, the last by modulus 11: NHS Data Model and Dictionary,
 * "NHS NUMBER", which the CHI and H&C numbers share.
 */
static bool
nhs_check(const char *s)
{
	unsigned sum = digit(s[0]) * 10 + weighted(s + 1, "98765432", 8);

	return (11 - sum % 11) % 11 == digit(s[9]);
}

static bool
day_month(const char *s)
{
	unsigned d = two(s), m = two(s + 2);

	return d >= 1 && d <= 31 && m >= 1 && m <= 12;
}

/* England and Wales; 9 is for tests. */
static bool
nhs(const char *s, size_t n)
{
	(void)n;
	return s[0] >= '4' && s[0] != '5' && s[0] != '8' && nhs_check(s);
}

/* Scotland: born DDMMYY. */
static bool
chi(const char *s, size_t n)
{
	(void)n;
	return day_month(s) && nhs_check(s);
}

/* Northern Ireland: 320 000 0010 to 399 999 9999. */
static bool
hc(const char *s, size_t n)
{
	(void)n;
	return s[0] == '3' && s[1] >= '2' && nhs_check(s);
}

/* Germany, sect. 290 SGB V, annex 1: the letter as two digits. */
static bool
kvnr(const char *s, size_t n)
{
	char d[10];
	unsigned sum = 0, k;
	size_t i;

	(void)n;
	d[0] = (char)('0' + (s[0] - 'A' + 1) / 10);
	d[1] = (char)('0' + (s[0] - 'A' + 1) % 10);
	memcpy(d + 2, s + 1, 8);
	for (i = 0; i < 10; i++) {
		k = digit(d[i]) << (i & 1);
		sum += k > 9 ? k - 9 : k;
	}
	return sum % 10 == digit(s[9]);
}

/*
 * Germany, sect. 139a AO: of the first ten digits one occurs twice or three
 * times, the others once at most; the last by ISO 7064, MOD 11,10.
 */
static bool
steuer_id(const char *s, size_t n)
{
	unsigned count[10] = { 0 }, twice = 0, p = 10, i;

	for (i = 0; i + 1 < n; i++) {
		count[digit(s[i])]++;
		p = (p + digit(s[i])) % 10;
		p = (p == 0 ? 10 : p) * 2 % 11;
	}
	for (i = 0; i < 10; i++) {
		if (count[i] > 3)
			return false;
		twice += count[i] > 1;
	}
	return s[0] != '0' && twice == 1 && (11 - p) % 10 == digit(s[10]);
}

/* Germany, the lifelong number of a doctor: KBV, weights 4 and 9. */
static bool
lanr(const char *s, size_t n)
{
	(void)n;
	return s[0] != '0' &&
	       (10 - weighted(s, "494949", 6) % 10) % 10 == digit(s[6]);
}

/* Switzerland: 756 and EAN-13, sect. 50c AHVG and its annex. */
static bool
ahv(const char *s, size_t n)
{
	(void)n;
	return memcmp(s, "756", 3) == 0 && ean13(s);
}

/* Switzerland: location numbers of people and houses in health care. */
static bool
gln(const char *s, size_t n)
{
	(void)n;
	return memcmp(s, "7601", 4) == 0 && ean13(s);
}

/*
 * Austria: three digits, a check digit, DDMMYY, the month up to 15 where a
 * day ran out of numbers.  Dachverband der Sozialversicherungstraeger.
 */
static bool
svnr(const char *s, size_t n)
{
	unsigned day = two(s + 4), month = two(s + 6);

	(void)n;
	return s[0] != '0' && day >= 1 && day <= 31 && month >= 1 &&
	       month <= 15 &&
	       (weighted(s, "379", 3) + weighted(s + 4, "584216", 6)) % 11 ==
		   digit(s[3]);
}

/*
 * France: INSEE, 97 less the number modulo 97; the departments 2A and 2B of
 * Corsica count as 19 and 18.  Months beyond 12 stand for one not known.
 */
static bool
nir(const char *s, size_t n)
{
	char d[13];
	unsigned month = two(s + 3);

	(void)n;
	memcpy(d, s, sizeof(d));
	if (!is_digit(d[6])) {
		if (d[5] != '2' || d[6] > 'B')
			return false;
		memcpy(d + 5, d[6] == 'A' ? "19" : "18", 2);
	}
	if (strchr("123478", s[0]) == NULL || month == 0 ||
	    (month > 12 && month < 20))
		return false;
	return 97 - value(d, sizeof(d)) % 97 == value(s + 13, 2);
}

/*
 * Belgium: YYMMDD, a serial, 97 less it modulo 97; a 2 is put in front for
 * who was born from 2000 on.  Royal decree of 3 April 1984; months + 20 or
 * + 40 are those of the bis register.
 */
static bool
belgium(const char *s, size_t n)
{
	unsigned month = two(s + 2) % 20, day = two(s + 4);
	uint64_t v = value(s, 9), check = value(s + 9, 2);

	(void)n;
	if (month > 12 || two(s + 2) > 52 || day > 31)
		return false;
	return 97 - v % 97 == check ||
	       97 - (v + UINT64_C(2000000000)) % 97 == check;
}

/* The letters of New Zealand's index have no I and no O. */
static int
nhi_value(char c)
{
	const char *at = strchr("ABCDEFGHJKLMNPQRSTUVWXYZ", c);

	return is_digit(c)  ? (int)digit(c)
	       : at != NULL ? (int)(at - "ABCDEFGHJKLMNPQRSTUVWXYZ") + 1
			    : -1;
}

/* New Zealand, HISO 10046:2023: modulus 11, or 23 where it ends in letters. */
static bool
nhi(const char *s, size_t n)
{
	int sum = 0, v, i, m = is_digit(s[6]) ? 11 : 23;

	(void)n;
	for (i = 0; i < 6; i++) {
		if ((v = nhi_value(s[i])) == -1)
			return false;
		sum += v * (7 - i);
	}
	if (m == 11)
		return sum % m != 0 &&
		       (m - sum % m) % 10 == (int)digit(s[6]) % 10;
	return m - sum % m == nhi_value(s[6]);
}

/* Australia: Medicare, the ninth of its ten or eleven digits. */
static bool
medicare(const char *s, size_t n)
{
	(void)n;
	return s[0] >= '2' && s[0] <= '6' &&
	       weighted(s, "13791379", 8) % 10 == digit(s[8]);
}

/* Ireland: modulus 23, a second letter counts nine times. */
static bool
ppsn(const char *s, size_t n)
{
	unsigned sum = weighted(s, "8765432", 7);

	if (n == 9 && s[8] != 'W')
		sum += (unsigned)(s[8] - 'A' + 1) * 9;
	return "WABCDEFGHIJKLMNOPQRSTUV"[sum % 23] == s[7];
}

/* J. Verhoeff, "Error Detecting Decimal Codes", Amsterdam 1969. */
static bool
verhoeff(const char *s, size_t n)
{
	/* the product in the dihedral group of order 10 */
	static const char product[10][11] = { "0123456789", "1234067895",
		"2340178956", "3401289567", "4012395678", "5987604321",
		"6598710432", "7659821043", "8765932104", "9876543210" };
	static const char turn[8][11] = { "0123456789", "1576283094",
		"5803796142", "8916043527", "9453126870", "4286573901",
		"2793806415", "7046913258" };
	unsigned c = 0;
	size_t i;

	for (i = 0; i < n; i++)
		c = digit(product[c][digit(turn[i % 8][digit(s[n - 1 - i])])]);
	return c == 0;
}

/* India: UIDAI, twelve digits that begin with 2 to 9. */
static bool
aadhaar(const char *s, size_t n)
{
	return s[0] >= '2' && verhoeff(s, n);
}

/* South Africa: YYMMDD, a serial, citizenship 0 to 2, 8 or 9, Luhn. */
static bool
south_africa(const char *s, size_t n)
{
	unsigned month = two(s + 2), day = two(s + 4);

	return month >= 1 && month <= 12 && day >= 1 && day <= 31 &&
	       s[10] <= '2' && s[11] >= '8' && luhn(s, n, 0);
}

/* United States, SSA: never 000, 666, 9xx, nor 00, nor 0000. */
static bool
ssn(const char *s, size_t n)
{
	(void)n;
	return memcmp(s, "000", 3) != 0 && memcmp(s, "666", 3) != 0 &&
	       s[0] != '9' && memcmp(s + 3, "00", 2) != 0 &&
	       memcmp(s + 5, "0000", 4) != 0;
}

/* United States, 45 CFR 162.406: Luhn behind 80840, which adds 24. */
static bool
npi(const char *s, size_t n)
{
	return (s[0] == '1' || s[0] == '2') && luhn(s, n, 24);
}

/* United States, Drug Enforcement Administration: 21 CFR 1301. */
static bool
dea(const char *s, size_t n)
{
	(void)n;
	return strchr("ABCDEFGHJKLMPRSTUX", s[0]) != NULL &&
	       weighted(s + 2, "121212", 6) % 10 == digit(s[8]);
}

/* ISO/IEC 7812: the ranges of the large issuers. */
static bool
card(const char *s, size_t n)
{
	unsigned p = two(s), q = p * 100 + two(s + 2);
	bool issued =
	    (s[0] == '4' && (n == 13 || n == 16 || n == 19)) ||
	    (n == 16 && ((p >= 51 && p <= 55) || p == 65 || q == 6011 ||
			    (q >= 2221 && q <= 2720) || p == 35)) ||
	    (n == 15 && (p == 34 || p == 37)) ||
	    (n == 14 && (p == 36 || p == 38 || p == 30));

	return issued && luhn(s, n, 0);
}

/* ISO 13616: the first four to the end, letters from 10, modulo 97 is 1. */
static bool
iban(const char *s, size_t n)
{
	unsigned m = 0;
	size_t i;
	char c;

	for (i = 0; i < n; i++) {
		c = s[(i + 4) % n];
		m = is_digit(c) ? m * 10 + digit(c)
				: m * 100 + (unsigned)(c - 'A') + 10;
		m %= 97;
	}
	return m == 1;
}

/*
 * The form: 9 a digit, A a letter, * either, ? what is left.  Then how it is
 * grouped, each way in hexadecimal digits, 0 for ten; no way: any.
 */
static const struct scheme {
	const char *name, *form, *groups;
	verify *holds;
} schemes[] = {
	{ "nhs", "9999999999", "a 334", nhs },
	{ "chi", "9999999999", "a 64 334 2224", chi },
	{ "h&c", "9999999999", "a 334", hc },
	{ "svnr", "9999999999", "a 46 4222", svnr },
	{ "medicare", "9999999999", "a 451 45 4222", medicare },
	{ "medicare", "99999999999", "b 4511 452", medicare },
	{ "npi", "9999999999", "a 433 334", npi },
	{ "steuer-id", "99999999999", "b 2333", steuer_id },
	{ "belgian-nn", "99999999999", "b 22232 632 65", belgium },
	{ "lanr", "999999999", "9 72", lanr },
	{ "ssn", "999999999", "324", ssn },
	{ "aadhaar", "999999999999", "c 444", aadhaar },
	{ "ahv", "9999999999999", "d 3442", ahv },
	{ "gln", "9999999999999", "d", gln },
	{ "sa-id", "9999999999999", "d 643 6421 6412", south_africa },
	{ "nir", "999999*99999999", "f 1222332 d2", nir },
	{ "kvnr", "A999999999", "a 1333 433 19 12223", kvnr },
	{ "nhi", "AAA9999", "7 34", nhi },
	{ "nhi", "AAA99AA", "7 34", nhi },
	{ "ppsn", "9999999A", "8 71", ppsn },
	{ "ppsn", "9999999AA", "9 72 711", ppsn },
	{ "dea", "A*9999999", "9 27", dea },
	{ "card", "9999999999999", "d", card },
	{ "card", "99999999999999", "e 464", card },
	{ "card", "999999999999999", "f 465", card },
	{ "card", "9999999999999999", "g 4444", card },
	{ "iban", "AA99***********?", NULL, iban },
};

static bool
form_is(const char *form, const char *s, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++) {
		bool d = is_digit(s[i]);

		if (*form == '?')
			return true;
		if (*form == '\0' || (*form == '9' && !d) ||
		    (*form == 'A' && d))
			return false;
		form++;
	}
	return *form == '\0' || *form == '?';
}

/* Is the number written in one of these ways? */
static bool
grouped(const char *ways, const unsigned char *size, size_t groups)
{
	static const char hex[] = "0123456789abcdefg";
	char way[IDCHECK_GROUPS + 1];
	size_t i, len;

	if (ways == NULL)
		return true;
	if (groups > IDCHECK_GROUPS)
		return false;
	for (i = 0; i < groups; i++)
		way[i] = size[i] < sizeof(hex) - 1 ? hex[size[i]] : 'z';
	for (;; ways += len + 1) {
		len = strcspn(ways, " ");
		if (len == groups && memcmp(ways, way, len) == 0)
			return true;
		if (ways[len] == '\0')
			return false;
	}
}

enum idcheck
idcheck(const char *s, size_t n, const unsigned char *size, size_t groups,
    const char **scheme)
{
	enum idcheck best = IDCHECK_NONE;
	size_t i;

	for (i = 0; i < sizeof(schemes) / sizeof(schemes[0]); i++) {
		const struct scheme *c = &schemes[i];

		if (n > IDCHECK_LONGEST || !form_is(c->form, s, n) ||
		    (size != NULL && !grouped(c->groups, size, groups)))
			continue;
		if (best == IDCHECK_NONE)
			*scheme = c->name;
		best = IDCHECK_SHAPE;
		if (c->holds(s, n)) {
			*scheme = c->name;
			return IDCHECK_GOOD;
		}
	}
	return best;
}
