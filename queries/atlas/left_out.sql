-- Rows of holdings that no cell counts: of no region or organisation, or at a segment that the template does not have.
SELECT count(*)
FROM holdings h
LEFT JOIN segment_places s USING (segment)
WHERE s.place IS NULL OR h.region IS NULL OR h.organisation IS NULL
