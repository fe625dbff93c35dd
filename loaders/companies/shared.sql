-- The names that several rows share under different ids, or that the store knows: all that may be joined.
WITH own AS (
  SELECT name_key, label, id, code, min(name) AS name, max(by_code) AS by_code, max(by_name) AS by_name,
         min(number) AS number, max(number) AS last
  FROM source
  GROUP BY name_key, label, id, code
),
keys AS (
  SELECT name_key AS key
  FROM own
  GROUP BY name_key
  HAVING count(DISTINCT id) > 1 OR max(by_code) <> '' OR max(by_name) <> ''
)
SELECT name_key, label, id, code, name, by_code, by_name, number, last
FROM own JOIN keys ON own.name_key = keys.key
ORDER BY name_key, label, number
