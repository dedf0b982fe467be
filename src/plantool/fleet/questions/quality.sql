-- Every plan of the fleet: whether it is in, what was found in it, and how much it says.
SELECT
  publisher_code, plan_id, title, included, errors, warnings, unverified_figures, unit, currency,
  initiatives, facts, revision
FROM quality
ORDER BY publisher_code NULLS LAST, plan_id NULLS LAST, origin
