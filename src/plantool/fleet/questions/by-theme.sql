-- Money beside results, a row for each common theme and currency, over the terms of the plans.
-- Sums are in the smallest unit of the currency (yen); amounts that are not in them are counted.
-- A sum that is printed for the term stands in for the years of an initiative where they are not all known.
WITH terms AS (
  SELECT
    theme,
    publisher_code,
    plan_id,
    initiative_id,
    currency,
    basis,
    SUM(CASE WHEN is_counted = 1 THEN amount_minor END) AS amount,
    SUM(CASE WHEN is_counted = 1 THEN unsummed ELSE 0 END) AS unsummed,
    SUM(CASE WHEN in_plan THEN NULL ELSE amount_minor END) AS printed,
    SUM(CASE WHEN in_plan THEN 0 ELSE unsummed END) AS printed_unsummed,
    CASE
      WHEN SUM(CASE WHEN superseded THEN 1 ELSE 0 END) > 0 THEN 0
      ELSE MAX(CASE WHEN in_plan THEN 0 ELSE 1 END)
    END AS is_printed
  FROM (
    SELECT
      theme,
      publisher_code,
      plan_id,
      initiative_id,
      currency,
      CASE WHEN basis IN ('planned', 'planned_total') THEN 'planned' ELSE 'settled' END AS basis,
      in_plan,
      superseded,
      CASE WHEN in_plan AND NOT superseded THEN 1 ELSE 0 END AS is_counted,
      amount_minor,
      CASE WHEN amount_minor IS NULL AND presence <> 'none' THEN 1 ELSE 0 END AS unsummed
    FROM money
    WHERE
      NOT relisted
      AND (
        (basis IN ('planned', 'settled') AND in_plan)
        OR (basis IN ('planned_total', 'settled_total') AND presence <> 'unknown')
      )
  ) AS m
  GROUP BY theme, publisher_code, plan_id, initiative_id, currency, basis
  HAVING SUM(is_counted) > 0
),
amounts AS (
  SELECT
    theme,
    publisher_code,
    plan_id,
    currency,
    SUM(CASE WHEN basis = 'planned' THEN amount END) AS planned,
    SUM(CASE WHEN basis = 'planned' THEN unsummed ELSE 0 END) AS planned_unsummed,
    SUM(CASE WHEN basis = 'settled' THEN amount END) AS settled,
    SUM(CASE WHEN basis = 'settled' THEN unsummed ELSE 0 END) AS settled_unsummed
  FROM (
    SELECT
      theme,
      publisher_code,
      plan_id,
      currency,
      basis,
      CASE WHEN unsummed > 0 AND is_printed = 1 THEN printed ELSE amount END AS amount,
      CASE WHEN unsummed > 0 AND is_printed = 1 THEN printed_unsummed ELSE unsummed END AS unsummed
    FROM terms
  ) AS w
  GROUP BY theme, publisher_code, plan_id, currency
),
standings AS (
  SELECT
    theme,
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
  GROUP BY theme, publisher_code, plan_id
),
facts AS (
  SELECT
    theme,
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
    s.theme,
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
  theme,
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
GROUP BY theme, currency
ORDER BY theme NULLS LAST, currency NULLS LAST
