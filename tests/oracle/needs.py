"""What each rule cannot do without, and what is skipped where it is missing.

code: (subjects, needs): all of these, of `a|b` any one. `heads` is the table
penugasan or unor.pemimpin_id; `skp_list` a complete list of SKP, which every
canonical table is.
"""

from .meaning import UNKNOWN, World, meets

LINE = "heads unor pegawai skp.atasan_id|pegawai.atasan_id"
ORG = "heads unor pegawai.unor_id "
NEEDS = {
    "REF001": ("unor", "unor"),
    "REF002": ("pegawai", "pegawai"),
    "REF003": ("pegawai", "pegawai.unor_id unor"),
    "REF004": ("pegawai", "pegawai.unor_id unor"),
    "REF005": ("unor", "unor.diatasan_id"),
    "REF006": ("unor penugasan", "heads pegawai"),
    "REF007": ("skp pegawai",
               "pegawai unor heads skp.atasan_id|pegawai.atasan_id"),
    "UNR101": ("unor", "unor.diatasan_id"),
    "UNR102": ("unor", "unor.instansi_id unor.diatasan_id"),
    "UNR103": ("unor", "unor.diatasan_id unor.eselon_id"),
    "UNR105": ("unor", "unor.diatasan_id"),
    "UNR106": ("unor", "unor.npsn"),
    "UNR107": ("unor", "unor.induk_id unor.diatasan_id"),
    "ATS201": ("unor", "heads unor pegawai.unor_id"),
    "ATS202": ("unor", "heads unor"),
    "ATS203": ("skp pegawai", LINE),
    "ATS204": ("skp pegawai", "pegawai skp.atasan_id|pegawai.atasan_id"),
    "ATS205": ("skp pegawai", LINE),
    "ATS206": ("skp pegawai", LINE),
    "ATS207": ("skp pegawai", LINE),
    "ATS208": ("pegawai", "skp.atasan_id|pegawai.atasan_id"),
    "ATS209": ("skp pegawai", "pegawai skp.atasan_id|pegawai.atasan_id"),
    "ATS211": ("skp pegawai", LINE),
    "ATS212": ("skp pegawai", LINE),
    "ATS213": ("unor", "unor penugasan"),
    "ATS214": ("pegawai", "penugasan skp"),
    "ORG301": ("unor", ORG + "skp_list"),
    "ORG302": ("unor", ORG + "skp.status"),
    "ORG303": ("unor", ORG + "skp.status"),
    "ORG304": ("skp", "heads unor skp.status skp.dibuat"),
    "ORG305": ("unor", ORG + "skp"),
    "ORG306": ("unor", "heads unor.diklaim pegawai.unor_id"),
    "ORG307": ("skp", "unor skp rhk"),
    "ORG308": ("pegawai", "heads unor skp_list"),
    "SYN401": ("pegawai", ORG + "kejadian"),
    "SYN402": ("pegawai", ORG + "kejadian"),
    "SYN403": ("pegawai", "heads unor kejadian"),
    "SYN404": ("pegawai", "kejadian"),
    "SYN405": ("pegawai", "kejadian profil.nip|pegawai.akun"),
    "SYN406": ("pegawai", "kejadian"),
    "SYN407": ("pegawai", "kejadian"),
    "IDN501": ("pegawai", "pegawai.nip"),
    "IDN502": ("pegawai", "pegawai.nip"),
    "IDN503": ("pegawai", "pegawai.nip pegawai.jenis_pegawai"),
    "IDN504": ("pegawai", "profil"),
    "IDN505": ("pegawai", "profil profil.nip|profil.nik|profil.nuptk"),
    "IDN506": ("pegawai", "pegawai.akun"),
    "IDN508": ("pegawai", "pegawai.golru pegawai.jenis_pegawai"),
    "IDN509": ("pegawai", "skp"),
    "IDN510": ("pegawai", "unor.npsn pegawai.unor_id profil.npsn"),
    "PRD601": ("skp", "skp.mulai skp.selesai"),
    "PRD602": ("skp", "skp.mulai skp.selesai skp.status"),
    "PRD603": ("skp", "heads unor pegawai skp.mulai skp.selesai "
                      "pegawai.tmt_jabatan|penugasan"),
    "PRD604": ("skp", "pegawai skp.mulai skp.selesai "
                      "pegawai.tmt_jabatan|penugasan"),
    "PRD606": ("periode", "periode.tipe"),
    "PRD608": ("skp pegawai", "periode.batas periode.awal periode.akhir "
                              "skp pegawai"),
    "PRD609": ("skp", "heads unor pegawai skp.mulai skp.selesai"),
}


def missing(world, need):
    """Why a single need is not met, None if it is."""
    model = world.model
    if need == "heads":
        return None if world.heads_known else "no_penugasan"
    table, _, column = need.replace("skp_list", "skp").partition(".")
    if not model.given(table):
        return "no_column" if table == "periode" else "no_" + table
    if column and column not in model.columns[table]:
        return "no_column"
    return None


def unmet(world, needs):
    """Why the first need that is not met is not: of any of several, the
    last one's reason."""
    for any_of in needs.split():
        reasons = [missing(world, need) for need in any_of.split("|")]
        if None not in reasons:
            return reasons[-1]
    return None


def unsupplied(world):
    """{code: reason} of the rules that do not run."""
    reasons = {code: unmet(world, needs)
               for code, (_, needs) in NEEDS.items()
               if code != "SYN402" or world.local["leader_first"] == "all"}
    return {code: why for code, why in reasons.items() if why}


def plans(world):
    """The obliged people's SKP that meet T: (skp, owner, its expected)."""
    for skp in world.skps:
        owner = skp.ref["pegawai_id"]
        if owner and world.obliged(owner) and meets(skp, world.T):
            yield skp, owner, world.expected(owner, World.skp_unit(skp),
                                             world.skp_time(skp))


def unjudged(world):
    """(code, subject) where the expected atasan is not known, and a rule
    needs it to say more."""
    from .periods import Months
    from .rules import compares_dates
    rows = list(plans(world))
    rows += [(person, person, world.expected(person, World.unit_of(person),
                                             world.pada))
             for person in world.people if world.obliged(person)]
    for row, owner, answer in rows:
        if answer != UNKNOWN:
            continue
        if undecided(world, row, owner):
            yield "ATS203", row
        if row.table != "skp":
            continue
        if Months(world, row).missing:
            yield "PRD603", row
        yield "PRD609", row
        if compares_dates(world, row):
            yield "ORG304", row
    yield from unjudged_rhk(world)


def undecided(world, row, owner):
    """Neither the person's own atasan nor somebody inactive: that is wrong
    whoever is expected."""
    atasan = row.ref.get("atasan_id")
    return "atasan_id" in row.v and not (
        atasan and (atasan is owner or not world.active(atasan)))


def unjudged_rhk(world):
    """SKP of anybody, exempt or not, with RHK."""
    with_rhk = {rhk.ref.get("skp_id") for rhk in world.model.all("rhk")}
    for skp in world.skps:
        owner, unit = skp.ref["pegawai_id"], World.skp_unit(skp)
        if (owner and unit and skp in with_rhk and meets(skp, world.T)
                and world.expected(owner, unit, world.skp_time(skp))
                == UNKNOWN):
            yield "ORG307", skp


def skips(world):
    """{(code, reason): number of subjects that it could not judge}."""
    off = unsupplied(world)
    counts = {}
    for code, why in off.items():
        tables = NEEDS[code][0].split()
        number = sum(len(world.model.all(table)) for table in tables)
        if number:
            counts[code, why] = number
    for code, _ in unjudged(world):
        if code not in off:
            key = code, "expected_unknown"
            counts[key] = counts.get(key, 0) + 1
    return counts
