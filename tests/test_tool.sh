#!/bin/sh
# SPDX-License-Identifier: MIT
# The command line from outside: exit statuses, options, output. $SKPCHECK is
# the tool. Prints TAP.
. "$(dirname "$0")/tool.sh"

# ---- data: one clean, and one for each severity ----

cat >clean.yaml <<'EOF'
unor:
  - id: A
    nama: Dinas Contoh
    pemimpin_id: P1
pegawai:
  - id: P1
    nip: "197001011995011001"
    nama: Kepala
    unor_id: A
EOF
cat >e.yaml <<'EOF'
unor:
  - id: A
    nama: Dinas Contoh
    pemimpin_id: P1
pegawai:
  - id: P1
    nip: "197001011995011001"
    nama: Kepala
    unor_id: A
  - id: P2
    nip: "198501012010011002"
    nama: Anggota
    unor_id: hilang
EOF
cat >w.yaml <<'EOF'
unor:
  - id: K
    nama: Bidang Contoh
    eselon_id: "31"
  - id: L
    diatasan_id: K
    nama: Seksi Contoh
    eselon_id: "21"
EOF
cat >i.yaml <<'EOF'
unor:
  - id: M
    instansi_id: Z
    diatasan_id: X
    nama: Bidang Contoh
  - id: N
    instansi_id: Z
    diatasan_id: X
    nama: Bidang Lain
EOF
printf 'unor:\n  - id: [\n' >bad.yaml
day=--pada=2026-01-20

# ---- help and usage ----

ends 0 'help ends well' --help
ok 'help is in Indonesian' has out 'Pemakaian: skpcheck'
ends 0 'help in English' --help --lang en
ok 'help is in English' has out 'Usage: skpcheck'
ends 0 'help of a command' check --help
ends 0 'version ends well' --version
ok 'version names tool and library' matches out \
	'^skpcheck [0-9.]+ \(libskpcheck [0-9.]+\)$'
for option in format output lang color quiet help version policy select \
	ignore min-severity fail-on pada tahun instansi unor mask \
	statistics jobs baseline fingerprints fingerprint-key same \
	old-pada old-date new-date list pegawai all limit actor verify progress; do
	run --help
	ok "help names --$option" has out "--$option"
done

ends 2 'no command'
ok 'no command: says so' has err 'perintah belum disebut'
ends 2 'unknown command' chek e.yaml
ok 'unknown command: did you mean' has err 'apakah maksudnya check?'
ends 2 'a file for a command' e.yaml
ok 'a file for a command: did you mean' has err "'skpcheck check e.yaml'"
ends 2 'check without input' check
ok 'check without input: says so' has err INPUT
ends 2 'unknown option' check --slect=A e.yaml --lang=en
ok 'unknown option: did you mean' has err "did you mean --select?"
ends 2 'unknown letter' check -Z e.yaml
ok 'unknown letter: names it' has err "'-Z'"
ends 2 'option cut too short' check --s e.yaml
ok 'option cut too short: candidates' has err '--select, --statistics'
ends 2 'value missing' check e.yaml --pada
ok 'value missing: names the option' has err "'--pada'"
ends 2 'value where none is taken' check --quiet=1 e.yaml
ends 2 'option of another command' rules --pada=2026-01-20
ok 'option of another command: names it' has err "'--pada'"
ends 2 'operand too much' rules e.yaml
for wrong in --format=xml --fail-on=X --min-severity=hot --mask=maybe \
	--color=blue --lang=de --jobs=0 --jobs=two --jobs=99999999999; do
	ends 2 "wrong value $wrong" check $wrong e.yaml
	ok "wrong value $wrong: named" has err "${wrong%%=*}"
done
ends 2 'pada not understood' check --pada=kemarin e.yaml
ok 'pada not understood: named' has err '--pada'
ends 2 'tahun not understood' check $day --tahun=x e.yaml
ok 'tahun not understood: named' has err '--tahun'

# ---- exit status and severities ----

ends 0 'clean data' check clean.yaml $day
ends 0 'clean data without --pada' check clean.yaml
ends 1 'an error' check e.yaml $day
ends 1 'a warning' check w.yaml $day
ends 0 'a note' check i.yaml $day
ends 0 'a warning under --fail-on=E' check w.yaml $day --fail-on=E
ends 1 'a note under --fail-on=I' check i.yaml $day --fail-on=I
for word in w peringatan WARNING; do
	ends 0 "--fail-on=$word lets a note pass" check $day i.yaml \
		--fail-on=$word
	ends 1 "--fail-on=$word stops a warning" check $day w.yaml \
		--fail-on=$word
done
ends 0 'a warning that is not shown' check w.yaml $day --min-severity=galat
ends 1 'options after operands, names cut short' check i.yaml $day --fail I
ends 2 'missing file' check nowhere.yaml $day
ok 'missing file: name and reason' matches err '^nowhere\.yaml: .'
ends 2 'not readable as YAML' check bad.yaml $day
ok 'not readable: place' matches err '^bad\.yaml:[0-9]+(:[0-9]+)?: .'
ok 'not readable: no report' test ! -s out
mkdir none
ends 2 'folder without files' check none $day
ends 2 'one good, one bad input' check e.yaml bad.yaml $day
ok 'one good, one bad input: no report' test ! -s out
cp e.yaml ./-e.yaml
ends 1 'operand like an option' check $day -- -e.yaml
rm -f ./-e.yaml

POSIXLY_CORRECT=1 "$tool" check $day --select=UNR e.yaml >out 2>err
status=$?
ok 'options behind the command under POSIXLY_CORRECT' test $status -eq 0

# ---- findings ----

run check e.yaml w.yaml i.yaml $day -f jsonl
cp out all.jsonl
ok 'all findings as JSON Lines' found 'REF003 REF005 REF005 UNR103 '
ok 'account of the rows' has out '{"table":"unor","read":5,"loaded":5,'
run check e.yaml w.yaml i.yaml $day --format=jsonl --select=ref003,UNR
ok '--select of codes and prefixes' found 'REF003 UNR103 '
run check e.yaml w.yaml i.yaml $day --format=jsonl --select=REF003 \
	--select=UNR
ok '--select twice adds' found 'REF003 UNR103 '
run check e.yaml w.yaml i.yaml $day --format=jsonl --ignore=REF
ok '--ignore of a prefix' found 'UNR103 '
run check e.yaml w.yaml i.yaml $day --format=jsonl --select=REF \
	--ignore=REF005
ok '--select and --ignore' found 'REF003 '
ends 0 'an ignored finding does not count' check e.yaml $day --ignore=REF
run check e.yaml w.yaml i.yaml $day --format=jsonl --min-severity=W
ok '--min-severity=W' found 'REF003 UNR103 '
run check e.yaml w.yaml i.yaml $day --format=jsonl --unor=K
ok '--unor takes the subtree' found 'UNR103 '
run check e.yaml w.yaml i.yaml $day -f jsonl --jobs=1
ok '--jobs=1 gives the same bytes' cmp -s out all.jsonl
run check e.yaml w.yaml i.yaml $day -f jsonl -j 8
ok '--jobs=8 gives the same bytes' cmp -s out all.jsonl
mkdir folder
cp e.yaml w.yaml i.yaml folder
run check folder $day -f jsonl
ok 'a folder gives the findings of its files' found \
	'REF003 REF005 REF005 UNR103 '

run check e.yaml $day -f jsonl
sed 's/"source":{[^}]*},//' out >file.jsonl
"$tool" check - $day -f jsonl <e.yaml 2>err | sed 's/"source":{[^}]*},//' \
	>out
ok 'standard input gives the findings of the file' cmp -s out file.jsonl
"$tool" check - $day <bad.yaml >out 2>err
status=$?
ok 'standard input not readable' test $status -eq 2
ok 'standard input not readable: place' matches err '^-:[0-9]+'

run check e.yaml $day
ok 'text is in Indonesian' has out 'Anggota'
cp out id.txt
run check e.yaml $day --lang=en
cp out en.txt
ok 'text in English differs' not cmp -s id.txt en.txt
# These locales need not be there: only their names count, so the locale stages
# must not insist on them.
for set in SKPCHECK_LANG=en 'SKPCHECK_LANG= LC_ALL=en_US.UTF-8' \
	'SKPCHECK_LANG= LC_ALL= LC_MESSAGES=en_GB' \
	'SKPCHECK_LANG= LC_ALL= LC_MESSAGES= LANG=en'; do
	env -u SKP_EXPECT_LOCALE $set "$tool" check e.yaml $day >out 2>err
	ok "English by $set" cmp -s out en.txt
done
for set in SKPCHECK_LANG=fr 'SKPCHECK_LANG=id LC_ALL=en_US.UTF-8' \
	'SKPCHECK_LANG= LC_ALL=C LANG=en_US'; do
	env -u SKP_EXPECT_LOCALE $set "$tool" check e.yaml $day >out 2>err
	ok "Indonesian by $set" cmp -s out id.txt
done
run check e.yaml $day --statistics
ok '--statistics adds to the text' test \
	"$(wc -l <out)" -gt "$(wc -l <id.txt)"
run check e.yaml $day --quiet
ok '--quiet takes from the text' test "$(wc -l <out)" -lt "$(wc -l <id.txt)"

# ---- masking ----

nip() { # does an 18-digit number stand in out or err?
	grep -qE '[0-9]{18}' out err
}
birth() { # or what begins one?
	grep -qE '19700101|19850101' out err
}
for options in --mask --mask=on '--mask --lang=en' '--mask -f jsonl' \
	'--mask --statistics --color'; do
	run check e.yaml w.yaml $day $options
	ok "no NIP under $options" not nip
	ok "no date of birth under $options" not birth
done
run check e.yaml $day -f jsonl
ok 'NIP without --mask' nip
run check e.yaml $day -f jsonl --mask=off
ok 'NIP under --mask=off' nip

# The bundled exports: no NIP or NIK of theirs may get through.
data=$here/../examples/data
if [ -d "$data/kabupaten" ]; then
	# NIP and NIK; numbers that stand alone, as a UUID may hold 18 digits
	cat "$data"/kabupaten/*.csv "$data"/*.yaml |
		grep -owE '[0-9]{16}|[0-9]{18}' | sort -u >nips
	ends 1 'the bundled school' check "$data/sekolah.yaml" $day
	ends 1 'the bundled kabupaten' check "$data/kabupaten" $day
	ok 'the bundled kabupaten: NIP without --mask' grep -qFf nips out
	for options in '' '-f jsonl' '--lang=en --statistics'; do
		run check "$data/kabupaten" "$data/sekolah.yaml" $day --mask \
			$options
		ok "no bundled NIP under --mask $options" not grep -qFf nips \
			out err
	done
else
	skip 'the bundled exports' 'not here'
fi

# ---- colours ----

run check e.yaml $day
ok 'no colours into a file' not has out "$esc"
run check e.yaml $day --color=always
ok '--color=always' has out "$esc"
run check e.yaml $day --color
ok '--color alone means always' has out "$esc"
NO_COLOR=1 "$tool" check e.yaml $day --color >out 2>err
ok '--color overrides NO_COLOR' has out "$esc"
run check e.yaml $day --color -f jsonl
ok 'never in JSON Lines' not has out "$esc"

# terminal ENVIRONMENT ARGUMENTS: runs the tool on a terminal
terminal() {
	script -qec "env $1 '$tool' check e.yaml $day $2" /dev/null \
		>out 2>err </dev/null
}
if command -v script >/dev/null 2>&1; then
	terminal TERM=xterm
	ok 'colours on a terminal' has out "$esc"
	terminal 'TERM=xterm NO_COLOR=1'
	ok 'NO_COLOR on a terminal' not has out "$esc"
	terminal 'TERM=xterm NO_COLOR='
	ok 'an empty NO_COLOR says nothing' has out "$esc"
	terminal TERM=dumb
	ok 'no colours on a dumb terminal' not has out "$esc"
	terminal TERM=xterm --color=never
	ok '--color=never on a terminal' not has out "$esc"
else
	skip 'colours on a terminal' 'no script(1)'
fi

# ---- output to a file ----

mkdir o
run check e.yaml $day -f jsonl
cp out e.jsonl
ends 1 '-o keeps the exit status' check e.yaml $day -f jsonl -o o/new
ok '-o prints nothing' test ! -s out
ok '-o gives the same bytes' cmp -s o/new e.jsonl
ok '-o: for the owner only' test "$(ls -l o/new | cut -c1-10)" = -rw-------
ok '-o leaves nothing else' alone o 'new '
echo old >o/new
ends 2 'a failed check' check bad.yaml $day -o o/new
ok 'a failed check leaves the file' has o/new old
ok 'a failed check leaves nothing else' alone o 'new '
ends 2 'a wrong option' check e.yaml $day -o o/new --tahun=x
ok 'a wrong option leaves the file' has o/new old
(
	ulimit -f 0
	"$tool" check e.yaml $day -o o/new 2>/dev/null
)
status=$?
ok 'a file that may not grow' test $status -eq 3
ok 'a file that may not grow: the old one stays' has o/new old
ok 'a file that may not grow: nothing else' alone o 'new '
echo victim >victim
ln -s ../victim o/link
run check e.yaml $day -f jsonl -o o/link
ok 'a symbolic link is replaced' test ! -h o/link
ok 'a symbolic link: the output is there' cmp -s o/link e.jsonl
ok 'a symbolic link is not followed' has victim victim
ln -s nowhere o/dangling
run check e.yaml $day -f jsonl -o o/dangling
ok 'a dangling link is replaced' test -f o/dangling -a ! -h o/dangling
ok 'a dangling link is not followed' test ! -e o/nowhere
rm -f o/link o/dangling
ends 3 '-o names a folder' check e.yaml $day -o o
ends 3 '-o ends in a slash' check e.yaml $day -o o/
ends 3 '-o in a missing folder' check e.yaml $day -o nowhere/new
ok '-o in a missing folder: message' matches err \
	'^skpcheck: nowhere/new: .'
run check e.yaml $day -f jsonl -o -
ok '-o - is standard output' cmp -s out e.jsonl
cp e.yaml o/
(cd o && "$tool" check e.yaml $day -f jsonl -o bare 2>../err)
ok '-o with a bare name' cmp -s o/bare e.jsonl
ends 0 '-o for rules' rules -o o/rules
ok '-o for rules: written' has o/rules ORG301
ends 1 '-o /dev/null' check e.yaml $day -o /dev/null
ok '-o /dev/null leaves the device' test -c /dev/null

# A tool that waits for its input leaves nothing when it is ended. (Not with
# INT: a shell makes what runs in the background deaf to it.)
mkfifo pipe
mkdir s
for signal in HUP TERM; do
	# nohup makes all that it starts deaf to HUP
	if [ "$(sh -c "kill -$signal \$\$; echo deaf" 2>/dev/null)" = deaf ]; then
		skip "SIG$signal ends the tool" "SIG$signal is ignored"
		continue
	fi
	"$tool" check - $day -o s/new <pipe >out 2>err &
	pid=$!
	exec 9>pipe
	sleep 1
	kill -$signal $pid
	wait $pid 2>/dev/null
	status=$?
	exec 9>&-
	ok "SIG$signal ends the tool" test $status -gt 128
	ok "SIG$signal leaves nothing" alone s ''
done

if [ -c /dev/full ]; then
	for command in 'check e.yaml' rules 'explain ORG301' columns policy \
		--help --version; do
		"$tool" $command >/dev/full 2>err
		status=$?
		ok "full disk: $command" test $status -eq 3
		ok "full disk: $command: message" has err 'skpcheck: stdout: '
	done
	ends 3 'full disk by -o' check e.yaml $day -o /dev/full
else
	skip 'full disk' 'no /dev/full'
fi
"$tool" check e.yaml $day >&- 2>err
status=$?
ok 'standard output closed' test $status -eq 3
"$tool" check e.yaml $day -f jsonl -o o/quiet >&- 2>&-
status=$?
ok 'standard streams closed: the status' test $status -eq 1
ok 'standard streams closed: the file' cmp -s o/quiet e.jsonl

# ---- rules and explain ----

ends 0 'rules' rules
ok 'rules: code, severity, title' matches out '^ORG301 +E +[^ ]'
ends 0 'rules as JSON Lines' rules --format=jsonl
for key in code severity level table actor actor_text title message \
	explanation steps source basis needs indicator; do
	ok "rules as JSON Lines: $key on each" test \
		"$(grep -c "\"$key\":" out)" -eq "$(wc -l <out)"
done
sed -n 's/^{"code":"...\([0-9]*\)".*/\1/p' out >codes
ok 'rules: by number' sort -c codes
ends 0 'explain a rule with an indicator' explain REF004
ok 'explain: the indicator' matches out '^ +Indikator +TIM_1 [^ ]'
ends 0 'explain' explain ORG301
ok 'explain: no indicator' not has out Indikator
cp out id.txt
ok 'explain: a step' matches out '^ +1\. '
ok 'explain: the source' matches out '^ +Sumber +[^ ]'
ok 'explain: no line too wide' not matches out '^.{96}'
ends 0 'explain, case-blind and in English' explain org301 --lang=en
ok 'explain in English' matches out '^ +Source +[^ ]'
ends 0 'explain two' explain ORG301 ATS203
ok 'explain two: both' has out ATS203
ends 0 'explain as JSON Lines' explain ORG301 -f jsonl
ok 'explain as JSON Lines: one line' test "$(wc -l <out)" -eq 1
ends 2 'explain an unknown code' explain ORG310
ok 'explain an unknown code: the nearest' has err ORG301
ok 'explain an unknown code: nothing else' test ! -s out
ends 2 'explain one known, one unknown' explain ORG301 XYZ999
ok 'explain one known, one unknown: nothing' test ! -s out
ends 2 'explain nothing' explain
ends 2 'explain a NIP without input' explain 198501012010011002
ok 'explain a NIP without input: asks for it' has err INPUT
ends 0 'explain a person in whose way nothing stands' \
	explain 197001011995011001 clean.yaml $day
ok 'explain a person: says so' has out \
	'Tidak ditemukan hal yang menghalangi Kepala'
ends 1 'explain a person in whose way something stands' \
	explain $day 198501012010011002 e.yaml
ok 'explain a person: the finding' has out REF003
ok 'explain a person: a step' matches out '^  1\. '
ok 'explain a person: help' has out 'support-siasn.bkn.go.id'
ok 'explain a person: no line too wide' not matches out '^.{81}'
ends 1 'explain a person by a NIP with blanks, quietly, in English' \
	explain '19850101 201001 1 002' e.yaml $day -q -l en
ok 'explain quietly: no help' not has out HELP
ends 1 'explain a person as JSON Lines' \
	explain 198501012010011002 e.yaml $day -f jsonl --mask
ok 'explain as JSON Lines: its parts' has out '{"part":"pegawai","pegawai":"pegawai-1"'
ok 'explain as JSON Lines: masked' not has out 198501012010011002
ends 1 'explain a person in colour' \
	explain 198501012010011002 e.yaml $day --color=always
ok 'explain in colour' has out "$esc[1m"
ends 0 'explain with rules left out' \
	explain 198501012010011002 e.yaml $day --ignore=REF003
"$tool" explain 198501012010011002 - $day <e.yaml >out 2>err
ok 'explain from standard input' has out REF003
ends 1 'explain into a file' explain 198501012010011002 e.yaml $day -o why.txt
ok 'explain into a file: it is there' has why.txt REF003
ends 2 'explain nobody' explain 198501012010011003 e.yaml $day -o none.txt
ok 'explain nobody: a near miss is counted' has err '1 NIP'
ok 'explain nobody: and not told' not has err 198501012010011002
ok 'explain nobody: nothing is written' test ! -e none.txt
ends 2 'explain somebody whose NIP lost digits' explain 1985010120 e.yaml $day
ok 'explain a short NIP: how many digits' has err '18 angka'
ends 2 'explain nobody, masked' explain 19850101201001 e.yaml $day --mask
ok 'explain nobody, masked: no NIP' not has err 19850101201001
ends 2 'explain from no file' explain 198501012010011002 absent.yaml $day
ends 2 'explain takes no --unor' explain 198501012010011002 e.yaml --unor=A

# ---- columns and policy ----

ends 0 'columns' columns
ok 'columns: canonical' matches out '^unor +id +unor\.id\*$'
ok 'columns: an export' matches out '^ref-unor +[^ ]+ +unor\.diatasan_id$'
ends 0 'columns as JSON Lines' columns -f jsonl
ok 'columns as JSON Lines: required' matches out \
	'"table":"unor","field":"id","required":true'
ends 0 'policy' policy
cp out default.yaml
ok 'policy: the name' has out permenpanrb-6-2022
ends 1 'the printed policy is a policy' check e.yaml $day -f jsonl \
	--policy=default.yaml
ok 'the printed policy changes nothing' cmp -s out e.jsonl
printf 'rules:\n  REF003:\n    severity: W\n' >own.yaml
run check e.yaml $day -f jsonl -p own.yaml
ok 'a policy of our own' has out '"code":"REF003","severity":"W"'
ends 0 'the effective policy' policy --policy=own.yaml
cp out effective.yaml
run check e.yaml $day -f jsonl -p own.yaml
cp out own.jsonl
run check e.yaml $day -f jsonl -p effective.yaml
ok 'the effective policy is one' cmp -s out own.jsonl
printf 'org_min_statsu: diajukan\n' >wrong.yaml
# The head's SKP is submitted, which strict does not take.
cat >kepala.yaml <<'EOF'
unor: [{id: D, nama: Dinas Pendidikan, diatasan_id: '', pemimpin_id: k}]
pegawai: [{id: k, unor_id: D}, {id: a, unor_id: D, atasan_id: k}]
skp:
  - {id: s, pegawai_id: k, unor_id: D, jenis: organisasi, status: diajukan,
     mulai: 2026-01-01, selesai: 2026-12-31}
EOF
ends 0 'submitted is good by default' check kepala.yaml $day --select ORG302
ends 1 'a policy that comes along, by name' check kepala.yaml $day \
	--select ORG302 --policy Strict
ok 'a policy that comes along: its finding' has out ORG302
ends 0 'the effective policy by name' policy -p delegated-kabid
ok 'the effective policy by name: a key' has out \
	'kepala_sekolah_start: [dinas, bidang]'
echo 'name: berkas' >strict
ends 0 'a file of that name' policy -p ./strict
ok 'a file of that name: its name' has out 'name: berkas'
rm -f strict
ends 2 'a policy nearly so called' policy -p strickt
ok 'a policy nearly so called: the right name' has err strict
ends 0 'the list of policies' policy --list --lang en
ok 'the list of policies: the default first' sh -c \
	'head -n 1 out | grep -q "^permenpanrb-6-2022 .*default"'
ok 'the list of policies: each says what it is' test \
	"$(grep -c '^[^ ][^ ]*  *[^ ].* ' out)" -eq \
	"$(ls "$here/../lib/policies" | wc -l)"
ends 0 'the list of names alone' policy --list -q
names=$(cat out)
for name in $names; do
	run check e.yaml $day -p "$name"
	ok "the policy $name can be used" test "$status" -le 1
	ok "the policy $name is in lib/policies" test -e \
		"$here/../lib/policies/$name.yaml"
done
ends 2 'only policies are listed' rules --list
sed -n '/^\.Bd/,/^\.Ed/p' "$here/../lib/skpcheck-policy.5" |
	sed '1d;$d' >example.yaml
ends 0 'the example of the manual page is a policy' policy -p example.yaml
ok 'the example of the manual page: its name' has out kabupaten-contoh-2026

ends 2 'a policy with an unknown key' policy --policy=wrong.yaml
ok 'a policy with an unknown key: place' matches err '^wrong\.yaml:1:'
ends 2 'a policy that is not there' check e.yaml $day -p nowhere.yaml
ok 'a policy that is not there: name' matches err 'nowhere\.yaml: .'

# ---- the thin programs ----

thin=$(dirname "$tool")
for name in atasan organisasi urutan; do
	if [ ! -x "$thin/skp-$name" ]; then
		skip "skp-$name" 'not built'
		continue
	fi
	"$thin/skp-$name" --pada 2026-01-20 e.yaml >out 2>err
	status=$?
	ok "skp-$name: nothing of its own" test $status -eq 0
	"$thin/skp-$name" --pada 2026-01-20 - <e.yaml >out 2>err
	status=$?
	ok "skp-$name: standard input" test $status -eq 0
	"$thin/skp-$name" bad.yaml >out 2>err
	status=$?
	ok "skp-$name: not readable" test $status -eq 2
	ok "skp-$name: under 80 lines" test \
		"$(wc -l <"$here/../examples/skp-$name.c")" -lt 80
done

if command -v mandoc >/dev/null 2>&1; then
	mandoc -T lint -W warning "$here/../examples/skpcheck/skpcheck.1" \
		>out 2>err
	status=$?
	ok 'the manual page is clean' test $status -eq 0
else
	skip 'the manual page is clean' 'no mandoc(1)'
fi

tool_end
