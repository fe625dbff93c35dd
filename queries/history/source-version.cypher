// title: 数据集的原始记录
// title_en: The version of a dataset's own records
// about: 规则或判断改动过的数据集才有；以及它的状态。
// param: dataset text
// columns: source_version? state?
MATCH (d:Dataset {id: $dataset})
RETURN d.source_version AS source_version, d.state AS state
