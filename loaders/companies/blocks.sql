-- The blocks with several ids, and not so many that a shared beginning says nothing. Of several districts none counts.
WITH own AS (
  SELECT block, id, name, min(label) AS label, max(code) AS code, 
         CASE WHEN min(nullif(district, '')) = max(district) THEN max(district) ELSE '' END AS district
  FROM source
  GROUP BY block, id, name
),
small AS (
  SELECT block AS key
  FROM own
  GROUP BY block
  HAVING count(DISTINCT id) > 1 AND count(*) <= {most}
)
SELECT block, id, name, label, code, district
FROM own JOIN small ON own.block = small.key
ORDER BY block, id, name
