SELECT
  i.initiative_id,
  i.title,
  m.name AS measure,
  i.bureaus,
  v.year,
  ROUND(100 * earlier.attainment, 1) AS earlier_percent,
  ROUND(100 * v.attainment, 1) AS attainment_percent,
  v.planned_text,
  v.result_text
FROM verdicts AS v
JOIN verdicts AS earlier
  ON earlier.initiative_id = v.initiative_id
  AND earlier.measure_id = v.measure_id
  AND earlier.fiscal_year = v.fiscal_year - 1
JOIN measures AS m ON m.initiative_id = v.initiative_id AND m.measure_id = v.measure_id
JOIN initiatives AS i ON i.initiative_id = v.initiative_id
JOIN listings AS l ON l.initiative_id = i.initiative_id AND NOT l.shown_again
WHERE v.missed AND earlier.missed AND NOT v.relisted
ORDER BY v.fiscal_year DESC, l.position, m.position
