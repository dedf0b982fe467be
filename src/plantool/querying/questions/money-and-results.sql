WITH amounts AS (
  -- A sum that is printed for the term is in no year: it has a row of its own where it is all that is known.
  SELECT
    m.initiative_id,
    m.fiscal_year,
    m.year,
    m.basis,
    m.unit,
    CASE WHEN m.presence = 'none' THEN 0 ELSE m.amount END AS amount,
    CASE WHEN m.amount IS NULL AND m.presence <> 'none' THEN 1 ELSE 0 END AS unsummed
  FROM money AS m
  LEFT JOIN (
    SELECT initiative_id, basis || '_total' AS basis
    FROM money
    WHERE basis IN ('planned', 'settled') AND in_plan
    GROUP BY initiative_id, basis
    HAVING SUM(CASE WHEN amount IS NOT NULL OR presence = 'none' THEN 1 ELSE 0 END) = 0
  ) AS alone ON alone.initiative_id = m.initiative_id AND alone.basis = m.basis
  WHERE
    (m.basis IN ('planned', 'settled') AND m.in_plan)
    OR (alone.basis IS NOT NULL AND m.presence <> 'unknown')
)
SELECT
  i.bureaus,
  f.year,
  COUNT(DISTINCT i.initiative_id) AS initiatives,
  SUM(f.planned) AS planned,
  SUM(f.planned_unsummed) AS planned_unsummed,
  SUM(f.settled) AS settled,
  SUM(f.settled_unsummed) AS settled_unsummed,
  MAX(f.unit) AS unit,
  SUM(f.judged) AS judged,
  SUM(f.missed) AS missed,
  SUM(f.unreported) AS unreported
FROM initiatives AS i
JOIN (
  SELECT
    initiative_id,
    fiscal_year,
    year,
    CASE WHEN basis IN ('planned', 'planned_total') THEN amount END AS planned,
    CASE WHEN basis IN ('planned', 'planned_total') THEN unsummed ELSE 0 END AS planned_unsummed,
    CASE WHEN basis IN ('settled', 'settled_total') THEN amount END AS settled,
    CASE WHEN basis IN ('settled', 'settled_total') THEN unsummed ELSE 0 END AS settled_unsummed,
    unit,
    0 AS judged,
    0 AS missed,
    0 AS unreported
  FROM amounts
  UNION ALL
  SELECT
    initiative_id,
    fiscal_year,
    year,
    NULL,
    0,
    NULL,
    0,
    NULL,
    CASE
      WHEN provisional THEN 0
      WHEN status IN ('not-planned', 'not-due', 'unreported', 'reported') THEN 0
      WHEN status IN ('cannot-be-judged', 'cancelled') THEN 0
      ELSE 1
    END,
    CASE WHEN missed THEN 1 ELSE 0 END,
    CASE WHEN unreported THEN 1 ELSE 0 END
  FROM verdicts
) AS f ON f.initiative_id = i.initiative_id
WHERE NOT i.relisted
GROUP BY i.bureaus, f.fiscal_year, f.year
ORDER BY i.bureaus NULLS LAST, f.fiscal_year NULLS LAST
