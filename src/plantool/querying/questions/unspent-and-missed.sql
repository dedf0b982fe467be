SELECT
  i.initiative_id,
  i.title,
  i.bureaus,
  u.year,
  c.amount AS budget,
  s.amount AS settled,
  u.amount AS unspent,
  u.unit,
  v.missed
FROM (
  SELECT initiative_id, fiscal_year, COUNT(*) AS missed
  FROM verdicts
  WHERE missed AND NOT relisted
  GROUP BY initiative_id, fiscal_year
) AS v
JOIN money AS u
  ON u.initiative_id = v.initiative_id AND u.fiscal_year = v.fiscal_year AND u.basis = 'unused'
JOIN money AS c
  ON c.initiative_id = v.initiative_id AND c.fiscal_year = v.fiscal_year AND c.basis = 'current'
JOIN money AS s
  ON s.initiative_id = v.initiative_id AND s.fiscal_year = v.fiscal_year AND s.basis = 'settled'
JOIN initiatives AS i ON i.initiative_id = v.initiative_id
JOIN listings AS l ON l.initiative_id = i.initiative_id AND NOT l.shown_again
WHERE u.amount > 0
ORDER BY u.amount DESC, l.position, u.fiscal_year
