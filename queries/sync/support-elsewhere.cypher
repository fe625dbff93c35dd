// title: 别的数据集是否提到若干主体
// title_en: Whether other datasets assert some entities
// about: 按状态分：有没有已证实、不出自模板的陈述；有没有任何陈述。
// param: ids texts
// param: dataset text
// columns: id existing:flag planned:flag aspired:flag referenced:flag
UNWIND $ids AS id
MATCH (n:Entity {id: id})
RETURN id,
       EXISTS { MATCH (n)-[r]-() WHERE r.dataset <> $dataset AND r.status = 'existing'
                AND r.support = 'established' AND r.confidence <> 'template' } AS existing,
       EXISTS { MATCH (n)-[r]-() WHERE r.dataset <> $dataset AND r.status = 'planned'
                AND r.support = 'established' AND r.confidence <> 'template' } AS planned,
       EXISTS { MATCH (n)-[r]-() WHERE r.dataset <> $dataset AND r.status = 'aspired'
                AND r.support = 'established' AND r.confidence <> 'template' } AS aspired,
       EXISTS { MATCH (n)-[r]-() WHERE r.dataset <> $dataset AND type(r) <> 'DESCRIBES' } AS referenced
