SELECT
  u.initiative_id,
  u.measure_id,
  u.figure,
  u.year,
  u.value,
  u.text,
  u.file,
  u.line
FROM (
  SELECT initiative_id, measure_id, fact AS figure, fiscal_year, year, value, text, file, line
  FROM figures
  WHERE unverified AND NOT relisted
  UNION ALL
  SELECT initiative_id, measure_id, 'result', fiscal_year, year, value, text, file, line
  FROM results
  WHERE unverified AND NOT relisted
  UNION ALL
  SELECT initiative_id, NULL, basis, fiscal_year, year, amount, NULL, file, line
  FROM money
  WHERE unverified AND stated AND NOT relisted
  UNION ALL
  SELECT initiative_id, NULL, part, fiscal_year, year, amount, basis, file, line
  FROM breakdown
  WHERE unverified AND stated AND NOT relisted
) AS u
ORDER BY u.file, u.line NULLS LAST, u.figure, u.fiscal_year NULLS LAST
