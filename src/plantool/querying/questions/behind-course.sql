SELECT
  i.initiative_id,
  i.title,
  m.name AS measure,
  i.bureaus,
  v.year,
  v.status_label AS status,
  v.result_text,
  t.text AS target_text,
  ROUND(100 * v.progress, 1) AS progress_percent
FROM verdicts AS v
JOIN (
  SELECT initiative_id, measure_id, MAX(fiscal_year) AS fiscal_year
  FROM verdicts
  WHERE result IS NOT NULL OR result_text IS NOT NULL
  GROUP BY initiative_id, measure_id
) AS latest
  ON latest.initiative_id = v.initiative_id
  AND latest.measure_id = v.measure_id
  AND latest.fiscal_year = v.fiscal_year
JOIN measures AS m ON m.initiative_id = v.initiative_id AND m.measure_id = v.measure_id
JOIN initiatives AS i ON i.initiative_id = v.initiative_id
JOIN listings AS l ON l.initiative_id = i.initiative_id AND NOT l.shown_again
LEFT JOIN figures AS t
  ON t.initiative_id = v.initiative_id AND t.measure_id = v.measure_id AND t.fact = 'target'
WHERE (v.at_risk OR v.status IN ('behind-course', 'deteriorated')) AND NOT v.relisted
ORDER BY l.position, m.position
