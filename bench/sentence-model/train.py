"""
Trains what tells a sentence end in lower-case words without punctuation, one logistic regression with an L1 penalty per language, and prints
precision and recall on a tenth that was held out. The features are those of packages/ai/src/extractive/sentence-ends/gap-features.ts.
`train.py WORK [MODEL]`: WORK holds the texts of collect.py; with MODEL the file is written.
"""

import collections
import json
import random
import sys
import warnings
from array import array

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

warnings.filterwarnings('ignore')
work = sys.argv[1]
languages = 'en de fr es it'.split()
most_rows = 600_000
known_words, bag_words = 600, 120
least_count = 6
# Speech counts more than manuals
weights = {'gnome': 0.5, 'python': 0.35, 'paris-stories': 2, 'rhapsodie': 2, 'parlamint': 1.5, 'veredillas': 2}
singles = (-3, -2, -1, 0, 1, 2)
groups = ((-2, -1), (-1, 0), (0, 1), (-2, 0), (-1, 1), (0, 1, 2), (-1, 0, 1))


def streams_of(language):
    """Pieces of about 300 words, joined of paragraphs of one source in any order."""
    pieces = collections.defaultdict(list)
    with open(f'{work}/{language}.jsonl', encoding='utf8') as lines:
        for line in lines:
            document = json.loads(line)
            words, ends = document['words'], document['ends']
            for at in range(0, len(words), 400):
                pieces[document['source']].append((words[at : at + 400], ends[at : at + 400]))
    streams = []
    for source, parts in pieces.items():
        random.Random(4).shuffle(parts)
        words, ends = [], ''
        for more, marks in parts:
            words, ends = words + more, ends + marks
            if len(words) > 300:
                streams.append((source, words, ends))
                words, ends = [], ''
    random.Random(5).shuffle(streams)
    return streams


def train(language):
    streams = streams_of(language)
    held = streams[: len(streams) // 10]
    used, rows = [], 0
    for stream in streams[len(streams) // 10 :]:
        if rows > most_rows:
            break
        used.append(stream)
        rows += len(stream[1])
    counts = collections.Counter(word for _, words, _ in used for word in words if not word[0].isdigit())
    known = [word for word, _ in counts.most_common(known_words)]
    is_known, in_bag = set(known), set(known[:bag_words])

    def class_of(word):
        if word in is_known:
            return word
        if word[0].isdigit():
            return '#'
        elided = word.find("'")
        return word[: elided + 1] + '~' if 0 < elided < 4 else '~' + word[-3:]

    def features_of(classes, at):
        def one(offset):
            place = at + offset
            return classes[place] if 0 <= place < len(classes) else '^'

        for offset in singles:
            yield f'{offset}={one(offset)}'
        for group in groups:
            yield f'{",".join(map(str, group))}={" ".join(map(one, group))}'
        for offset in (-1, 0, 1):
            if one(offset)[0] == '~':
                yield f'{offset}={one(offset)[-2:]}'
        for offset in range(-9, -3):
            if one(offset) in in_bag:
                yield f'<{one(offset)}'
        for offset in range(3, 7):
            if one(offset) in in_bag:
                yield f'>{one(offset)}'

    index = {}

    def matrix(some):
        """A row per gap, a column per feature, and what follows the word before it."""
        columns, starts, labels, weight = array('i'), array('i', [0]), [], []
        for source, words, ends in some:
            classes = [class_of(word) for word in words]
            for at in range(1, len(words)):
                columns.extend(index.setdefault(feature, len(index)) for feature in dict.fromkeys(features_of(classes, at)))
                starts.append(len(columns))
                labels.append(ends[at - 1])
                weight.append(weights.get(source, 1))
        ones = np.ones(len(columns), np.float32)
        rows = csr_matrix((ones, np.frombuffer(columns, np.int32), np.frombuffer(starts, np.int32)), (len(labels), len(index)))
        return rows, np.array(labels), np.array(weight)

    rows, labels, weight = matrix(used)
    common = np.flatnonzero(np.bincount(rows.indices, minlength=len(index)) >= least_count)
    names = list(index)
    model = LogisticRegression(penalty='l1', solver='liblinear', C=min(0.35, 90_000 / len(labels)), max_iter=50, tol=1e-3, random_state=1)
    model.fit(rows[:, common], labels == 'S', sample_weight=weight)
    found = {names[common[place]]: round(20 * float(model.coef_[0][place])) for place in np.nonzero(model.coef_[0])[0]}
    found = {name: value for name, value in sorted(found.items()) if value != 0}
    print(language, len(labels), 'gaps', len(found), 'weights', flush=True)
    by_source = collections.defaultdict(list)
    for stream in held:
        by_source[stream[0]].append(stream)
    for source, some in sorted(by_source.items()):
        rows, labels, _ = matrix(some)
        odds = model.decision_function(rows[:, common])
        row = []
        for least in (-1, 0, 1):
            taken = odds > least
            if taken.any():
                end, comma = np.mean(labels[taken] == 'S'), np.mean(labels[taken] == 'C')
                row.append(f'{least}: {end:.2f} +{comma:.2f} of {np.sum(taken & (labels == "S")) / max(1, np.sum(labels == "S")):.2f}')
        print(f'  {source:14} {np.sum(labels == "S")} ends; {"; ".join(row)}', flush=True)
    return {'bias': round(20 * float(model.intercept_[0])), 'bag': bag_words, 'words': ' '.join(known), 'weights': '\n'.join(f'{name}\t{value}' for name, value in found.items())}


models = {language: train(language) for language in languages}
if len(sys.argv) > 2:
    with open(sys.argv[2], 'w', encoding='utf8') as out:
        json.dump(models, out, ensure_ascii=False, indent=2)
        out.write('\n')
