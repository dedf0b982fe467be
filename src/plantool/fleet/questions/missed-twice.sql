-- Measures that were missed in two years in a row.
SELECT
  v.publisher_code,
  v.plan_id,
  v.initiative_id,
  i.title,
  m.name AS measure,
  v.fiscal_year,
  v.planned AS planned_number,
  v.planned_text,
  v.result AS result_number,
  v.result_text,
  m.unit
FROM verdicts AS v
JOIN verdicts AS earlier
  ON COALESCE(earlier.publisher_code, '') = COALESCE(v.publisher_code, '')
  AND earlier.plan_id = v.plan_id
  AND earlier.initiative_id = v.initiative_id
  AND earlier.measure_id = v.measure_id
  AND earlier.fiscal_year = v.fiscal_year - 1
JOIN measures AS m
  ON COALESCE(m.publisher_code, '') = COALESCE(v.publisher_code, '')
  AND m.plan_id = v.plan_id
  AND m.initiative_id = v.initiative_id
  AND m.measure_id = v.measure_id
JOIN initiatives AS i
  ON COALESCE(i.publisher_code, '') = COALESCE(v.publisher_code, '')
  AND i.plan_id = v.plan_id
  AND i.initiative_id = v.initiative_id
WHERE
  v.missed AND NOT v.relisted AND NOT v.superseded
  AND earlier.missed AND NOT earlier.relisted AND NOT earlier.superseded
ORDER BY v.publisher_code NULLS LAST, v.plan_id, v.initiative_id, v.measure_id, v.fiscal_year
