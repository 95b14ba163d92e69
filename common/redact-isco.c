#include "common/redact-isco.h"

#include <string.h>

#include "common/redact-int.h"
#include "common/utf8.h"

#define WORDS_MAX 8  /* of a span; a longer one is no occupation */
#define WORD_MAX  48 /* letters of a word, as redact-quasi.c has it */

/* Words of a list that all become the same; folded, with commas between. */
struct row {
	enum redact_lang lang;
	int group;
	const char *words;
};

/* The words of a span, folded, with a blank between. */
struct phrase {
	char text[WORDS_MAX * (WORD_MAX + 1)];
	size_t at[WORDS_MAX], end[WORDS_MAX];
	size_t n;
};

static const char *const isco_name[10][3] = {
	{ "soldier", "Soldat", "militaire" },
	{ "manager", "F\303\274hrungskraft", "cadre de direction" },
	{ "professional", "akademische Fachkraft",
	    "membre d'une profession intellectuelle" },
	{ "technician or associate professional",
	    "technische oder vergleichbare Fachkraft",
	    "membre d'une profession interm\303\251diaire" },
	{ "clerk", "B\303\274rokraft", "employ\303\251 de bureau" },
	{ "service or sales worker", "Dienstleistungs- oder Verkaufskraft",
	    "employ\303\251 des services ou de la vente" },
	{ "farm, forestry or fishing worker",
	    "Fachkraft in Landwirtschaft, Forst oder Fischerei",
	    "travailleur de la terre, de la for\303\252t ou de la "
	    "p\303\252che" },
	{ "craft worker", "Handwerkskraft",
	    "artisan ou ouvrier "
	    "qualifi\303\251" },
	{ "machine operator or driver",
	    "Fachkraft an Maschinen oder Fahrzeugen",
	    "conducteur de machines ou de v\303\251hicules" },
	{ "labourer", "Hilfskraft",
	    "ouvrier ou employ\303\251 non "
	    "qualifi\303\251" },
};

/*
 * What a word alone leaves open (officer, conductor, banker, civil servant)
 * stands in no row.  A row's words are one language's: a French chef manages,
 * an English one cooks.
 */
static const struct row isco[] = {
	{ REDACT_EN, 0,
	    "soldier, marine, airman, army officer, naval officer, "
	    "infantryman, paratrooper, serviceman, servicewoman" },
	{ REDACT_EN, 1,
	    "manager, director, company director, managing director, "
	    "headteacher, headmaster, headmistress, head teacher, councillor, "
	    "mayor, politician, diplomat, ambassador, publican, innkeeper, "
	    "hotelier, postmaster, postmistress, stationmaster, town clerk, "
	    "chief executive, restaurateur" },
	{ REDACT_EN, 2,
	    "nurse, doctor, physician, surgeon, psychiatrist, general "
	    "practitioner, midwife, pharmacist, dentist, vet, veterinarian, "
	    "physiotherapist, psychologist, psychotherapist, dietitian, "
	    "teacher, tutor, schoolteacher, schoolmaster, schoolmistress, "
	    "lecturer, professor, engineer, solicitor, barrister, lawyer, "
	    "attorney, judge, magistrate, notary, probation officer, "
	    "accountant, auditor, actuary, librarian, archivist, curator, "
	    "restorer, architect, surveyor, scientist, chemist, physicist, "
	    "biologist, geologist, mathematician, statistician, economist, "
	    "historian, programmer, developer, journalist, reporter, editor, "
	    "author, writer, poet, translator, interpreter, actor, actress, "
	    "dancer, choreographer, musician, cellist, violinist, pianist, "
	    "organist, composer, singer, sculptor, designer, film director, "
	    "social worker, priest, vicar, curate, chaplain, canon, "
	    "missionary, rabbi, imam" },
	{ REDACT_EN, 3,
	    "technician, pilot, skipper, detective, paramedic, optician, "
	    "radiographer, paralegal, title examiner, bookkeeper, broker, "
	    "chef, draughtsman, photographer, masseur, masseuse, foreman, "
	    "nun, monk, auctioneer, jockey, realtor, estate agent, land "
	    "agent, insurance agent, athlete, footballer, cricketer, boxer, "
	    "referee, instructor, trainer, air traffic controller" },
	{ REDACT_EN, 4,
	    "clerk, receptionist, secretary, typist, telephonist, "
	    "administrator, postman, postwoman, office worker, travel agent, "
	    "croupier, bookmaker, caller, bingo caller" },
	{ REDACT_EN, 5,
	    "steward, stewardess, air hostess, policeman, policewoman, "
	    "constable, police officer, prison officer, firefighter, fireman, "
	    "cashier, shopkeeper, grocer, greengrocer, ironmonger, "
	    "haberdasher, bookseller, salesman, saleswoman, salesperson, shop "
	    "assistant, cook, waiter, waitress, barman, barmaid, barista, "
	    "bartender, janitor, caretaker, concierge, hairdresser, barber, "
	    "beautician, carer, care worker, childminder, nanny, governess, "
	    "au pair, teaching assistant, undertaker, embalmer, bouncer, "
	    "bodyguard, warden, traffic warden, security guard, museum guard, "
	    "dinner lady, lollipop lady, lifeguard, dog groomer, driving "
	    "instructor, bus conductor, tram conductor, train conductor" },
	{ REDACT_EN, 6,
	    "farmer, fisherman, trawlerman, shrimper, gardener, groundsman, "
	    "forester, lumberjack, logger, gamekeeper, shepherd, shepherdess, "
	    "drover, shearer, beekeeper, vintner, rancher, tapper, rubber "
	    "tapper, tree surgeon" },
	{ REDACT_EN, 7,
	    "plumber, electrician, carpenter, joiner, roofer, builder, "
	    "scaffolder, bricklayer, plasterer, painter, decorator, tiler, "
	    "welder, riveter, mechanic, fishmonger, milliner, butcher, baker, "
	    "confectioner, brewer, distiller, printer, typesetter, "
	    "bookbinder, luthier, tailor, seamstress, dressmaker, weaver, "
	    "spinner, knitter, cobbler, shoemaker, potter, saddler, "
	    "blacksmith, farrier, locksmith, silversmith, goldsmith, "
	    "jeweller, watchmaker, clockmaker, cabinetmaker, cooper, glazier, "
	    "glassblower, stonemason, mason, thatcher, upholsterer, "
	    "boatbuilder, shipwright, ironworker, foundryman, machinist, "
	    "fitter, turner, toolmaker, fettler, tanner, furrier, "
	    "chimneysweep, chimney sweep, harness maker, piano tuner" },
	{ REDACT_EN, 8,
	    "driver, chauffeur, trucker, sailor, mariner, boatman, ferryman, "
	    "bargee, miner, collier, steelworker, assembler, millworker, mill "
	    "worker, signalman, dyer, machine operator, crane operator" },
	{ REDACT_EN, 9,
	    "labourer, laborer, farmworker, farmhand, courier, porter, "
	    "cleaner, docker, stevedore, longshoreman, warehouseman, packer, "
	    "picker, gravedigger, hawker, peddler, factory worker, dhobi" },

	{ REDACT_DE, 0, "soldat, offizier" },
	{ REDACT_DE, 1,
	    "leiter, schulleiter, direktor, rektor, manager, geschaftsfuhrer, "
	    "burgermeister, politiker, diplomat, wirt, gastwirt, huttenwirt, "
	    "hotelier" },
	{ REDACT_DE, 2,
	    "arzt, hausarzt, facharzt, oberarzt, chefarzt, lehrer, "
	    "grundschullehrer, krankenschwester, krankenpfleger, "
	    "hebamme, apotheker, zahnarzt, tierarzt, psychologe, psychologin, "
	    "psychiater, psychotherapeut, physiotherapeut, logopadin, "
	    "logopade, ergotherapeut, sozialarbeiter, sozialpadagoge, "
	    "sozialpadagogin, steuerberater, wirtschaftsprufer, rechtsanwalt, "
	    "anwalt, anwaltin, notar, jurist, staatsanwalt, richter, pfarrer, "
	    "priester, ingenieur, architekt, vermesser, bibliothekar, "
	    "archivar, restaurator, journalist, redakteur, schriftsteller, "
	    "autor, dichter, lektor, ubersetzer, dolmetscher, schauspieler, "
	    "musiker, geiger, cellist, pianist, organist, dirigent, "
	    "kapellmeister, sanger, tanzer, bildhauer, grafiker, regisseur, "
	    "chemiker, physiker, biologe, biologin, mathematiker, "
	    "informatiker, "
	    "programmierer, wissenschaftler, professor, dozent" },
	{ REDACT_DE, 3,
	    "techniker, sanitater, optiker, vertreter, makler, bankkaufmann, "
	    "bankkauffrau, bankangestellter, bankangestellte, buchhalter, "
	    "sachbearbeiter, zollner, nonne, monch, polier, bauzeichner, "
	    "pilot, kapitan, fotograf, trainer, skilehrer, fahrlehrer, "
	    "arzthelferin, werkmeister, radfahrer" },
	{ REDACT_DE, 4,
	    "verwaltungsangestellte, verwaltungsangestellter, sekretar, "
	    "brieftrager, postbote, croupier, burokaufmann, burokauffrau" },
	{ REDACT_DE, 5,
	    "erzieher, kindergartnerin, altenpfleger, pfleger, koch, kellner, "
	    "verkaufer, kassierer, handler, buchhandler, polizist, "
	    "feuerwehrmann, feuerwehrfrau, kuster, mesner, schaffner, "
	    "stewardess, friseur, frisor, friseuse, kosmetikerin, "
	    "hausmeister, haushalterin, tagesmutter, kindermadchen, "
	    "bademeister, bestatter, warter, wachmann, pfortner, portier, "
	    "bergfuhrer" },
	{ REDACT_DE, 6,
	    "fischer, bauer, bauerin, landwirt, weinbauer, obstbauer, "
	    "bergbauer, milchbauer, biobauer, kleinbauer, winzer, gartner, "
	    "forster, jager, waldarbeiter, holzfaller, schafer, imker, "
	    "senner" },
	{ REDACT_DE, 7,
	    "backer, konditor, metzger, fleischer, schreiner, tischler, "
	    "zimmermann, maurer, dachdecker, maler, fliesenleger, gipser, "
	    "klempner, installateur, elektriker, schlosser, schmied, "
	    "schweisser, dreher, fraser, werkzeugmacher, mechaniker, "
	    "mechatroniker, monteur, muller, brauer, kaser, schneider, "
	    "naherin, weber, schuster, schuhmacher, sattler, kurschner, "
	    "hutmacherin, hutmacher, modistin, goldschmied, uhrmacher, "
	    "instrumentenbauer, geigenbauer, orgelbauer, klavierbauer, "
	    "metallbauer, maschinenbauer, ofenbauer, bootsbauer, trockenbauer, "
	    "gerustbauer, klavierstimmer, drucker, setzer, buchbinder, "
	    "kaminkehrer, schornsteinfeger, kaminfeger, glaser, steinmetz, "
	    "topfer" },
	{ REDACT_DE, 8,
	    "fahrer, kraftfahrer, baggerfahrer, kranfuhrer, lokfuhrer, "
	    "lokomotivfuhrer, staplerfuhrer, bahnwarter, weichensteller, "
	    "bergmann, hauer, stahlarbeiter, matrose, seemann" },
	{ REDACT_DE, 9,
	    "arbeiter, bauarbeiter, fabrikarbeiter, hilfsarbeiter, lagerist, "
	    "packer, kutscher, kuchenhilfe, putzfrau, reinigungskraft, "
	    "kurier, totengraber" },

	{ REDACT_FR, 0, "militaire, soldat, officier" },
	{ REDACT_FR, 1,
	    "directeur, directrice, proviseur, maire, diplomate, restaurateur, "
	    "restauratrice, aubergiste, cafetier, hotelier, chef d "
	    "entreprise, chef de service" },
	{ REDACT_FR, 2,
	    "medecin, chirurgien, chirurgienne, infirmier, sage femme, "
	    "pharmacien, pharmacienne, dentiste, veterinaire, "
	    "kinesitherapeute, psychologue, psychiatre, instituteur, "
	    "institutrice, enseignant, professeur, educateur, educatrice, "
	    "avocat, notaire, juriste, juge, magistrat, comptable, "
	    "ingenieur, architecte, geometre, bibliothecaire, archiviste, "
	    "journaliste, ecrivain, traducteur, traductrice, interprete, "
	    "comedien, comedienne, acteur, actrice, musicien, musicienne, "
	    "violoniste, pianiste, organiste, chanteur, chanteuse, danseur, "
	    "danseuse, sculpteur, sculptrice, chimiste, physicien, "
	    "physicienne, biologiste, mathematicien, mathematicienne, "
	    "informaticien, informaticienne, chercheur, chercheuse, cure, "
	    "pretre, assistante sociale, assistant social" },
	{ REDACT_FR, 3,
	    "technicien, technicienne, opticien, opticienne, representant, "
	    "assureur, agent immobilier, greffier, huissier, ambulancier, "
	    "puericultrice, douanier, religieuse, dessinateur, dessinatrice, "
	    "pilote, photographe, moniteur, monitrice, chef cuisinier" },
	{ REDACT_FR, 4,
	    "secretaire, dactylo, standardiste, facteur, factrice, "
	    "magasinier" },
	{ REDACT_FR, 5,
	    "aide soignant, nourrice, cuisinier, serveur, serveuse, vendeur, "
	    "vendeuse, epicier, commercant, libraire, caissier, policier, "
	    "gendarme, pompier, controleur, controleuse, steward, hotesse, "
	    "coiffeur, coiffeuse, estheticienne, concierge, gardien, "
	    "gardienne, aide a domicile, maitre nageur" },
	{ REDACT_FR, 6,
	    "pecheur, goemonier, ostreiculteur, paysan, paysanne, "
	    "agriculteur, agricultrice, eleveur, eleveuse, vigneron, "
	    "vigneronne, viticulteur, maraicher, jardinier, bucheron, berger, "
	    "apiculteur" },
	{ REDACT_FR, 7,
	    "boulanger, patissier, boucher, charcutier, poissonnier, "
	    "menuisier, ebeniste, charpentier, macon, couvreur, peintre, "
	    "platrier, carreleur, plombier, electricien, electricienne, "
	    "serrurier, forgeron, soudeur, soudeuse, tourneur, fraiseur, "
	    "ajusteur, mecanicien, mecanicienne, garagiste, meunier, "
	    "brasseur, fromager, couturier, tailleur, brodeur, brodeuse, "
	    "dentelliere, gantier, tisserand, cordonnier, sellier, tanneur, "
	    "chapelier, modiste, horloger, bijoutier, orfevre, luthier, "
	    "accordeur, imprimeur, typographe, relieur, relieuse, ramoneur, "
	    "vitrier, potier, ceramiste" },
	{ REDACT_FR, 8,
	    "chauffeur, chauffeuse, routier, conducteur, conductrice, "
	    "cariste, aiguilleur, marin, batelier, mineur, metallurgiste, "
	    "siderurgiste" },
	{ REDACT_FR, 9,
	    "ouvrier, manoeuvre, docker, manutentionnaire, coursier, "
	    "fossoyeur, femme de menage, femme de chambre, aide menagere" },
};

enum region {
	AFRICA,
	NORTH_AFRICA,
	SUBSAHARAN,
	AMERICAS,
	NORTH_AMERICA,
	CARIBBEAN,
	CENTRAL_AMERICA,
	SOUTH_AMERICA,
	ASIA,
	CENTRAL_ASIA,
	EAST_ASIA,
	SOUTHEAST_ASIA,
	SOUTH_ASIA,
	WEST_ASIA,
	EUROPE,
	OCEANIA,
	REGIONS
};

/*
 * In German a people is spelled small and a person with a capital.
 * Codes of M49: 2, 15, 202, 19, 21, 29, 13, 5, 142, 143, 30, 35, 34, 145, 150,
 * 9.
 */
static const struct {
	const char *people[4], *land[3];
} region[REGIONS] = {
	{ { "African", "afrikanisch", "africain", "Afrikaner" },
	    { "Africa", "Afrika", "Afrique" } },
	{ { "North African", "nordafrikanisch", "nord-africain",
	      "Nordafrikaner" },
	    { "North Africa", "Nordafrika", "Afrique du Nord" } },
	{ { "sub-Saharan African", "subsaharisch", "subsaharien",
	      "Subsahara-Afrikaner" },
	    { "sub-Saharan Africa", "Subsahara-Afrika",
		"Afrique subsaharienne" } },
	{ { "American", "amerikanisch", "am\303\251ricain", "Amerikaner" },
	    { "the Americas", "Amerika", "Am\303\251rique" } },
	{ { "North American", "nordamerikanisch", "nord-am\303\251ricain",
	      "Nordamerikaner" },
	    { "North America", "Nordamerika", "Am\303\251rique du Nord" } },
	{ { "Caribbean", "karibisch", "carib\303\251en", "Kariber" },
	    { "Caribbean", "Karibik", "Cara\303\257bes" } },
	{ { "Central American", "mittelamerikanisch", "centram\303\251ricain",
	      "Mittelamerikaner" },
	    { "Central America", "Mittelamerika",
		"Am\303\251rique centrale" } },
	{ { "South American", "s\303\274damerikanisch", "sud-am\303\251ricain",
	      "S\303\274damerikaner" },
	    { "South America", "S\303\274damerika",
		"Am\303\251rique du Sud" } },
	{ { "Asian", "asiatisch", "asiatique", "Asiat" },
	    { "Asia", "Asien", "Asie" } },
	{ { "Central Asian", "zentralasiatisch", "centrasiatique",
	      "Zentralasiat" },
	    { "Central Asia", "Zentralasien", "Asie centrale" } },
	{ { "East Asian", "ostasiatisch", "est-asiatique", "Ostasiat" },
	    { "East Asia", "Ostasien", "Asie de l'Est" } },
	{ { "South-East Asian", "s\303\274dostasiatisch",
	      "asiatique du Sud-Est", "S\303\274dostasiat" },
	    { "South-East Asia", "S\303\274dostasien", "Asie du Sud-Est" } },
	{ { "South Asian", "s\303\274dasiatisch", "sud-asiatique",
	      "S\303\274dasiat" },
	    { "South Asia", "S\303\274dasien", "Asie du Sud" } },
	{ { "West Asian", "westasiatisch", "ouest-asiatique", "Westasiat" },
	    { "West Asia", "Westasien", "Asie de l'Ouest" } },
	{ { "European", "europ\303\244isch", "europ\303\251en",
	      "Europ\303\244er" },
	    { "Europe", "Europa", "Europe" } },
	{ { "Oceanian", "ozeanisch", "oc\303\251anien", "Ozeanier" },
	    { "Oceania", "Ozeanien", "Oc\303\251anie" } },
};

/*
 * One list for all languages: where a country in one is a people in another
 * (Italien, italien), both are of one region.
 */
static const struct row peoples[] = {
	{ REDACT_AUTO, AFRICA, "african" },
	{ REDACT_AUTO, NORTH_AFRICA,
	    "algerian, north african, egyptian, libyan, moroccan, sudanese, "
	    "tunisian, "
	    "marokkanisch, tunesisch, algerien, algerienne, marocain, "
	    "marocaine, tunisien, tunisienne, kabyle, berbere" },
	{ REDACT_AUTO, SUBSAHARAN,
	    "sub saharan african, angolan, cameroonian, congolese, eritrean, "
	    "ethiopian, gambian, "
	    "ghanaian, hausa, igbo, ivorian, kenyan, liberian, malawian, "
	    "mauritian, namibian, nigerian, rwandan, senegalese, sierra "
	    "leonean, somali, south african, swahili, tanzanian, tigrinya, "
	    "togolese, twi, ugandan, xhosa, yoruba, zambian, zimbabwean, "
	    "zulu, afrikaans, afrikaner, urhobo, ijaw, tiv, efik, ibibio, "
	    "kikuyu, luo, amharic, oromo, tigrayan, cape verdean, eritreisch, "
	    "athiopisch, somalisch, nigerianisch, ghanaisch, malien, "
	    "malienne, senegalais, senegalaise, ivoirien, ivoirienne, "
	    "camerounais, camerounaise, congolais, congolaise, guineen, "
	    "guineenne, beninois, togolais, comorien, comorienne, malgache, "
	    "mauricien, reunionnais, reunionnaise, wolof, bambara, lingala, "
	    "peul, peule, soninke" },
	{ REDACT_AUTO, NORTH_AMERICA,
	    "american, north american, canadian, first nations, inuit, metis, "
	    "cree, ojibwe, "
	    "navajo, lakota, "
	    "cherokee, choctaw, hopi, amerikaner, amerikanerin, amerikanisch, "
	    "quebecois, quebecoise, canadien, canadienne" },
	{ REDACT_AUTO, CARIBBEAN,
	    "caribbean, afro caribbean, cuban, dominican, grenadian, haitian, "
	    "jamaican, puerto rican, trinidadian, martiniquais, "
	    "martiniquaise, guadeloupeen, guadeloupeenne, antillais, "
	    "antillaise, haitien, haitienne" },
	{ REDACT_AUTO, CENTRAL_AMERICA,
	    "guatemalan, honduran, mexican, nicaraguan, panamanian, "
	    "salvadoran, central american" },
	{ REDACT_AUTO, SOUTH_AMERICA,
	    "argentinian, argentine, brazilian, chilean, colombian, "
	    "ecuadorian, guyanese, peruvian, quechua, uruguayan, venezuelan, "
	    "south american" },
	{ REDACT_AUTO, ASIA, "asian" },
	{ REDACT_AUTO, CENTRAL_ASIA, "central asian, kazakh, uzbek" },
	{ REDACT_AUTO, EAST_ASIA,
	    "east asian, cantonese, chinese, japanese, korean, mandarin, "
	    "mongolian, "
	    "taiwanese, tibetan, chinesisch, japanisch, chinois, chinoise, "
	    "japonais, japonaise" },
	{ REDACT_AUTO, SOUTHEAST_ASIA,
	    "south east asian, burmese, cambodian, filipino, filipina, "
	    "indonesian, javanese, "
	    "laotian, malaysian, singaporean, tagalog, thai, vietnamese, "
	    "vietnamesisch, vietnamesin, vietnamien, vietnamienne, "
	    "cambodgien, laotien" },
	{ REDACT_AUTO, SOUTH_ASIA,
	    "south asian, afghan, bangladeshi, bengali, gujarati, hindi, "
	    "indian, iranian, "
	    "persian, kashmiri, malayali, marathi, nepali, nepalese, "
	    "pakistani, pashto, pashtun, punjabi, sindhi, sinhalese, sri "
	    "lankan, tamil, telugu, urdu, farsi, dari, bihari, kannada, "
	    "konkani, malayalam, odia, oriya, assamese, khasi, naga, mizo, "
	    "afghanisch, afghane, afghanin, iranisch, iraner, iranerin, "
	    "tamilisch, tamile, tamilin, indien, indienne, tamoul, iranien, "
	    "iranienne" },
	{ REDACT_AUTO, WEST_ASIA,
	    "west asian, armenian, azerbaijani, cypriot, hebrew, iraqi, "
	    "israeli, kurdish, "
	    "kurd, lebanese, palestinian, saudi, syrian, turkish, turk, "
	    "yemeni, turkisch, turkin, turke, turken, turkische, syrisch, "
	    "syrer, syrerin, irakisch, iraker, kurdisch, kurde, kurdin, turc, "
	    "turque, libanais, libanaise, syrien, syrienne, irakien, "
	    "irakienne, armenien, armenienne, georgien" },
	{ REDACT_AUTO, EUROPE,
	    "albanian, austrian, belarusian, belgian, bosnian, british, "
	    "bulgarian, catalan, cornish, croatian, croat, czech, danish, "
	    "dane, dutch, english, englishman, englishwoman, estonian, "
	    "european, finnish, flemish, french, frenchman, frenchwoman, "
	    "german, greek, hungarian, icelandic, irish, irishman, "
	    "irishwoman, irish speaker, italian, kosovan, latvian, "
	    "lithuanian, macedonian, maltese, moldovan, norwegian, polish, "
	    "pole, poles, portuguese, romanian, russian, scandinavian, scot, "
	    "scots, scottish, scotsman, serbian, serb, sicilian, slovak, "
	    "slovene, slovenian, spanish, swedish, swede, swiss, ukrainian, "
	    "welsh, welshman, welshwoman, basque, breton, alsatian, bavarian, "
	    "prussian, corsican, sami, gaelic, "
	    "deutsch, deutsche, deutscher, deutschen, osterreicher, "
	    "osterreicherin, osterreichisch, schweizer, schweizerin, "
	    "schweizerisch, polnisch, polin, polen, polnische, russisch, "
	    "russe, russin, russische, ukrainisch, ukrainer, ukrainerin, "
	    "italienisch, italiener, italienerin, spanisch, spanier, "
	    "spanierin, franzosisch, franzose, franzosin, englisch, "
	    "englander, englanderin, britin, brite, kroatisch, kroate, "
	    "kroatin, serbisch, serbe, serbin, bosnisch, bosnier, bosnierin, "
	    "rumanisch, rumane, rumanin, bulgarisch, ungarisch, ungar, "
	    "ungarin, griechisch, grieche, griechin, portugiesisch, "
	    "niederlandisch, albanisch, albanerin, albaner, mazedonisch, "
	    "tschechisch, slowakisch, slowenisch, schwabisch, bayrisch, "
	    "bayerisch, sachsisch, sachse, schwabe, tiroler, steirisch, "
	    "francais, francaise, allemand, allemande, anglais, anglaise, "
	    "espagnol, espagnole, italien, italienne, suisse, portugais, "
	    "portugaise, belge, "
	    "suissesse, polonais, polonaise, ukrainien, ukrainienne, roumain, "
	    "roumaine, grec, grecque, tchetchene, croate, bosniaque, kosovar, "
	    "albanais, albanaise, bretonne, corse, alsacien, alsacienne, "
	    "normand, normande, picard, provencal, auvergnat, savoyard, "
	    "occitan" },
	{ REDACT_AUTO, OCEANIA,
	    "oceanian, australian, fijian, maori, pakeha, polynesian, samoan, "
	    "tongan, "
	    "torres strait, koori, murri, noongar, yolngu" },
};

static const struct row lands[] = {
	{ REDACT_DE, NORTH_AFRICA, "algerien" },
	{ REDACT_DE, SOUTH_ASIA, "indien" },
	{ REDACT_DE, WEST_ASIA, "syrien, armenien, georgien" },
	{ REDACT_DE, EUROPE, "italien, polen" },
	{ REDACT_AUTO, AFRICA, "africa, afrika, afrique" },
	{ REDACT_AUTO, NORTH_AFRICA,
	    "algeria, egypt, libya, morocco, sudan, tunisia, north africa, "
	    "marokko, tunesien, algerie, maroc, tunisie, kabylie" },
	{ REDACT_AUTO, SUBSAHARAN,
	    "sub saharan africa, angola, botswana, cameroon, congo, eritrea, "
	    "ethiopia, gambia, "
	    "the gambia, ghana, kenya, liberia, malawi, mauritius, "
	    "mozambique, namibia, nigeria, rwanda, senegal, sierra leone, "
	    "somalia, south africa, tanzania, uganda, zambia, zimbabwe, west "
	    "africa, east africa, ivory coast, cote d ivoire, cote divoire, "
	    "cape verde, burkina faso, transkei, athiopien, mali, cameroun, "
	    "guinee, benin, togo, comores, madagascar, reunion" },
	{ REDACT_AUTO, AMERICAS, "amerique" },
	{ REDACT_AUTO, NORTH_AMERICA,
	    "america, north america, amerika, canada, united states, states, "
	    "alabama, alaska, arizona, arkansas, california, colorado, "
	    "connecticut, delaware, florida, hawaii, idaho, illinois, "
	    "indiana, iowa, kansas, kentucky, louisiana, maine, maryland, "
	    "massachusetts, michigan, minnesota, mississippi, missouri, "
	    "montana, nebraska, nevada, new hampshire, new jersey, new "
	    "mexico, north carolina, north dakota, ohio, oklahoma, oregon, "
	    "pennsylvania, rhode island, south carolina, south dakota, "
	    "tennessee, texas, utah, vermont, virginia, west virginia, "
	    "wisconsin, wyoming, ontario, quebec, british columbia, alberta, "
	    "saskatchewan, manitoba, nova scotia, new brunswick, "
	    "newfoundland, yukon, nunavut" },
	{ REDACT_AUTO, CARIBBEAN,
	    "cuba, haiti, jamaica, puerto rico, trinidad, martinique, "
	    "guadeloupe, antilles" },
	{ REDACT_AUTO, CENTRAL_AMERICA,
	    "costa rica, el salvador, guatemala, honduras, mexico, central "
	    "america" },
	{ REDACT_AUTO, SOUTH_AMERICA,
	    "argentina, brazil, chile, colombia, ecuador, guyana, guyane, "
	    "peru, venezuela, south america" },
	{ REDACT_AUTO, ASIA, "asia, asien, asie" },
	{ REDACT_AUTO, CENTRAL_ASIA, "central asia" },
	{ REDACT_AUTO, EAST_ASIA,
	    "east asia, china, japan, korea, taiwan, tibet, hong kong, chine, "
	    "japon" },
	{ REDACT_AUTO, SOUTHEAST_ASIA,
	    "south east asia, burma, myanmar, cambodia, indonesia, laos, "
	    "malaysia, singapore, "
	    "thailand, vietnam" },
	{ REDACT_AUTO, SOUTH_ASIA,
	    "south asia, afghanistan, bangladesh, india, iran, nepal, "
	    "pakistan, punjab, "
	    "sri lanka, kashmir, bengal, sylhet, kerala, tamil nadu, "
	    "karnataka, maharashtra, gujarat, rajasthan, uttar pradesh, "
	    "madhya pradesh, bihar, jharkhand, odisha, west bengal, assam, "
	    "meghalaya, telangana, andhra pradesh, andhra, haryana, himachal, "
	    "uttarakhand, chhattisgarh, goa, inde" },
	{ REDACT_AUTO, WEST_ASIA,
	    "west asia, armenia, cyprus, iraq, israel, kuwait, lebanon, "
	    "palestine, "
	    "syria, turkey, yemen, kurdistan, turkei, syrien, irak, turquie, "
	    "liban, syrie, armenie" },
	{ REDACT_AUTO, EUROPE,
	    "albania, austria, belgium, bosnia, britain, great britain, uk, "
	    "united kingdom, bulgaria, croatia, denmark, england, estonia, "
	    "europe, european union, finland, france, germany, greece, "
	    "hungary, ireland, northern ireland, italy, kosovo, latvia, "
	    "lithuania, luxembourg, macedonia, malta, moldova, netherlands, "
	    "holland, norway, poland, portugal, romania, russia, scotland, "
	    "serbia, slovakia, slovenia, spain, sweden, switzerland, ukraine, "
	    "wales, eastern europe, balkans, scandinavia, gdr, "
	    "deutschland, osterreich, schweiz, schwyz, russland, spanien, "
	    "frankreich, kroatien, serbien, bosnien, rumanien, bulgarien, "
	    "ungarn, griechenland, niederlande, albanien, mazedonien, "
	    "tschechien, slowenien, bayern, hessen, sachsen, thuringen, "
	    "brandenburg, niedersachsen, westfalen, nordrhein westfalen, "
	    "rheinland pfalz, saarland, schleswig holstein, mecklenburg "
	    "vorpommern, sachsen anhalt, baden wurttemberg, baden, "
	    "wurttemberg, tirol, vorarlberg, karnten, steiermark, burgenland, "
	    "oberosterreich, niederosterreich, sudtirol, wallis, tessin, "
	    "graubunden, aargau, thurgau, ostpreussen, schlesien, "
	    "siebenburgen, banat, sudetenland, europa, irland, schottland, "
	    "allemagne, angleterre, espagne, italie, belgique, suisse, "
	    "pologne, russie, roumanie, grece, bretagne, alsace, normandie, "
	    "picardie, provence, auvergne, savoie, valais, vaud, fribourg, "
	    "neuchatel, jura, corse, occitanie, aquitaine, bourgogne, "
	    "limousin, "
	    "poitou, vendee, bearn, gascogne, languedoc, champagne, flandre, "
	    "anjou, touraine, berry, dauphine" },
	{ REDACT_AUTO, OCEANIA,
	    "oceania, australia, fiji, samoa, tonga, new zealand, new south "
	    "wales, "
	    "queensland, tasmania, western australia, south australia, "
	    "northern territory" },
};

/* A table to look in, and what was found there. */
struct look {
	const struct row *row;
	size_t n;
	enum redact_lang lang;
	int group;
};

static bool
listed(void *arg, const char *w, size_t n)
{
	struct look *l = arg;
	size_t i;

	for (i = 0; i < l->n; i++)
		if (l->row[i].lang == l->lang &&
		    view_among((struct view){ w, n }, l->row[i].words, ',')) {
			l->group = l->row[i].group;
			return true;
		}
	return false;
}

static bool
in_word(const char *p, size_t n, size_t *len)
{
	uint32_t cp;

	if ((*len = utf8_decode(p, n, &cp)) == 0) {
		*len = 1;
		return false;
	}
	return utf8_letter(cp) || utf8_mark(cp) || utf8_digit(cp);
}

/* false: too many words, or one too long. */
static bool
phrase_read(struct phrase *s, struct view v)
{
	size_t i = 0, from, len, to = 0;

	s->n = 0;
	while (i < v.n) {
		for (from = i; i < v.n && in_word(v.p + i, v.n - i, &len);)
			i += len;
		if (i == from) {
			i += len;
			continue;
		}
		if (s->n == WORDS_MAX || i - from > WORD_MAX)
			return false;
		if (s->n > 0)
			s->text[to++] = ' ';
		s->at[s->n] = to;
		to += fold_word(v.p + from, i - from, s->text + to, WORD_MAX);
		s->end[s->n++] = to;
	}
	return s->n > 0;
}

/* Words a to b - 1, and what they inflect. */
static bool
phrase_find(const struct phrase *s, size_t a, size_t b, bool compound,
    struct look *l)
{
	const char *w = s->text + s->at[a];
	size_t n = s->end[b - 1] - s->at[a];

	return listed(l, w, n) || stem_find(w, n, compound, listed, l);
}

/* teacher of Latin, Leiterin eines Kindergartens: the head is in front. */
static size_t
before_object(const struct phrase *s)
{
	size_t i;

	for (i = 1; i < s->n; i++)
		if (view_among((struct view){ s->text + s->at[i],
				   s->end[i] - s->at[i] },
			"of at in for eines einer der des im von bei", ' '))
			return i;
	return s->n;
}

static size_t
column(enum redact_lang lang)
{
	return lang == REDACT_DE ? 1 : lang == REDACT_FR ? 2 : 0;
}

int
isco_group(struct view job, enum redact_lang lang, struct buf *out)
{
	struct look l = { isco, sizeof(isco) / sizeof(isco[0]), lang, -1 };
	struct phrase s;
	size_t i, end;
	bool found = false;

	if (lang == REDACT_AUTO)
		l.lang = REDACT_EN;
	if (!phrase_read(&s, job))
		return -1;
	/* The longest first: a bus conductor is more than a conductor. */
	if (lang == REDACT_FR)
		for (end = s.n; end > 0 && !found; end--)
			found = phrase_find(&s, 0, end, false, &l);
	else
		for (i = 0, end = before_object(&s); i < end && !found; i++)
			found = phrase_find(&s, i, end,
			    lang == REDACT_DE && i + 1 == end, &l);
	if (!found)
		return -1;
	buf_puts(out, isco_name[l.group][column(lang)]);
	return 0;
}

static bool
begins_large(struct view v)
{
	uint32_t cp;

	return utf8_decode(v.p, v.n, &cp) > 0 && utf8_upper(cp);
}

/* As it is: Malien is no form of Mali. */
static bool
in_lands(const struct phrase *s, enum redact_lang lang, struct look *l)
{
	l->row = lands;
	l->n = sizeof(lands) / sizeof(lands[0]);
	l->lang = lang;
	return listed(l, s->text, s->end[s->n - 1]);
}

static bool
in_peoples(const struct phrase *s, struct look *l)
{
	l->row = peoples;
	l->n = sizeof(peoples) / sizeof(peoples[0]);
	l->lang = REDACT_AUTO;
	return phrase_find(s, 0, s->n, false, l);
}

/* ein Pole, but polnisch and Deutsch, the language */
static bool
german_person(const struct phrase *s)
{
	size_t end = s->end[s->n - 1];

	return (end < 4 || memcmp(s->text + end - 4, "isch", 4) != 0) &&
	       (end != 7 || memcmp(s->text, "deutsch", 7) != 0);
}

int
m49_region(struct view nation, enum redact_lang lang, struct buf *out)
{
	struct look l = { .group = -1 };
	struct phrase s;
	bool large, land;
	size_t at = column(lang);

	if (!phrase_read(&s, nation))
		return -1;
	large = begins_large(nation);
	/* French: in Suisse they live, suisse they are. */
	land =
	    in_lands(&s, lang, &l) || (large && in_lands(&s, REDACT_AUTO, &l));
	if (!land && !in_peoples(&s, &l) &&
	    !(land = in_lands(&s, REDACT_AUTO, &l)))
		return -1;
	if (!land && lang == REDACT_DE && large && german_person(&s))
		at = 3;
	buf_puts(out,
	    land ? region[l.group].land[at] : region[l.group].people[at]);
	return 0;
}
