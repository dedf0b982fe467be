SELECT
  d.department,
  COUNT(*) AS unreported,
  COUNT(DISTINCT d.initiative_id) AS initiatives,
  MIN(v.fiscal_year) AS first_year
FROM verdicts AS v
JOIN departments AS d ON d.initiative_id = v.initiative_id
WHERE v.unreported AND NOT v.relisted
GROUP BY d.department
ORDER BY COUNT(*) DESC, d.department
