"""A file of a table as two files: the same findings, but for their places
and for codes that no table knows, which are told once a file.

The SKP are also halved where some list of them need not be complete (section
3.6): a complete list and another are as good as one complete list; two lists
that need not be complete are no better than one, and nobody is without an SKP
for them.
"""

from .. import cells
from ..library import ask
from ..random_data import file_names
from .sets import first_difference, plain


def transform(rng, files, only=None):
    """(the files with one cut, their names), None if none has two rows."""
    names = file_names(files)
    long = [n for n, (table, _, rows) in enumerate(files)
            if len(rows) > 1 and only in (None, table)]
    if not long:
        return None
    at = rng.choice(long)
    table, headings, rows = files[at]
    cut = rng.randint(1, len(rows) - 1)
    halves = [(table, headings, rows[:cut]), (table, headings, rows[cut:])]
    stem = names[at][:-len(".csv")]
    return (files[:at] + halves + files[at + 1:],
            names[:at] + [stem + "-a.csv", stem + "-b.csv"] + names[at + 1:])


def told_once(findings, names):
    """Without places and messages, unknown codes summed over all files of
    their table; of these the first is told."""
    ret, codes = [], {}
    for found in findings:
        one = plain(found)
        head, mark, count = one.get("detail", "").partition(": kode (")
        if one["code"] != "REF009" or not mark:
            ret.append(one)
            continue
        at = (names.index(found["source"]["file"]), found["source"]["line"])
        key = one["table"], head, cells.fold(one["actual"])
        codes.setdefault(key, []).append((at, int(count[:-1]), one))
    for same in codes.values():
        first = min(same, key=lambda entry: entry[0])[2]
        first["detail"] = "%s: kode (%d)" % (
            first["detail"].split(":")[0], sum(n for _, n, _ in same))
        ret.append(first)
    return ret


def compared(title, one, names, other, other_names):
    return first_difference(
        title,
        ("findings", told_once(one.findings, names),
         told_once(other.findings, other_names)),
        ("skipped", one.skipped, other.skipped),
        ("tables", one.tables, other.tables))


def of_absence(found):
    """Does it conclude from an SKP that is not there?"""
    return found["code"] in ("ORG301", "ORG308") or found.get("detail") in (
        "belum_ada", "tidak_ada", "satu_skp")


def check_lists(rng, files, when):
    """Complete or not, in one piece and in two."""
    first = next((file for file in files if file[0] == "skp"), None)
    files = [file for file in files if file[0] != "skp" or file is first]
    made = transform(rng, files, "skp")
    if made is None:
        return None
    names, (halves, half_names) = file_names(files), made
    whole = ask(files, when, names, ())
    parts = [name for name in half_names if name.startswith("skp")]
    for part in parts:
        found = compared("one list not complete", whole, names,
                         ask(halves, when, half_names, [part]), half_names)
        if found:
            return found
    partial = ask(files, when, names, ["skp.csv"])
    return first_difference(
        "no list complete",
        ("findings that somebody has no SKP", [],
         list(filter(of_absence, partial.findings)))) or compared(
             "no list complete", partial, names,
             ask(halves, when, half_names, parts), half_names)


def check(rng, files, when):
    made = transform(rng, files)
    if made is None:
        return None
    names, (halves, half_names) = file_names(files), made
    return compared("split", ask(files, when, names), names,
                    ask(halves, when, half_names), half_names
                    ) or check_lists(rng, files, when)
