-- The Herfindahl-Hirschman index of the shares that are stated of a segment's supply, where they sum to 1.
SELECT region, segment, sum(share * share ORDER BY organisation) AS concentration
FROM (
  SELECT r.place AS region, s.place AS segment, h.organisation, min(h.share) AS share, max(h.share) AS other
  FROM batch_holdings h
  JOIN region_places r USING (region)
  JOIN segment_places s USING (segment)
  JOIN own_roles o ON o.segment_place = s.place AND o.role = h.role
  WHERE h.status = 'existing' AND h.share IS NOT NULL AND is_counted(h.year, h.grade)
  GROUP BY ALL
)
GROUP BY ALL
HAVING max(other - share) = 0 AND round(sum(share ORDER BY organisation), 9) = 1
