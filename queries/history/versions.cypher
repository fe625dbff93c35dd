// title: 保存的版本
// title_en: Every version that is kept
// about: 以及是否有数据集以它为自己的原始记录。
// columns: version is_source:flag
MATCH (v:Version {part: 0})
OPTIONAL MATCH (d:Dataset {source_version: v.version})
RETURN v.version AS version, count(d) > 0 AS is_source
ORDER BY version
