SELECT
  i.initiative_id,
  i.title,
  i.bureaus,
  o.year,
  o.amount AS carried_out,
  n.amount AS carried_in,
  o.unit,
  s.reason
FROM money AS o
JOIN initiatives AS i ON i.initiative_id = o.initiative_id
JOIN listings AS l ON l.initiative_id = i.initiative_id AND NOT l.shown_again
LEFT JOIN money AS n
  ON n.initiative_id = o.initiative_id
  AND n.fiscal_year = o.fiscal_year + 1
  AND n.basis = 'carried_in'
LEFT JOIN money AS s
  ON s.initiative_id = o.initiative_id
  AND s.fiscal_year = o.fiscal_year
  AND s.basis = 'settled'
WHERE o.basis = 'carried_out' AND o.amount > 0 AND NOT o.relisted
ORDER BY o.fiscal_year, l.position
