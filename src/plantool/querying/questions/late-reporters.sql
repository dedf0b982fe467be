SELECT g.department, g.unreported, g.initiatives, y.year AS first_year
FROM (
  SELECT
    d.department,
    COUNT(*) AS unreported,
    COUNT(DISTINCT v.initiative_id) AS initiatives,
    MIN(v.fiscal_year) AS first_year
  FROM verdicts AS v
  LEFT JOIN departments AS d ON d.initiative_id = v.initiative_id
  WHERE v.unreported AND NOT v.relisted
  GROUP BY d.department
) AS g
JOIN (SELECT DISTINCT fiscal_year, year FROM verdicts) AS y ON y.fiscal_year = g.first_year
ORDER BY g.unreported DESC, g.department
