// title: 数据集的完整性声明
// title_en: Completeness claims of datasets
// about: 数据集声明“这些环节的主体全在这里”，因此没列的就是没有。
// param: region region
// columns: dataset title claims:texts year:integer?
MATCH (d:Dataset)
WHERE d.complete IS NOT NULL AND d.region = $region
RETURN d.id AS dataset, d.title AS title, d.complete AS claims, d.year AS year
ORDER BY dataset
