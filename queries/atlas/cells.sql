-- Supply and suppliers of each cell of a batch; supply only of segments with several own roles: else it is that role's.
SELECT region, segment, role, coalesce(sum(weight), 0)::DOUBLE AS supply, count(weight)::INTEGER AS suppliers
FROM counted
GROUP BY ALL
UNION ALL
SELECT region, segment, (SELECT place FROM role_places WHERE role = 'supply'), coalesce(sum(weight), 0)::DOUBLE,
       count(weight)::INTEGER
FROM (
  SELECT c.region, c.segment, c.organisation, max(c.weight) AS weight
  FROM counted c
  JOIN own_roles o ON o.segment_place = c.segment AND o.role_place = c.role
  WHERE NOT o.is_only
  GROUP BY ALL
)
GROUP BY ALL
