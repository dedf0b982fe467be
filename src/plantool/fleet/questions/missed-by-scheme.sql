-- How measures stand, by the bands of each evaluation scheme. Attainments under different schemes
-- are in no sum and no mean; the bands of a plan's own scheme are counted for this plan alone.
SELECT
  v.fiscal_year,
  p.scheme,
  CASE WHEN p.scheme = 'own' THEN v.publisher_code END AS publisher_code,
  CASE WHEN p.scheme = 'own' THEN v.plan_id END AS plan_id,
  v.status,
  v.status_label,
  COUNT(*) AS measures,
  SUM(CASE WHEN v.missed THEN 1 ELSE 0 END) AS missed
FROM verdicts AS v
JOIN plans AS p
  ON COALESCE(p.publisher_code, '') = COALESCE(v.publisher_code, '') AND p.plan_id = v.plan_id
WHERE NOT v.relisted AND NOT v.superseded
GROUP BY
  v.fiscal_year,
  p.scheme,
  CASE WHEN p.scheme = 'own' THEN v.publisher_code END,
  CASE WHEN p.scheme = 'own' THEN v.plan_id END,
  v.status,
  v.status_label
ORDER BY
  fiscal_year, scheme, publisher_code NULLS FIRST, plan_id NULLS FIRST, status, status_label
