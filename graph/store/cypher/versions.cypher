// title: The parts of some versions
// param: versions texts
// columns: version
UNWIND $versions AS wanted
MATCH (v:Version {version: wanted})
RETURN v AS version
