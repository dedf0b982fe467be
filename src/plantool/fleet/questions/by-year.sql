-- Money beside results, a row for each year and currency.
-- Sums are in the smallest unit of the currency (yen); amounts that are not in them are counted.
-- A sum that is printed for the term is in no year: it has a row of its own where it is all that is known.
WITH alone AS (
  SELECT
    COALESCE(publisher_code, '') AS publisher_code,
    plan_id,
    initiative_id,
    basis || '_total' AS basis
  FROM money
  WHERE in_plan AND NOT relisted AND basis IN ('planned', 'settled')
  GROUP BY publisher_code, plan_id, initiative_id, basis
  HAVING
    SUM(CASE WHEN superseded OR amount_minor IS NOT NULL OR presence = 'none' THEN 1 ELSE 0 END) = 0
),
amounts AS (
  SELECT
    m.fiscal_year,
    m.publisher_code,
    m.plan_id,
    m.currency,
    SUM(CASE WHEN m.basis IN ('planned', 'planned_total') THEN m.amount_minor END) AS planned,
    SUM(CASE WHEN m.basis IN ('planned', 'planned_total') THEN m.unsummed ELSE 0 END) AS planned_unsummed,
    SUM(CASE WHEN m.basis IN ('settled', 'settled_total') THEN m.amount_minor END) AS settled,
    SUM(CASE WHEN m.basis IN ('settled', 'settled_total') THEN m.unsummed ELSE 0 END) AS settled_unsummed
  FROM (
    SELECT
      fiscal_year,
      publisher_code,
      plan_id,
      initiative_id,
      currency,
      basis,
      in_plan,
      amount_minor,
      CASE WHEN amount_minor IS NULL AND presence <> 'none' THEN 1 ELSE 0 END AS unsummed
    FROM money
    WHERE
      NOT relisted AND NOT superseded
      AND (
        (basis IN ('planned', 'settled') AND in_plan)
        OR (basis IN ('planned_total', 'settled_total') AND presence <> 'unknown')
      )
  ) AS m
  LEFT JOIN alone AS a
    ON a.publisher_code = COALESCE(m.publisher_code, '')
    AND a.plan_id = m.plan_id
    AND a.initiative_id = m.initiative_id
    AND a.basis = m.basis
  WHERE m.in_plan OR a.basis IS NOT NULL
  GROUP BY m.fiscal_year, m.publisher_code, m.plan_id, m.currency
),
standings AS (
  SELECT
    fiscal_year,
    publisher_code,
    plan_id,
    SUM(
      CASE
        WHEN provisional THEN 0
        WHEN status IN ('not-planned', 'not-due', 'unreported', 'reported') THEN 0
        WHEN status IN ('cannot-be-judged', 'cancelled') THEN 0
        ELSE 1
      END
    ) AS judged,
    SUM(CASE WHEN missed THEN 1 ELSE 0 END) AS missed,
    SUM(CASE WHEN unreported THEN 1 ELSE 0 END) AS unreported
  FROM verdicts
  WHERE NOT relisted AND NOT superseded
  GROUP BY fiscal_year, publisher_code, plan_id
),
facts AS (
  SELECT
    fiscal_year,
    currency,
    CONCAT(COALESCE(publisher_code, ''), '/', plan_id) AS plan_key,
    planned,
    planned_unsummed,
    settled,
    settled_unsummed,
    0 AS judged,
    0 AS missed,
    0 AS unreported
  FROM amounts
  UNION ALL
  SELECT
    s.fiscal_year,
    p.currency,
    CONCAT(COALESCE(s.publisher_code, ''), '/', s.plan_id),
    NULL,
    0,
    NULL,
    0,
    s.judged,
    s.missed,
    s.unreported
  FROM standings AS s
  JOIN plans AS p
    ON COALESCE(p.publisher_code, '') = COALESCE(s.publisher_code, '') AND p.plan_id = s.plan_id
)
SELECT
  fiscal_year,
  currency,
  COUNT(DISTINCT plan_key) AS plans,
  SUM(planned) AS planned,
  SUM(planned_unsummed) AS planned_unsummed,
  SUM(settled) AS settled,
  SUM(settled_unsummed) AS settled_unsummed,
  SUM(judged) AS judged,
  SUM(missed) AS missed,
  SUM(unreported) AS unreported
FROM facts
GROUP BY fiscal_year, currency
ORDER BY fiscal_year NULLS LAST, currency NULLS LAST
