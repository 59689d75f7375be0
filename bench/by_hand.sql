-- The figures of one year as one statement, written by hand: what the compilation is measured against.
WITH touching AS (
    SELECT case_id, bool_or(opened_on < :first) AS was_open, bool_or(closed_on IS NULL OR closed_on > :last) AS stays_open
    FROM cases_supportperiod
    WHERE opened_on <= :last AND (closed_on IS NULL OR closed_on >= :first)
    GROUP BY case_id
), counted AS MATERIALIZED (
    SELECT c.id, c.owning_state_id AS owner, c.offences, c.routes, t.was_open, t.stays_open, c.opened_on >= :first AS is_new
    FROM touching t JOIN cases_case c ON c.id = t.case_id
    WHERE c.status <> 'voided' AND 'migrant_smuggling' = ANY (c.offences)
), parts AS MATERIALIZED (
    SELECT p.case_id, p.country_id AS state, c.is_new FROM cases_participation p JOIN counted c ON c.id = p.case_id
), sizes AS (
    SELECT case_id, count(*) AS others FROM parts GROUP BY case_id
)
SELECT 'cases', '', count(*), count(*) FILTER (WHERE is_new), count(*) FILTER (WHERE NOT stays_open),
       count(*) FILTER (WHERE NOT is_new AND NOT was_open), count(*) FILTER (WHERE stays_open) FROM counted
UNION ALL
SELECT 'sizes', '', count(*) FILTER (WHERE others = 1), count(*) FILTER (WHERE others > 1), 0, 0, 0 FROM sizes
UNION ALL
SELECT 'owning', owner, count(*), count(*) FILTER (WHERE is_new), 0, 0, 0 FROM counted GROUP BY owner
UNION ALL
SELECT 'participating', state, count(*), count(*) FILTER (WHERE is_new), 0, 0, 0
FROM (SELECT owner AS state, is_new FROM counted UNION ALL SELECT state, is_new FROM parts) AS everyone GROUP BY state
UNION ALL
SELECT 'offence', code, count(*), 0, 0, 0, 0 FROM counted, unnest(offences) AS code GROUP BY code
UNION ALL
SELECT 'route', code, count(*), 0, 0, 0, 0 FROM counted, unnest(routes) AS code GROUP BY code
UNION ALL
SELECT 'jits', '', count(*), count(*) FILTER (WHERE is_new), count(*) FILTER (WHERE financial),
       count(*) FILTER (WHERE operational), count(*) FILTER (WHERE financial AND operational)
FROM (
    SELECT t.signed_on BETWEEN :first AND :last AS is_new, bool_or(s.kind = 'financial') AS financial,
           bool_or(s.kind = 'operational') AS operational
    FROM jits_team t JOIN jits_teamsupport s ON s.team_id = t.id
    WHERE s.from_on <= :last AND (s.until_on IS NULL OR s.until_on >= :first) GROUP BY t.id
) AS supported
UNION ALL
SELECT 'meetings', kind, count(*), 0, 0, 0, 0 FROM meetings_meeting
WHERE status = 'held' AND held_on BETWEEN :first AND :last GROUP BY kind
UNION ALL
SELECT 'open before', '', count(DISTINCT p.case_id), 0, 0, 0, 0
FROM cases_supportperiod p JOIN cases_case c ON c.id = p.case_id
WHERE p.opened_on < :first AND (p.closed_on IS NULL OR p.closed_on >= :first)
  AND c.status <> 'voided' AND 'migrant_smuggling' = ANY (c.offences)
