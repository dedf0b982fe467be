-- Initiatives that missed something in a year while money was left, the largest amounts first.
-- Amounts are in the smallest unit of the currency (yen).
SELECT
  m.publisher_code,
  m.plan_id,
  m.initiative_id,
  i.title,
  m.fiscal_year,
  m.currency,
  m.budget,
  m.settled,
  m.unspent,
  v.missed
FROM (
  SELECT
    publisher_code,
    plan_id,
    initiative_id,
    fiscal_year,
    currency,
    SUM(CASE WHEN basis = 'current' THEN amount_minor END) AS budget,
    SUM(CASE WHEN basis = 'settled' THEN amount_minor END) AS settled,
    SUM(CASE WHEN basis = 'unused' THEN amount_minor END) AS unspent
  FROM money
  WHERE basis IN ('current', 'settled', 'unused') AND NOT relisted AND NOT superseded
  GROUP BY publisher_code, plan_id, initiative_id, fiscal_year, currency
) AS m
JOIN (
  SELECT publisher_code, plan_id, initiative_id, fiscal_year, COUNT(*) AS missed
  FROM verdicts
  WHERE missed AND NOT relisted AND NOT superseded
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
WHERE m.unspent > 0
ORDER BY
  m.currency,
  m.unspent DESC,
  m.publisher_code NULLS LAST,
  m.plan_id,
  m.initiative_id,
  m.fiscal_year
