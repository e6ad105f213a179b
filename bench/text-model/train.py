"""Trains gradient-boosted trees, prints out-of-fold F1 and writes the model: train.py WORK WCXB [MODEL]"""

import base64
import json
import re
import sys
from collections import Counter, defaultdict

import lightgbm
import numpy

work, wcxb = sys.argv[1:3]
rounds = 200
settings = {
    "objective": "binary",
    "learning_rate": 0.1,
    "num_leaves": 31,
    "min_data_in_leaf": 60,
    "feature_fraction": 0.3,
    "bagging_fraction": 0.4,
    "bagging_freq": 2,
    "lambda_l2": 2.0,
    "max_bin": 63,
    "num_threads": 1,
    "seed": 7,
    "deterministic": True,
    "force_row_wise": True,
    "verbose": -1,
}
with open(f"{work}/features.json") as file:
    shape = json.load(file)
rows = numpy.fromfile(f"{work}/features.f32", dtype=numpy.float32).reshape(-1, shape["width"])
with open(f"{work}/folds.json") as file:
    folds = json.load(file)
with open(f"{work}/labels.jsonl") as file:
    labels = {label["id"]: label for label in map(json.loads, file)}

is_text, weight, fold, places = [], [], [], []
start = 0
for name, count in shape["counts"]:
    label = labels[name]
    places.append((name, start, start + count))
    start += count
    is_text.extend(share >= 0.5 for share in label["share"])
    # Each page counts alike, whatever its length.
    wanted = max(20, label["wanted"])
    weight.extend(min(1, (own + 0.3) / wanted) * label["teaches"] for own in label["counts"])
    fold.extend([folds[name]] * count)
is_text, weight, fold = numpy.array(is_text), numpy.array(weight), numpy.array(fold)


def train(chosen):
    chosen = chosen & (weight > 0)
    data = lightgbm.Dataset(rows[chosen], is_text[chosen].astype(int), weight=weight[chosen])
    return lightgbm.train(settings, data, rounds)


def choose(scores, counts):
    """As `chooseBlocks`: the greatest expected F1."""
    order = numpy.argsort(-scores)
    hits = numpy.cumsum(scores[order] * counts[order])
    if not len(hits):
        return []
    best = int(numpy.argmax(2 * hits / (numpy.cumsum(counts[order]) + hits[-1] + 1e-9)))
    return order[: best + 1]


words = re.compile(r"\w+")


def f1_by_type(scores):
    by_type = defaultdict(list)
    with open(f"{work}/blocks.jsonl") as pages:
        for (name, first, end), page in zip(places, map(json.loads, pages)):
            with open(f"{wcxb}/ground-truth/{name}.json") as file:
                truth = json.load(file)["ground_truth"].get("main_content") or ""
            wanted = Counter(words.findall(truth.lower()))
            counts = numpy.array(labels[name]["counts"], float)
            kept = Counter()
            for index in choose(scores[first:end], counts):
                kept.update(words.findall(page["blocks"][index][1].lower()))
            total = sum(kept.values()) + sum(wanted.values())
            by_type[labels[name]["type"]].append(2 * sum((kept & wanted).values()) / total if total else 1)
    for kind, values in sorted(by_type.items()):
        print(f"{kind:15} {len(values):5} {numpy.mean(values):.3f}")
    every = [value for values in by_type.values() for value in values]
    print(f"{'all':15} {len(every):5} {numpy.mean(every):.4f}  out of fold")


scores = numpy.zeros(len(rows))
for held in sorted(set(fold)):
    scores[fold == held] = train(fold != held).predict(rows[fold == held], num_threads=1)
f1_by_type(scores)

if len(sys.argv) > 3:
    nodes = {"feature": [], "threshold": [], "left": [], "right": []}
    leaves, roots = [], []

    def flatten(node):
        if "split_feature" not in node:
            leaves.append(node["leaf_value"])
            return -len(leaves)
        place = len(nodes["feature"])
        nodes["feature"].append(node["split_feature"])
        nodes["threshold"].append(node["threshold"])
        for side in ("left", "right"):
            nodes[side].append(0)
        for side in ("left", "right"):
            nodes[side][place] = flatten(node[f"{side}_child"])
        return place

    for tree in train(fold >= 0).dump_model()["tree_info"]:
        roots.append(flatten(tree["tree_structure"]))
    pack = lambda values, kind: base64.b64encode(numpy.array(values, kind).tobytes()).decode()
    with open(f"{work}/lexicon-all.json") as file:
        lexicon = json.load(file)
    with open(sys.argv[3], "w") as file:
        json.dump(
            {
                "features": shape["width"],
                "roots": pack(roots, "<i2"),
                "feature": pack(nodes["feature"], "u1"),
                "threshold": pack(nodes["threshold"], "<f4"),
                "left": pack(nodes["left"], "<i2"),
                "right": pack(nodes["right"], "<i2"),
                "leaf": pack(leaves, "<f4"),
                **lexicon,
            },
            file,
            ensure_ascii=False,
            indent=2,
        )
