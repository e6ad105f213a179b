"""Log odds of words in names of containers and in texts, for each fold from the other folds: lexicon.py WORK"""

import hashlib
import json
import math
import re
import sys
from collections import defaultdict
from urllib.parse import urlsplit

work = sys.argv[1]
folds = 5
text_words = re.compile(r"[^\W_]+|©")


def name_words(names):
    return set(re.findall(r"[a-z]{2,20}", re.sub(r"([a-z])([A-Z])", r"\1 \2", names).lower()))


def fold_of(url, name):
    # Pages of one site stay together.
    host = (urlsplit(url).hostname or name).split(".")
    return int(hashlib.md5(".".join(host[-2:]).encode()).hexdigest(), 16) % folds


def add(table, word, good, bad):
    row = table.setdefault(word, [0.0, 0.0, 0])
    row[0] += good
    row[1] += bad
    row[2] += 1


names = [{} for _ in range(folds)]
words = [{} for _ in range(folds)]
fold_of_page = {}
with open(f"{work}/blocks.jsonl") as pages, open(f"{work}/labels.jsonl") as labels:
    for page, label in zip(map(json.loads, pages), map(json.loads, labels)):
        fold = fold_of_page[page["id"]] = fold_of(label["url"], page["id"])
        if not label["teaches"]:
            continue
        frames = page["frames"]
        good, whole = [0] * len(frames), [0] * len(frames)
        per_word = defaultdict(lambda: [0, 0])
        for (frame, text), count, share in zip(page["blocks"], label["counts"], label["share"]):
            is_text = share >= 0.5
            for word in set(text_words.findall(text.lower())):
                per_word[word][0 if is_text else 1] += 1
            while frame != -1:
                good[frame] += count * is_text
                whole[frame] += count
                frame = frames[frame][0]
        per_name = defaultdict(lambda: [0, 0])
        for (_, own), right, total in zip(frames, good, whole):
            if total:
                for word in name_words(own):
                    per_name[word][0] += right
                    per_name[word][1] += total
        for word, (right, total) in per_name.items():
            add(names[fold], word, right / total, 1 - right / total)
        for word, (right, wrong) in per_word.items():
            add(words[fold], word, right / (right + wrong), wrong / (right + wrong))


def odds(tables, skipped, least_pages, most_words):
    merged = {}
    for fold, table in enumerate(tables):
        if fold != skipped:
            for word, (good, bad, pages) in table.items():
                row = merged.setdefault(word, [0.0, 0.0, 0])
                row[0] += good
                row[1] += bad
                row[2] += pages
    all_good = sum(row[0] for row in merged.values())
    prior = all_good / (all_good + sum(row[1] for row in merged.values()))
    base = math.log(prior / (1 - prior))
    scores = {
        word: math.log((good + 4 * prior) / (bad + 4 * (1 - prior))) - base
        for word, (good, bad, pages) in merged.items()
        if pages >= least_pages
    }
    best = sorted(scores, key=lambda word: -abs(scores[word]) * math.sqrt(merged[word][2]))[:most_words]
    return {word: round(scores[word], 2) for word in best if abs(scores[word]) > 0.15}


for skipped in [*range(folds), None]:
    with open(f"{work}/lexicon-{'all' if skipped is None else skipped}.json", "w") as file:
        json.dump({"names": odds(names, skipped, 8, 3000), "words": odds(words, skipped, 20, 4000)}, file)
with open(f"{work}/folds.json", "w") as file:
    json.dump(fold_of_page, file)
