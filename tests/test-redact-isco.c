/* Occupations and peoples made coarser. */

#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/redact-isco.h"
#include "tests/tap.h"

typedef int coarser(struct view v, enum redact_lang lang, struct buf *out);

struct row {
	enum redact_lang lang;
	const char *in, *want; /* want NULL: it has none */
};

static const struct row jobs[] = {
	{ REDACT_EN, "soldier", "soldier" },
	{ REDACT_EN, "head teacher", "manager" },
	{ REDACT_EN, "Nurse", "professional" },
	{ REDACT_EN, "primary school teacher of Latin", "professional" },
	{ REDACT_EN, "OPTICIAN", "technician or associate professional" },
	{ REDACT_EN, "bingo caller", "clerk" },
	{ REDACT_EN, "bus conductor", "service or sales worker" },
	{ REDACT_EN, "driving instructors", "service or sales worker" },
	{ REDACT_EN, "dairy farmers", "farm, forestry or fishing worker" },
	{ REDACT_EN, "gas-fitter", "craft worker" },
	{ REDACT_EN, "lorry\ndriver", "machine operator or driver" },
	{ REDACT_EN, "farm labourer", "labourer" },
	{ REDACT_EN, "conductor", NULL },
	{ REDACT_EN, "officer", NULL },
	{ REDACT_EN, "head of nurses", NULL },
	{ REDACT_EN, "screwdriver", NULL },
	{ REDACT_EN, "Busfahrer", NULL },
	{ REDACT_EN, "a b c d e f g h nurse", NULL },
	{ REDACT_EN, "", NULL },
	{ REDACT_EN, "\377\376", NULL },
	{ REDACT_AUTO, "nurse", "professional" },
	{ REDACT_DE, "Offizier", "Soldat" },
	{ REDACT_DE, "Leiterin eines Krei\303\237saals",
	    "F\303\274hrungskraft" },
	{ REDACT_DE, "Physiklehrerinnen", "akademische Fachkraft" },
	{ REDACT_DE, "Bankkauffrau",
	    "technische oder vergleichbare Fachkraft" },
	{ REDACT_DE, "Sekret\303\244rin", "B\303\274rokraft" },
	{ REDACT_DE, "K\303\266chin", "Dienstleistungs- oder Verkaufskraft" },
	{ REDACT_DE, "B\303\244uerin",
	    "Fachkraft in Landwirtschaft, Forst oder Fischerei" },
	{ REDACT_DE, "Feinb\303\244ckern", "Handwerkskraft" },
	{ REDACT_DE, "Geigenbauer", "Handwerkskraft" },
	{ REDACT_DE, "Stra\303\237enbahnfahrer",
	    "Fachkraft an Maschinen oder Fahrzeugen" },
	{ REDACT_DE, "Waldarbeiter",
	    "Fachkraft in Landwirtschaft, Forst oder Fischerei" },
	{ REDACT_DE, "Lagerarbeiter", "Hilfskraft" },
	{ REDACT_DE, "Kaufmann", NULL },
	{ REDACT_FR, "officier", "militaire" },
	{ REDACT_FR, "directrice", "cadre de direction" },
	{ REDACT_FR, "infirmi\303\250re",
	    "membre d'une profession intellectuelle" },
	{ REDACT_FR, "chef cuisinier",
	    "membre d'une profession interm\303\251diaire" },
	{ REDACT_FR, "secr\303\251taire m\303\251dicale",
	    "employ\303\251 de bureau" },
	{ REDACT_FR, "aides-soignantes", NULL },
	{ REDACT_FR, "aide-soignante",
	    "employ\303\251 des services ou de la vente" },
	{ REDACT_FR, "\303\251leveuse de moutons",
	    "travailleur de la terre, de la for\303\252t ou de la "
	    "p\303\252che" },
	{ REDACT_FR, "accordeur de pianos",
	    "artisan ou ouvrier qualifi\303\251" },
	{ REDACT_FR, "conductrice de bus",
	    "conducteur de machines ou de v\303\251hicules" },
	{ REDACT_FR, "man\305\223uvre",
	    "ouvrier ou employ\303\251 non qualifi\303\251" },
	{ REDACT_FR, "femme de m\303\251nage",
	    "ouvrier ou employ\303\251 non qualifi\303\251" },
	{ REDACT_FR, "chef", NULL },
	{ REDACT_FR, "fils de notaire", NULL },
};

static const struct row nations[] = {
	{ REDACT_EN, "Algerian", "North African" },
	{ REDACT_EN, "Nigeria", "sub-Saharan Africa" },
	{ REDACT_EN, "AMERICAN", "North American" },
	{ REDACT_EN, "Puerto Rican", "Caribbean" },
	{ REDACT_EN, "Mexico", "Central America" },
	{ REDACT_EN, "South American", "South American" },
	{ REDACT_EN, "Latin American", NULL },
	{ REDACT_EN, "South-East Asian", "South-East Asian" },
	{ REDACT_EN, "East Asia", "East Asia" },
	{ REDACT_EN, "sub-Saharan Africa", "sub-Saharan Africa" },
	{ REDACT_EN, "Uzbek", "Central Asian" },
	{ REDACT_EN, "Japan", "East Asia" },
	{ REDACT_EN, "Filipinas", "South-East Asian" },
	{ REDACT_EN, "Sri Lankan", "South Asian" },
	{ REDACT_EN, "Turkey", "West Asia" },
	{ REDACT_EN, "Poles", "European" },
	{ REDACT_EN, "M\304\201ori", "Oceanian" },
	{ REDACT_EN, "Asia", "Asia" },
	{ REDACT_EN, "Muslim", NULL },
	{ REDACT_EN, "Georgia", NULL },
	{ REDACT_EN, "", NULL },
	{ REDACT_AUTO, "Pole", "European" },
	{ REDACT_DE, "polnischen", "europ\303\244isch" },
	{ REDACT_DE, "T\303\274rkin", "Westasiat" },
	{ REDACT_DE, "Pole", "Europ\303\244er" },
	{ REDACT_DE, "Deutsch", "europ\303\244isch" },
	{ REDACT_DE, "Italien", "Europa" },
	{ REDACT_DE, "Syrien", "Westasien" },
	{ REDACT_DE, "Osmane", NULL },
	{ REDACT_FR, "italien", "europ\303\251en" },
	{ REDACT_FR, "Malien", "subsaharien" },
	{ REDACT_FR, "suisse", "europ\303\251en" },
	{ REDACT_FR, "Suisse", "Europe" },
	{ REDACT_FR, "syrien", "ouest-asiatique" },
	{ REDACT_FR, "C\303\264te d\342\200\231Ivoire",
	    "Afrique subsaharienne" },
	{ REDACT_FR, "S\303\251n\303\251galaises", "subsaharien" },
	{ REDACT_FR, "juive", NULL },
};

/* Each says too little. */
static const char open_jobs[] =
    "officer, banker, trader, publisher, conductor, contractor, "
    "landlady, trainspotter, civil servant, lighthouse keeper, "
    "kaufmann, kauffrau, beamter, beamtin, hausfrau, "
    "unternehmer, banquier, banqui\303\250re, fonctionnaire, cheminot, "
    "entrepreneur, entrepreneuse";

/* Creeds, parties, and peoples of more than one region. */
static const char no_region[] =
    "arab, arabic, georgian, hmong, roma, romani, sikh, sikhs, "
    "yiddish, aboriginal, indigenous, hispanic, chicano, "
    "latino, latina, latin america, latin american, "
    "ashkenazi, sephardi, gypsy, traveller, creole, muslim, "
    "muslims, islam, islamic, christian, christians, "
    "christianity, catholic, catholics, protestant, anglican, "
    "methodist, baptist, presbyterian, lutheran, pentecostal, "
    "quaker, quakers, mormon, jehovahs witness, jehovah, "
    "adventist, orthodox, coptic, jewish, jew, jews, hindu, "
    "hindus, buddhist, buddhists, jain, parsi, zoroastrian, "
    "bahai, evangelical, mennonite, amish, hasidic, haredi, "
    "shia, sunni, ahmadi, ismaili, unitarian, atheist, "
    "rastafarian, pagan, druze, yazidi, alevi, brahmin, dalit, "
    "rajput, jat, georgia, middle east, far east, commonwealth, "
    "soviet, soviet union, up, u p, arabisch, araber, araberin, "
    "katholisch, katholik, katholikin, evangelisch, "
    "protestantisch, muslimin, muslimisch, moslem, j\303\274disch, "
    "j\303\274din, alevitisch, jesidisch, jeside, jesidin, "
    "zeugin jehovas, zeuge jehovas, zeugen jehovas, mennonit, "
    "sinti, deutschlehrer, hinduistisch, buddhistin, "
    "freikirchlich, neuapostolisch, pietist, catholique, "
    "protestante, musulman, musulmane, juif, juive, orthodoxe, "
    "bouddhiste, \303\251vang\303\251lique, t\303\251moin de j\303\251hovah, "
    "gitan, gitane, "
    "manouche, rom, tzigane, arabe, cr\303\251ole, republican, "
    "republicans, democrat, democrats, tory, tories, plaid, "
    "sinn f\303\251in, fianna f\303\241il, fine gael, labour party, trump, "
    "lutherans";

static void
test_rows(const struct row *row, size_t n, coarser *f)
{
	size_t i;

	for (i = 0; i < n; i++) {
		struct buf b = { 0 };
		int rv = f(view_of(row[i].in), row[i].lang, &b);
		bool good = row[i].want == NULL
				? rv == -1 && b.n == 0
				: rv == 0 && view_is(buf_all(&b), row[i].want);

		if (!good)
			printf("# got \"%.*s\"\n", (int)b.n,
			    b.n > 0 ? b.p : "");
		ok(good, "row %zu: %s", i,
		    row[i].want != NULL ? row[i].want : "none");
		buf_release(&b);
	}
}

/* Is w one of the words, which have a comma behind each? */
static bool
among(const char *words, struct view w)
{
	struct view rest = view_of(words);

	while (rest.p != NULL)
		if (view_equal(view_trim(view_cut(&rest, ',')), w))
			return true;
	return false;
}

/* Every word of the list that text is found by has a group, but for these. */
static void
test_list(const char *name, coarser *f, const char *without)
{
	const char *dir = getenv("SRCDIR");
	enum redact_lang lang = REDACT_EN;
	char path[4096], *line = NULL;
	size_t cap = 0, words = 0, wrong = 0;
	ssize_t n;
	FILE *fp;

	snprintf(path, sizeof(path), "%s/common/data/lists/%s",
	    dir != NULL ? dir : ".", name);
	if ((fp = fopen(path, "r")) == NULL)
		err(1, "%s", path);
	while ((n = getline(&line, &cap, fp)) > 0) {
		struct view rest = { line, (size_t)n - (line[n - 1] == '\n') };

		if (view_is(rest, "# German"))
			lang = REDACT_DE;
		if (view_is(rest, "# French"))
			lang = REDACT_FR;
		while (rest.p != NULL && *line != '#' && *line != '@') {
			struct view w = view_trim(view_cut(&rest, ','));
			struct buf b = { 0 };

			if (w.n == 0)
				continue;
			words++;
			if ((f(w, lang, &b) == -1) != among(without, w)) {
				printf("# %.*s\n", (int)w.n, w.p);
				wrong++;
			}
			buf_release(&b);
		}
	}
	free(line);
	fclose(fp);
	ok(words > 500 && wrong == 0, "%s: %zu words, %zu of them wrong", name,
	    words, wrong);
}

int
main(void)
{
	test_rows(jobs, sizeof(jobs) / sizeof(jobs[0]), isco_group);
	test_rows(nations, sizeof(nations) / sizeof(nations[0]), m49_region);
	test_list("jobs.txt", isco_group, open_jobs);
	test_list("nation.txt", m49_region, no_region);
	return tap_end();
}
