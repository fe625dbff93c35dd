// title: 最后的装载记录
// title_en: The last load event
// about: 所有记录里最后的序号，和这个数据集自己的最后一条；整库恢复（import）之前的不算，因为那之后各数据集从头开始。
// param: dataset text
// columns: sequence:integer id? version? own_sequence:integer? writer? refused:integer? dangling:integer?
OPTIONAL MATCH (e:LoadEvent)
WITH coalesce(max(e.sequence), 0) AS sequence,
     coalesce(max(CASE WHEN e.action = 'import' THEN e.sequence END), 0) AS restored
OPTIONAL MATCH (own:LoadEvent {dataset: $dataset})
WHERE own.sequence >= restored
WITH sequence, own
ORDER BY own.sequence DESC
LIMIT 1
RETURN sequence, own.id AS id, own.version AS version, own.sequence AS own_sequence, own.writer AS writer,
       own.refused AS refused, own.dangling AS dangling
