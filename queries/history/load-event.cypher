// title: 一条装载记录
// title_en: A load event
// about: 按编号。
// param: id text
// columns: event:record
MATCH (e:LoadEvent {id: $id})
RETURN e AS event
