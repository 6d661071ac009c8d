#!/usr/bin/env python3
"""Compile GeoNames and iso-codes data into data/gazetteer/geonames.tsv.zst.

usage: compile_geonames.py --cities cities500.txt --admin1 admin1.json
           --admin2 admin2.json --iso DIR --locale DIR --output OUT.tsv.zst
           [--countries countries.csv] [--log LOG.txt]

  --cities     GeoNames cities500 table (19 tab-separated columns)
  --admin1     JSON list of {"code": "FR.11", "name": ...}
  --admin2     JSON list of {"code": "FR.11.75", "name": ...}
  --iso        folder with iso_3166-1.json and iso_3166-2.json (iso-codes)
  --locale     folder with <language>/LC_MESSAGES/iso_3166-1.mo (iso-codes)
  --countries  data/gazetteer/countries.csv, for the countries' centroids;
               without it, or for a country it lacks, the population-weighted
               mean of the country's cities is used
  --log        where to write the ISO 3166-2 subdivisions that found no
               GeoNames region, and the uncertain matches that were made

The output is UTF-8 text with LF line ends, compressed with the zstd command
(window of at most 2^27 bytes), in three sections, each starting with a line
"#section NAME column<TAB>column...":
  countries  code name names lat lon population continent
  regions    code name names lat lon population level
  cities     geonameid name names lat lon feature country admin1 admin2
             population
"names" cells are '|'-separated and never repeat "name".  The same inputs give
the same bytes.  Python's standard library and the zstd command are all it
needs.
"""
import argparse
import collections
import csv
import difflib
import gettext
import glob
import json
import math
import os
import re
import subprocess
import sys
import unicodedata

CONTINENTS = {
    'AF': 'AO BF BI BJ BW CD CF CG CI CM CV DJ DZ EG EH ER ET GA GH GM GN GQ GW '
          'KE KM LR LS LY MA MG ML MR MU MW MZ NA NE NG RE RW SC SD SH SL SN SO '
          'SS ST SZ TD TG TN TZ UG YT ZA ZM ZW',
    'AN': 'AQ BV GS HM TF',
    'AS': 'AE AF AM AZ BD BH BN BT CC CN CX GE HK ID IL IN IO IQ IR JO JP KG KH '
          'KP KR KW KZ LA LB LK MM MN MO MV MY NP OM PH PK PS QA SA SG SY TH TJ '
          'TM TR TW UZ VN YE',
    'EU': 'AD AL AT AX BA BE BG BY CH CY CZ DE DK EE ES FI FO FR GB GG GI GR HR '
          'HU IE IM IS IT JE LI LT LU LV MC MD ME MK MT NL NO PL PT RO RS RU SE '
          'SI SJ SK SM UA VA XK',
    'NA': 'AG AI AW BB BL BM BQ BS BZ CA CR CU CW DM DO GD GL GP GT HN HT JM KN '
          'KY LC MF MQ MS MX NI PA PM PR SV SX TC TT US VC VG VI',
    'OC': 'AS AU CK FJ FM GU KI MH MP NC NF NR NU NZ PF PG PN PW SB TK TL TO TV '
          'UM VU WF WS',
    'SA': 'AR BO BR CL CO EC FK GF GY PE PY SR UY VE',
}
# Kosovo is not in ISO 3166-1.
KOSOVO = ['Kosovo', 'Kosova', 'Kosowo', 'Косово', 'Republic of Kosovo',
          'Republika Kosovo', 'Republika e Kosovës', 'República de Kosovo',
          'République du Kosovo', 'República do Kosovo', 'Cossovo', 'Κοσσυφοπέδιο',
          'Kosovas', 'Kosova Cumhuriyeti', '科索沃', 'コソボ', '코소보', 'كوسوفو']
# Countries whose ISO name "A, B" or "A (B)" must not be shortened to "A",
# which means something else (or is a list, kept as it is).
NO_BASE = {'CD', 'CG', 'KP', 'KR', 'MF', 'SX', 'VG', 'VI', 'SH', 'BQ', 'CC',
           'VA', 'PM', 'UM', 'TF', 'IO', 'GS'}
SPOKEN = {'CD': 'Democratic Republic of the Congo', 'KP': 'North Korea',
          'MF': 'Saint Martin', 'SX': 'Sint Maarten', 'VA': 'Vatican City',
          'VG': 'British Virgin Islands', 'CC': 'Cocos Islands'}
LISTS = {'SH', 'BQ', 'UM', 'GS'}
# Wrong or misleading translations seen in iso-codes, by code.
NOT_NAMES = {
    'BL': {'San Martin', 'Saint-Martin'}, 'GG': {'Guernica'},
    'MF': {'Sint Maarten'}, 'NE': {'Nigeria'}, 'DO': {'Dominica'},
}

# Codes of three upper-case letters are airports, except these.
KEEP_THREE = {'NYC'}
# Places that no longer exist or are only parts of another row.
UNCOUNTED = {'PPLX', 'PPLH', 'PPLQ', 'PPLW', 'PPLCH'}

SPECIAL = str.maketrans({
    'ł': 'l', 'Ł': 'l', 'đ': 'd', 'Đ': 'd', 'ð': 'd', 'Ð': 'd', 'ø': 'o', 'Ø': 'o',
    'ß': 'ss', 'æ': 'ae', 'Æ': 'ae', 'œ': 'oe', 'Œ': 'oe', 'ı': 'i', 'ə': 'a',
    'Ə': 'a', 'ǝ': 'a', 'þ': 'th', 'Þ': 'th', 'ʻ': '', 'ʼ': '', '’': '', "'": '',
    '‘': '', '`': '', 'ʿ': '', 'ʾ': '', 'ʹ': ''})

GENERIC = set('''
province provincia provincie provinz provins provinsi provinciya prowincja provincija
department departamento departement departements departamentul
region regiao regione regio regiune regiunea regija rayon raion raionul rajon
state estado etat staat stat county comte condado judetul judet megye maakond
oblast oblasts oblasti voblasc voblast vobl oblys oblysy krai kray kraj okrug
district distrito distretto distrik distrikt bezirk kreis landkreis
prefecture prefectura governorate gouvernorat gobernacion gobernacion wilaya
wojewodztwo voivodeship voivodship viloyati viloyat welayaty welayat wilayat
republic republica republika autonomous autonoma autonome autonomo autonomic
community comunidad comunitat communaute principado principality principaute
foral territory territorio territoire canton kanton cantone municipality
municipio municipiul municipalite parish paroisse parroquia
division emirate muhafazat mintaqat mintaqah ostan al el as ad ash ar az an at
of the de del la las los le les l d da do dos das di du des della e
changwat tinh thanh pho khet rat sheng shi ken fu to do si zizhiqu
lan lani ili savivaldybe apskritis apskr novads rajons novad
isla islas ile iles ilha ilhas metropolitan metropolitana
administrative atoll special capital city ciudad ville cidade council area
krajina kommune kommun fylke amt hlavni mesto zupanija bundesland freistaat
land mkoa'''.split())
DIRECTIONS = set('''north south east west northern southern eastern western central
upper lower northeast northwest southeast southwest northwestern northeastern
southeastern southwestern norte sur sul este oeste leste nord sud est ouest
oriental occidental centre center centro alto bajo baja alta haut haute bas basse
new old gorna dolna great greater little outer inner i ii iii iv v vi'''.split())


def fold(s):
    s = unicodedata.normalize('NFKD', s.translate(SPECIAL).lower().translate(SPECIAL))
    s = ''.join(c for c in s if not unicodedata.combining(c))
    return ' '.join(''.join(c if c.isalnum() else ' ' for c in s).split())


def strip_generic(s):
    """Folded s without the words for "province of" and the like."""
    words = [w for w in fold(s).split() if w not in GENERIC]
    return ' '.join(words) or fold(s)


def clean(name):
    name = unicodedata.normalize('NFC', name.replace('|', '/'))
    return ' '.join(name.split())


def join(names, but):
    seen, out = {but}, []
    for n in map(clean, names):
        if n and n not in seen:
            seen.add(n)
            out.append(n)
    return '|'.join(out)


def number(x, digits):
    s = f'{x:.{digits}f}'
    if '.' in s:
        s = s.rstrip('0').rstrip('.')
    return '0' if s == '-0' else s


class Mean:
    """Weighted mean of positions on the sphere."""

    def __init__(self):
        self.sums = [[0.0] * 3, [0.0] * 3]
        self.population = 0
        self.cities = 0

    def add(self, lat, lon, population):
        la, lo = math.radians(lat), math.radians(lon)
        v = (math.cos(la) * math.cos(lo), math.cos(la) * math.sin(lo), math.sin(la))
        for i in range(3):
            self.sums[0][i] += v[i] * population
            self.sums[1][i] += v[i]
        self.population += population
        self.cities += 1

    def position(self):
        if not self.cities:
            return None
        x, y, z = self.sums[0] if self.population else self.sums[1]
        return (math.degrees(math.atan2(z, math.hypot(x, y))),
                math.degrees(math.atan2(y, x)))


def read_cities(path):
    rows = []
    with open(path, encoding='utf-8', newline='') as f:
        for line in f:
            c = line.rstrip('\r\n').split('\t')
            if len(c) < 15 or c[6] != 'P':
                continue
            rows.append((int(c[0]), clean(c[1]), c[3], float(c[4]), float(c[5]),
                         c[7] or 'PPL', c[8], c[10], c[11], int(c[14] or 0)))
    return rows


def city_names(name, alternates):
    out = []
    for n in alternates.split(','):
        n = clean(n)
        if (not n or len(n) == 1 and n.isascii() or '://' in n or n.startswith('www.')
                or all(ch.isdigit() or ch in ' -./' for ch in n)):
            continue
        if re.fullmatch('[A-Z]{3}', n) and n not in KEEP_THREE:
            continue
        out.append(n)
    return join(out, name)


# ---------------------------------------------------------------- countries

def country_forms(code, name):
    """The spoken forms of an ISO country name such as "Bolivia, State of"."""
    if code in LISTS:
        return [name]
    m = re.fullmatch(r'([^(（]*?)\s*[(（]([^)）]*)[)）](.*)', name)
    if m:
        base, inside, rest = m.group(1), m.group(2), m.group(3).strip()
        if rest:
            return [base + ' ' + rest] if code == 'CC' else []
        if code in NO_BASE:
            return [base] if code in ('VA',) else []
        out = [base] if ',' not in base else country_forms(code, base)
        if code == 'FK':
            out.append(inside)
        return out
    m = re.fullmatch(r'([^,،、]+)[,،、]\s*([^,،、]+)', name)
    if m:
        base, rest = m.group(1), m.group(2)
        if code == 'TW':
            return [base]
        whole = rest + base if rest.endswith(("'", '’')) else rest + ' ' + base
        return [whole] if code in NO_BASE else [base, whole]
    return [name]


def compile_countries(iso, locale, centroids, means):
    with open(os.path.join(iso, 'iso_3166-1.json'), encoding='utf-8') as f:
        entries = {e['alpha_2']: e for e in json.load(f)['3166-1']}
    catalogs = []
    for path in sorted(glob.glob(os.path.join(locale, '*', 'LC_MESSAGES', 'iso_3166-1.mo'))):
        with open(path, 'rb') as f:
            catalogs.append(gettext.GNUTranslations(f))
    continent = {c: k for k, v in CONTINENTS.items() for c in v.split()}

    def key(n):
        n = unicodedata.normalize('NFD', clean(n).casefold())
        return ''.join(ch for ch in n if not 0x300 <= ord(ch) <= 0x36f)

    found, claims = {}, collections.defaultdict(collections.Counter)
    for code in sorted(set(entries) | {'XK'}):
        if code == 'XK':
            name, names = KOSOVO[0], KOSOVO[1:]
        else:
            e = entries[code]
            keys = [e[k] for k in ('common_name', 'name', 'official_name') if k in e]
            name = country_forms(code, keys[0])
            name = name[0] if name else keys[0]
            name = SPOKEN.get(code, name)
            names = []
            for t in [None] + catalogs:
                for k in keys:
                    said = k if t is None else t.gettext(k)
                    if t is None or said != k:
                        names += country_forms(code, said)
            names = [n for n in names if n not in NOT_NAMES.get(code, ())]
        found[code] = (name, names)
        for n in names:
            claims[key(n)][code] += 1
        claims[key(name)][code] += 1000
    rows = []
    for code, (name, names) in found.items():
        # Some translations give one country another country's name: a name
        # belongs to the country that has it in the most languages.
        names = [n for n in names
                 if all(claims[key(n)][code] > v for c, v in claims[key(n)].items() if c != code)]
        mean = means.get(code)
        where = centroids.get(code) or (mean and mean.position())
        if not where:
            sys.stderr.write(f'no position for country {code}\n')
            where = ('', '')
        else:
            where = [number(x, 1) for x in where]
        rows.append([code, clean(name), join(names, clean(name)), where[0], where[1],
                     str(mean.population if mean else 0), continent.get(code, '')])
        if code not in continent:
            sys.stderr.write(f'no continent for {code}\n')
    return rows


# ------------------------------------------------------------------ regions

def iso_forms(name):
    """Names in an ISO 3166-2 entry: "Catalunya [Cataluña]", "Alacant*",
    "Asturias, Principado de", "wallonne, Région"."""
    name = name.replace('*', '')
    # codes that ISO puts next to a second name, e.g. [Sir Ynys Môn GB-YNM]
    name = re.sub(r'\b[A-Z]{2}-[A-Z0-9]{1,3}\b', '', name)
    parts = re.split(r'[\[\]]', name)
    outer = [p.strip() for p in parts[0].split('/')]
    for p in parts[1:]:
        outer += [q.strip(' ,;') for q in re.split(r'[;/]', p)]
    out = []
    for p in outer:
        p = re.sub(r'\s*\((local variant|see also)[^)]*\)', '', p)
        p = re.sub(r'\s*\([^)]*\)\s*', ' ', p).strip()
        m = re.fullmatch(r'([^,]+),\s*([^,]+)', p)
        if m and not re.search(r' (and|y|et|e|und) ', p):
            base, rest = m.groups()
            whole = rest + base if rest.endswith(("'", '’')) else rest + ' ' + base
            # "Murcia, Región de", but not "Valenciana, Comunidad"
            alone = re.search(r"\b(de|del|d'|d’|di|of|Respublika|Provincia)$", rest)
            out += [base, whole] if alone and base[:1].isupper() else [whole]
        elif len(p) > 1 and not p.islower():
            out.append(p)
    return out


# Matches found by likeness of names which are wrong.
WRONG = {('MG.31', 'MG-D'), ('TW.04', 'TW-TNN')}
# Matches that no rule finds, the two names being in different languages:
# GeoNames code = ISO 3166-2 code.
RIGHT = dict(pair.split('=') for pair in '''
AE.01=AE-AZ AE.03=AE-DU AF.27=AF-WAR AM.10=AM-VD
AT.02=AT-2 AT.03=AT-3 AT.04=AT-4 AT.06=AT-6 AT.09=AT-9
BA.01=BA-BIH BD.84=BD-B BE.BRU=BE-BRU BE.VLG=BE-VLG BE.WAL=BE-WAL
BH.16=BH-13 BH.17=BH-14 BH.19=BH-17
BY.01=BY-BR BY.02=BY-HO BY.04=BY-HM BY.05=BY-MI BY.06=BY-MA BY.07=BY-VI
CD.04=CD-KE CD.08=CD-BC CD.11=CD-NK CD.12=CD-SK CF.06=CF-KG CF.15=CF-KB CF.16=CF-SE
CH.GR=CH-GR CL.02=CL-AI CL.08=CL-LI
CN.13=CN-XJ CN.14=CN-XZ CN.16=CN-GX CN.20=CN-NM CN.21=CN-NX CO.25=CO-SAP
CY.02=CY-06 CY.04=CY-01 CY.05=CY-02 CY.06=CY-05
CZ.52=CZ-10 CZ.78=CZ-64 CZ.79=CZ-31 CZ.81=CZ-41 CZ.85=CZ-80 CZ.88=CZ-20
DE.02=DE-BY DE.06=DE-NI DE.07=DE-NW DE.13=DE-SN DE.14=DE-ST
DJ.04=DJ-OB DK.17=DK-84 DK.18=DK-82 DK.19=DK-81 DK.20=DK-85 DK.21=DK-83
EG.02=EG-BA EG.03=EG-BH EG.06=EG-ALX EG.08=EG-GZ EG.11=EG-C EG.13=EG-WAD EG.15=EG-SUZ
EG.18=EG-BNS EG.19=EG-PTS EG.20=EG-DT EG.24=EG-SHG EG.26=EG-JS EG.27=EG-SIN EG.28=EG-LX
ER.02=ER-DU ER.03=ER-DK ER.05=ER-MA ER.06=ER-SK
ES.07=ES-IB ES.32=ES-NC ES.53=ES-CN ES.59=ES-PV ET.49=ET-GA ET.50=ET-HA
FI.02=FI-19 FI.09=FI-02 FI.10=FI-04 FI.11=FI-15 FI.12=FI-13 FI.13=FI-08 FI.14=FI-03
FI.15=FI-12 FI.16=FI-07 FI.17=FI-14 FI.19=FI-10
FR.53=FR-BRE FR.75=FR-NAQ FR.94=FR-20R FR.76.31=FR-31
GL.06=GL-QE GL.07=GL-SM GL.11839537=GL-AV GQ.04=GQ-BN GQ.05=GQ-BS GQ.06=GQ-CS
GR.736572=GR-69 GR.ESYE11=GR-A GR.ESYE12=GR-B GR.ESYE13=GR-C GR.ESYE21=GR-D
GR.ESYE22=GR-F GR.ESYE23=GR-G GR.ESYE24=GR-H GR.ESYE31=GR-I GR.ESYE41=GR-K
GR.ESYE42=GR-L GR.ESYE43=GR-M
HN.11=HN-IB HR.04=HR-18 HR.07=HR-02 HR.08=HR-09 HR.09=HR-20 HR.12=HR-08
HT.11=HT-OU HT.12=HT-SD HT.13=HT-SE HT.15=HT-NI
ID.04=ID-JK ID.07=ID-JT ID.08=ID-JI ID.11=ID-KB ID.12=ID-KS ID.13=ID-KT ID.14=ID-KI
ID.17=ID-NB ID.18=ID-NT ID.21=ID-ST ID.22=ID-SG ID.24=ID-SB ID.26=ID-SU ID.29=ID-MU
ID.30=ID-JB ID.31=ID-SA ID.32=ID-SS ID.35=ID-BB ID.38=ID-SN ID.39=ID-PB ID.40=ID-KR
ID.41=ID-SR ID.42=ID-KU
IL.04=IL-HA IQ.08=IQ-DA IQ.15=IQ-NI
IR.01=IR-04 IR.33=IR-03 IR.41=IR-29 IR.42=IR-09 IR.43=IR-28
IS.38=IS-7 IS.39=IS-1 IS.40=IS-6 IS.41=IS-5 IS.42=IS-8 IS.43=IS-2 IS.44=IS-4 IS.45=IS-3
IT.16=IT-52 IT.19=IT-23 KG.01=KG-GB KG.02=KG-C KG.03=KG-J KG.10=KG-GO
KH.19=KH-21 KH.26=KH-23 KM.02=KM-G
KP.03=KP-08 KP.06=KP-05 KP.07=KP-06 KP.15=KP-02 KP.17=KP-09
KR.01=KR-49 KR.05=KR-43 KR.10=KR-26 KR.11=KR-11 KR.12=KR-28 KR.15=KR-27 KR.18=KR-29
KR.19=KR-30 KR.21=KR-31
KZ.01=KZ-ALM KZ.02=KZ-ALA KZ.03=KZ-AKM KZ.04=KZ-AKT KZ.05=KZ-AST KZ.06=KZ-ATY
KZ.07=KZ-ZAP KZ.10=KZ-YUZ KZ.13=KZ-KUS KZ.15=KZ-VOS KZ.16=KZ-SEV
LA.24=LA-VT LA.27=LA-VI LB.04=LB-BA LB.05=LB-JL LB.06=LB-JA LB.08=LB-BI LB.09=LB-AS
LU.ES=LU-ES LY.77=LY-TB MA.02=MA-02 ME.13=ME-13 MK.E4=MK-607
MN.06=MN-061 MN.07=MN-063 MN.08=MN-059 MN.18=MN-047
MR.13=MR-13 MR.14=MR-14 MR.15=MR-15 MU.23=MU-RO
MX.07=MX-COA MX.16=MX-MIC MX.30=MX-VER MY.09=MY-07 MY.14=MY-14 MY.15=MY-15 MY.17=MY-16
NG.11=NG-FC NI.17=NI-AN NI.18=NI-AS NL.06=NL-NB NL.07=NL-NH NL.11=NL-ZH
OM.02=OM-BJ OM.04=OM-SJ OM.06=OM-MA OM.08=OM-ZU OM.11=OM-BS OM.12=OM-SS
PA.12=PA-NB PE.01=PE-AMA PG.18=PG-SAN PK.06=PK-JK
PL.72=PL-02 PL.74=PL-10 PL.75=PL-06 PL.76=PL-08 PL.77=PL-12 PL.78=PL-14 PL.80=PL-18
PL.82=PL-22 PL.83=PL-24 PL.85=PL-28 PL.86=PL-30 PL.87=PL-32
QA.01=QA-DA QA.04=QA-KH QA.06=QA-RA QA.08=QA-MS QA.13=QA-ZA
RU.04=RU-ALT RU.05=RU-AMU RU.07=RU-AST RU.10=RU-BRY RU.12=RU-CE RU.15=RU-CHU
RU.16=RU-CU RU.21=RU-IVA RU.22=RU-KB RU.25=RU-KLU RU.27=RU-KC RU.29=RU-KEM RU.32=RU-KHM
RU.33=RU-KIR RU.38=RU-KDA RU.40=RU-KGN RU.43=RU-LIP RU.44=RU-MAG RU.47=RU-MOS
RU.48=RU-MOW RU.50=RU-NEN RU.51=RU-NIZ RU.54=RU-OMS RU.56=RU-ORL RU.57=RU-PNZ
RU.59=RU-PRI RU.60=RU-PSK RU.61=RU-ROS RU.62=RU-RYA RU.64=RU-SAK RU.67=RU-SAR
RU.68=RU-SE RU.72=RU-TAM RU.76=RU-TUL RU.77=RU-TVE RU.78=RU-TYU RU.80=RU-UD RU.85=RU-VLG
RU.87=RU-YAN RU.88=RU-YAR RU.89=RU-YEV RU.90=RU-PER RU.91=RU-KYA RU.93=RU-ZAB
SA.05=SA-03 SA.06=SA-04 SA.14=SA-02 SA.15=SA-08 SC.25=SC-15 SC.26=SC-16
SD.38=SD-GZ SD.39=SD-GD SD.47=SD-DW SD.49=SD-DS SD.50=SD-KS SD.55=SD-DN SD.60=SD-DE
SK.04=SK-NI SK.07=SK-TA SK.08=SK-ZI SL.05=SL-NW
SO.08=SO-JD SO.09=SO-JH SO.13=SO-SD SO.14=SO-SH
SY.02=SY-LA SY.03=SY-QU SY.07=SY-DY SY.09=SY-HL SY.13=SY-DI TD.07=TD-LC TD.21=TD-ND
TH.40=TH-10 TJ.01=TJ-GB TJ.RR=TJ-RA TL.OE=TL-OE TL.VI=TL-VI TT.03=TT-MRC TT.DMN=TT-DMN
TT.SGE=TT-SGE TT.SIP=TT-SIP TZ.02=TZ-19 TZ.21=TZ-11
UA.11=UA-43 UA.13=UA-32 UA.15=UA-46 UA.19=UA-56 UA.21=UA-59
UZ.02=UZ-BU UZ.03=UZ-FA UZ.09=UZ-QR VE.25=VE-A VE.26=VE-X YE.28=YE-SU
'''.split())


def similar(a, b):
    return difflib.SequenceMatcher(None, a, b, autojunk=False).ratio()


def direction_clash(a, b):
    a, b = set(a.split()), set(b.split())
    return bool((a ^ b) & DIRECTIONS)


def match_country(country, gn, iso, log, level):
    """gn: {code: [names]}; iso: list of entries.  Returns {gn code: entry}."""
    got, used = {}, set()
    forms = {e['code']: iso_forms(e['name']) for e in iso}
    by_code = {e['code']: e for e in iso}

    def one_to_one(gn_key, iso_key, label, quiet):
        left, right = collections.defaultdict(set), collections.defaultdict(set)
        for g, names in gn.items():
            if g not in got:
                for n in names:
                    for k in gn_key(n):
                        left[k].add(g)
        for c in by_code:
            if c not in used:
                for k in iso_key(c):
                    right[k].add(c)
        for k in sorted(left):
            if k and len(left[k]) == 1 and len(right.get(k, ())) == 1:
                g, c = next(iter(left[k])), next(iter(right[k]))
                if g not in got and c not in used:
                    got[g] = by_code[c]
                    used.add(c)
                    if not quiet:
                        log.append(f'{label}\t{g} {gn[g]}\t{c} {forms[c]}')

    for g in sorted(gn):
        c = RIGHT.get(g)
        if c in used:
            continue
        if c in by_code:
            got[g] = by_code[c]
            used.add(c)
    one_to_one(lambda n: {fold(n)},
               lambda c: {fold(n + ' ' + by_code[c]['type']) for n in forms[c]}
               | {fold(by_code[c]['type'] + ' of ' + n) for n in forms[c]}, 'type', True)
    one_to_one(lambda n: {fold(n)}, lambda c: {fold(n) for n in forms[c]}, 'equal', True)
    one_to_one(lambda n: {strip_generic(n)},
               lambda c: {strip_generic(n) for n in forms[c]}, 'stripped', True)
    one_to_one(lambda n: {strip_generic(n).replace(' ', '')},
               lambda c: {strip_generic(n).replace(' ', '') for n in forms[c]}, 'joined', False)

    def score(g, c):
        return max((similar(strip_generic(a), strip_generic(b))
                    if not direction_clash(strip_generic(a), strip_generic(b)) else 0.0)
                   for a in gn[g] for b in forms[c] or [''])

    # same code, and a name that looks like it
    for g in sorted(gn):
        c = country + '-' + g.split('.')[-1]
        if g not in got and c in by_code and c not in used and score(g, c) >= 0.6 \
                and (g, c) not in WRONG:
            got[g] = by_code[c]
            used.add(c)
            log.append(f'code+name\t{g} {gn[g]}\t{c} {forms[c]}')
    # names that look alike, each the other's best
    pairs = []
    left = [g for g in sorted(gn) if g not in got]
    right = [c for c in sorted(by_code) if c not in used]
    if len(left) * len(right) < 250000 and level == 1:
        for g in left:
            for c in right:
                s = score(g, c)
                if s >= 0.75 and (g, c) not in WRONG:
                    pairs.append((-s, g, c))
    pairs.sort()
    for s, g, c in pairs:
        if g not in got and c not in used:
            got[g] = by_code[c]
            used.add(c)
            log.append(f'alike {-s:.2f}\t{g} {gn[g]}\t{c} {forms[c]}')
    return got, used


# Region names such as "Zambezia Province", "Departamento de Tapenagá",
# "Provincia di Rimini": the bare name is given as a second name.
PREFIX = re.compile(
    r"(?:(?:Provincia(?: Autonoma)?|Province|Provincie|Província|Departamento|Département|"
    r"Department|Region|Región|Région|Região|Regione|Regiunea|Estado|State|Etat|"
    r"Comunidad Foral|Comunidad Autónoma|Comunidad|Comunitat|Principado|"
    r"Republic|Republika|Respublika|Land|Freistaat|Canton|Kanton|Governorate|Gouvernorat|"
    r"Wilaya|Oblast|Judeţul|Județul|Voivodeship|Prefecture|Préfecture|Região Autónoma|"
    r"Autonomous Region|Autonomous Republic|Nomós|Nomarchía|Departement|Metropolitan City)\s+"
    r"(?:(?:of the|of|de la|de las|de los|de los|del|de|da|do|dos|das|della|dell'|du|des|di)\s+|"
    r"de l['’]|d['’]|dell['’])?)(?=\w)", re.I)
SUFFIX = re.compile(
    r"\s+(?:Province|Department|Region|County|Oblast|Governorate|Voivodeship|Prefecture|"
    r"Krai|Okrug|Kray|Oblasts|Voblasc|Viloyati|Welayaty|Wilayah|Division|Canton|Departement|"
    r"Republic|Emirate)$")
# Countries where the bare name of a second-level county would be an ordinary
# word or another place far too often.
NO_BARE = {'US', 'LR', 'KE', 'AU', 'TW', 'HU'}


def bare_name(name, country, level):
    if level == 2 and country in NO_BARE:
        return None
    m = PREFIX.match(name)
    if m and m.end() < len(name):
        rest = name[m.end():]
    else:
        rest = SUFFIX.sub('', name)
        if rest == name:
            return None
    rest = rest.strip()
    words = fold(rest).split()
    if (not rest or not rest[:1].isupper() or len(fold(rest)) < 3
            or all(w in DIRECTIONS or w in GENERIC or w.isdigit() for w in words)):
        return None
    return rest


def compile_regions(admin1, admin2, iso, means, country_position, log):
    with open(os.path.join(iso, 'iso_3166-2.json'), encoding='utf-8') as f:
        subdivisions = json.load(f)['3166-2']
    by_country = collections.defaultdict(list)
    for e in subdivisions:
        by_country[e['code'][:2]].append(e)
    regions = {1: {}, 2: {}}
    for level, path in ((1, admin1), (2, admin2)):
        with open(path, encoding='utf-8') as f:
            for e in json.load(f):
                if level == 1 or e['code'] in means:
                    regions[level].setdefault(e['code'], clean(e['name']))
    extra = collections.defaultdict(list)
    for country in sorted(by_country):
        entries = sorted(by_country[country], key=lambda e: e['code'])
        # first the top-level subdivisions, then the others
        done = set()
        for level, part in ((1, [e for e in entries if 'parent' not in e]),
                            (1, [e for e in entries if 'parent' in e]),
                            (2, entries)):
            taken = {g for g in extra if g.startswith(country + '.')}
            gn = {}
            for g, n in regions[level].items():
                if g[:2] == country and g[2] == '.' and g not in taken:
                    b = bare_name(n, country, level)
                    gn[g] = [n] + ([b] if b else [])
            part = [e for e in part if e['code'] not in done]
            if gn and part:
                got, used = match_country(country, gn, part, log, level)
                done |= used
                for g, e in got.items():
                    extra[g] += iso_forms(e['name'])
        for e in entries:
            if e['code'] not in done:
                log.append(f'unmatched\t{e["code"]}\t{e["name"]}\t{e["type"]}')
        for g, n in sorted(regions[1].items()):
            if g[:2] == country and g not in extra:
                log.append(f'no ISO entry\t{g}\t{n}')
    rows = []
    for level in (1, 2):
        for code, name in sorted(regions[level].items()):
            mean = means.get(code)
            where = mean.position() if mean else country_position.get(code[:2])
            names = list(extra.get(code, ()))
            bare = bare_name(name, code[:2], level)
            if bare:
                names.append(bare)
            names = [n for n in names if len(n) > 1]
            rows.append([code, name, join(names, name),
                         number(where[0], 2) if where else '',
                         number(where[1], 2) if where else '',
                         str(mean.population if mean else 0), str(level)])
    return rows


def main():
    p = argparse.ArgumentParser(description=__doc__,
                                formatter_class=argparse.RawDescriptionHelpFormatter)
    for o in ('cities', 'admin1', 'admin2', 'iso', 'locale', 'output'):
        p.add_argument('--' + o, required=True)
    p.add_argument('--countries')
    p.add_argument('--log')
    a = p.parse_args()

    cities = read_cities(a.cities)
    means = collections.defaultdict(Mean)
    for _, _, _, lat, lon, feature, country, admin1, admin2, population in cities:
        if feature in UNCOUNTED:
            continue
        codes = [country]
        if admin1 and admin1 != '00':
            codes.append(country + '.' + admin1)
            if admin2:
                codes.append(country + '.' + admin1 + '.' + admin2)
        for c in codes:
            means[c].add(lat, lon, population)
    means = dict(means)

    centroids = {}
    if a.countries:
        with open(a.countries, encoding='utf-8', newline='') as f:
            for row in csv.DictReader(f):
                if row['lat'] and row['lon']:
                    centroids[row['code']] = (float(row['lat']), float(row['lon']))
    log = []
    countries = compile_countries(a.iso, a.locale, centroids, means)
    positions = {r[0]: (float(r[3]), float(r[4])) for r in countries if r[3]}
    regions = compile_regions(a.admin1, a.admin2, a.iso, means, positions, log)
    out = ['#section countries code\tname\tnames\tlat\tlon\tpopulation\tcontinent']
    out += ['\t'.join(r) for r in countries]
    out.append('#section regions code\tname\tnames\tlat\tlon\tpopulation\tlevel')
    out += ['\t'.join(r) for r in regions]
    out.append('#section cities geonameid\tname\tnames\tlat\tlon\tfeature\tcountry\t'
               'admin1\tadmin2\tpopulation')
    cities.sort(key=lambda r: (r[6], r[7], r[8], r[0]))
    for gid, name, alternates, lat, lon, feature, country, admin1, admin2, population in cities:
        out.append('\t'.join([str(gid), name, city_names(name, alternates), number(lat, 4),
                              number(lon, 4), feature, country, admin1, admin2,
                              str(population)]))
    text = ('\n'.join(out) + '\n').encode()
    done = subprocess.run(['zstd', '-q', '--ultra', '-22', '--long=27', '-T1', '-c'],
                          input=text, stdout=subprocess.PIPE, check=True)
    with open(a.output, 'wb') as f:
        f.write(done.stdout)
    if a.log:
        with open(a.log, 'w', encoding='utf-8') as f:
            f.write('\n'.join(log) + '\n')
    print(f'{len(countries)} countries, {len(regions)} regions, {len(cities)} cities; '
          f'{len(text)} bytes, {len(done.stdout)} compressed')


if __name__ == '__main__':
    main()
