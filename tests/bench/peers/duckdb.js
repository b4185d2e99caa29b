// SPDX-License-Identifier: MIT
// The eight questions in DuckDB, in this process, with typed keys: NIP as
// BIGINT, units as UUID.
//
//   NODE_PATH=.../node_modules node duckdb.js FOLDER [THREADS]
'use strict';
const { DuckDBInstance } = require('@duckdb/node-api');

const folder = process.argv[2];
const threads = process.argv[3] || '2';

const csv = (name, columns) => `read_csv('${folder}/${name}.csv', header=true,
  delim=',', quote='"', nullstr='', auto_detect=false, columns={${columns}})`;

const LOAD = [
  ['units', "id: 'UUID', nama: 'VARCHAR', jenis: 'VARCHAR', induk: 'UUID'"],
  ['officials', `nip: 'BIGINT', nama: 'VARCHAR', unit: 'UUID',
    jabatan: 'VARCHAR', atasan: 'BIGINT', kepala: 'VARCHAR'`],
  ['skp', `jenis: 'VARCHAR', pemilik: 'BIGINT', unit: 'UUID',
    periode: 'VARCHAR', status: 'VARCHAR'`],
  ['sync', "nip: 'BIGINT', waktu: 'TIMESTAMP'"],
].map(([name, columns]) =>
  `CREATE TABLE ${name} AS SELECT * FROM ${csv(name, columns)}`);

// rows of `table` whose `key` is given and not among the ids
const dangling = (table, key, others, id) => `SELECT count(*) FROM ${table} a
  ANTI JOIN ${others} b ON b.${id} = a.${key} WHERE a.${key} IS NOT NULL`;

const HEAD = `CREATE TABLE head AS
  SELECT unit, arg_min(nip, (kepala, nip)) nip, count(*) n
  FROM officials WHERE kepala IS NOT NULL GROUP BY unit`;

// each unit in each period: its head, and whether its SKP Organisasi lacks
const UNIT_PERIOD = `CREATE TABLE up AS
  SELECT u.id, u.induk, q.p, h.nip hd,
    (h.nip IS NOT NULL AND s.unit IS NULL)::INT miss
  FROM units u CROSS JOIN (SELECT DISTINCT periode p FROM skp) q
  LEFT JOIN head h ON h.unit = u.id
  LEFT JOIN (SELECT DISTINCT unit, periode FROM skp
    WHERE jenis = 'organisasi' AND status = 'terbit') s
  ON s.unit = u.id AND s.periode = q.p`;

// from the top down: nearest head above, how many lack, the topmost of them
const TREE = `CREATE TABLE tree AS WITH RECURSIVE w AS (
  SELECT u.id, u.p, u.hd, NULL::UUID abu, u.miss n,
    CASE WHEN u.miss = 1 THEN u.id END AS top
  FROM up u WHERE u.induk IS NULL
    OR NOT EXISTS (SELECT 1 FROM units x WHERE x.id = u.induk)
  UNION ALL
  SELECT c.id, c.p, c.hd, CASE WHEN w.hd IS NOT NULL THEN w.id ELSE w.abu END,
    w.n + c.miss, coalesce(w.top, CASE WHEN c.miss = 1 THEN c.id END)
  FROM w JOIN up c ON c.induk = w.id AND c.p = w.p) SELECT * FROM w`;

const UNROOTED = `CREATE TABLE ur AS
  SELECT id, induk AS nx FROM units u ANTI JOIN tree t ON t.id = u.id`;

const ROOTED_PEOPLE = `CREATE TABLE oroot AS WITH RECURSIVE r AS (
  SELECT nip n FROM officials o WHERE atasan IS NULL
    OR NOT EXISTS (SELECT 1 FROM officials p WHERE p.nip = o.atasan)
  UNION ALL SELECT o.nip FROM r JOIN officials o ON o.atasan = r.n)
  SELECT n FROM r`;

const UNROOTED_PEOPLE = `CREATE TABLE our AS
  SELECT nip id, atasan nx FROM officials o ANTI JOIN oroot r ON r.n = o.nip`;

// cycles among what hangs from no root: how many, how many members
const cycles = (table) => `WITH RECURSIVE
  c AS (SELECT id, nx FROM ${table} WHERE id IN (SELECT nx FROM ${table})),
  r AS (SELECT id s, nx x FROM c
    UNION SELECT r.s, c.nx FROM r JOIN c ON c.id = r.x)
  SELECT count(DISTINCT m), count(*) FROM (
    SELECT s, min(x) m FROM r GROUP BY s HAVING bool_or(s = x))`;

const EXPECTED = `CREATE TABLE ex AS
  SELECT q.nip, q.eu, h.nip eh, q.atasan FROM (
    SELECT o.nip, o.atasan, CASE WHEN t.hd IS NOT NULL AND t.hd <> o.nip
      THEN o.unit ELSE t.abu END eu
    FROM officials o JOIN (SELECT id, hd, abu FROM tree
      WHERE p = (SELECT min(periode) FROM skp)) t ON t.id = o.unit) q
  JOIN head h ON h.unit = q.eu`;

const BLOCKED = `CREATE TABLE blk AS SELECT t.top AS top, s.periode p, t.n n
  FROM skp s JOIN ex ON ex.nip = s.pemilik
  JOIN tree t ON t.id = ex.eu AND t.p = s.periode
  WHERE s.jenis = 'individu' AND t.n > 0`;

const EARLY = `SELECT count(*) FROM lst l JOIN officials o ON o.nip = l.nip
  JOIN head h ON h.unit = o.unit SEMI JOIN units u ON u.id = o.unit
  LEFT JOIN lst hl ON hl.nip = h.nip
  WHERE h.nip <> o.nip AND (hl.t IS NULL OR l.t < hl.t)`;

async function answers(run, one) {
  const R1 = {
    unit_parent: (await one(dangling('units', 'induk', 'units', 'id')))[0],
    official_unit: (await one(dangling('officials', 'unit', 'units',
      'id')))[0],
    official_atasan: (await one(dangling('officials', 'atasan', 'officials',
      'nip')))[0],
    skp_owner: (await one(dangling('skp', 'pemilik', 'officials', 'nip')))[0],
    skp_unit: (await one(dangling('skp', 'unit', 'units', 'id')))[0],
    sync_official: (await one(dangling('sync', 'nip', 'officials', 'nip')))[0],
  };
  for (const sql of [HEAD, UNIT_PERIOD, TREE, UNROOTED, ROOTED_PEOPLE,
    UNROOTED_PEOPLE, EXPECTED, BLOCKED]) await run(sql);
  const units = await one(cycles('ur'));
  const people = await one(cycles('our'));
  const [R4] = await one(
    'SELECT count(*) FROM ex WHERE atasan IS DISTINCT FROM eh');
  const blocked = await one('SELECT count(*), coalesce(sum(n), 0) FROM blk');
  const causes = await one(`SELECT count(*), coalesce(max(c), 0),
    coalesce(sum(c * c), 0) FROM (SELECT count(*) c FROM blk GROUP BY top, p)`);
  await run(
    'CREATE TABLE lst AS SELECT nip, max(waktu) t FROM sync GROUP BY nip');
  const [R6] = await one(EARLY);
  const heads = await one(`SELECT count(*) FILTER (h.nip IS NULL),
    count(*) FILTER (h.n > 1) FROM units u LEFT JOIN head h ON h.unit = u.id`);
  return {
    R1,
    R2: { cycles: units[0], units: units[1] },
    R3: { cycles: people[0], officials: people[1] },
    R4,
    R5: { blocked: blocked[0], pairs: blocked[1] },
    R6,
    R7: { no_head: heads[0], multi_head: heads[1] },
    R8: { causes: causes[0], max: causes[1], sumsq: causes[2] },
  };
}

async function main() {
  const start = process.hrtime.bigint();
  const since = (t) => Number(process.hrtime.bigint() - t) / 1e9;
  const instance = await DuckDBInstance.create(':memory:', { threads });
  const connection = await instance.connect();
  const run = (sql) => connection.run(sql);
  const one = async (sql) =>
    (await connection.runAndReadAll(sql)).getRows()[0].map(Number);

  for (const sql of LOAD) await run(sql);
  const load = since(start);
  const counts = await answers(run, one);
  console.log(JSON.stringify({
    peer: 'duckdb',
    t: { load, check: since(start) - load },
    counts,
  }));
}

main().catch((e) => {
  console.error(e.message);
  process.exit(2);
});
