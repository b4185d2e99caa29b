#!/bin/sh
# SPDX-License-Identifier: MIT
# `skpcheck graph` from outside: Graphviz takes what it writes, its JSON says
# what the findings say, and nothing is written by halves. TAP.
set -u
: "${top_srcdir:?}" "${SKPCHECK:?}"
tool=$SKPCHECK
python=${PYTHON:-python3}
kabupaten=$top_srcdir/examples/data/kabupaten
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
export SKPCHECK_LANG=id
day='--pada 2026-01-20'

n=0
# is NAME COMMAND...
is() {
    name=$1
    shift
    n=$((n + 1))
    if "$@" >check.out 2>&1; then
        echo "ok $n - $name"
    else
        sed 's/^/# /' check.out err | head -n 12
        echo "not ok $n - $name"
    fi
}

skip() {
    n=$((n + 1))
    echo "ok $n - $1 # SKIP needs dot (Debian: apt install graphviz)"
}

# ends STATUS NAME ARGUMENTS...
ends() {
    wanted=$1
    name=$2
    shift 2
    "$tool" graph "$@" >out 2>err </dev/null
    status=$?
    is "$name" test "$status" -eq "$wanted"
}

has() {
    grep -qF -e "$2" "$1"
}

lacks() {
    ! grep -qF -e "$2" "$1"
}

have_dot() {
    command -v dot >/dev/null 2>&1
}

# Well-formed XML whose outermost element is svg.
svg() {
    "$python" -c 'import sys
from xml.dom import minidom
sys.exit(minidom.parse(sys.argv[1]).documentElement.tagName != "svg")' "$1"
}

# Graphviz takes the last output without a word, and makes a picture of it.
drawable() {
    rm -f picture.svg
    test -s out && dot -Tsvg -o picture.svg out 2>dot.err && svg picture.svg &&
        ! grep -iv fontconfig dot.err
}

draws() { # draws NAME
    if have_dot; then is "$1" drawable; else skip "$1"; fi
}

# ---- the kabupaten: counts as in the findings ----

cat >agree.py <<'EOF'
"""Do the nodes and edges of a graph say what the findings say?"""
import json
import sys

with open("graph.json", encoding="utf-8") as stream:
    graph = json.load(stream)
assert list(graph) == ["nodes", "edges", "cut"] and graph["cut"] == 0
nodes = {node["key"]: node for node in graph["nodes"]}
assert len(nodes) == len(graph["nodes"])
found = {}
accounts = {}
with open("found.jsonl", encoding="utf-8") as stream:
    for line in stream:
        record = json.loads(line)
        if record.get("code") in ("ORG301", "ORG302", "ORG303"):
            found[record["id"]] = tuple(record[key] for key in (
                "blocked", "blocked_total", "root"))
        elif "read" in record:
            accounts[record["table"]] = record["loaded"]
assert accounts["unor"] == len(nodes), (accounts, len(nodes))
drawn = {node["id"]: (node["blocked"], node["blocked_total"], node["root"])
         for node in nodes.values() if "root" in node}
assert drawn == found and found, (drawn, found)
assert all(node["blocked_total"] == 0 for node in nodes.values()
           if "root" not in node)
waiting = dict.fromkeys(nodes, 0)
for edge in graph["edges"]:
    assert edge["from"] in nodes and edge["to"] in nodes
    assert ("count" in edge) == (edge["kind"] == "blocked")
    if edge["kind"] == "blocked":
        waiting[edge["to"]] += edge["count"]
assert waiting == {key: nodes[key]["blocked"] for key in nodes}
parents = [edge for edge in graph["edges"] if edge["kind"] == "parent"]
assert len(parents) == len(nodes) - 1
EOF

ends 0 'all of the kabupaten as json' --all -f json $day "$kabupaten" \
    -o graph.json
is 'nothing on standard output' test ! -s out
"$tool" check $day -f jsonl "$kabupaten" >found.jsonl
is 'json counts as the findings do' "$python" agree.py
sed 's/"blocked_total":317/"blocked_total":318/' graph.json >other.json
mv other.json graph.json
is 'notices a count that differs' sh -c "! $python agree.py"
ends 0 'all of the kabupaten as dot' --all $day "$kabupaten"
draws 'the kabupaten can be drawn'
is 'the root blocker is marked' has out 'AKAR MASALAH: 317 pegawai menunggu'
cp out first
ends 0 'again' --all $day "$kabupaten"
is 'the same input gives the same bytes' cmp first out
ends 0 'in English' --all --lang en $day "$kabupaten"
is 'in English: the root blocker' has out 'ROOT BLOCKER: 317 waiting'
draws 'in English it can be drawn'
ends 0 'a person' --pegawai 197406092002122011 $day "$kabupaten"
is 'a person: the right atasan' has out 'atasan yang seharusnya'
is 'a person: the recorded one' has out 'atasan yang tercatat'
draws 'a person can be drawn'
ends 0 'a unit' --unor 8702140C621A9F82E1AE31D618B44822 $day "$kabupaten"
draws 'a unit can be drawn'
ends 0 'masked' --all --mask $day "$kabupaten"
is 'masked: no NIP' sh -c '! grep -qE "(^|[^0-9a-f])[0-9]{18}([^0-9a-f]|$)" out'
is 'masked: no name of a head' lacks out 'Neng Jatnika'
is 'masked: pseudonyms' has out pegawai-1
draws 'masked it can be drawn'
ends 0 'cut' --all --limit 10 $day "$kabupaten"
is 'cut: so many are not drawn' has out '33 unit lain tidak digambar'
draws 'cut it can be drawn'
ends 0 'cut as json' --all --limit=10 -f json $day "$kabupaten"
is 'cut as json: the same number' has out '"cut":33}'
ends 0 'strict: submitted no longer carries' --all -p strict $day "$kabupaten"
is 'strict: the graph is another' sh -c '! cmp -s first out'

# ---- hostile names, and a cycle ----

cat >hostile.yaml <<'EOF'
unor:
  - {id: 'a"]}', diatasan_id: '', nama: "--</b>]]></svg><script>x</script>"}
  - {id: '<b>', diatasan_id: 'a"]}', nama: "SDN \"1\" \\N\\l & &amp; &#65; {x|y}"}
  - {id: "c\\", diatasan_id: 'a"]}', nama: "satu\ndua\t\u202Etiga\uFFFF"}
  - {id: d, diatasan_id: 'a"]}', nama: "שלום عربي 漢字 é"}
  - {id: e, diatasan_id: d, nama: "\\"}
  - {id: f, diatasan_id: d, nama: "%s%n$(touch owned)`touch owned`"}
pegawai:
  - {id: 'p"><', unor_id: 'a"]}', nama: "</font><b>Plt\"\\"}
penugasan:
  - {pegawai_id: 'p"><', unor_id: 'a"]}', jenis: D}
  - {pegawai_id: 'p"><', unor_id: "c\\", jenis: PLT}
EOF
ends 0 'hostile names' --all $day hostile.yaml
draws 'hostile names can be drawn'
is 'hostile names: no raw element' lacks out '<script'
ends 0 'hostile names as json' --all -f json $day hostile.yaml
is 'hostile names as json: it is JSON' "$python" -m json.tool out
ends 0 'a hostile person' --pegawai 'p"><' $day hostile.yaml
draws 'a hostile person can be drawn'
if have_dot; then
    ends 0 'hostile names as svg' --all -f svg $day hostile.yaml
    is 'hostile names as svg: it is XML' svg out
    is 'hostile names as svg: a name is as it is' "$python" -c '
from xml.dom import minidom
shown = "".join(t.firstChild.data for t in
                minidom.parse("out").getElementsByTagName("text"))
assert r"""SDN "1" \N\l & &amp; &#65; {x|y}""" in shown.replace("\xa0", " ")'
    is 'no command of a name was run' test ! -e owned
else
    skip 'hostile names as svg'
    skip 'hostile names as svg: it is XML'
    skip 'hostile names as svg: a name is as it is'
    skip 'no command of a name was run'
fi

cat >cycle.yaml <<'EOF'
unor:
  - {id: A, diatasan_id: C, nama: Dinas A}
  - {id: B, diatasan_id: A, nama: Bidang B}
  - {id: C, diatasan_id: B, nama: Bidang C}
  - {id: D, diatasan_id: C, nama: SDN D}
EOF
ends 0 'a cycle' --all $day cycle.yaml
is 'a cycle is marked' has out 'label="lingkaran"'
draws 'a cycle can be drawn'
ends 0 'from below a cycle' --unor D $day cycle.yaml
draws 'what is below a cycle can be drawn'

# ---- svg, through Graphviz ----

if have_dot; then
    ends 0 'svg' --all -f svg $day "$kabupaten" -o all.svg
    is 'svg: it is XML' svg all.svg
    is 'svg: the dinas is in it' has all.svg 'Dinas Pendidikan'
else
    for name in 'svg' 'svg: it is XML' 'svg: the dinas is in it'; do
        skip "$name"
    done
fi

# libtool's wrapper cannot do without the programs of PATH
case $(head -c 2 "$tool") in
'#!')
    LD_LIBRARY_PATH=$(dirname "$tool")/.libs${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}
    export LD_LIBRARY_PATH
    tool=$(dirname "$tool")/.libs/$(basename "$tool")
    ;;
esac
mkdir bin
with_dot() { # with_dot SCRIPT: what `dot` is from now on
    printf '#!/bin/sh\n%s\n' "$1" >bin/dot
    chmod +x bin/dot
}
with_path() { # with_path FOLDER STATUS NAME: the svg of the kabupaten
    rm -f kept.svg
    PATH=$1 "$tool" graph --all -f svg $day "$kabupaten" -o kept.svg \
        >out 2>err </dev/null
    status=$?
    is "$3" test "$status" -eq "$2"
}
mkdir empty
with_path "$work/empty" 2 'without Graphviz'
is 'without Graphviz: the package is named' has err graphviz
is 'without Graphviz: nothing is written' test ! -e kept.svg
with_dot 'exit 3'
with_path "$work/bin:$PATH" 3 'a dot that fails without reading'
is 'a dot that fails: nothing is written' test ! -e kept.svg
is 'a dot that fails: no file is left behind' sh -c \
    '! ls -A | grep -q "^\.skpcheck"'
with_dot 'cat >/dev/null'
with_path "$work/bin:$PATH" 3 'a dot that draws nothing'
with_dot 'echo "<svg>"; cat >/dev/null; kill -9 $$'
with_path "$work/bin:$PATH" 3 'a dot that is killed'
is 'a dot that is killed: nothing is written' test ! -e kept.svg
with_dot 'head -c 400000 /dev/zero | tr "\0" x; cat'
with_path "$work/bin:$PATH" 0 'a dot that writes much before it reads'
is 'all that it wrote is there' sh -c \
    'test "$(wc -c <kept.svg)" -gt 400000 && tail -n 1 kept.svg | grep -q "^}"'
with_dot 'test "$*" = -Tsvg && cat'
with_path "$work/bin:$PATH" 0 'dot is told what to make'
is 'and is given the graph' cmp first kept.svg

# ---- wrong usage ----

ends 2 'of nothing' $day "$kabupaten"
is 'of nothing: what there is' has err --pegawai
ends 2 'of two things' --all --unor D $day "$kabupaten"
ends 2 'of no input' --all
ends 2 'an unknown unit' --unor rahasia-7 $day "$kabupaten"
is 'an unknown unit: its id is not repeated' lacks err rahasia-7
is 'an unknown unit: said without a stack of words' test \
    "$(wc -l <err)" -eq 1
ends 2 'an unknown person' --pegawai 199999999999999999 $day "$kabupaten"
is 'an unknown person: the NIP is not repeated' lacks err 199999999
ends 2 'a limit of nothing' --all --limit 0 $day "$kabupaten"
ends 2 'a limit that is no number' --all --limit 3x $day "$kabupaten"
ends 2 'a format of check' --all -f jsonl $day "$kabupaten"
is 'a format of check: what there is' has err 'dot, json, svg'
"$tool" check -f dot $day "$kabupaten" >out 2>err
is 'check writes no dot' test $? -eq 2
"$tool" check --all $day "$kabupaten" >out 2>err
is '--all does not belong to check' test $? -eq 2
echo old >kept
ends 2 'a failure' --unor nowhere $day "$kabupaten" -o kept
is 'a failure leaves the file as it was' has kept old

echo "1..$n"
