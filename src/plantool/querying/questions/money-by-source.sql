SELECT
  -- A sum that is printed for the term is in no year: it has a row of its own where it is all that is known.
  b.part_group,
  b.part,
  b.basis,
  b.year,
  SUM(CASE WHEN b.presence = 'none' THEN 0 ELSE b.amount END) AS amount,
  SUM(CASE WHEN b.amount IS NULL AND b.presence <> 'none' THEN 1 ELSE 0 END) AS unsummed,
  b.unit
FROM breakdown AS b
LEFT JOIN (
  SELECT initiative_id, part_group, part, basis || '_total' AS basis
  FROM breakdown
  WHERE in_plan
  GROUP BY initiative_id, part_group, part, basis
  HAVING SUM(CASE WHEN amount IS NOT NULL OR presence = 'none' THEN 1 ELSE 0 END) = 0
) AS alone
  ON alone.initiative_id = b.initiative_id
  AND alone.part_group = b.part_group
  AND alone.part = b.part
  AND alone.basis = b.basis
WHERE (b.in_plan OR alone.basis IS NOT NULL) AND NOT b.relisted
GROUP BY b.part_group, b.part, b.basis, b.fiscal_year, b.year, b.unit
HAVING SUM(CASE WHEN b.presence <> 'unknown' THEN 1 ELSE 0 END) > 0
ORDER BY b.part_group, b.part, b.basis, b.fiscal_year NULLS LAST
