-- Plans that are in no sum, and why.
SELECT publisher_code, plan_id, title, origin, reason, errors
FROM quality
WHERE NOT included
ORDER BY publisher_code NULLS LAST, plan_id NULLS LAST, origin
