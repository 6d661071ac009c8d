#!/usr/bin/env python3
"""List the place names that are also ordinary words of EN, ES, PT or FR.

usage: ordinary_words.py --data data/gazetteer --words FILE --hunspell DIR
           --output data/gazetteer/ordinary_words.csv

  --data      folder with geonames.tsv.zst and the .csv files
  --words     English word list, one word a line (wamerican-large; may be
              given several times, e.g. also for wbritish-large)
  --hunspell  folder with es_ES, pt_PT, pt_BR and fr .aff/.dic files

Names of countries, of continents and groupings, of regions of 1.5 million and
cities of 400 000 inhabitants are left out, because the dictionaries have them
by accident, except the really common words in COMMON.

A word is kept when, lower-cased and without accents, it is one token and at
the same time a name in the gazetteer and a lower-case word (with its
inflected forms) of a dictionary.  Entries that the dictionary writes with a
capital (Paris) do not count.  The output has the columns word,languages;
languages is a '|'-separated list of en, es, fr, pt.  Python's standard
library and the zstd command are all it needs.
"""
import argparse
import collections
import csv
import os
import re
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from compile_geonames import fold  # noqa: E402

DICTIONARIES = [('es', 'es_ES'), ('pt', 'pt_PT'), ('pt', 'pt_BR'), ('fr', 'fr')]
COMMON = set('''
bahia baise banan bursa camaroes carrefour centre charlotte chili cis colorado contagem
cuenca el erode eu fars fes fortaleza gana gaya guerrero hail honcho ira island jos juba
lagos levant littoral mena mesa nacional natal nil oma ouest para peco perm polen queens
reno reunion sale santos servia sica sonora tajo tanta teni thane tongo ue us usa victoria
viro
'''.split())
# Words of a dictionary that in lists of cities are the city, seldom the thing named after it.
PLACES_FIRST = set('''
acra alepo alger alhucemas alicante amadora assuncao batangas bauru beirute benguela bologna
bolonia bombai bordeaux bordeus brema breslau bruselas burdeos burgos cairns campeche cartum
caruaru chapeco chillan cologne coruna cracovia cuscu cuzco dacar damasco duala embu envigado
escopia espoo filadelfia florenca florence florencia frankfurt gante genebra geneva ginebra habana
havano hull ilheus iquitos jacarei jalapa juazeiro jundiai lages leghorn leicester liege limeira
lisboa londres lucena madras malabo malaca mascate medelim mombaca montevideu moscou mossoro
munster murcie nankin nanquim nantes napels napoles niza oxford padoa padoue padua palerme parma
parme pekin pequim pequin pireas pireu posnania praga quelimane quilmes rennes riade ruan
salamanca santarem saragoca saskatoon segou seul sevilha siracusa sobral sousa surrey taipe tampa
tampico tanger taubate terrassa tesalonica toledo torino trapisonda valence varna vienne vigo
wellington yambo york zawiya
'''.split())
# Of these also a word of other languages: the people, not the city.
ALSO = {'roma': {'en', 'fr'}}
TOKEN = re.compile('[a-z]{2,}')


def gazetteer_words(data):
    """The one-token names of the gazetteer, folded, without the well-known."""
    text = subprocess.run(['zstd', '-dcq', os.path.join(data, 'geonames.tsv.zst')],
                          stdout=subprocess.PIPE, check=True).stdout.decode()
    out, known, section = set(), set(), None

    def add(names):
        for n in names.split('|'):
            if ' ' not in n and n.strip():
                f = fold(n)
                if TOKEN.fullmatch(f):
                    out.add(f)
    for line in text.split('\n'):
        if line.startswith('#section'):
            section = line.split()[1]
        elif line and section != 'countries':
            c = line.split('\t', 3)
            add(c[1])
            add(c[2])
            number = line.rsplit('\t', 2)
            if section == 'cities' and int(number[2]) >= 400000:
                known.add(fold(c[1]))
            elif section == 'regions' and number[2] == '1' and int(number[1]) >= 1500000:
                known.add(fold(c[1]))
    for name, columns in (('cities.csv', ['names']), ('more_places.csv', ['names']),
                          ('regions.csv', ['en', 'es', 'pt', 'fr', 'other']),
                          ('areas.csv', ['en', 'es', 'pt', 'fr']),
                          ('countries.csv', ['en', 'es', 'pt', 'fr', 'other'])):
        path = os.path.join(data, name)
        if os.path.exists(path):
            with open(path, encoding='utf-8', newline='') as f:
                for row in csv.DictReader(f):
                    for col in columns:
                        add(row[col])
                        if name in ('areas.csv', 'countries.csv'):
                            known.update(fold(n) for n in row[col].split('|'))
    return out - (known - COMMON)


class Affixes:
    """The suffix rules of a hunspell .aff file (prefixes are not needed:
    hardly any place is called like a prefixed form only)."""

    def __init__(self, path):
        self.encoding = 'utf-8'
        with open(path, 'rb') as f:
            raw = f.read()
        m = re.search(rb'^SET\s+(\S+)', raw, re.M)
        if m:
            self.encoding = m.group(1).decode().replace('ISO8859', 'ISO-8859')
        self.flag, self.alias = 'char', []
        self.rules = collections.defaultdict(list)
        lines = raw.decode(self.encoding).split('\n')
        for line in lines:
            p = line.split()
            if len(p) >= 2 and p[0] == 'FLAG':
                self.flag = p[1]
        seen_af = False
        for line in lines:
            p = line.split()
            if not p:
                continue
            if p[0] == 'AF':
                if seen_af:
                    self.alias.append(self.split(p[1]))
                seen_af = True
            elif p[0] == 'SFX' and len(p) >= 4 and not (p[2] in 'YN' and p[3].isdigit()):
                add, _, more = p[3].partition('/')
                condition = p[4] if len(p) > 4 else '.'
                self.rules[p[1]].append((
                    '' if p[2] == '0' else p[2], '' if add == '0' else add,
                    re.compile('(?:' + condition + ')$') if condition != '.' else None,
                    self.flags(more) if more else ()))

    def split(self, text):
        if self.flag == 'long':
            return [text[i:i + 2] for i in range(0, len(text), 2)]
        if self.flag == 'num':
            return text.split(',')
        return list(text)

    def flags(self, text):
        if self.alias and text.isdigit() and int(text) <= len(self.alias):
            return self.alias[int(text) - 1]
        return self.split(text)

    def forms(self, word, flags, depth=2):
        yield word
        if not depth:
            return
        for flag in flags:
            for strip, add, condition, more in self.rules.get(flag, ()):
                if strip and not word.endswith(strip) or condition and not condition.search(word):
                    continue
                new = word[:len(word) - len(strip)] + add
                if more:
                    yield from self.forms(new, more, depth - 1)
                else:
                    yield new


def main():
    p = argparse.ArgumentParser(description=__doc__,
                                formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument('--data', required=True)
    p.add_argument('--words', required=True, action='append')
    p.add_argument('--hunspell', required=True)
    p.add_argument('--output', required=True)
    a = p.parse_args()
    names = gazetteer_words(a.data)
    found = collections.defaultdict(set)

    def see(word, language):
        if word == word.lower():
            f = fold(word)
            if f in names and f not in PLACES_FIRST:
                found[f].add(language)
                found[f] |= ALSO.get(f, set())

    for path in a.words:
        with open(path, encoding='utf-8') as f:
            for line in f:
                w = line.strip()
                if w and "'" not in w:
                    see(w, 'en')
    for language, base in DICTIONARIES:
        affixes = Affixes(os.path.join(a.hunspell, base + '.aff'))
        with open(os.path.join(a.hunspell, base + '.dic'), encoding=affixes.encoding) as f:
            next(f)
            for line in f:
                entry = line.split()
                if not entry or entry[0].startswith('#'):
                    continue
                word, _, flags = entry[0].partition('/')
                if not word or not word[0].islower():
                    continue
                for form in affixes.forms(word, affixes.flags(flags) if flags else ()):
                    see(form, language)
    with open(a.output, 'w', encoding='utf-8', newline='') as f:
        w = csv.writer(f, lineterminator='\n')
        w.writerow(['word', 'languages'])
        for word in sorted(found):
            w.writerow([word, '|'.join(sorted(found[word]))])
    print(f'{len(names)} one-token names, {len(found)} of them ordinary words')


if __name__ == '__main__':
    main()
