// title: 跟进记录
// title_en: Follow-ups
// about: 短板与院所的跟进状态，按记下的先后；同一对象以最后一条为准。
// param: region region
// columns: id state about chain? owner? day? note? who at name? label?
MATCH (f:FollowUp)
WHERE f.region = $region
OPTIONAL MATCH (e:Entity {id: f.about})
RETURN f.id AS id, f.state AS state, f.about AS about, f.chain AS chain, f.owner AS owner, f.day AS day, f.note AS note,
       f.who AS who, f.at AS at, e.name AS name, [l IN labels(e) WHERE l <> 'Entity'][0] AS label
ORDER BY id
