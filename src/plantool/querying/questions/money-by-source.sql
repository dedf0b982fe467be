SELECT
  part_group,
  part,
  basis,
  year,
  SUM(CASE WHEN presence = 'none' THEN 0 ELSE amount END) AS amount,
  SUM(CASE WHEN presence = 'unknown' THEN 1 ELSE 0 END) AS unknown,
  unit
FROM breakdown
WHERE in_plan AND NOT relisted
GROUP BY part_group, part, basis, fiscal_year, year, unit
HAVING SUM(CASE WHEN presence <> 'unknown' THEN 1 ELSE 0 END) > 0
ORDER BY part_group, part, basis, fiscal_year
