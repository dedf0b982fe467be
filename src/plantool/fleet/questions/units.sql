-- The units of money that plans are written in, and the currencies that these are known to be.
SELECT unit, currency, COUNT(*) AS plans, SUM(initiatives) AS initiatives
FROM quality
WHERE included
GROUP BY unit, currency
ORDER BY currency NULLS LAST, unit NULLS LAST
