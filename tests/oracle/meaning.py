"""What the rows mean at `pada`: section 3 of the contract, said literally."""

import itertools
import re

from . import cells, policy
from .model import Model

ALWAYS, NEVER = -10**15, 10**15
EXTERNAL, UNKNOWN = "EXTERNAL", "UNKNOWN"
ROOT = "ROOT"


def year_of(instant):
    return int(cells.show_instant(instant)[:4])


def read_pada(text):
    """A day means its last second."""
    try:
        return cells.day(text) * cells.DAY + cells.DAY - 1
    except cells.Unreadable:
        return cells.instant(text)


def period(row):
    """(first, last) second; an end not given is open."""
    first, last = row.get("mulai"), row.get("selesai")
    return (ALWAYS if first is None else first * cells.DAY,
            NEVER if last is None else last * cells.DAY + cells.DAY - 1)


def covers(row, t):
    first, last = period(row)
    return first <= t <= last


def meets(row, span):
    first, last = period(row)
    return first <= last and first <= span[1] and span[0] <= last


def words_of(name):
    return re.findall(r"[^\W_]+", cells.lower(name or ""))


def kind_by_name(name):
    words = words_of(name)
    if (len(words) > 1 and words[0] in policy.SCHOOL_PREFIXES
            and words[1] in policy.SCHOOL_WORDS):
        return "sekolah"
    if words and words[0] in policy.SCHOOL_WORDS:
        return "sekolah"
    for start, kind in policy.KIND_BY_NAME:
        start = start.split()
        if words[:len(start)] == start:
            return kind
    return "lainnya"


def memo(method):
    """Remember the answers of a query of one World."""
    name = "_memo_" + method.__name__

    def wrapped(self, *args):
        known = self.__dict__.setdefault(name, {})
        if args not in known:
            known[args] = method(self, *args)
        return known[args]
    return wrapped


def P(person):
    return person.id


def U(unit):
    return unit.id


def least(rows):
    return min(rows, key=lambda row: row.id.encode())


def ids(rows):
    return sorted((row.id for row in rows), key=str.encode)


class World:
    def __init__(self, files, pada, tahun=None, local=None):
        self.model = model = Model(files)
        self.local = dict(policy.KNOBS, **(local or {}))
        self.pada = read_pada(pada) if isinstance(pada, str) else pada
        self.tahun = tahun or year_of(self.pada)
        self.T = (cells.instant("%04d-01-01" % self.tahun),
                  cells.day("%04d-12-31" % self.tahun) * cells.DAY
                  + cells.DAY - 1)
        self.units = model.all("unor")
        self.people = model.all("pegawai")
        self.skps = model.all("skp")
        self.assignments = model.all("penugasan")
        self.events = [event for event in model.all("kejadian")
                       if event.get("waktu") <= self.pada]
        self._assigned = _by(self.assignments, "unor_id")
        self._happened = _by(self.events, "pegawai_id")
        self._seen = _by(model.all("profil"), "pegawai_id")
        self._skp_on = {}
        for skp in self.skps:
            self._skp_on.setdefault(self.skp_unit(skp), []).append(skp)
        self._skp_of = _by(self.skps, "pegawai_id")
        self.heads_known = (model.given("penugasan") or "pemimpin_id"
                            in model.columns.get("unor", ()))

    # 3.1 people

    @staticmethod
    def active(person):
        return person.get("kedudukan") not in policy.INACTIVE

    def obliged(self, person):
        return (self.active(person)
                and person.get("kedudukan") not in policy.EXEMPT)

    @staticmethod
    def unit_of(person):
        return person.ref.get("unor_id")

    # units

    @staticmethod
    def parent(unit):
        """The unit above, ROOT, or UNKNOWN (not given, not known)."""
        if unit.empty("diatasan_id"):
            return ROOT
        return unit.ref.get("diatasan_id") or UNKNOWN

    @memo
    def ancestors(self, unit):
        """Nearest first, the unit itself and repetitions left out."""
        seen, above = [], self.parent(unit)
        while above not in (ROOT, UNKNOWN) and above not in seen:
            if above is not unit:
                seen.append(above)
                above = self.parent(above)
            else:
                break
        return seen

    @memo
    def cycle(self, unit):
        """The cycle that the unit is on, from it upwards, or []."""
        path, above = [unit], self.parent(unit)
        while above not in (ROOT, UNKNOWN):
            if above is unit:
                return path
            if above in path:
                return []
            path.append(above)
            above = self.parent(above)
        return []

    def above_all(self, unit):
        return [unit] + self.ancestors(unit)

    def cyclic(self, unit):
        """On or below a cycle."""
        return any(self.cycle(v) for v in self.above_all(unit))

    def topmost(self, unit):
        return self.above_all(unit)[-1]

    def whole_line(self, unit):
        """Are all ancestors known, up to a root?"""
        return (not self.cyclic(unit)
                and self.parent(self.topmost(unit)) is ROOT)

    def expired(self, unit):
        """The day of expiry is the last on which the unit still lives."""
        last = unit.get("kedaluwarsa")
        return (last is not None
                and last * cells.DAY + cells.DAY - 1 < self.pada)

    def alive(self, unit):
        return unit.get("aktif") is not False and not self.expired(unit)

    @memo
    def kind(self, unit):
        if unit.get("jenis"):
            return unit.get("jenis")
        if unit.get("npsn"):
            return "sekolah"
        return kind_by_name(unit.get("nama"))

    def is_school(self, unit):
        return self.kind(unit) == "sekolah"

    def nearest_dinas(self, units):
        return next((v for v in units if self.kind(v) == "dinas"), None)

    @memo
    def school_start(self, unit):
        """Where the climb for the kepala of a school begins, or None."""
        kinds = self.local["kepala_sekolah_start"]
        return next((v for v in self.ancestors(unit)
                     if self.kind(v) in kinds), None)

    @memo
    def delegates(self, dinas):
        """Units right below it whose names the policy gives."""
        found = []
        for unit in self.units:
            if unit.ref.get("diatasan_id") is dinas:
                name = words_of(unit.get("nama"))
                if any(name[:len(start.split())] == start.split()
                       for start in self.local["kepala_sekolah_delegates"]):
                    found.append(unit)
        return found

    # 3.2 heads

    @staticmethod
    def rank(person, unit=None):
        """Their eselon, else the unit's; None says nothing."""
        for row in (person, unit):
            code = row and row.get("eselon_id")
            if code and code not in policy.NO_RANK:
                return code
        return None

    def headships(self, unit):
        return [a for a in self._assigned.get(unit, ())
                if a.get("jenis") != "DELEGASI"]

    @memo
    def heads(self, unit, t):
        """{person: kind} of those who head the unit at t."""
        holds = {}
        for a in self.headships(unit):
            person = a.ref["pegawai_id"]
            if person and self.active(person) and covers(a, t):
                holds.setdefault(person, set()).add(a.get("jenis"))
        head = unit.ref.get("pemimpin_id")
        if t == self.pada and head and self.active(head):
            holds.setdefault(head, set()).add("D")
        for level in policy.LEVELS:
            at_level = {person: "TT" if "TT" in kinds else level[0]
                        for person, kinds in holds.items()
                        if kinds.intersection(level)}
            if at_level:
                return at_level
        return {}

    @memo
    def eligible_heads(self, unit, t):
        return {person for person, kind in self.heads(unit, t).items()
                if self.is_school(unit)
                or kind in policy.THROUGH_ASSIGNMENT
                or self.rank(person, unit) is None
                or self.rank(person, unit) in policy.ELIGIBLE}

    def headed_by(self, person, t):
        return [unit for unit in self.units if person in self.heads(unit, t)]

    @memo
    def members(self, unit):
        return [person for person in self.people
                if self.unit_of(person) is unit and self.active(person)
                and person not in self.heads(unit, self.pada)]

    # 3.3 expected

    @memo
    def expected(self, person, unit, t):
        """(H, v), EXTERNAL or UNKNOWN."""
        if unit is None or not self.heads_known:
            return UNKNOWN
        if self.is_school(unit) and person in self.heads(unit, t):
            start = self.school_start(unit)
            if start:
                return self._with_delegates(
                    person, self.nearest_dinas(self.ancestors(unit)), t,
                    self._climb(person, start, t))
        elif self._is_pengawas_sekolah(person):
            answer = self._expected_pengawas(person, unit, t)
            if answer:
                return answer
        return self._climb(person, unit, t)

    def _with_delegates(self, person, dinas, t, answer):
        """The heads of the dinas' delegates are right besides the answer."""
        if answer in (EXTERNAL, UNKNOWN) or not dinas:
            return answer
        found = set(answer[0])
        for unit in self.delegates(dinas):
            if t != self.pada and not self._recorded(unit, t):
                return UNKNOWN
            if person not in self.heads(unit, t):
                found |= self.eligible_heads(unit, t)
        return frozenset(found), answer[1]

    def _climb(self, person, v, t):
        while True:
            appraisers = self.eligible_heads(v, t)
            if person in self.heads(v, t):
                appraisers = set()
            if appraisers:
                return frozenset(appraisers), v
            if t != self.pada and not self._recorded(v, t):
                return UNKNOWN
            above = self.parent(v)
            if above is ROOT:
                return EXTERNAL
            if above is UNKNOWN or self.cycle(v):
                return UNKNOWN
            v = above

    def _recorded(self, unit, t):
        return any(covers(a, t) for a in self.headships(unit))

    @staticmethod
    def _is_pengawas_sekolah(person):
        jabatan = cells.lower(person.get("jabatan") or "")
        return jabatan.startswith(policy.PENGAWAS_SEKOLAH)

    def _expected_pengawas(self, person, unit, t):
        """Every eligible head but p from u up to the dinas.

        All of these units count, so where the past heads of one are not
        recorded, the answer is not known.
        """
        line = self.above_all(unit)
        dinas = self.nearest_dinas(line)
        if not dinas:
            return None
        line = line[:line.index(dinas) + 1]
        if t != self.pada and not all(self._recorded(v, t) for v in line):
            return UNKNOWN
        found = [(v, self.eligible_heads(v, t) - {person}) for v in line]
        found = [(v, heads) for v, heads in found if heads]
        if not found:
            return None
        return frozenset().union(*[heads for _, heads in found]), found[0][0]

    def delegated(self, atasan, unit, t):
        line = self.above_all(unit)
        return any(a.get("jenis") == "DELEGASI" and covers(a, t)
                   and a.ref["pegawai_id"] is atasan
                   and a.ref["unor_id"] in line for a in self.assignments)

    # SKP

    @staticmethod
    def skp_unit(skp):
        """Its unit; an empty one means its person's."""
        if skp.get("unor_id") is not None:
            return skp.ref["unor_id"]
        owner = skp.ref["pegawai_id"]
        return owner and World.unit_of(owner)

    def skp_time(self, skp):
        return self.pada if covers(skp, self.pada) else period(skp)[0]

    def skps_of(self, person):
        return self._skp_of.get(person, [])

    def current_atasan(self, person):
        """(known, text given, person) of the SKP of today, else the row.

        An SKP of a file without the column does not know its atasan and is
        passed over; one with an empty cell decides.
        """
        current = [skp for skp in self.skps_of(person)
                   if covers(skp, self.pada) and "atasan_id" in skp.v]
        if not current:
            return person.ref.get("atasan_id")
        latest = max(period(skp)[0] for skp in current)
        skp = least([skp for skp in current if period(skp)[0] == latest])
        return skp.ref.get("atasan_id")

    # 3.4 SKP Organisasi, chain, valid

    def is_org(self, skp, unit, heads):
        """Is it an SKP Organisasi of the unit, were these its heads?"""
        jenis, owner = skp.get("jenis"), skp.ref["pegawai_id"]
        if jenis == "organisasi":
            return True
        if owner is None or owner not in heads:
            return False
        if jenis is None:
            return True
        return (not self.is_school(unit)
                and self.rank(owner, unit) in policy.ORG_FORM_INDIVIDU)

    def good_status(self, skp):
        status = skp.get("status")
        if status is None:
            return True
        return (status != "ditolak" and policy.STATUS_ORDER.index(status)
                >= policy.STATUS_ORDER.index(self.local["org_min_status"]))

    def skps_on(self, unit):
        return self._skp_on.get(unit, [])

    @memo
    def org(self, unit, t):
        """good, draft, ditolak or absent; good too without any SKP table."""
        if not self.model.given("skp"):
            return "good"
        heads = self.heads(unit, t)
        mine = [skp for skp in self.skps_on(unit)
                if covers(skp, t) and self.is_org(skp, unit, heads)]
        if any(self.good_status(skp) for skp in mine):
            return "good"
        if any(skp.get("status") != "ditolak" for skp in mine):
            return "draft"
        return "ditolak" if mine else "absent"

    @memo
    def appraising(self, person):
        """The appraising unit of a person today, or None."""
        answer = self.expected(person, self.unit_of(person), self.pada)
        return None if answer in (EXTERNAL, UNKNOWN) else answer[1]

    def main_head(self, unit):
        return least(self.eligible_heads(unit, self.pada))

    @memo
    def next(self, unit):
        answer = self.expected(self.main_head(unit), unit, self.pada)
        return None if answer in (EXTERNAL, UNKNOWN) else answer[1]

    @memo
    def run(self, unit):
        """The unbroken run of not-good units that begins with this one."""
        run = []
        while (unit is not None and unit not in run
               and self.org(unit, self.pada) != "good"):
            run.append(unit)
            unit = self.next(unit)
        return run

    def blocked_run(self, person):
        """The run that blocks a person, [] if none does."""
        unit = self.obliged(person) and self.appraising(person)
        return self.run(unit) if unit else []

    def ever_heads(self, unit):
        """All who headed the unit on a day of T."""
        first, last = self.T
        times = {first}
        for a in self.headships(unit):
            start, end = period(a)
            times.update(t for t in (start, end + 1) if first <= t <= last)
        # the pemimpin_id counts at pada only
        times.update(t for t in (self.pada, self.pada + 1)
                     if first <= t <= last)
        return {person for t in times for person in self.heads(unit, t)}

    def attempts(self, person):
        """Events up to pada, failed ones too, in time."""
        return sorted(self._happened.get(person, ()), key=when)

    def views(self, person, source):
        """What a source says of a person up to pada, the latest last; a
        view without a time is the oldest."""
        known = [v for v in self._seen.get(person, ())
                 if v.get("sumber") == source
                 and (v.get("waktu") is None or v.get("waktu") <= self.pada)]
        return sorted(known, key=lambda v: (v.get("waktu") is not None,
                                            v.get("waktu") or 0, v.number))

    def view(self, person, source):
        return (self.views(person, source) or [None])[-1]

    @memo
    def history(self, person):
        """Successful events up to pada, later rows of one instant later."""
        events = [event for event in self._happened.get(person, ())
                  if event.get("berhasil") is not False]
        return sorted(events, key=when)

    def valid(self, person, t, beside=False):
        """What valid(person, t) may be, a set: derived events of one instant
        have no order, nor, `beside`, has the event at t among them."""
        states = {False}
        for time, kinds, derived in steps(self.history(person)):
            if time > t:
                continue
            cut = beside and derived and time == t
            states = {valid_after(state, some) for state in states
                      for order in orders(kinds)
                      for some in (prefixes(order) if cut else [order])}
        return states


def valid_after(state, kinds):
    for kind in kinds:
        if kind in policy.SYNCS:
            state = True
        elif kind == "edit_profil":
            state = False
    return state


def is_derived(event):
    return (event.get("sistem") or "").lower() == "selisih"


def steps(events):
    """(instant, kinds, derived): derived events of one instant in one."""
    found, groups = [], {}
    for event in events:
        time, kind = event.get("waktu"), event.get("aksi")
        if not is_derived(event):
            found.append((time, [kind], False))
        elif time in groups:
            groups[time].append(kind)
        else:
            groups[time] = [kind]
            found.append((time, groups[time], True))
    return found


def orders(kinds):
    """All orders of what kinds of events do."""
    does = {"sinkron_asn" if kind in policy.SYNCS else kind for kind in kinds
            if kind in policy.SYNCS or kind in ("edit_profil", "muat_ulang")}
    return list(itertools.permutations(sorted(does)))


def prefixes(order):
    return [order[:n] for n in range(len(order) + 1)]


def when(event):
    return event.get("waktu"), event.number


def _by(rows, column):
    groups = {}
    for row in rows:
        if row.ref.get(column):
            groups.setdefault(row.ref[column], []).append(row)
    return groups
