-- The cells of a batch of which a source says that nobody is there.
SELECT DISTINCT r.place AS region, s.place AS segment, o.place AS role
FROM absences a
JOIN region_places r USING (region)
JOIN segment_places s USING (segment)
JOIN role_places o USING (role)
WHERE a.region BETWEEN $first AND $last AND is_counted(a.year, a.grade)
