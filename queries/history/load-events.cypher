// title: 装载记录
// title_en: Every load event
// about: 每次装载、卸载、判断、补充与撤销，按先后。
// columns: event:record
MATCH (e:LoadEvent)
RETURN e AS event
ORDER BY e.sequence
