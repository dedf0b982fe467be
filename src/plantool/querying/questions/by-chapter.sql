WITH amounts AS (
  -- A sum that is printed for the term stands in for the years of an initiative where they are not all known.
  SELECT
    initiative_id,
    unit,
    in_plan,
    CASE WHEN basis IN ('planned', 'planned_total') THEN 'planned' ELSE 'settled' END AS basis,
    CASE WHEN presence = 'none' THEN 0 ELSE amount END AS amount,
    CASE WHEN amount IS NULL AND presence <> 'none' THEN 1 ELSE 0 END AS unsummed
  FROM money
  WHERE
    (basis IN ('planned', 'settled') AND in_plan)
    OR (basis IN ('planned_total', 'settled_total') AND presence <> 'unknown')
),
terms AS (
  SELECT
    initiative_id,
    basis,
    MAX(unit) AS unit,
    SUM(CASE WHEN in_plan THEN amount END) AS amount,
    SUM(CASE WHEN in_plan THEN unsummed ELSE 0 END) AS unsummed,
    SUM(CASE WHEN NOT in_plan THEN amount END) AS printed,
    SUM(CASE WHEN NOT in_plan THEN unsummed ELSE 0 END) AS printed_unsummed,
    MAX(CASE WHEN in_plan THEN 0 ELSE 1 END) AS is_printed
  FROM amounts
  GROUP BY initiative_id, basis
),
wholes AS (
  SELECT
    initiative_id,
    basis,
    unit,
    CASE WHEN unsummed > 0 AND is_printed = 1 THEN printed ELSE amount END AS amount,
    CASE WHEN unsummed > 0 AND is_printed = 1 THEN printed_unsummed ELSE unsummed END AS unsummed
  FROM terms
)
SELECT
  c.chapter_id,
  c.title,
  COUNT(*) AS initiatives,
  SUM(m.planned) AS planned,
  SUM(m.planned_unsummed) AS planned_unsummed,
  SUM(m.settled) AS settled,
  SUM(m.settled_unsummed) AS settled_unsummed,
  MAX(m.unit) AS unit,
  COALESCE(SUM(v.judged), 0) AS judged,
  COALESCE(SUM(v.missed), 0) AS missed,
  COALESCE(SUM(v.unreported), 0) AS unreported
FROM chapters AS c
JOIN initiatives AS i ON i.chapter_id = c.chapter_id
LEFT JOIN (
  SELECT
    initiative_id,
    SUM(CASE WHEN basis = 'planned' THEN amount END) AS planned,
    SUM(CASE WHEN basis = 'planned' THEN unsummed ELSE 0 END) AS planned_unsummed,
    SUM(CASE WHEN basis = 'settled' THEN amount END) AS settled,
    SUM(CASE WHEN basis = 'settled' THEN unsummed ELSE 0 END) AS settled_unsummed,
    MAX(unit) AS unit
  FROM wholes
  GROUP BY initiative_id
) AS m ON m.initiative_id = i.initiative_id
LEFT JOIN (
  SELECT
    initiative_id,
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
  GROUP BY initiative_id
) AS v ON v.initiative_id = i.initiative_id
WHERE NOT i.relisted
GROUP BY c.chapter_id, c.title, c.position
ORDER BY c.position
