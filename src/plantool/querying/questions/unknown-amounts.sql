SELECT
  i.initiative_id,
  i.title,
  i.bureaus,
  m.year,
  m.basis
FROM money AS m
JOIN (
  SELECT basis, fiscal_year
  FROM money
  WHERE basis IN ('planned', 'initial', 'settled') AND in_plan AND presence <> 'unknown' AND NOT relisted
  GROUP BY basis, fiscal_year
) AS others ON others.basis = m.basis AND others.fiscal_year = m.fiscal_year
JOIN initiatives AS i ON i.initiative_id = m.initiative_id
JOIN listings AS l ON l.initiative_id = i.initiative_id AND NOT l.shown_again
WHERE m.presence = 'unknown' AND m.in_plan AND NOT m.relisted
ORDER BY m.fiscal_year, m.basis, l.position
