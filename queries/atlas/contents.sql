-- What the holdings hold: small, and enough to cut batches and to find words that the method does not know.
SELECT region, role, status, level, count(*) AS holdings
FROM holdings
GROUP BY ALL
ORDER BY ALL
