-- Plans with reports that are overdue, most of them first.
SELECT
  v.publisher_code,
  p.publisher,
  v.plan_id,
  p.title,
  COUNT(*) AS unreported,
  COUNT(DISTINCT v.initiative_id) AS initiatives,
  MIN(v.fiscal_year) AS first_year
FROM verdicts AS v
JOIN plans AS p
  ON COALESCE(p.publisher_code, '') = COALESCE(v.publisher_code, '') AND p.plan_id = v.plan_id
WHERE v.unreported AND NOT v.relisted AND NOT v.superseded
GROUP BY v.publisher_code, p.publisher, v.plan_id, p.title
ORDER BY unreported DESC, publisher_code NULLS LAST, plan_id
