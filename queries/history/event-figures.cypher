// title: 每次装载之后各链的数字
// title_en: The figures of chains after each load event
// about: 按先后；figures 空的是没有记下的。
// columns: sequence:integer id dataset at writer? figures?
MATCH (e:LoadEvent)
RETURN e.sequence AS sequence, e.id AS id, e.dataset AS dataset, e.at AS at, e.writer AS writer, e.figures AS figures
ORDER BY e.sequence
