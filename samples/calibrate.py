#!/usr/bin/env python3
"""How right dnswhy is, and how right it is when it is sure.

calibrate.py [--bin ./dnswhy] [-v] DIRECTORY...

A DIRECTORY holds incidents: subdirectories with the truth beside them (NAME.truth.json, as lab/record.sh writes it) or in one
expected.json. Each incident is analyzed as it stands, then with one of its files (or group of files of a kind) taken away at a time.

Prints one line an incident: verdict, root cause, confidence, lookups against the truth; then a table of how often findings of a given
confidence were right, for whole and for reduced incidents; then the reduced incidents that named a wrong cause. Exit code 1 when a whole
incident is judged wrongly or a reduced one names a wrong cause.
"""
import argparse
import collections
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

NOT_DNS = {"not-dns-exonerated", "connect-slow-not-dns", "gc-or-cpu-pause-not-dns", "dns-not-exercised"}


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("directories", nargs="+", metavar="DIRECTORY")
    arguments.add_argument("--bin", default="./dnswhy", help="the command to run")
    arguments.add_argument("--whole", action="store_true", help="whole incidents only, nothing taken away")
    arguments.add_argument("-v", action="store_true", help="also print each reduced incident")
    options = arguments.parse_args()
    options.bin = os.path.abspath(options.bin) if os.sep in options.bin else options.bin

    whole, reduced, wrong = collections.Counter(), collections.Counter(), []
    buckets = {"whole": collections.defaultdict(lambda: [0, 0]), "reduced": collections.defaultdict(lambda: [0, 0])}
    for name, path, truth in incidents(options.directories):
        report = analyze(options.bin, path)
        judgement = judge(report, truth)
        whole[judgement] += 1
        record(buckets["whole"], report, truth)
        print(f"{name:34} {judgement:12} {summary(report)}{felt(report, truth)}")
        if options.whole:
            continue
        for removed in groups(path):
            with tempfile.TemporaryDirectory() as temporary:
                copy = os.path.join(temporary, "incident")
                shutil.copytree(path, copy, ignore=lambda _, names: [n for n in names if n in removed or n.startswith("truth")])
                less = analyze(options.bin, copy)
            judgement = judge(less, truth)
            reduced[judgement] += 1
            record(buckets["reduced"], less, truth)
            if judgement == "WRONG":
                wrong.append((name, removed, summary(less)))
            if options.v:
                print(f"    without {', '.join(removed):28} {judgement:12} {summary(less)}")

    print("\nverdicts:", "whole", dict(whole), "reduced", dict(reduced))
    for kind, table in buckets.items():
        print(f"\nroot causes named, {kind} incidents: confidence, how many, right")
        for low in sorted(table, reverse=True):
            right, total = table[low]
            print(f"  {low / 10:.1f} to {min(1.0, low / 10 + 0.1):.1f}  {total:4}  {100 * right / total:5.1f} %")
    if wrong:
        print("\nwrong with something taken away:")
        for name, removed, text in wrong:
            print(f"  {name} without {', '.join(removed)}: {text}")
    return 1 if whole["WRONG"] or wrong else 0


def incidents(directories):
    for directory in directories:
        expected = os.path.join(directory, "expected.json")
        if os.path.exists(expected):
            for name, truth in sorted(json.load(open(expected, encoding="utf-8")).items()):
                yield name, os.path.join(directory, name), truth
            continue
        for entry in sorted(os.listdir(directory)):
            if entry.endswith(".truth.json"):
                name = entry[: -len(".truth.json")]
                measured = json.load(open(os.path.join(directory, entry), encoding="utf-8"))
                causes = {measured["rootCause"], measured.get("rootCauseFromCaptureAlone", measured["rootCause"])}
                causes |= set(measured.get("rootCauseOrElse", []))
                yield name, os.path.join(directory, name), {
                    "dnsToBlame": ["yes" if measured["dnsToBlame"] else "no"],
                    "rootCause": sorted(causes - {"none"}),
                    "felt": {"p95": measured["lookups"]["p95Ms"], "slow": measured["lookups"]["slow"], "total": measured["lookups"]["total"]},
                }


def groups(path):
    """Files by kind: numbered ones of a kind go together."""
    kinds = collections.defaultdict(list)
    for name in sorted(os.listdir(path)):
        if not name.startswith("truth"):
            kinds[re.sub(r"[-.]?\d+", "", name)].append(name)
    return list(kinds.values())


def analyze(command, path):
    # the truth may stand within the directory: it is the answer, not an input
    with tempfile.TemporaryDirectory() as temporary:
        copy = os.path.join(temporary, "incident")
        shutil.copytree(path, copy, ignore=lambda _, names: [n for n in names if n.startswith("truth")])
        run = subprocess.run([command, "analyze", copy, "--format", "json"], capture_output=True, text=True, check=False)
    try:
        return json.loads(run.stdout)
    except ValueError:
        return {"verdict": {"dnsToBlame": f"exit {run.returncode}: {run.stderr.strip()[:200]}"}}


def judge(report, truth):
    verdict = report["verdict"]
    blame, root = verdict.get("dnsToBlame"), verdict.get("rootCause")
    if blame == "undetermined":
        return "undetermined"
    if blame not in truth["dnsToBlame"]:
        return "WRONG"
    if blame == "yes" and root is None:
        return "no cause"
    if blame == "yes":
        return "right" if root in truth["rootCause"] else "WRONG"
    return "right" if root is None or root in NOT_DNS or root in truth["rootCause"] else "WRONG"


def record(buckets, report, truth):
    verdict = report["verdict"]
    if verdict.get("dnsToBlame") == "yes" and verdict.get("rootCause"):
        bucket = buckets[int(10 * min(0.999, verdict.get("confidence", 0)))]
        bucket[0] += judge(report, truth) == "right"
        bucket[1] += 1


def summary(report):
    verdict = report["verdict"]
    others = [f"{f['cause']}({f.get('role', '?')[0]})" for f in report.get("findings", []) if f["cause"] != verdict.get("rootCause")]
    return f"{verdict.get('dnsToBlame')} {verdict.get('rootCause')} {verdict.get('confidence')} {' '.join(others)}"


def felt(report, truth):
    measured, lookups = truth.get("felt"), report.get("lookups")
    if not measured or not lookups:
        return ""
    p95 = (lookups.get("feltMs") or {}).get("p95", 0)
    close = abs(p95 - measured["p95"]) <= 0.1 * measured["p95"] + 25 and abs(lookups["slow"] - measured["slow"]) <= 0.1 * measured["slow"] + 1
    return (
        f" | lookups {lookups['total']}/{measured['total']} slow {lookups['slow']}/{measured['slow']}"
        f" p95 {p95:.0f}/{measured['p95']:.0f} ms{'' if close else ' OFF'}"
    )


if __name__ == "__main__":
    sys.exit(main())
