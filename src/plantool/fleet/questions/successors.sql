-- Plans with a successor, and the years that are counted in the successor alone.
SELECT
  p.publisher_code,
  p.plan_id,
  p.title,
  p.successor_publisher_code,
  p.successor_plan_id,
  MIN(v.fiscal_year) AS first_year,
  MAX(v.fiscal_year) AS last_year,
  COUNT(v.measure_id) AS measures
FROM plans AS p
LEFT JOIN verdicts AS v
  ON COALESCE(v.publisher_code, '') = COALESCE(p.publisher_code, '')
  AND v.plan_id = p.plan_id
  AND v.superseded
WHERE p.successor_plan_id IS NOT NULL
GROUP BY
  p.publisher_code,
  p.plan_id,
  p.title,
  p.successor_publisher_code,
  p.successor_plan_id
ORDER BY publisher_code NULLS LAST, plan_id
