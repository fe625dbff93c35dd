-- Each organisation of a batch at each segment in each role, with its weight; none where it is only planned.
CREATE OR REPLACE TEMP TABLE counted AS
SELECT r.place AS region, s.place AS segment, o.place AS role, h.organisation,
       max(CASE WHEN h.status = 'existing' THEN l.weight END) AS weight
FROM batch_holdings h
JOIN region_places r USING (region)
JOIN segment_places s USING (segment)
JOIN role_places o USING (role)
LEFT JOIN levels l ON h.level IS NOT DISTINCT FROM l.level
WHERE is_counted(h.year, h.grade) AND h.organisation IS NOT NULL
GROUP BY ALL
