SELECT
  i.bureaus,
  f.year,
  COUNT(DISTINCT i.initiative_id) AS initiatives,
  SUM(f.planned) AS planned,
  SUM(f.planned_unknown) AS planned_unknown,
  SUM(f.settled) AS settled,
  SUM(f.settled_unknown) AS settled_unknown,
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
    CASE WHEN basis = 'planned' AND presence = 'none' THEN 0 WHEN basis = 'planned' THEN amount END AS planned,
    CASE WHEN basis = 'planned' AND presence = 'unknown' THEN 1 ELSE 0 END AS planned_unknown,
    CASE WHEN basis = 'settled' AND presence = 'none' THEN 0 WHEN basis = 'settled' THEN amount END AS settled,
    CASE WHEN basis = 'settled' AND presence = 'unknown' THEN 1 ELSE 0 END AS settled_unknown,
    unit,
    0 AS judged,
    0 AS missed,
    0 AS unreported
  FROM money
  WHERE basis IN ('planned', 'settled') AND in_plan
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
ORDER BY i.bureaus NULLS LAST, f.fiscal_year
