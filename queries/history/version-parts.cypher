// title: 一个版本的各段
// title_en: The parts of a version
// about: 按次序；没有行就是不再保存。
// param: version text
// columns: data
MATCH (v:Version {version: $version})
RETURN v.data AS data
ORDER BY v.part
