-- Each pair of organisations once, by the names that are most alike.
SELECT left_id, right_id, left_name, right_name, outcome, rule, score
FROM (
  SELECT *, row_number() OVER (
    PARTITION BY left_id, right_id ORDER BY score DESC, left_name, right_name, outcome, rule
  ) AS place
  FROM source
) AS ranked
WHERE place = 1
ORDER BY left_id, right_id
