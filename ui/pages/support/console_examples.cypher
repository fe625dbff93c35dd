MATCH (p:Park)<-[:LOCATED_IN]-(x) RETURN p.name AS park, count(x) AS n ORDER BY n DESC;
MATCH (c:Chain {id: 'carbon'})-[:HAS_SEGMENT]->(s)<-[r:ACTIVE_IN]-(o) RETURN s.name, r.kind, o.name;
MATCH (a)-[r:SUPPORTS]->(b:Institute) WHERE r.status = 'aspired' RETURN a.name, b.name, r.evidence;
