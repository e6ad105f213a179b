"""Share of each block's words that are in the page's true text: label.py WORK WCXB"""

import json
import re
import sys

from rapidfuzz.distance import LCSseq

work, wcxb = sys.argv[1:]
words = re.compile(r"\w+")
with open(f"{work}/blocks.jsonl") as pages, open(f"{work}/labels.jsonl", "w") as out:
    for line in pages:
        page = json.loads(line)
        with open(f"{wcxb}/ground-truth/{page['id']}.json") as file:
            truth = json.load(file)
        kind = (truth.get("_internal") or {}).get("page_type") or {}
        kind = kind.get("primary", "article") if isinstance(kind, dict) else kind
        wanted = words.findall((truth["ground_truth"].get("main_content") or "").lower())
        blocks = [words.findall(text.lower()) for _, text in page["blocks"]]
        tokens = [token for block in blocks for token in block]
        owner = [index for index, block in enumerate(blocks) for _ in block]
        numbers = {}
        a = [numbers.setdefault(token, len(numbers)) for token in tokens]
        b = [numbers.setdefault(token, len(numbers)) for token in wanted]
        # In order: a word of a menu is no hit because the text has it, too.
        hits = [0] * len(blocks)
        if a and b:
            for part in LCSseq.opcodes(a, b):
                if part.tag == "equal":
                    for place in range(part.src_start, part.src_end):
                        hits[owner[place]] += 1
        # Out of order: whole phrases.
        phrases = set(zip(wanted, wanted[1:], wanted[2:], wanted[3:]))
        share = []
        for block, hit in zip(blocks, hits):
            own = list(zip(block, block[1:], block[2:], block[3:]))
            found = sum(phrase in phrases for phrase in own) / len(own) if len(own) > 1 else 0
            share.append(round(max(hit / len(block), found), 3) if block else 0)
        counts = [len(block) for block in blocks]
        right = sum(count for count, each in zip(counts, share) if each >= 0.5)
        # A page that is drawn by a script teaches nothing.
        teaches = right >= 0.3 * len(wanted)
        json.dump(
            {
                "id": page["id"],
                "type": "collection" if kind == "category" else kind,
                "url": truth.get("url") or "",
                "wanted": len(wanted),
                "counts": counts,
                "share": share,
                "teaches": teaches,
            },
            out,
        )
        out.write("\n")
