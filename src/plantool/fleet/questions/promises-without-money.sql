-- Initiatives with something planned in a year and no money for it.
SELECT
  m.publisher_code,
  m.plan_id,
  m.initiative_id,
  i.title,
  m.fiscal_year,
  v.measures
FROM (
  SELECT
    publisher_code,
    plan_id,
    initiative_id,
    fiscal_year,
    MAX(CASE WHEN basis = 'planned' AND (presence = 'none' OR amount = 0) THEN 1 ELSE 0 END) AS unfunded,
    MAX(CASE WHEN basis = 'current' AND amount <> 0 THEN 1 ELSE 0 END) AS budgeted
  FROM money
  WHERE basis IN ('planned', 'current') AND in_plan AND NOT relisted AND NOT superseded
  GROUP BY publisher_code, plan_id, initiative_id, fiscal_year
) AS m
JOIN (
  SELECT publisher_code, plan_id, initiative_id, fiscal_year, COUNT(*) AS measures
  FROM verdicts
  WHERE
    (planned IS NOT NULL OR planned_text IS NOT NULL) AND status <> 'cancelled'
    AND NOT relisted AND NOT superseded
  GROUP BY publisher_code, plan_id, initiative_id, fiscal_year
) AS v
  ON COALESCE(v.publisher_code, '') = COALESCE(m.publisher_code, '')
  AND v.plan_id = m.plan_id
  AND v.initiative_id = m.initiative_id
  AND v.fiscal_year = m.fiscal_year
JOIN initiatives AS i
  ON COALESCE(i.publisher_code, '') = COALESCE(m.publisher_code, '')
  AND i.plan_id = m.plan_id
  AND i.initiative_id = m.initiative_id
WHERE m.unfunded = 1 AND m.budgeted = 0
ORDER BY m.publisher_code NULLS LAST, m.plan_id, m.initiative_id, m.fiscal_year
