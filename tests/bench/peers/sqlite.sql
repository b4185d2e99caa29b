-- SPDX-License-Identifier: MIT
-- The eight questions in SQLite, in memory, NIP as INTEGER PRIMARY KEY; run in
-- the folder of the files. Prints `question|count`.
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA temp_store = MEMORY;
PRAGMA cache_size = -4000000;

CREATE TABLE units(id TEXT PRIMARY KEY, nama TEXT, jenis TEXT, induk TEXT)
  WITHOUT ROWID;
CREATE TABLE officials(nip INTEGER PRIMARY KEY, nama TEXT, unit TEXT,
  jabatan TEXT, atasan INTEGER, kepala TEXT);
CREATE TABLE skp(jenis TEXT, pemilik INTEGER, unit TEXT, periode TEXT,
  status TEXT);
CREATE TABLE sync(nip INTEGER, waktu TEXT);
.import --csv --skip 1 units.csv units
.import --csv --skip 1 officials.csv officials
.import --csv --skip 1 skp.csv skp
.import --csv --skip 1 sync.csv sync

CREATE INDEX u_induk ON units(induk);
CREATE INDEX o_atasan ON officials(atasan);
CREATE INDEX o_head ON officials(unit, kepala, nip) WHERE kepala <> '';
CREATE INDEX s_org ON skp(unit, periode)
  WHERE jenis = 'organisasi' AND status = 'terbit';
ANALYZE;
CREATE TABLE answer(k TEXT, v INTEGER);

-- R1
INSERT INTO answer SELECT 'R1.unit_parent', count(*) FROM units c
  WHERE c.induk <> '' AND NOT EXISTS(
    SELECT 1 FROM units p WHERE p.id = c.induk);
INSERT INTO answer SELECT 'R1.official_unit', count(*) FROM officials o
  WHERE NOT EXISTS(SELECT 1 FROM units p WHERE p.id = o.unit);
INSERT INTO answer SELECT 'R1.official_atasan', count(*) FROM officials o
  WHERE o.atasan <> '' AND NOT EXISTS(
    SELECT 1 FROM officials p WHERE p.nip = o.atasan);
INSERT INTO answer SELECT 'R1.skp_owner', count(*) FROM skp s
  WHERE NOT EXISTS(SELECT 1 FROM officials p WHERE p.nip = s.pemilik);
INSERT INTO answer SELECT 'R1.skp_unit', count(*) FROM skp s
  WHERE NOT EXISTS(SELECT 1 FROM units p WHERE p.id = s.unit);
INSERT INTO answer SELECT 'R1.sync_official', count(*) FROM sync s
  WHERE NOT EXISTS(SELECT 1 FROM officials p WHERE p.nip = s.nip);

-- heads: definitif before plt, which is their order as texts, then NIP
CREATE TABLE head(unit TEXT PRIMARY KEY, nip INTEGER, n INTEGER)
  WITHOUT ROWID;
INSERT INTO head SELECT unit, CAST(substr(m, 11) AS INTEGER), n FROM (
  SELECT unit, min(substr(kepala || '          ', 1, 10) || nip) m,
    count(*) n FROM officials WHERE kepala <> '' GROUP BY unit);

-- each unit in each period: its head, and whether its SKP Organisasi lacks
CREATE TABLE up AS SELECT u.id, u.induk, q.p, h.nip hd, h.nip IS NOT NULL
    AND NOT EXISTS(SELECT 1 FROM skp s WHERE s.jenis = 'organisasi'
      AND s.status = 'terbit' AND s.unit = u.id AND s.periode = q.p) miss
  FROM units u CROSS JOIN (SELECT DISTINCT periode p FROM skp) q
  LEFT JOIN head h ON h.unit = u.id;
CREATE INDEX up_induk ON up(induk, p);

-- from the top down: nearest head above, how many lack, the topmost of them
CREATE TABLE tree AS WITH RECURSIVE w(id, p, hd, abu, n, top) AS (
  SELECT u.id, u.p, u.hd, NULL, u.miss, CASE WHEN u.miss THEN u.id END
    FROM up u WHERE NOT EXISTS(SELECT 1 FROM units x WHERE x.id = u.induk)
  UNION ALL
  SELECT c.id, c.p, c.hd, CASE WHEN w.hd IS NOT NULL THEN w.id ELSE w.abu END,
    w.n + c.miss, coalesce(w.top, CASE WHEN c.miss THEN c.id END)
    FROM w JOIN up c ON c.induk = w.id AND c.p = w.p)
  SELECT * FROM w;
CREATE UNIQUE INDEX tree_id ON tree(id, p);

-- R2: cycles among what hangs from no root
CREATE TABLE ur AS SELECT id, induk FROM units u
  WHERE NOT EXISTS(SELECT 1 FROM tree t WHERE t.id = u.id);
CREATE INDEX ur_id ON ur(id);
CREATE TABLE unit_cycle AS WITH RECURSIVE r(s, x) AS (
  SELECT id, induk FROM ur
  UNION SELECT r.s, ur.induk FROM r JOIN ur ON ur.id = r.x)
  SELECT s, min(x) m FROM r GROUP BY s HAVING max(s = x);
INSERT INTO answer SELECT 'R2.cycles', count(DISTINCT m) FROM unit_cycle;
INSERT INTO answer SELECT 'R2.units', count(*) FROM unit_cycle;

-- R3: the same among people who are somebody's atasan
CREATE TABLE orooted(nip INTEGER PRIMARY KEY);
INSERT INTO orooted WITH RECURSIVE r(n) AS (
  SELECT nip FROM officials o WHERE atasan = ''
    OR NOT EXISTS(SELECT 1 FROM officials p WHERE p.nip = o.atasan)
  UNION ALL SELECT o.nip FROM r JOIN officials o ON o.atasan = r.n)
  SELECT n FROM r;
CREATE TABLE our AS SELECT nip, atasan FROM officials o
  WHERE NOT EXISTS(SELECT 1 FROM orooted r WHERE r.nip = o.nip);
CREATE INDEX our_nip ON our(nip);
CREATE TABLE people_cycle AS WITH RECURSIVE
  c(nip, atasan) AS MATERIALIZED (SELECT nip, atasan FROM our
    WHERE nip IN (SELECT atasan FROM our)),
  r(s, x) AS (SELECT nip, atasan FROM c
    UNION SELECT r.s, our.atasan FROM r JOIN our ON our.nip = r.x)
  SELECT s, min(x) m FROM r GROUP BY s HAVING max(s = x);
INSERT INTO answer SELECT 'R3.cycles', count(DISTINCT m) FROM people_cycle;
INSERT INTO answer SELECT 'R3.officials', count(*) FROM people_cycle;

-- R4
CREATE TABLE ex(nip INTEGER PRIMARY KEY, eu TEXT, eh INTEGER,
  atasan INTEGER);
INSERT INTO ex SELECT q.nip, q.eu, h.nip, q.atasan FROM (
  SELECT o.nip, o.atasan, CASE WHEN t.hd IS NOT NULL AND t.hd <> o.nip
      THEN o.unit ELSE t.abu END eu
    FROM officials o JOIN tree t ON t.id = o.unit
      AND t.p = (SELECT min(periode) FROM skp)) q
  JOIN head h ON h.unit = q.eu;
INSERT INTO answer SELECT 'R4', count(*) FROM ex WHERE atasan IS NOT eh;

-- R5, R8
CREATE TABLE blk AS SELECT t.top top, s.periode p, t.n n
  FROM skp s JOIN ex ON ex.nip = s.pemilik
  JOIN tree t ON t.id = ex.eu AND t.p = s.periode
  WHERE s.jenis = 'individu' AND t.n > 0;
INSERT INTO answer SELECT 'R5.blocked', count(*) FROM blk;
INSERT INTO answer SELECT 'R5.pairs', coalesce(sum(n), 0) FROM blk;
CREATE TABLE cause AS SELECT top, p, count(*) c FROM blk GROUP BY 1, 2;
INSERT INTO answer SELECT 'R8.causes', count(*) FROM cause;
INSERT INTO answer SELECT 'R8.max', coalesce(max(c), 0) FROM cause;
INSERT INTO answer SELECT 'R8.sumsq', coalesce(sum(c * c), 0) FROM cause;

-- R6
CREATE TABLE lst(nip INTEGER PRIMARY KEY, t TEXT);
INSERT INTO lst SELECT nip, max(waktu) FROM sync GROUP BY nip;
INSERT INTO answer SELECT 'R6', count(*) FROM lst l
  JOIN officials o ON o.nip = l.nip JOIN head h ON h.unit = o.unit
  JOIN units u ON u.id = o.unit LEFT JOIN lst hl ON hl.nip = h.nip
  WHERE h.nip <> o.nip AND (hl.t IS NULL OR l.t < hl.t);

-- R7
INSERT INTO answer SELECT 'R7.no_head', count(*) FROM units u
  LEFT JOIN head h ON h.unit = u.id WHERE h.nip IS NULL;
INSERT INTO answer SELECT 'R7.multi_head', count(*) FROM units u
  JOIN head h ON h.unit = u.id WHERE h.n > 1;
.mode list
SELECT k || '|' || v FROM answer;
