#!/usr/bin/env python3
"""Check the gazetteer's source files.

usage: check_sources.py [DATA_FOLDER]      (default: data/gazetteer)

Checks that the files are well-formed, that the codes they use exist in
geonames.tsv.zst, that the countries are complete, that nothing is listed
twice and that the positions are in range.  Prints what is wrong and the
counts; the exit status is 1 when something is wrong.
"""
import collections
import csv
import os
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from compile_geonames import fold  # noqa: E402

COLUMNS = {
    'countries.csv': 'code lat lon en es pt fr adjectives_en adjectives_es adjectives_pt '
                     'adjectives_fr adjectives_other prefixes other',
    'areas.csv': 'id type lat lon countries en es pt fr adjectives_en adjectives_es '
                 'adjectives_pt adjectives_fr',
    'regions.csv': 'code country lat lon en es pt fr other note',
    'cities.csv': 'geonameid country names note',
    'more_places.csv': 'id kind country lat lon population names note',
    'ordinary_words.csv': 'word languages',
}
SECTIONS = {
    'countries': 'code name names lat lon population continent',
    'regions': 'code name names lat lon population level',
    'cities': 'geonameid name names lat lon feature country admin1 admin2 population',
}
NAMES = {'en', 'es', 'pt', 'fr', 'other', 'names', 'prefixes', 'adjectives_en',
         'adjectives_es', 'adjectives_pt', 'adjectives_fr', 'adjectives_other', 'countries',
         'languages'}
UNITED_NATIONS = set('''
AF AL DZ AD AO AG AR AM AU AT AZ BS BH BD BB BY BE BZ BJ BT BO BA BW BR BN BG BF BI CV KH CM
CA CF TD CL CN CO KM CG CD CR CI HR CU CY CZ DK DJ DM DO EC EG SV GQ ER EE SZ ET FJ FI FR GA
GM GE DE GH GR GD GT GN GW GY HT HN HU IS IN ID IR IQ IE IL IT JM JP JO KZ KE KI KP KR KW KG
LA LV LB LS LR LY LI LT LU MG MW MY MV ML MT MH MR MU MX FM MD MC MN ME MA MZ MM NA NR NP NL
NZ NI NE NG MK NO OM PK PW PA PG PY PE PH PL PT QA RO RU RW KN LC VC WS SM ST SA SN RS SC SL
SG SK SI SB SO ZA SS ES LK SD SR SE CH SY TJ TZ TH TL TG TO TT TN TR TM TV UG UA AE GB US UY
UZ VU VE VN YE ZM ZW'''.split())

errors = []


def wrong(where, what):
    errors.append(f'{where}: {what}')


def position(where, row, needed=True):
    lat, lon = row['lat'], row['lon']
    if not lat and not lon and not needed:
        return
    try:
        if not (-90 <= float(lat) <= 90 and -180 <= float(lon) <= 180):
            wrong(where, f'position out of range: {lat} {lon}')
    except ValueError:
        wrong(where, f'no position: {lat!r} {lon!r}')


def read_geonames(path):
    text = subprocess.run(['zstd', '-dcq', path], stdout=subprocess.PIPE,
                          check=True).stdout.decode('utf-8')
    if '\r' in text or not text.endswith('\n'):
        wrong('geonames.tsv', 'line ends')
    tables, columns = {}, []
    for number, line in enumerate(text[:-1].split('\n'), 1):
        if line.startswith('#section '):
            name, _, head = line[9:].partition(' ')
            columns = head.split('\t')
            if SECTIONS.get(name) != ' '.join(columns):
                wrong(f'geonames.tsv:{number}', f'section {name} {columns}')
            table = tables[name] = {}
            continue
        cells = line.split('\t')
        if len(cells) != len(columns):
            wrong(f'geonames.tsv:{number}', f'{len(cells)} cells')
            continue
        row = dict(zip(columns, cells))
        where = f'geonames.tsv:{number}'
        if cells[0] in table:
            wrong(where, f'{cells[0]} twice')
        table[cells[0]] = row
        position(where, row)
        if not row['name'] or not row['population'].isdigit():
            wrong(where, 'name or population')
        names = row['names'].split('|') if row['names'] else []
        if '' in names or row['name'] in names or len(set(names)) != len(names):
            wrong(where, f'names: {row["names"][:80]}')
    return tables


def read_csv(folder, name):
    path = os.path.join(folder, name)
    with open(path, 'rb') as f:
        raw = f.read()
    if b'\r' in raw or not raw.endswith(b'\n'):
        wrong(name, 'line ends')
    rows = list(csv.reader(raw.decode('utf-8').splitlines(), strict=True))
    if ' '.join(rows[0]) != COLUMNS[name]:
        wrong(name, f'columns {rows[0]}')
    out, seen = [], set()
    for number, cells in enumerate(rows[1:], 2):
        where = f'{name}:{number}'
        if len(cells) != len(rows[0]):
            wrong(where, f'{len(cells)} cells')
            continue
        if cells[0] in seen:
            wrong(where, f'{cells[0]} twice')
        seen.add(cells[0])
        row = dict(zip(rows[0], cells))
        for column, cell in row.items():
            if cell != cell.strip() or '\t' in cell:
                wrong(where, f'blanks in {column}')
            if column in NAMES and cell:
                parts = cell.split('|')
                if any(not p or p != p.strip() for p in parts):
                    wrong(where, f'empty part in {column}')
                if len(set(parts)) != len(parts):
                    wrong(where, f'repeated part in {column}')
        out.append((where, row))
    return out


def main():
    folder = sys.argv[1] if len(sys.argv) > 1 else 'data/gazetteer'
    geonames = read_geonames(os.path.join(folder, 'geonames.tsv.zst'))
    countries, regions, cities = (geonames.get(s, {}) for s in SECTIONS)
    for code, row in regions.items():
        if code[:2] not in countries:
            wrong('geonames.tsv', f'region {code} of no country')
        if row['level'] != str(code.count('.')):
            wrong('geonames.tsv', f'level of {code}')
    for gid, row in cities.items():
        if row['country'] not in countries:
            wrong('geonames.tsv', f'city {gid} of no country')

    tables = {name: read_csv(folder, name) for name in COLUMNS}
    for where, row in tables['countries.csv']:
        if row['code'] not in countries:
            wrong(where, f'code {row["code"]}')
        position(where, row)
        needed = ['en', 'es', 'pt', 'fr']
        if row['code'] in UNITED_NATIONS:
            needed += ['adjectives_en', 'adjectives_es', 'adjectives_pt', 'adjectives_fr']
        for column in needed:
            if not row[column]:
                wrong(where, f'{row["code"]} lacks {column}')
    missing = set(countries) - {r['code'] for _, r in tables['countries.csv']}
    if missing:
        wrong('countries.csv', f'lacks {sorted(missing)}')
    types = {'continent', 'region', 'group', 'basin', 'sea', 'range'}
    for where, row in tables['areas.csv']:
        if row['type'] not in types:
            wrong(where, f'type {row["type"]}')
        position(where, row)
        for c in row['countries'].split('|'):
            if c and c not in countries:
                wrong(where, f'country {c}')
        if not all(row[c] for c in ('en', 'es', 'pt', 'fr')):
            wrong(where, 'lacks a name')
    for where, row in tables['regions.csv']:
        new = row['code'].startswith('x-')
        if not new and row['code'] not in regions:
            wrong(where, f'code {row["code"]}')
        if row['country'] not in countries or not new and row['code'][:2] != row['country']:
            wrong(where, f'country {row["country"]}')
        position(where, row, needed=new)
        if (new or not row['lat']) and not all(row[c] for c in ('en', 'es', 'pt', 'fr')):
            wrong(where, 'lacks a name')
    for where, row in tables['cities.csv']:
        city = cities.get(row['geonameid'])
        if not city or city['country'] != row['country']:
            wrong(where, f'{row["geonameid"]} {row["country"]}')
            continue
        have = {fold(n) for n in [city['name']] + city['names'].split('|')}
        for n in row['names'].split('|'):
            if not n or fold(n) in have:
                wrong(where, f'{n} is already there')
    ids = {r['code'] for _, r in tables['regions.csv']}
    for where, row in tables['more_places.csv']:
        if not row['id'].startswith('x-') or row['id'] in ids:
            wrong(where, f'id {row["id"]}')
        if row['kind'] not in ('city', 'region') or row['country'] not in countries:
            wrong(where, 'kind or country')
        if not row['population'].isdigit() or not row['names']:
            wrong(where, 'population or names')
        position(where, row)
    for where, row in tables['ordinary_words.csv']:
        if fold(row['word']) != row['word'] or ' ' in row['word']:
            wrong(where, f'word {row["word"]}')
        if set(row['languages'].split('|')) - {'en', 'es', 'fr', 'pt'}:
            wrong(where, f'languages {row["languages"]}')

    # Names that two countries claim are worth a look, though they may be right.
    claims = collections.defaultdict(set)
    for _, row in tables['countries.csv']:
        for column in ('en', 'es', 'pt', 'fr', 'other'):
            for n in row[column].split('|'):
                if n:
                    claims[fold(n)].add(row['code'])
    shared = {n: sorted(c) for n, c in claims.items() if len(c) > 1}
    if shared:
        print('country names shared:', shared)
    print(' '.join(f'{len(t)} {n}' for n, t in geonames.items()), 'in geonames.tsv;',
          ', '.join(f'{len(t)} in {n}' for n, t in tables.items()))
    for e in errors[:100]:
        print(e)
    print(f'{len(errors)} errors' if errors else 'all right')
    return 1 if errors else 0


if __name__ == '__main__':
    sys.exit(main())
