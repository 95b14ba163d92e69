#include <string.h>

#include "common/utf8.h"
#include "common/when.h"

static const struct {
	const char *word;
	int value;
} numbers[] = {
	/* English */
	{ "one", 1 },
	{ "two", 2 },
	{ "three", 3 },
	{ "four", 4 },
	{ "five", 5 },
	{ "six", 6 },
	{ "seven", 7 },
	{ "eight", 8 },
	{ "nine", 9 },
	{ "ten", 10 },
	{ "eleven", 11 },
	{ "twelve", 12 },
	{ "thirteen", 13 },
	{ "fourteen", 14 },
	{ "fifteen", 15 },
	{ "sixteen", 16 },
	{ "seventeen", 17 },
	{ "eighteen", 18 },
	{ "nineteen", 19 },
	{ "twenty", 20 },
	{ "thirty", 30 },
	{ "forty", 40 },
	{ "fifty", 50 },
	{ "sixty", 60 },
	{ "seventy", 70 },
	{ "eighty", 80 },
	{ "ninety", 90 },
	{ "hundred", 100 },
	/* German; compounds are taken apart by german() */
	{ "ein", 1 },
	{ "eins", 1 },
	{ "zwei", 2 },
	{ "drei", 3 },
	{ "vier", 4 },
	{ "f\303\274nf", 5 },
	{ "sechs", 6 },
	{ "sieben", 7 },
	{ "acht", 8 },
	{ "neun", 9 },
	{ "zehn", 10 },
	{ "elf", 11 },
	{ "zw\303\266lf", 12 },
	{ "dreizehn", 13 },
	{ "vierzehn", 14 },
	{ "f\303\274nfzehn", 15 },
	{ "sechzehn", 16 },
	{ "siebzehn", 17 },
	{ "achtzehn", 18 },
	{ "neunzehn", 19 },
	{ "zwanzig", 20 },
	{ "dreissig", 30 },
	{ "vierzig", 40 },
	{ "f\303\274nfzig", 50 },
	{ "sechzig", 60 },
	{ "siebzig", 70 },
	{ "achtzig", 80 },
	{ "neunzig", 90 },
	{ "hundert", 100 },
	/* French, Belgian and Swiss too */
	{ "un", 1 },
	{ "deux", 2 },
	{ "trois", 3 },
	{ "quatre", 4 },
	{ "cinq", 5 },
	{ "sept", 7 },
	{ "huit", 8 },
	{ "neuf", 9 },
	{ "dix", 10 },
	{ "onze", 11 },
	{ "douze", 12 },
	{ "treize", 13 },
	{ "quatorze", 14 },
	{ "quinze", 15 },
	{ "seize", 16 },
	{ "vingt", 20 },
	{ "vingts", 20 },
	{ "trente", 30 },
	{ "quarante", 40 },
	{ "cinquante", 50 },
	{ "soixante", 60 },
	{ "septante", 70 },
	{ "huitante", 80 },
	{ "octante", 80 },
	{ "nonante", 90 },
	{ "cent", 100 },
};

static int
number(struct view w)
{
	size_t i;

	for (i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
		if (view_is(w, numbers[i].word))
			return numbers[i].value;
	return -1;
}

/* zweiundneunzig, einundachtzigjährig: the unit stands before `und'. */
static int
german(struct view w)
{
	size_t i;
	int unit, ten;

	for (i = 3; i + 3 < w.n; i++)
		if (memcmp(w.p + i, "und", 3) == 0 &&
		    (unit = number((struct view){ w.p, i })) >= 1 &&
		    unit <= 9 &&
		    (ten = number((struct view){ w.p + i + 3, w.n - i - 3 })) >=
			20)
			return unit + ten;
	return number(w);
}

/* The next run of letters of *v, folded text. */
static struct view
next_word(struct view *v)
{
	struct view w;

	while (v->n > 0 &&
	       !((*v->p >= 'a' && *v->p <= 'z') || (signed char)*v->p < 0))
		v->p++, v->n--;
	w = *v;
	for (w.n = 0; w.n < v->n && ((w.p[w.n] >= 'a' && w.p[w.n] <= 'z') ||
					(signed char)w.p[w.n] < 0);)
		w.n++;
	v->p += w.n;
	v->n -= w.n;
	return w;
}

/* Words add up, but `quatre vingt' is a product. */
static int
in_words(struct view v)
{
	struct view w;
	int sum = -1, n, last = 0;

	while ((w = next_word(&v)).n > 0) {
		if (view_is(w, "et") || view_is(w, "and") || view_is(w, "a"))
			continue;
		if ((n = german(w)) == -1)
			break;
		if (n == 20 && last == 4)
			sum += 80 - 4;
		else if (n == 100 && last == 1)
			sum += 100 - 1;
		else
			sum = sum == -1 ? n : sum + n;
		last = n;
	}
	return sum < 130 ? sum : -1;
}

int
when_age(struct view v)
{
	struct buf b = { 0 };
	struct view w;
	int age = -1;
	size_t i;

	if (v.n == 0 || v.n > 128 || utf8_fold(&b, v) == -1 || buf_bad(&b))
		goto out;
	w = buf_all(&b);
	for (i = 0; i < w.n && w.p[i] >= '0' && w.p[i] <= '9' && i < 4; i++)
		age = (age == -1 ? 0 : age * 10) + (w.p[i] - '0');
	if (age == -1)
		age = in_words(w);
	if (age >= 130)
		age = -1;
out:
	buf_release(&b);
	return age;
}

void
when_band(int age, struct buf *out)
{
	if (age >= 90)
		buf_puts(out, "90+");
	else
		buf_printf(out, "%d-%d", age / 10 * 10, age / 10 * 10 + 9);
}
