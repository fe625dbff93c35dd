-- Every organisation once, under the name of its first row.
SELECT organisation, min_by(name, number) AS name, max(code) AS code, count(*) AS rows
FROM source
WHERE organisation <> ''
GROUP BY organisation
ORDER BY organisation
