// title: 一个主体的来源是在哪里读到的
// title_en: Where the sources about one entity were read
// about: 镜像或转载的网址，只供核对来源的人用；交出去的文件里没有。
// param: entity entity
// columns: statement about access? read_at
MATCH (x:Entity {id: $entity})
CALL (x) {
  MATCH (x)-[r]-(o)
  WHERE r.read_at IS NOT NULL
  RETURN r.id AS statement, coalesce(o.name, '') AS about, r.access AS access, r.read_at AS read_at
  UNION
  MATCH (x)-[:HAS_OBSERVATION|ABOUT]-(n)
  WHERE n.read_at IS NOT NULL
  RETURN n.id AS statement, coalesce(n.who, n.measure) AS about, n.access AS access, n.read_at AS read_at
  UNION
  MATCH (x)
  WHERE x.read_at IS NOT NULL
  RETURN x.id AS statement, x.name AS about, null AS access, x.read_at AS read_at
}
RETURN statement, about, access, read_at
ORDER BY statement, read_at
