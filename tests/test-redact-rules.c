/* The rules of the redactor: what must go stands in [brackets], its twin not. */

#include <string.h>

#include "common/buf.h"
#include "common/redact.h"
#include "tests/tap.h"

#define EN REDACT_EN
#define DE REDACT_DE
#define FR REDACT_FR

static const struct {
	enum redact_lang lang;
	const char *name, *text;
} cases[] = {
	{ EN, "title", "I saw Mrs [Harbottle] again." },
	{ EN, "title's twin", "I saw the ward sister again." },
	{ EN, "particle", "Then Mr [van Houtte] came." },
	{ EN, "no particle", "Then the van came." },
	{ EN, "initial", "I call her Mrs [K.] at home." },
	{ EN, "no initial", "She takes vitamin K at home." },
	{ EN, "initials", "My colleague [J.T.] thinks so." },
	{ EN, "no initials", "She rings at 8 a.m. every day." },
	{ EN, "spelled", "Her name is spelled [H-O-C-H] here." },
	{ EN, "not spelled", "A follow-up, a one-off, an X-ray." },
	{ EN, "mid-sentence capital", "In the group [Gwenllian] was cross." },
	{ EN, "eponym", "Her husband has Parkinson's and is cross." },
	{ EN, "theorist", "Somebody brought in Winnicott again." },
	{ EN, "drug", "She stopped the Gaviscon and the apixaban." },
	{ EN, "drug by its stem", "She stopped the Fooxaban today." },
	{ EN, "a word that is a name",
	    "I saw her sister [Hope] and then [Hope] laughed." },
	{ EN, "its twin", "I hope so. Hope springs, as they say." },
	{ EN, "Will speaks", "[Will] said he was tired, and [Will] left." },
	{ EN, "will you", "Will you ask him? He will." },
	{ EN, "nickname", "Everybody calls him [Tiny] here." },
	{ EN, "tiny", "It was a tiny room. Tiny, really." },
	{ EN, "double name", "We know Ms [Low-Adeyinka] well." },
	{ EN, "kin", "I met his daughter [April] there." },
	{ EN, "month", "I met his daughter in [April] there." },
	{ EN, "verb", "You may march. May I go?" },
	{ EN, "capitals", "Case of Smt. [RAMKALI NISHAD] today." },
	{ EN, "acronyms", "The MRI and the ECG were normal." },
	{ EN, "signature", "See you all,\n[Merritt]\n" },
	{ EN, "no signature", "See you all\n" },
	{ EN, "date", "I saw her on [12 March 2019] and left." },
	{ EN, "date, American", "I saw her on [March 12th, 2019] and left." },
	{ EN, "date in figures", "I saw her on [12/3/19] and left." },
	{ EN, "score", "Her MMSE was 27/30 and she left." },
	{ EN, "dose", "Take it for 4/7 and then stop." },
	{ EN, "ordinal", "What happened on the [9th] was this." },
	{ EN, "centile", "He is on the 9th centile." },
	{ EN, "feast", "He rang on [Boxing Day] at noon." },
	{ EN, "feast, Indian", "She came before [Diwali] with sweets." },
	{ EN, "card", "She kept the Christmas card." },
	{ EN, "weekday", "She rings every Monday at eight." },
	{ EN, "age", "She is a [ninety-two-year-old] widow." },
	{ EN, "age in digits", "Mrs [Byrne], [94], lives alone." },
	{ EN, "age below", "She is an eighty-two-year-old widow." },
	{ EN, "minutes", "We sat for ninety-two minutes." },
	{ EN, "sats", "Her sats were 94% on air." },
	{ EN, "phone", "Her mobile is [07700 900417] now." },
	{ EN, "phone, American", "Her cell is [(802) 555-0127] now." },
	{ EN, "phone, with country", "Her cell is [+44 7700 900 138] now." },
	{ EN, "pressure", "Her pressure is 128/76 now." },
	{ EN, "batch", "The batch number was 402 118 7736 then." },
	{ EN, "NHS", "Her NHS no. is [943 476 5919] as before." },
	{ EN, "SSN", "His ssn [847-31-0926] was on it." },
	{ EN, "NHS without a cue", "She wrote [943 476 5919] on it." },
	{ EN, "NHS over two lines", "Her NHS number is [943 476\n5919] now." },
	{ EN, "NHS that fails", "Her NHS number is [943 476 5918] now." },
	{ EN, "NHI", "He is [ZBN77VL] in our files." },
	{ EN, "NHI that fails", "His NHI is [ZBN77VX] in our files." },
	{ EN, "no NHI", "He is ZBN77VX in our games." },
	{ EN, "NN, with a date in it", "It says [85.07.30-033 28] there." },
	{ EN, "IBAN", "Pay [GB29 NWBK 6016 1331 9268 19] now." },
	{ EN, "card", "Her card, [4111 1111 1111 1111], is gone." },
	{ EN, "ID behind a year", "In 2019 [7503305044089] was typed." },
	{ EN, "no ID", "Her scores were 27 and 14 and 2 of 60." },
	{ EN, "doses", "Take 250 500 mg at 08:30 and 20:30." },
	{ EN, "pressures", "It was 140/90 then 150/95 then 128/76." },
	{ EN, "bloods", "Sodium 140, potassium 4.2, urea 5.6, CRP 12." },
	{ EN, "scores", "Her scores were 10 12 11 14 12 9 then." },
	{ EN, "peak flows", "Peak flows 420 430 410 400 390 then." },
	{ EN, "weights", "Weights 81.2 80.9 80.1 79.8 kg then." },
	{ EN, "observations", "Obs 120/80 72 16 98 36.6 as ever." },
	{ EN, "a large sum", "They lost 250 000 000 and laughed." },
	{ EN, "decimals", "It was 3.14159265 or 0.000123 then." },
	{ EN, "years in a row", "The years 1998 1999 2000 2001 went." },
	{ EN, "phone, Irish", "He wrote [+353 20 915 0123] there." },
	{ EN, "phone, Swiss", "He wrote [079 555 01 23] there." },
	{ EN, "phone, French", "He wrote [01 99 00 12 34] there." },
	{ EN, "phone, Belgian", "He wrote [0455/12.34.56] there." },
	{ EN, "phone, Australian", "He wrote [0491 570 156] there." },
	{ EN, "phone, Nigerian", "He wrote [0803 555 0123] there." },
	{ EN, "phone, Indian", "He wrote [99999 01234] there." },
	{ EN, "phone, Singapore", "He wrote [+65 9123 4567] there." },
	{ EN, "phone, (0)", "He wrote [+44 (0)20 7946 0958] there." },
	{ EN, "phone, German", "He wrote [030/23125 123] there." },
	{ EN, "pages", "See pages 112-119 and 1204." },
	{ EN, "plate", "His car, [WK19 ZDP], stood there." },
	{ EN, "NI number", "The form said [QQ 48 17 26 C] in biro." },
	{ EN, "code", "The referral [S4471902] was lost." },
	{ EN, "ICD", "The code was F60.3 again." },
	{ EN, "B12", "She comes for her B12 again." },
	{ EN, "money", "He paid $1250 for it." },
	{ EN, "year", "He retired in 2019 after all." },
	{ EN, "postcode", "She lives at [GL7 2QX] now." },
	{ EN, "e-mail", "Write to [a.b@example.org] please." },
	{ EN, "no e-mail", "It is 5 @ 3 pounds." },
	{ EN, "URL", "See [https://example.org/x?y=1] please." },
	{ EN, "host", "See [balint.example.org/mine] please." },
	{ EN, "no host", "It ended.And then it began." },
	{ EN, "handle", "He is [@bunny_on_the_bail] there." },
	{ EN, "IP", "It came from [192.0.2.61] at noon." },
	{ EN, "no IP", "Section 1.2.3 at noon." },
	{ EN, "spoken e-mail",
	    "Write to [jane dot doe at mail dot com] please." },
	{ EN, "street", "They live in [41 Wills Street] now." },
	{ EN, "no street", "They live in the next street now." },
	{ EN, "hospital", "He died in [Carn Brea Hospice] then." },
	{ EN, "no hospital", "He died in the hospice then." },
	{ EN, "saint", "She came to [St Osyth's] for it." },
	{ EN, "ward", "She lay on [Ward 7a] for it." },
	{ EN, "no ward", "She lay on the ward for it." },
	{ EN, "town", "She drove from [Leominster] today." },
	{ EN, "country", "She drove from France today." },
	{ EN, "virtue, said by kin", "Patience, my auntie says, and I wait." },
	{ EN, "its twin", "[Patience], my auntie, came and sat." },
	{ EN, "pub", "Then we met in her pub, the [Palace]." },
	{ EN, "its twin", "Then we met the Devil, the Palace too." },
	{ EN, "tied by upon", "He is in [Dreewick-upon-Vovs] now." },
	{ EN, "its twin", "It was hand-upon-heart, really." },
	{ EN, "initial of a name unheard of", "So [Brirn F] and I left." },
	{ EN, "its twin", "So vitamin K and I left." },
	{ EN, "capitals that nobody knows", "Case: [LAICK DRESKO] today." },
	{ EN, "its twin", "Case: NEW PLAN today." },
	{ EN, "unknown roundabout", "Turn at [Mokrola roundabout] then." },
	{ EN, "its twin", "Turn at the roundabout then." },
	{ EN, "grant me", "We met Mr [Grant Tolley]. Grant me rest." },
	{ EN, "speaker", "The group:\n- [Olive]: furious.\n- I sat." },
	{ EN, "its twin", "The plan:\n- Hope: no more of it.\n- I sat." },
	{ EN, "who", "We met. [Dawn], who is a nurse, cried." },
	{ EN, "its twin", "We met. Dawn, which is early, came." },
	{ EN, "possessed kin", "We met. [Hope]'s mother came." },
	{ EN, "its twin", "We met. Hope's end came." },
	{ EN, "capitals, speaking", "We met. [GRANT] wondered why." },
	{ EN, "its twin", "We met. GRANT us that." },
	{ EN, "known to all as", "He is known to everybody as the [Jack]." },
	{ EN, "its twin", "He went to all of them as the jack." },
	{ EN, "lower case, aged",
	    "so i saw [dean fox], 29, and he sat there and i sat there and "
	    "i thought of nothing and then of a lot more." },
	{ EN, "its twin",
	    "so i saw the fox, 29, and he sat there and i sat there and "
	    "i thought of nothing and then of a lot more." },
	{ EN, "lower case, gaelic",
	    "so my uncle [dinny mac an ultaigh] and he sat there and i sat "
	    "there "
	    "and i thought of nothing and then of a lot more." },
	{ EN, "its twin",
	    "so my uncle [dinny] and an ultralight and he sat there and i sat "
	    "there "
	    "and i thought of nothing and then of a lot more." },
	{ EN, "lower case, hospice",
	    "i nurse him with [north west hospice] now, "
	    "its hard on all of us i think." },
	{ EN, "its twin",
	    "i nurse him at the local hospice now, its hard "
	    "on all of us i think." },
	{ EN, "see her 4/22", "I see her [4/22] about it." },
	{ EN, "its twin", "I gave her 4/22 of it." },
	{ EN, "lower case, called",
	    "everyone calls him [jorvak], he rang, and "
	    "i was off that day as it happens." },
	{ EN, "aside", "We met. [Will] (the leader) said what it was." },
	{ EN, "its twin", "We met. Will (as they say) conquers all." },
	{ EN, "address goes on",
	    "she is at [14b carlyle road], [manor park], "
	    "and i went there on my own to see her." },
	{ EN, "letters tied to a number",
	    "The folder, [MKM/0913/77], is lost." },
	{ EN, "age behind a clause", "She, of the coat, is [91], and proud." },
	{ EN, "its twin", "The answer, of all things, is 91 mg." },
	{ EN, "ordinal behind what happened", "Found [9th], at dawn, alive." },
	{ EN, "its twin", "He was found 9th in the race that day." },
	{ EN, "event and day", "Released [17.6], recalled [2.7]." },
	{ EN, "its twin", "His potassium was 5.6, lactate 2.7." },
	{ EN, "block and unit",
	    "She stays at [Blk 412 Ang Mo Kio Ave 10, #08-1187]." },
	{ EN, "two words as head",
	    "It was the [Rose Garden funeral home] there." },
	{ EN, "its twin", "It was the first care home that we saw." },
	{ EN, "title, Singapore", "I saw Mdm [Tan Siew Lan] again." },
	{ EN, "feast, Singapore", "She came on [Chap Goh Mei] alone." },
	{ EN, "virtue needed", "We wait. Patience needed. So we sat." },
	{ EN, "works is a verb",
	    "mom [leilani kealoha] works nights and i was "
	    "on days then, so we never met at all." },
	{ EN, "Mr X", "I had thought to call him Mr X, but no." },
	{ EN, "plate, Kenya", "He went home in a car, [KCA 418L], at last." },
	{ EN, "its twin", "He went home with a BMI 31.8, at last." },
	{ EN, "date before a colon", "[Feb. 6]: scans bad." },
	{ EN, "its twin", "We have the bed. In the end I go at 6:30." },
	{ EN, "day at the end of a sentence",
	    "A bed from [Mar 1]. In [June] I graduate." },
	{ EN, "name of a hospice", "There is [Hospice Larkmead] in town." },
	{ EN, "initial in lower case",
	    "we met. [jade w] said it was odd and i "
	    "agreed with her on that, we all did." },
	{ DE, "court file", "Das Az. der Sache ist [8 VI 417/24], sagt sie." },
	{ DE, "its twin", "Er hat 8 von 417/24 Punkten, sagt sie." },
	{ EN, "plate, India", "The vehicle, [KA 41 B 2290], was his." },
	{ EN, "its twin", "The letters KA 41 were on it." },
	{ EN, "pin code", "He lives in [Mangalore] [575001] with them." },
	{ EN, "composer", "She played the Schumann, badly, and left." },
	{ EN, "its twin", "She rang Mrs [Schumann], badly, and left." },
	{ EN, "technician", "We sat. Technician called me at once." },
	{ DE, "range of days", "Nachtwache am [24./25. November] bei ihr." },
	{ DE, "its twin", "Die 24 Leute kamen am Abend." },
	{ DE, "month of birth", "Eine Frau, geb. [7/34], im Hospiz." },
	{ DE, "its twin", "Der Wert war 7/34 im Test." },
	{ DE, "lane with a capital", "Das Haus [Am Lindenhang 4] ist leer." },
	{ DE, "its twin", "Er stand am Hang 4 Wochen lang." },
	{ DE, "ending as head", "Er liegt im [Nikolaikrankenhaus Roden]." },
	{ DE, "its twin", "Er liegt im Krankenhaus und wartet." },
	{ DE, "a letter and a noun",
	    "Der T-Wert war hoch, der C-Schnitt gut." },
	{ DE, "finding", "Der Hypertonus, die Milz und das Fieber." },
	{ DE, "its twin", "Die Frau [Milz] hat Fieber bekommen." },
	{ DE, "Greek of medicine",
	    "Wegen der Splenomegalie und der Hypokaliämie kam er." },
	{ DE, "its twin", "Wegen der [Zgraggen] und wegen ihm kam er." },
	{ DE, "drug by its stem", "Sie nahm das Cefuprazol nicht." },
	{ DE, "its twin", "Sie nahm [Cefulska] nicht mit." },
	{ DE, "a value behind it", "Das Blut: Zgrablo 1,2 und gut." },
	{ DE, "its twin", "Das Blut: [Zgrablo] sagt, es ist gut." },
	{ DE, "Z.n.", "Bekannt: Z.n. Sturz, V. a. Bruch der Hand." },
	{ DE, "its twin", "Gestern kam Frau [Z.] und war still." },
	{ DE, "introduced by a colon", "- Gast: [Zgrewlo Nescho], im Bett." },
	{ DE, "its twin", "- Gast: Lokführer, im Bett." },
	{ DE, "an age behind", "Ein Foto: [Lelbug], 19, gefallen." },
	{ DE, "its twin", "Eine Sitzung: Kaffee, 19, und Tee." },
	{ DE, "signed", "Bis bald.\n\nHerzlich, Ihre [Brolwa Kruschnil]\n" },
	{ DE, "its twin", "Sie sprach. Es war, Ihre Geduld ist klein." },
	{ DE, "minute", "Wir warten:\n[Zgraggul]: ich auch nicht.\n" },
	{ DE, "its twin", "Wir warten:\nSchweigen: ich auch nicht.\n" },
	{ DE, "kin named", "Der Vater [Schwurte] kommt aus dem Norden." },
	{ DE, "its twin", "Weil der Vater Brustkrebs hat, kommt er." },
	{ DE, "a name that joins",
	    "Herr [Oder] kam. Nachname wie der Fluss, [Oder], und gut." },
	{ DE, "its twin", "Herr [Oder] kam, oder nicht? Oder doch?" },
	{ DE, "surname first", "Die Patientin [Fuss, Flora], geb. im Ort." },
	{ DE, "its twin", "Der Patient mit Fuss, [Flora], und Ruhe." },
	{ DE, "postal code", "Er wohnt in [33455] [Wiesental] allein." },
	{ DE, "its twin", "Er zahlte 33455 Euro allein." },
	{ DE, "forename that is a word",
	    "Da kam [Kai Fleischmann] in die Gruppe." },
	{ DE, "its twin", "Da lag am Kai Fleisch und Brot." },
	{ DE, "German drug", "Sie nahm Furosemid, Beloc und Pantozol." },
	{ DE, "its twin", "Sie nahm [Furolska] mit." },
	{ DE, "two that nobody knows",
	    "Wir warten. [Keckru Wiemmlo] sagte, er friere." },
	{ DE, "its twin", "Wir warten. Lange Stille sagte mehr." },
	{ DE, "insurer", "Die Krankenkasse ([ÖKZ]) fragt nach." },
	{ DE, "its twin", "Die Krankenkasse (Brief) fragt nach." },
	{ DE, "short particles", "Dann sprach Pfr. [v. d. Heyde] lange." },
	{ DE, "its twin", "Dann sprach er v. a. vom Tod." },
	{ DE, "river", "Sie lebt in [Frankfurt an der Oder] allein." },
	{ DE, "its twin", "Sie lebt in [Frankfurt] an der Grenze." },
	{ DE, "Saturday of Advent", "Beerdigung am [1. Adventssamstag] dort." },
	{ DE, "its twin", "Beerdigung am Samstag dort." },
	{ FR, "hospital in lower case",
	    "Il est à l'[hôpital Dréguilec] depuis." },
	{ FR, "its twin", "Il est à l'hôpital depuis mardi." },
	{ FR, "dairy", "Il vient de la [laiterie de Semsales] ici." },
	{ FR, "its twin", "Il vient de la laiterie de son oncle." },
	{ DE, "forename at the start", "Wir warten. [Uwe]: doch. Streit." },
	{ DE, "its twin", "Wir warten. Fazit: doch. Streit." },
	{ DE, "Frau", "Ich sah Frau [Tritschler] gestern." },
	{ DE, "Frau und Nomen", "Ich sah die Frau gestern im Garten." },
	{ DE, "Artikel", "Dann hat die [Heidrun] gesagt, es reicht." },
	{ DE, "Nomen", "Dann hat die Gruppe gesagt, es reicht." },
	{ DE, "Kompositum", "Die Wassertabletten im Arzneimittelschrank." },
	{ DE, "Datum", "Am [3. März] rief er an." },
	{ DE, "Tag", "Ich sehe sie am [21.] wieder." },
	{ DE, "Stock", "Sie wohnt im 3. Stock." },
	{ DE, "Feiertag", "Am [Gründonnerstag] war es still." },
	{ DE, "Donnerstag", "Am Donnerstag war es still." },
	{ DE, "Strasse", "Die Praxis in der [Feuerbachstraße] ist zu." },
	{ DE, "Sackgasse", "Die Praxis in der Sackgasse ist zu." },
	{ DE, "Kennzeichen", "Sein Wagen, [PI-AH 2207], stand da." },
	{ DE, "SVNR mit Datum", "Auf dem Schein stand [1237 01.01.80] nur." },
	{ DE, "SVNR falsch", "Die SVNR [2237 01.01.80] stand da." },
	{ DE, "AHV", "Auf dem Schein stand [756.9217.0769.85] nur." },
	{ DE, "KVNR", "Auf der Karte steht [A123456780] nur." },
	{ DE, "Alter", "Sie ist [dreiundneunzig] und allein." },
	{ DE, "Haus", "Sie lebt im [Seniorenhaus Diemelblick] allein." },
	{ DE, "Ernst", "Das ist mein voller Ernst." },
	{ FR, "forename and initial", "Un silence. [Gilles B.] : et moi ?" },
	{ FR, "its twin", "Un silence. Plan B. Et moi ?" },
	{ FR, "commune", "On se croise au marché de [Pont-l'Abbé], le soir." },
	{ FR, "its twin", "Un rendez-vous, un tête-à-tête, le soir." },
	{ FR, "day with a short month", "Le [14 oct.] elle appelle." },
	{ FR, "association",
	    "Payé par l'[Association des ressortissants de Nioro]." },
	{ FR, "medicine", "Des douleurs. Fibromyalgie, dit-il." },
	{ FR, "scale of Glasgow", "Elle arrive. Le Glasgow 15 est stable." },
	{ FR, "Mme", "J'ai vu Mme [Escourbiac] hier." },
	{ FR, "dame", "J'ai vu la dame hier." },
	{ FR, "M.", "J'ai vu M. [de Preux] hier." },
	{ FR, "date", "Le [12 janvier] elle est venue." },
	{ FR, "jour", "Je la revois le [14], le matin." },
	{ FR, "fois", "Elle est venue 14 fois." },
	{ FR, "fete", "Elle vient depuis la [Toussaint] ici." },
	{ FR, "rue", "Elle habite [14 rue des Tanneurs] ici." },
	{ FR, "la rue", "Elle habite dans la rue ici." },
	{ FR, "NIR", "Elle a noté [2 95 10 99 126 111 93] ici." },
	{ FR, "NIR, Corse", "Elle a noté [2 53 07 2B 073 004 70] ici." },
	{ FR, "age", "Elle a [quatre-vingt-seize] ans." },
	{ FR, "age moindre", "Elle a quatre-vingt-six ans." },
	{ FR, "elision", "C'est l'ami d'[Aminata], je crois." },
};

/* What is only looked for where a policy asks. */
static const struct {
	enum redact_lang lang;
	const char *name, *text;
} quasi[] = {
	{ EN, "retired", "My patient is a retired [uranium miner] there." },
	{ EN, "works as", "She works as a [lorry driver] there." },
	{ EN, "is a", "He's a [shrimper] and he's tired." },
	{ EN, "former", "Ex-[scaffolder]. He coughs." },
	{ EN, "between marks", "He is [58], [bus conductor], and tired." },
	{ EN, "by trade", "She came, [plumber] by trade, and sat." },
	{ EN, "note", "[Roofer], [34]. He coughs." },
	{ EN, "somebody called", "I rang a doctor and the nurse came." },
	{ EN, "in the vocative", "Thank you, doctor, she said." },
	{ EN, "no occupation", "He would potter about and cook." },
	{ EN, "not the tool", "She has a new cooker and a good driver." },
	{ DE, "Beruf", "Sie ist [Simultandolmetscherin] von Beruf." },
	{ DE, "arbeitet als", "Er arbeitet als [Dachdecker] im Dorf." },
	{ DE, "gelernt", "Er ist gelernter [Uhrmacher] und müde." },
	{ DE, "gerufen", "Dann kam der Elektriker ins Haus." },
	{ FR, "fut", "Elle fut [gantière], elle vit seule." },
	{ FR, "ancien", "C'est un ancien [chauffeur de taxi], veuf." },
	{ FR, "comme", "Il travaille comme [boulanger] ici." },
	{ FR, "passe", "Le facteur passe le matin." },
	{ EN, "people", "Her [Polish] mother came." },
	{ EN, "a verb", "She will polish it." },
};

/* The text without its brackets, and with brackets where we find something. */
static void
bracket(struct buf *b, struct view text, const struct redact_span *s, size_t n)
{
	size_t i, at = 0;

	for (i = 0; i < n; i++) {
		buf_add(b, text.p + at, s[i].start - at);
		buf_putc(b, '[');
		buf_add(b, text.p + s[i].start, s[i].end - s[i].start);
		buf_putc(b, ']');
		at = s[i].end;
	}
	buf_add(b, text.p + at, text.n - at);
}

static void
check(enum redact_lang lang, bool all, const char *name, const char *want)
{
	struct redact_options o = { .lang = lang, .quasi = all };
	struct redact *r = redact_new(&o);
	const struct redact_span *s = NULL;
	struct buf text = { 0 }, got = { 0 };
	struct fail f;
	const char *p;
	size_t n = 0;

	for (p = want; *p != '\0'; p++)
		if (*p != '[' && *p != ']')
			buf_putc(&text, *p);
	if (r == NULL || redact_find(r, text.p, text.n, &s, &n, &f) == -1) {
		ok(false, "%s", name);
	} else {
		bracket(&got, buf_all(&text), s, n);
		if (!ok(view_is(buf_all(&got), want), "%s", name))
			printf("# want %s\n# got  %.*s\n", want, (int)got.n,
			    got.p);
	}
	buf_release(&text);
	buf_release(&got);
	redact_free(r);
}

int
main(void)
{
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		check(cases[i].lang, false, cases[i].name, cases[i].text);
	for (i = 0; i < sizeof(quasi) / sizeof(quasi[0]); i++)
		check(quasi[i].lang, true, quasi[i].name, quasi[i].text);
	check(EN, false, "not asked for", "She works as a lorry driver there.");
	return tap_end();
}
