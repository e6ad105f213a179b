"""
Collects punctuated text whose sentence ends are known, as lower-case words: `collect.py REPOSITORIES HELP FORTUNES WORK`.
REPOSITORIES holds bare clones named `owner+name`, HELP is /usr/share/help of Debian's gnome-user-docs, FORTUNES the folder `it` of
fortunes-it. WORK/<language>.jsonl gets one paragraph or document per line: source, words, and for each word what follows it: S a
sentence end, C a comma or dash, N nothing.
"""

import glob
import html
import json
import os
import random
import re
import subprocess
import sys

repositories, help_folder, fortunes, work = sys.argv[1:5]
abbreviations = set(
    'dr prof mr mrs ms st nr art abs bzw ca z b d h u a usw evtl ggf vgl etc sr sra dott ecc e.g i.e vs no fig on p pag cfr mme m ing'.split()
)
hesitations = {
    'en': {'uh', 'um', 'er', 'erm'},
    'de': {'äh', 'ähm'},
    'fr': {'euh', 'hum'},
    'es': {'eh', 'em'},
    'it': {'ehm'},
}
# Letters, digits, and what stands within words
token = re.compile(r"\w+(?:['’.\-,:]\w+)*['’]?%?|[,;:.!?…()\[\]–—]+")


def git(repository, *arguments):
    folder = f'{repositories}/{repository}/repo'
    if os.path.exists(f'{folder}/.git'):
        folder += '/.git'
    return subprocess.run(['git', f'--git-dir={folder}', *arguments], capture_output=True, check=False).stdout


def files_of(repository, pattern, most=None):
    names = git(repository, 'ls-tree', '-r', '--name-only', 'HEAD').decode().split('\n')
    names = [name for name in names if re.search(pattern, name)]
    if most is not None:
        random.Random(1).shuffle(names)
    for name in names[:most]:
        data = git(repository, 'show', f'HEAD:{name}')
        try:
            yield data.decode('utf8')
        except UnicodeDecodeError:
            yield data.decode('latin1')


def split(paragraph):
    paragraph = re.sub(r'\s+', ' ', paragraph).strip()
    sentences, start = [], 0
    for end in re.finditer(r'[.!?…;]+["”»’)\]]*\s+(?=["“«„¿¡(\-–—]*[A-ZÄÖÜÉÈÀÁÍÓÚÑÊÇ0-9])|;\s+', paragraph):
        word = paragraph[start : end.start()].split(' ')[-1].lower().strip('("„«')
        if paragraph[end.start()] == '.' and (word in abbreviations or len(word) == 1 or word.isdigit()):
            continue
        sentences.append(paragraph[start : end.end()])
        start = end.end()
    return [*sentences, paragraph[start:]]


def treebank(repository):
    for text in files_of(repository, r'^[^/]*\.conllu$'):
        yield [line[9:] for line in text.split('\n') if line.startswith('# text = ')]


def podcasts():
    for text in files_of('thechangelog+transcripts', r'/.*\.md$', 260):
        for paragraph in text.split('\n\n'):
            said = re.sub(r'^\*\*[^*]*\*\*:?|\\?\[[^\]]*\\?\]|[*_`]', '', paragraph.strip())
            if len(said) > 60:
                yield split(said)


def parliament():
    for text in files_of('bundestag+plpr-scraper', r'^data/txt/17', 14):
        for line in map(str.strip, text.replace('\r', '').split('\n')):
            if len(line) >= 120 and not line.startswith('(') and 'Drucksache' not in line and line[-1] in '.!?':
                yield split(re.sub(r'\([^)]*\)', '', line))


def manual(language):
    for name in sorted(glob.glob(f'{help_folder}/{language}/**/*.page', recursive=True)):
        with open(name, encoding='utf8') as page:
            for paragraph in re.findall(r'<p>(.*?)</p>', page.read(), re.S):
                text = html.unescape(re.sub(r'<[^>]*>', '', paragraph))
                if len(text) > 60:
                    yield split(text)


def tutorial(language):
    for text in files_of('DjangoGirls+tutorial', rf'^{language}/.*\.md$'):
        text = re.sub(r'```.*?```|<[^>]*>|\{%.*?%\}', '', text, flags=re.S)
        for paragraph in text.split('\n\n'):
            if len(paragraph) > 60 and not paragraph.startswith(('#', '    ')):
                yield split(re.sub(r'[*_`]', '', re.sub(r'!?\[([^\]]*)\]\([^)]*\)', r'\1', paragraph)))


def python_manual():
    for text in files_of('python+python-docs-es', r'^(tutorial|howto|faq|whatsnew|glossary|using).*\.po$'):
        for entry in re.finditer(r'^msgstr (".*"(?:\n".*")*)', text, re.M):
            said = ''.join(re.findall(r'"(.*)"', entry.group(1))).replace('\\n', ' ').replace('\\"', '"')
            said = re.sub(r'[*`|]', '', re.sub(r':\w+:`~?\.?([^`<]*)(?:<[^>]*>)?`', r'\1', said))
            if len(said) > 80 and '::' not in said and said.rstrip()[-1:] in '.!?':
                yield split(said)


def school_radio():
    """A school's podcast, told by many; a turn to a paragraph."""
    for text in files_of('Broslunas+veredillas-fm', r'^src/content/episodios/.*\.md$'):
        for turn in re.finditer(r'^ +text: (?:>-?\n((?: {6}.*\n)+)|(.+)\n)', text, re.M):
            said = re.sub(r'\([^)]*\)', '', ' '.join((turn.group(1) or turn.group(2)).split())).strip('"\' ')
            if said[-1:] in '.!?':
                yield split(said)


def sayings():
    for name in sorted(glob.glob(f'{fortunes}/*.u8')):
        with open(os.path.realpath(name), encoding='utf8', errors='replace') as text:
            for saying in text.read().split('\n%\n'):
                saying = re.sub(r'\n\s*--.*', '', saying, flags=re.S)
                if len(saying) > 60:
                    yield split(saying)


def words_of(sentences, language):
    words, ends = [], []
    for sentence in sentences:
        sentence = re.sub(r'\([^)]*\)|\[[^\]]*\]', '', sentence).replace('’', "'").replace("' ", "'")
        for one in token.findall(sentence):
            if re.match(r'\w', one):
                if one.lower() not in hesitations[language]:
                    words.append(one.lower())
                    ends.append('N')
            elif ends and ends[-1] == 'N':
                ends[-1] = 'C' if one[0] in ',:–—' else 'S' if one[0] in '.!?…;' else 'N'
        if ends:
            ends[-1] = 'S'
    return words, ''.join(ends)


def universal(name):
    return treebank(f'UniversalDependencies+UD_{name}')


sources = {
    'en': {'changelog': podcasts(), 'django-girls': tutorial('en'), 'gnome': manual('C')},
    'de': {
        'bundestag': parliament(),
        'django-girls': tutorial('de'),
        'gnome': manual('de'),
        'gsd': universal('German-GSD'),
    },
    'fr': {
        'paris-stories': universal('French-ParisStories'),
        'rhapsodie': universal('French-Rhapsodie'),
        'gsd': universal('French-GSD'),
        'sequoia': universal('French-Sequoia'),
        'django-girls': tutorial('fr'),
        'gnome': manual('fr'),
    },
    'es': {
        'veredillas': school_radio(),
        'gsd': universal('Spanish-GSD'),
        'django-girls': tutorial('es'),
        'gnome': manual('es'),
        'python': python_manual(),
    },
    'it': {
        'parlamint': universal('Italian-ParlaMint'),
        'markit': universal('Italian-MarkIT'),
        'fortunes': sayings(),
        'django-girls': tutorial('it'),
        'gnome': manual('it'),
    },
}

for language, parts in sources.items():
    with open(f'{work}/{language}.jsonl', 'w', encoding='utf8') as out:
        for source, documents in parts.items():
            total = 0
            for sentences in documents:
                words, ends = words_of(sentences, language)
                if len(words) >= 4:
                    total += len(words)
                    out.write(json.dumps({'source': source, 'words': words, 'ends': ends}, ensure_ascii=False) + '\n')
            print(language, source, total, 'words')
