SELECT
  c.chapter_id,
  c.title,
  COUNT(*) AS initiatives,
  SUM(m.planned) AS planned,
  SUM(m.planned_unknown) AS planned_unknown,
  SUM(m.settled) AS settled,
  SUM(m.settled_unknown) AS settled_unknown,
  MAX(m.unit) AS unit,
  COALESCE(SUM(v.judged), 0) AS judged,
  COALESCE(SUM(v.missed), 0) AS missed,
  COALESCE(SUM(v.unreported), 0) AS unreported
FROM chapters AS c
JOIN initiatives AS i ON i.chapter_id = c.chapter_id
LEFT JOIN (
  SELECT
    initiative_id,
    SUM(
      CASE WHEN basis = 'planned' AND presence = 'none' THEN 0 WHEN basis = 'planned' THEN amount END
    ) AS planned,
    SUM(CASE WHEN basis = 'planned' AND presence = 'unknown' THEN 1 ELSE 0 END) AS planned_unknown,
    SUM(
      CASE WHEN basis = 'settled' AND presence = 'none' THEN 0 WHEN basis = 'settled' THEN amount END
    ) AS settled,
    SUM(CASE WHEN basis = 'settled' AND presence = 'unknown' THEN 1 ELSE 0 END) AS settled_unknown,
    MAX(unit) AS unit
  FROM money
  WHERE in_plan
  GROUP BY initiative_id
) AS m ON m.initiative_id = i.initiative_id
LEFT JOIN (
  SELECT
    initiative_id,
    SUM(
      CASE
        WHEN provisional THEN 0
        WHEN status IN ('not-planned', 'not-due', 'unreported', 'reported') THEN 0
        WHEN status IN ('cannot-be-judged', 'cancelled') THEN 0
        ELSE 1
      END
    ) AS judged,
    SUM(CASE WHEN missed THEN 1 ELSE 0 END) AS missed,
    SUM(CASE WHEN unreported THEN 1 ELSE 0 END) AS unreported
  FROM verdicts
  GROUP BY initiative_id
) AS v ON v.initiative_id = i.initiative_id
WHERE NOT i.relisted
GROUP BY c.chapter_id, c.title, c.position
ORDER BY c.position
