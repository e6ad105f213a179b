"""The child of `run-system.ts` for trafilatura: answers like `answer-pages.ts`."""
import gzip
import json
import logging
import resource
import sys

import trafilatura

logging.disable(logging.CRITICAL)


def cpu_ms():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return (used.ru_utime + used.ru_stime) * 1000


for line in sys.stdin:
    asked = json.loads(line)
    with gzip.open(asked["file"]) as file:
        html = file.read().decode("utf-8-sig", "replace")
    answer = {"content": "", "form": "text", "title": None, "littleText": False, "failed": None}
    started = cpu_ms()
    try:
        answer["content"] = trafilatura.extract(html, url=asked["url"]) or ""
    except Exception as thrown:
        answer["failed"] = repr(thrown)
    answer["cpuMs"] = cpu_ms() - started
    answer["peakMegabytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(answer), flush=True)
