-- The completeness claims of a batch that no holding contradicts: their lists name whoever is in the cell.
WITH whole AS (
  SELECT row_number() OVER () AS id, c.dataset, c.region, c.segment, c.role,
         r.place AS region_place, s.place AS segment_place, o.place AS role_place
  FROM claims c
  JOIN region_places r USING (region)
  JOIN segment_places s USING (segment)
  JOIN role_places o USING (role)
  WHERE c.region BETWEEN $first AND $last AND is_counted(c.year, '') AND (c.above = '' OR c.ignore_smaller)
),
taken_in AS (  -- the roles of holdings that a claim's role takes in
  SELECT w.*, o.role AS stated, o.role_place AS stated_place
  FROM whole w JOIN own_roles o USING (segment_place) WHERE w.role = 'supply'
  UNION ALL
  SELECT w.*, w.role, w.role_place FROM whole w WHERE w.role <> 'supply'
),
named AS (  -- whatever year and grade: a list names whom it names
  SELECT DISTINCT t.id, h.organisation
  FROM batch_holdings h
  JOIN taken_in t ON t.region = h.region AND t.segment = h.segment AND t.stated = h.role AND t.dataset = h.dataset
),
there AS (
  SELECT DISTINCT t.id, c.organisation
  FROM counted c
  JOIN taken_in t ON t.region_place = c.region AND t.segment_place = c.segment AND t.stated_place = c.role
),
contradicted AS (SELECT DISTINCT id FROM there ANTI JOIN named USING (id, organisation))
SELECT w.region_place AS region, w.segment_place AS segment, w.role_place AS role,
       w.id NOT IN (SELECT id FROM named) AS names_nobody
FROM whole w
WHERE w.id NOT IN (SELECT id FROM contradicted)
