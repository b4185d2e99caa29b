#!/bin/sh
# SPDX-License-Identifier: MIT
# Input that cannot be read: each kind ends with exit status 2, nothing on
# standard output and one line that says where and what to do, and the hostile
# ones end at once. $SKPCHECK is the tool. Prints TAP.
. "$(dirname "$0")/tool.sh"
LC_ALL=C
SKPCHECK_LANG=en
export LC_ALL SKPCHECK_LANG

# As the tool should say it, in one line and nothing else.
said() {
	test "$status" -eq 2 && test ! -s out && test "$(wc -l <err)" -eq 1 &&
		grep -qxE -e "$1" err
}

# A second of CPU is some twenty times what the guards need, sanitizers
# included; ten seconds show that nothing waits for ever.
status=0
run() {
	(
		# shellcheck disable=SC3045 # every shell we meet has it
		ulimit -t 1
		exec timeout 10 "$tool" check --pada=2026-01-20 "$@"
	) >out 2>err <"${from:-/dev/null}"
	status=$?
}

# bad NAME PATTERN INPUT...: refused, the whole message matching the pattern
bad() {
	bad_name=$1
	bad_pattern=$2
	shift 2
	run "$@"
	ok "$bad_name" said "$bad_pattern"
}

# repeat N TEXT: N times, \n in it being a line feed
repeat() {
	awk -v n="$1" -v text="$2" 'BEGIN {
		while (n-- > 0)
			printf "%s", text
	}'
}

# ---- what is no file of tables ----

bad 'missing file' 'absent\.yaml: no such file or folder' absent.yaml

mkdir folder
bad 'folder without any file' 'folder: a folder without tables.*' folder
: >folder/notes.docx
bad 'folder without tables' 'folder: a folder without tables: put .*' folder

if mkfifo pipe.csv; then
	bad 'FIFO' 'pipe\.csv: not a regular file' pipe.csv
else
	skip 'FIFO' 'no FIFO here'
fi
if [ -c /dev/zero ]; then
	bad '/dev/zero' '/dev/zero: not a regular file' /dev/zero
	from=/dev/zero
	bad '/dev/zero as standard input' '-:1:1: a NUL byte.*' -
	from=
else
	skip '/dev/zero' 'no /dev/zero here'
	skip '/dev/zero as standard input' 'no /dev/zero here'
fi

for kind in csv yaml json; do
	if truncate -s 1T "sparse.$kind" 2>/dev/null; then
		bad "sparse file of 1 TiB, .$kind" \
			"sparse\\.$kind:( larger than the limit of [0-9]+ bytes|1:1: not JSON: .*)" \
			"sparse.$kind"
	else
		skip "sparse file of 1 TiB, .$kind" 'no such large file here'
	fi
done

for kind in csv yaml json; do
	: >"empty.$kind"
	bad "empty file, .$kind" "empty\\.$kind: an empty file.*" \
		"empty.$kind"
done
printf '# nothing yet\n' >comment.yaml
bad 'YAML of comments only' 'comment\.yaml: the file has no table; .*' \
	comment.yaml
printf '{}' >none.json
bad 'JSON without a table' 'none\.json: the file has no table.*' none.json

# ---- what is something else than its name says ----

printf '<!DOCTYPE html>\n<html><body>Login: x</body></html>\n' >html.yaml
bad 'HTML named .yaml' \
	'html\.yaml:1:1: this is an HTML page, not YAML: .* save it as CSV.*' \
	html.yaml
printf 'id;nama\nA;Dinas Contoh\n' >csv.yaml
bad 'CSV named .yaml' \
	'csv\.yaml:1:1: this is CSV, not YAML: rename it to \.csv' csv.yaml
printf 'Dinas Contoh\n' >text.yaml
bad 'plain text named .yaml' \
	'text\.yaml:1:1: the top level must be a mapping .*' text.yaml
printf '%s\n' '- id: A' >list.yaml
bad 'YAML without tables' \
	'list\.yaml:1:1: the top level must be a mapping .*' list.yaml
printf 'PK\003\004rest' >xlsx.csv
bad 'XLSX named .csv' 'xlsx\.csv: XLSX is not supported .* CSV UTF-8' xlsx.csv

# ---- tables, rows and keys ----

printf 'unor:\n  - id: A\npegawia:\n  - id: P\n' >unknown.yaml
bad 'unknown table, YAML' \
	'unknown\.yaml:3:1: unknown table pegawia \(did you mean pegawai\?\); tables are unor, pegawai, penugasan, skp, rhk, kejadian, profil, periode' \
	unknown.yaml
printf '{\n "unro": [{"id": "A"}]}' >unknown.json
bad 'unknown table, JSON' \
	'unknown\.json:2:2: unknown table unro \(did you mean unor\?\); tables are .*' \
	unknown.json
printf 'unor:\n  - id: A\n    nama: X\n    id: B\n' >twice.yaml
bad 'duplicate key, YAML' \
	'twice\.yaml:4:5: a key stands twice in one mapping, first at 2:5; .*' \
	twice.yaml
printf '{"unor": [\n{"id": "A",\n"id": "B"}]}' >twice.json
bad 'duplicate key, JSON' \
	'twice\.json:3:1: a key stands twice in one mapping, first at 2:2; .*' \
	twice.json
printf 'unor:\n  - id: A\nunor:\n  - id: B\n' >tables.yaml
bad 'table that stands twice' \
	'tables\.yaml:3:1: a table stands twice, first at 1:1; .*' tables.yaml
printf 'unor:\n  id: A\n' >dash.yaml
bad 'table that is no list' \
	'dash\.yaml:2:3: a table \(here: unor\) must be a list of rows.*' \
	dash.yaml

# ---- YAML that must not be ----

printf 'unor:\n  - id: &a A\n' >anchor.yaml
bad 'anchor' 'anchor\.yaml:2:9: anchors .* are not accepted; .*' anchor.yaml
printf 'unor:\n  - id: *a\n' >alias.yaml
bad 'alias' 'alias\.yaml:2:9: .*aliases .* are not accepted; .*' alias.yaml
printf 'unor:\n  - <<: {id: A}\n' >merge.yaml
bad 'merge key' 'merge\.yaml:2:5: .*merge keys .* are not accepted; .*' \
	merge.yaml
printf 'unor:\n  - id: !!int 1\n' >tag.yaml
bad 'tag' 'tag\.yaml:2:9: a tag .* is not accepted; .*' tag.yaml
printf 'unor:\n  - id: A\n---\nskp: []\n' >documents.yaml
bad 'second document' 'documents\.yaml:3:1: a second document begins .*' \
	documents.yaml

# ---- syntax ----

printf 'id;nama\nA;"Dinas\nB;Bidang\n' >unor.csv
bad 'unclosed quote, CSV' 'unor\.csv:2:3: a quote that is never closed.*' \
	unor.csv
printf 'unor:\n  - id: "A\n  - id: B\n' >quote.yaml
bad 'unclosed quote, YAML' \
	'quote\.yaml:2:9: not readable as YAML: the quote that opens here is not closed' \
	quote.yaml
printf '{"unor": [{"id": "A"' >short.json
bad 'truncated JSON' 'short\.json:1:21: the file ends too early: .*' \
	short.json
printf '{"unor": [{"id": "A' >string.json
bad 'JSON truncated in a text' 'string\.json:1:20: the file ends too early: .*' \
	string.json
printf '{"unor": [{"id": "A"}]}\n{}' >behind.json
bad 'something behind JSON' \
	'behind\.json:2:1: not readable as JSON: trailing garbage' behind.json
printf 'unor:\n\t- id: A\n' >tab.yaml
bad 'tab that indents' 'tab\.yaml:2:1: not readable as YAML: .* not tabs, .*' \
	tab.yaml

# ---- bytes ----

printf 'id;nama\nA;Caf\351\n' >latin1.csv
bad 'Latin-1, CSV' 'latin1\.csv:2:6: not UTF-8: save the file as UTF-8' \
	latin1.csv
printf 'unor:\n  - id: A\n    nama: Caf\351\n' >latin1.yaml
bad 'Latin-1, YAML' 'latin1\.yaml:3:14: not UTF-8: save the file as UTF-8' \
	latin1.yaml
printf '{"unor": [{"nama": "Caf\351"}]}' >latin1.json
bad 'Latin-1, JSON' 'latin1\.json:1:24: not UTF-8: save the file as UTF-8' \
	latin1.json
printf 'id;nama\nA;B\000C\n' >nul.csv
bad 'NUL, CSV' 'nul\.csv:2:4: a NUL byte.*' nul.csv
printf 'unor:\n  - id: A\000\n' >nul.yaml
bad 'NUL, YAML' 'nul\.yaml:2:10: control character \(byte 0\).*' nul.yaml
printf '{"unor": [{"id": "A\000"}]}' >nul.json
bad 'NUL, JSON' 'nul\.json:1:20: control character \(byte 0\).*' nul.json
printf 'unor:\n  - id: "A\\0"\n' >escape.yaml
bad 'NUL as an escape, YAML' 'escape\.yaml:2:9: a value has a control .*' \
	escape.yaml
printf '{"unor": [{"id": "A\\u0000"}]}' >escape.json
bad 'NUL as an escape, JSON' 'escape\.json:1:26: a value has a control .*' \
	escape.json
printf 'unor:\n  - nama: A\342\200\250id: B\n' >separator.yaml
bad 'line separator, YAML' \
	'separator\.yaml:2:12: U\+2028 \(line separator\) stands here; .*' \
	separator.yaml

# ---- storms: refused before they cost anything ----

repeat 80000 '[' >brackets.yaml
bad '80,000 nested brackets, YAML' 'brackets\.yaml:1:1: .*' brackets.yaml
{
	printf 'unor:\n  - '
	repeat 80000 '{"":['
} >inside.yaml
bad '80,000 nested mappings, YAML' 'inside\.yaml:2:[0-9]+: .*' inside.yaml
repeat 80000 '[' >brackets.json
bad '80,000 nested brackets, JSON' \
	'brackets\.json:1:2: a row must be an object.*' brackets.json
{
	printf '[{"x":'
	repeat 80000 '['
} >inside.json
bad '80,000 brackets inside a row, JSON' \
	'inside\.json:1:37: nested deeper than the limit of 32' inside.json
{
	repeat 100000 '%TAG !a! tag:x,2000:\n'
	printf -- '---\nunor: []\n'
} >tags.yaml
bad '100,000 %TAG directives' \
	'tags\.yaml:1:1: %TAG directives are not accepted' tags.yaml
{
	printf 'a: &a [x,x,x,x,x,x,x,x,x]\n'
	for i in b c d e f g h; do
		printf '%s: &%s [' $i $i
		repeat 9 "*a,"
		printf ']\n'
	done
} >laughs.yaml
bad 'billion laughs' 'laughs\.yaml:1:1: unknown table a; .*' laughs.yaml
{
	printf 'unor:\n  - id: "'
	repeat 200000 'x'
	printf '"\n'
} >long.yaml
bad 'value of 200,000 bytes, YAML' \
	'long\.yaml:2:9: a value is longer than the limit of 65536 bytes' \
	long.yaml
{
	printf '[{"id": "'
	repeat 200000 'x'
	printf '"}]'
} >long.json
bad 'value of 200,000 bytes, JSON' \
	'long\.json:1:[0-9]+: a value is longer than the limit of 65536 bytes' \
	long.json

{
	printf '[{"id": "'
	repeat 20000000 'x'
} >endless.json
bad 'value of 20 MB, JSON' \
	'endless\.json:1:[0-9]+: a value is longer than the limit of 65536 bytes' \
	endless.json

# ---- nothing is half loaded ----

printf 'unor:\n  - id: A\n    nama: Dinas Contoh\n' >good.yaml
bad 'a good file before a bad one' 'short\.json:1:21: .*' good.yaml short.json
mkdir mixed
cp good.yaml mixed/a.yaml
cp twice.yaml mixed/b.yaml
bad 'a bad file in a folder' 'mixed/b\.yaml:4:5: .*' mixed

tool_end
