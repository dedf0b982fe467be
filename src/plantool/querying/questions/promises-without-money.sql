SELECT
  i.initiative_id,
  i.title,
  i.bureaus,
  p.year,
  v.measures,
  p.amount AS planned,
  p.unit
FROM (
  SELECT initiative_id, fiscal_year, COUNT(*) AS measures
  FROM verdicts
  WHERE
    (planned IS NOT NULL OR planned_text IS NOT NULL) AND status <> 'cancelled' AND NOT relisted
  GROUP BY initiative_id, fiscal_year
) AS v
JOIN money AS p
  ON p.initiative_id = v.initiative_id AND p.fiscal_year = v.fiscal_year AND p.basis = 'planned'
JOIN initiatives AS i ON i.initiative_id = v.initiative_id
JOIN listings AS l ON l.initiative_id = i.initiative_id AND NOT l.shown_again
LEFT JOIN money AS b
  ON b.initiative_id = v.initiative_id AND b.fiscal_year = v.fiscal_year AND b.basis = 'current'
WHERE (p.presence = 'none' OR p.amount = 0) AND (b.amount IS NULL OR b.amount = 0)
ORDER BY p.fiscal_year, l.position
