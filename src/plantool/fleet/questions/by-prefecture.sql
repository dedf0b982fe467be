-- Money beside results, a row for each prefecture and currency, over the terms of the plans.
-- Sums are in the smallest unit of the currency (yen); amounts that are not in them are counted.
WITH amounts AS (
  SELECT
    prefecture,
    publisher_code,
    plan_id,
    currency,
    SUM(CASE WHEN basis = 'planned' THEN amount_minor END) AS planned,
    SUM(CASE WHEN basis = 'planned' THEN unsummed ELSE 0 END) AS planned_unknown,
    SUM(CASE WHEN basis = 'settled' THEN amount_minor END) AS settled,
    SUM(CASE WHEN basis = 'settled' THEN unsummed ELSE 0 END) AS settled_unknown
  FROM (
    SELECT
      prefecture,
      publisher_code,
      plan_id,
      currency,
      basis,
      amount_minor,
      CASE
        WHEN presence = 'unknown' THEN 1
        WHEN presence = 'known' AND amount_minor IS NULL THEN 1
        ELSE 0
      END AS unsummed
    FROM money
    WHERE in_plan AND NOT relisted AND NOT superseded AND basis IN ('planned', 'settled')
  ) AS m
  GROUP BY prefecture, publisher_code, plan_id, currency
),
standings AS (
  SELECT
    prefecture,
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
  GROUP BY prefecture, publisher_code, plan_id
),
facts AS (
  SELECT
    prefecture,
    currency,
    CONCAT(COALESCE(publisher_code, ''), '/', plan_id) AS plan_key,
    planned,
    planned_unknown,
    settled,
    settled_unknown,
    0 AS judged,
    0 AS missed,
    0 AS unreported
  FROM amounts
  UNION ALL
  SELECT
    s.prefecture,
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
  prefecture,
  currency,
  COUNT(DISTINCT plan_key) AS plans,
  SUM(planned) AS planned,
  SUM(planned_unknown) AS planned_unknown,
  SUM(settled) AS settled,
  SUM(settled_unknown) AS settled_unknown,
  SUM(judged) AS judged,
  SUM(missed) AS missed,
  SUM(unreported) AS unreported
FROM facts
GROUP BY prefecture, currency
ORDER BY prefecture NULLS LAST, currency NULLS LAST
