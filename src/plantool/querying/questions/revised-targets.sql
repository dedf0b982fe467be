SELECT
  i.initiative_id,
  i.title,
  c.field,
  c.was,
  c.was_text,
  c.reason,
  c.changed_on,
  c.made_by
FROM changes AS c
JOIN initiatives AS i ON i.initiative_id = c.initiative_id
JOIN listings AS l ON l.initiative_id = i.initiative_id AND NOT l.shown_again
WHERE c.change = 'revision' AND NOT c.relisted
ORDER BY c.changed_on NULLS LAST, l.position, c.position
