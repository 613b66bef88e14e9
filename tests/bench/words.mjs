// SPDX-License-Identifier: EUPL-1.2
// What the sentences of the made-up pages and plans are put together from:
// Swedish words with the forms that are needed. Names are invented; the two
// halves of a family name are put together at random.

// Early words of a list are the common ones; those that the checks find hard
// stand last, as rare as an editor has them.

// With its article, as second half of a compound, definite, plural, definite plural.
export const nouns = [
	['en plan', 'plan', 'planen', 'planer', 'planerna'],
	['ett möte', 'möte', 'mötet', 'möten', 'mötena'],
	['ett beslut', 'beslut', 'beslutet', 'beslut', 'besluten'],
	['ett samtal', 'samtal', 'samtalet', 'samtal', 'samtalen'],
	['en uppgift', 'uppgift', 'uppgiften', 'uppgifter', 'uppgifterna'],
	['en fråga', 'fråga', 'frågan', 'frågor', 'frågorna'],
	['ett svar', 'svar', 'svaret', 'svar', 'svaren'],
	['en handling', 'handling', 'handlingen', 'handlingar', 'handlingarna'],
	['ett brev', 'brev', 'brevet', 'brev', 'breven'],
	['en rapport', 'rapport', 'rapporten', 'rapporter', 'rapporterna'],
	['ett schema', 'schema', 'schemat', 'scheman', 'schemana'],
	['en lista', 'lista', 'listan', 'listor', 'listorna'],
	['en tid', 'tid', 'tiden', 'tider', 'tiderna'],
	['ett besök', 'besök', 'besöket', 'besök', 'besöken'],
	['en grupp', 'grupp', 'gruppen', 'grupper', 'grupperna'],
	['ett boende', 'boende', 'boendet', 'boenden', 'boendena'],
	['ett kontor', 'kontor', 'kontoret', 'kontor', 'kontoren'],
	['en blankett', 'blankett', 'blanketten', 'blanketter', 'blanketterna'],
	['en kopia', 'kopia', 'kopian', 'kopior', 'kopiorna'],
	['ett mål', 'mål', 'målet', 'mål', 'målen'],
	['ett papper', 'papper', 'papperet', 'papper', 'papperen'],
	['en adress', 'adress', 'adressen', 'adresser', 'adresserna'],
	['ett hjälpmedel', 'hjälpmedel', 'hjälpmedlet', 'hjälpmedel', 'hjälpmedlen'],
	['en kurs', 'kurs', 'kursen', 'kurser', 'kurserna'],
	['ett rum', 'rum', 'rummet', 'rum', 'rummen'],
	['en resa', 'resa', 'resan', 'resor', 'resorna'],
	['en kontakt', 'kontakt', 'kontakten', 'kontakter', 'kontakterna'],
	['en insats', 'insats', 'insatsen', 'insatser', 'insatserna'],
	['en ansökan', 'ansökan', 'ansökan', 'ansökningar', 'ansökningarna'],
	['en kallelse', 'kallelse', 'kallelsen', 'kallelser', 'kallelserna'],
	['en bedömning', 'bedömning', 'bedömningen', 'bedömningar', 'bedömningarna'],
	['en verksamhet', 'verksamhet', 'verksamheten', 'verksamheter', 'verksamheterna'],
	['en mottagning', 'mottagning', 'mottagningen', 'mottagningar', 'mottagningarna'],
	['en rutin', 'rutin', 'rutinen', 'rutiner', 'rutinerna'],
	['ett behov', 'behov', 'behovet', 'behov', 'behoven'],
	['en anteckning', 'anteckning', 'anteckningen', 'anteckningar', 'anteckningarna'],
];

// The first half of a compound.
export const firsts = [
	'boende', 'vård', 'hälso', 'arbets', 'planerings', 'uppföljnings',
	'hem', 'skol', 'familje', 'vardags', 'kommun', 'region', 'vecko',
	'års', 'höst', 'vår', 'stads', 'service', 'fritids', 'rese', 'läkar',
	'telefon', 'bild', 'text', 'grupp', 'person', 'avdelnings', 'natt',
	'dag', 'kvälls',
];

export const roles = [
	'handläggaren', 'stödpersonen', 'omsorgen', 'vårdcentralen',
	'läraren', 'kuratorn', 'läkaren', 'chefen', 'tolken',
	'gode mannen', 'enhetschefen', 'arbetsteamet',
];

export const easyRoles = [
	'personalen', 'din handläggare', 'din stödperson', 'din chef',
	'vårdcentralen', 'kommunen',
];

// Present, infinitive, supine.
export const verbs = [
	['skriver', 'skriva', 'skrivit'],
	['läser', 'läsa', 'läst'],
	['skickar', 'skicka', 'skickat'],
	['sparar', 'spara', 'sparat'],
	['visar', 'visa', 'visat'],
	['ändrar', 'ändra', 'ändrat'],
	['kontrollerar', 'kontrollera', 'kontrollerat'],
	['planerar', 'planera', 'planerat'],
	['förklarar', 'förklara', 'förklarat'],
	['hämtar', 'hämta', 'hämtat'],
	['lämnar', 'lämna', 'lämnat'],
	['beskriver', 'beskriva', 'beskrivit'],
	['följer', 'följa', 'följt'],
	['prövar', 'pröva', 'prövat'],
	['bokar', 'boka', 'bokat'],
	['delar', 'dela', 'delat'],
];

// Said of one thing, and of many.
export const kinds = [
	['ny', 'nya'],
	['tydlig', 'tydliga'],
	['kort', 'korta'],
	['gemensam', 'gemensamma'],
	['skriftlig', 'skriftliga'],
	['egen', 'egna'],
	['viktig', 'viktiga'],
	['tidig', 'tidiga'],
	['enkel', 'enkla'],
	['aktuell', 'aktuella'],
];

export const places = [
	'Bergdungen', 'Tallkotten', 'Lönnen', 'Rösten', 'Ekorren',
	'Kaprifolen', 'Ljungen', 'Granbacken', 'Sjövik', 'Ängsholm',
	'Björkdal', 'Stenviken',
];

export const months = [
	'januari', 'februari', 'mars', 'april', 'maj', 'juni', 'juli',
	'augusti', 'september', 'oktober', 'november', 'december',
];

export const laws = [
	'sol-10-8', 'sol-10-9', 'lss-10',
];

export const pictures = [
	'mote', 'plan', 'papper', 'ja', 'personal', 'hjalp', 'fraga', 'lyssna',
];

// Words of the glossary and of the word table, in forms that stand in text.
export const terms = [
	'handläggaren', 'hjälpmedlet', 'nätverket', 'målet', 'diagnosen',
	'beslutet', 'ombudet', 'bemötandet', 'ersättaren', 'målgruppen',
	'samtycket', 'arbetsteamet', 'insatsen', 'anhöriga', 'ansökan',
	'ansvarsfördelningen', 'habiliteringen', 'genomförandeplan',
];

export const given = [
	'Abbe', 'Alva', 'Arvid', 'Astrid', 'Bodil', 'Boris', 'Cajsa', 'Dagny',
	'Edvin', 'Egil', 'Elof', 'Embla', 'Esther', 'Folke', 'Frej', 'Gerda',
	'Greta', 'Gunnar', 'Hedvig', 'Hilma', 'Holger', 'Idun', 'Ines', 'Inge',
	'Ivar', 'Jarl', 'Juni', 'Kaj', 'Karna', 'Knut', 'Lave', 'Lilly',
	'Lova', 'Maj', 'Malte', 'Märta', 'Nanna', 'Nils', 'Nora', 'Olle',
	'Otto', 'Pim', 'Ragna', 'Rolf', 'Rut', 'Selma', 'Signe', 'Siv',
	'Sture', 'Svea', 'Tage', 'Tilde', 'Torun', 'Ulf', 'Unn', 'Valter',
	'Vera', 'Vide', 'Ylva', 'Yngve',
];

export const familyFirst = [
	'Alm', 'Berg', 'Björk', 'Bränn', 'Ceder', 'Dal', 'Ek', 'Fjäll', 'Forn',
	'Furu', 'Gran', 'Grön', 'Hag', 'Hassel', 'Hög', 'Kall', 'Kvist',
	'Lind', 'Ljung', 'Löv', 'Mörk', 'Norr', 'Rosen', 'Rönn', 'Sand',
	'Silver', 'Sjö', 'Skog', 'Stål', 'Sälg', 'Sörg', 'Tall', 'Ulv',
	'Vatten', 'Vik', 'Åker', 'Äng', 'Öst',
];

export const familyLast = [
	'backe', 'bäck', 'dahl', 'feldt', 'fors', 'gren', 'grund', 'hamn',
	'hed', 'holt', 'kulla', 'lid', 'löf', 'mo', 'mossa', 'ros', 'rud',
	'skär', 'ström', 'sund', 'torp', 'udde', 'vall', 'vret',
];
