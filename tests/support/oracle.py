"""Brute-force oracle of the DESIGN's "Coverage: the method". Standard library only.

Plain data in:
  segments  list of (id, critical: bool), or (id, critical, own roles)
  edges     list of (from_id, to_id)
  holdings  list of (organisation, segment, role, status, established, level|None, share|None, year|None)
  absences  list of (segment, role, year|None)
  claims    list of (segment, role, members, year|None)
Everything of one chain, in one region. Slow and obvious on purpose.
"""
from collections import namedtuple

ROLES = ["production", "research", "platform", "project", "talent", "service"]
SUPPLY = "supply"
VIEWS = [*ROLES, SUPPLY]
STATES = ["强", "弱", "规划", "缺", "未知"]
KINDS = ["建链", "补链", "强链", "扩链"]

Holding = namedtuple("Holding", "org segment role status established level share year")
Absence = namedtuple("Absence", "segment role year")
Claim = namedtuple("Claim", "segment role members year")

DEFAULTS = {
    "q": {"production": 2, "research": 1, "platform": 1, "project": 1, "talent": 1, "service": 1},
    "c": 0.5, "nu": 0.5, "h": 0.5, "theta": 0.15,
    "one_supplier": 0.4, "concentrated": 0.4, "no_research": 0.3, "no_platform": 0.2, "bottleneck": 0.4,
    "hhi": 0.18, "bottleneck_share": 0.5,
    "route_limit": 200_000,
}


def r9(x):
    return None if x is None else round(x, 9)


# ---------------------------------------------------------------- as of a year
def as_of(items, year):
    """(kept, dated later, without a certain year). The year is each item's field `year`."""
    if year is None:
        return list(items), [], []
    kept = [i for i in items if i.year is not None and i.year <= year]
    later = [i for i in items if i.year is not None and i.year > year]
    undated = [i for i in items if i.year is None]
    return kept, later, undated


# ---------------------------------------------------------------- the graph, naively
def walk(start_ids, edges, without=None):
    """Everything that can be reached from start_ids in one step or more, never through `without`."""
    seen = set()
    todo = list(start_ids)
    while todo:
        here = todo.pop()
        for a, b in edges:
            if a == here and b not in seen and a != without and b != without:
                seen.add(b)
                todo.append(b)
    return seen


def clean_edges(ids, edges):
    """(distinct edges between ids without self loops, sorted; the self loops)"""
    loops = sorted({a for a, b in edges if a == b and a in ids})
    good = sorted({(a, b) for a, b in edges if a != b and a in ids and b in ids})
    return good, loops


def up_and_down(ids, edges):
    """For each segment all others strictly upstream, and all others strictly downstream."""
    after = {s: walk([s], edges) - {s} for s in ids}
    before = {s: {x for x in ids if x != s and s in after[x]} for s in ids}
    return before, after


def blocks_of(ids, before, after):
    """A block: the segments each of which is both before and after the other; a tuple in id order."""
    blocks = set()
    for s in ids:
        blocks.add(tuple(sorted([s] + [x for x in ids if x in before[s] and x in after[s]])))
    return sorted(blocks)


def block_edges_of(blocks, edges):
    home = {s: b for b in blocks for s in b}
    return sorted({(home[a], home[b]) for a, b in edges if home[a] != home[b]})


def roots_and_sinks(blocks, bedges):
    roots = [b for b in blocks if not any(y == b for _, y in bedges)]
    sinks = [b for b in blocks if not any(x == b for x, _ in bedges)]
    return roots, sinks


def count_routes(blocks, bedges):
    """How many root-to-sink routes: counted, not listed (blocks make a DAG)."""
    memo = {}

    def count(b):
        if b not in memo:
            nxt = [y for x, y in bedges if x == b]
            memo[b] = 1 if not nxt else sum(count(y) for y in nxt)
        return memo[b]

    roots, _ = roots_and_sinks(blocks, bedges)
    return sum(count(b) for b in roots)


def all_routes(blocks, bedges):
    """Every root-to-sink route, as a tuple of blocks."""
    roots, sinks = roots_and_sinks(blocks, bedges)
    found = []

    def go(path):
        if path[-1] in sinks:
            found.append(tuple(path))
        for x, y in bedges:
            if x == path[-1]:
                go(path + [y])

    for b in roots:
        go([b])
    return found


def segments_of_route(route):
    """The route's segments: blocks in route order, a block's in id order."""
    return [s for block in route for s in block]


# ---------------------------------------------------------------- supply, states, cov
OWN = {}  # segment -> own roles, of the chain that is analysed


def real(holdings, s, r):
    """Established statements at (s, r); of supply, those of any own role."""
    roles = OWN[s] if r == SUPPLY else [r]
    return [h for h in holdings if h.segment == s and h.role in roles and h.established]


def suppliers(holdings, s, r):
    """organisation -> its best level among its established, existing statements at (s, r)."""
    out = {}
    for h in real(holdings, s, r):
        if h.status == "existing":
            level = 1 if h.level is None else h.level
            out[h.org] = max(out.get(h.org, level), level)
    return out


def supply(holdings, s, r):
    best = suppliers(holdings, s, r)
    total = 0
    for org in sorted(best):
        total += best[org]
    return total


def judged(holdings, absences, claims, s, r):
    """(absence stands, claims that stand, contradictions) at (s, r)."""
    here = real(holdings, s, r)
    existing = [h for h in here if h.status == "existing"]
    contradictions = []
    stated = [a for a in absences if a.segment == s and a.role == r]
    absent = bool(stated)
    if stated and existing:
        contradictions.append(("absence", s, r, sorted({h.org for h in existing})))
        absent = False
    standing = []
    for cl in claims:
        if cl.segment == s and cl.role == r:
            outside = sorted({h.org for h in here if h.org not in set(cl.members)})
            if outside:
                contradictions.append(("claim", s, r, outside))
            else:
                standing.append(cl)
    if r == SUPPLY:
        parts = [judged(holdings, absences, claims, s, own) for own in OWN[s]]
        absent = absent or all(part[0] for part in parts)
        if all(part[1] for part in parts):
            nobody = all(any(not cl.members for cl in part[1]) for part in parts)
            standing = standing + [Claim(s, r, [] if nobody else ["somebody"], None)]
    return absent, standing, contradictions


def state_of(holdings, absences, claims, s, r, q):
    w = supply(holdings, s, r)
    if w >= q:
        return "强"
    if 0 < w < q:
        return "弱"
    here = real(holdings, s, r)
    if here and all(h.status in ("planned", "aspired") for h in here):
        return "规划"
    absent, standing, _ = judged(holdings, absences, claims, s, r)
    if absent or any(len(cl.members) == 0 for cl in standing):
        return "缺"
    return "未知"


def cov_of(state, w, q, absent, claimed):
    if state == "强":
        return (1.0, 1.0)
    if state == "弱":
        return (w / q, w / q) if claimed else (w / q, 1.0)
    if state == "规划":
        return (0.0, 0.0) if (claimed or absent) else (0.0, 1.0)
    if state == "缺":
        return (0.0, 0.0)
    return (0.0, 1.0)


# ---------------------------------------------------------------- importance, completeness
def importance(ids, critical, before, after, c):
    t = {s: (1 + len(before[s])) * (1 + len(after[s])) for s in ids}
    top = max(t.values(), default=1)
    return {s: c * (1 if critical[s] else 0) + (1 - c) * t[s] / top for s in ids}, t


def completeness(ids, v, cov, state):
    """([low, high] or None, known share or None) of one role."""
    total = low = high = known = 0.0
    for s in sorted(ids):
        total += v[s]
        low += v[s] * cov[s][0]
        high += v[s] * cov[s][1]
        if state[s] != "未知":
            known += v[s]
    if total == 0:
        return None, None
    return [low / total, high / total], known / total


# ---------------------------------------------------------------- routes: what the chain lacks
def route_cost(segs, cov, state):
    cost = 0.0
    for s in sorted(segs):
        cost += 1 - cov[s][0]
    return (round(cost, 9), sum(1 for s in segs if state[s] == "未知"), list(segs))


def routes_by_listing(blocks, bedges, cov, state):
    """(nearest whole route, every route has a segment with high 0, some route is wholly 强/弱)"""
    lists = [segments_of_route(r) for r in all_routes(blocks, bedges)]
    nearest = min(lists, key=lambda segs: route_cost(segs, cov, state))
    broken = all(any(cov[s][1] == 0 for s in segs) for segs in lists)
    whole = any(all(state[s] in ("强", "弱") for s in segs) for segs in lists)
    return nearest, broken, whole


def routes_by_programme(blocks, bedges, cov, state):
    """The same three, without listing routes: only for chains with too many of them."""
    memo = {}

    def best(b):  # (cost, unknowns, ids) of the best way from b to a sink, b included
        if b not in memo:
            tails = [best(y) for x, y in bedges if x == b] or [(0.0, 0, [])]
            own = sum(1 - cov[s][0] for s in b)
            unknown = sum(1 for s in b if state[s] == "未知")
            memo[b] = min((round(own + c, 9), unknown + n, list(b) + ids) for c, n, ids in tails)
        return memo[b]

    def passable(allowed):
        roots, sinks = roots_and_sinks(blocks, bedges)
        ok = [b for b in blocks if all(allowed(s) for s in b)]
        some = [(x, y) for x, y in bedges if x in ok and y in ok]
        return any(b in ok and (b in sinks or walk([b], some) & set(sinks)) for b in roots)

    roots, _ = roots_and_sinks(blocks, bedges)
    nearest = min(best(b) for b in roots)[2]
    broken = not passable(lambda s: cov[s][1] > 0)
    whole = passable(lambda s: state[s] in ("强", "弱"))
    return nearest, broken, whole


def bottleneck(s, blocks, bedges, edges):
    """(pairs that are lost without s, pairs) over pairs (root, other sink), joined, neither holding s."""
    roots, sinks = roots_and_sinks(blocks, bedges)
    pairs = lost = 0
    for a in roots:
        for z in sinks:
            if a == z or s in a or s in z:
                continue
            if not (walk(a, edges) & set(z)):
                continue
            pairs += 1
            if not (walk(a, edges, without=s) & set(z)):
                lost += 1
    return lost, pairs


def bottleneck_by_listing(s, routes):
    """The same for a chain without cycles, from the list of all routes."""
    pairs = {}
    for r in routes:
        segs = segments_of_route(r)
        if segs[0] != segs[-1] and s not in (segs[0], segs[-1]):
            pairs.setdefault((segs[0], segs[-1]), []).append(s in segs)
    return sum(1 for hits in pairs.values() if all(hits)), len(pairs)


# ---------------------------------------------------------------- the whole analysis
def shares_of(holdings, s):
    """HHI from the shares on the established existing production statements, or None: not assessable."""
    by_org = {}
    for h in real(holdings, s, SUPPLY):
        if h.status == "existing" and h.share is not None:
            by_org.setdefault(h.org, set()).add(h.share)
    if not by_org or any(len(x) > 1 for x in by_org.values()):
        return None
    shares = [next(iter(by_org[o])) for o in sorted(by_org)]
    if round(sum(shares), 9) != 1:
        return None
    return sum(x * x for x in shares)


def analyse(chain, segments, edges, holdings, absences=(), claims=(), year=None, method=None):
    m = dict(DEFAULTS, **(method or {}))
    critical = {i[0]: bool(i[1]) for i in segments}
    OWN.clear()
    OWN.update({i[0]: i[2] if len(i) > 2 else ["production"] for i in segments})
    ids = sorted(critical)
    holdings = [Holding(*h) for h in holdings if h[1] in critical]
    absences = [Absence(*a) for a in absences if a[0] in critical]
    claims = [Claim(*c) for c in claims if c[0] in critical]
    # leads never count, so they are not "left out" by the year either
    holdings = [h for h in holdings if h.established]
    holdings, h_later, h_undated = as_of(holdings, year)
    absences, a_later, a_undated = as_of(absences, year)
    claims, c_later, c_undated = as_of(claims, year)

    edges, loops = clean_edges(critical, edges)
    before, after = up_and_down(ids, edges)
    blocks = blocks_of(ids, before, after)
    bedges = block_edges_of(blocks, edges)
    cycles = [list(b) for b in blocks if len(b) > 1]
    v, t = importance(ids, critical, before, after, m["c"])

    w, state, cov, claimed, contradictions = {}, {}, {}, {}, []
    for r in VIEWS:
        q = m["q"]["production" if r == SUPPLY else r]
        for s in ids:
            absent, standing, wrong = judged(holdings, absences, claims, s, r)
            contradictions += wrong
            w[s, r] = supply(holdings, s, r)
            state[s, r] = state_of(holdings, absences, claims, s, r, q)
            claimed[s, r] = bool(standing)
            cov[s, r] = cov_of(state[s, r], w[s, r], q, absent, claimed[s, r])

    roles = {}
    for r in VIEWS:
        st = {s: state[s, r] for s in ids}
        k, known = completeness(ids, v, {s: cov[s, r] for s in ids}, st)
        roles[r] = {"counts": {x: sum(1 for s in ids if st[s] == x) for x in STATES},
                    "completeness": k, "known": known}

    pst = {s: state[s, SUPPLY] for s in ids}
    pcov = {s: cov[s, SUPPLY] for s in ids}
    has = {s: pst[s] in ("强", "弱") for s in ids}
    k, known = roles[SUPPLY]["completeness"], roles[SUPPLY]["known"]

    gaps = []
    nearest, lacks, n_routes = [], [], 0
    if ids:
        n_routes = count_routes(blocks, bedges)
        if n_routes <= m["route_limit"]:
            nearest, broken, whole = routes_by_listing(blocks, bedges, pcov, pst)
        else:
            nearest, broken, whole = routes_by_programme(blocks, bedges, pcov, pst)
        lacks = [s for s in nearest if not has[s]]

        if k is not None:
            parts = {"v": None, "low": k[0], "high": k[1], "known": known, "every_route_broken": broken,
                     "some_route_whole": whole, "near": None, "flags": []}
            if broken or r9(k[1]) < m["theta"]:
                gaps.append(gap("建链", True, chain, None, 1 - k[1], parts))
            elif r9(k[0]) < m["theta"] and not whole and r9(known) >= m["nu"]:
                gaps.append(gap("建链", False, chain, None, m["h"] * (1 - k[0]), parts))

    for s in ids:
        low, high = pcov[s]
        parts = {"v": v[s], "low": low, "high": high, "near": None, "flags": []}
        if not has[s]:
            up = any(has[x] for x in before[s])
            down = any(has[x] for x in after[s])
            sure = high == 0
            factor = 1 if sure else m["h"]
            neighbours = {a for a, b in edges if b == s} | {b for a, b in edges if a == s}
            near = sum(1 for x in neighbours if has[x]) / len(neighbours) if neighbours else 0.0
            parts["near"] = near
            parts["neighbours"] = [sum(1 for x in neighbours if has[x]), len(neighbours)]
            parts["critical"], parts["up"], parts["down"] = critical[s], up, down
            if critical[s] or (up and down):
                gaps.append(gap("补链", sure, chain, s, factor * v[s] * (1 - low), parts))
            elif (up or down) and near > 0:
                gaps.append(gap("扩链", sure, chain, s, factor * v[s] * near, parts))
            continue
        flags = []

        def flag(name, sure, **more):
            flags.append({"flag": name, "weight": m[name], "certain": sure, **more})

        orgs = suppliers(holdings, s, SUPPLY)
        if len(orgs) == 1:
            flag("one_supplier", claimed[s, SUPPLY])
        hhi = shares_of(holdings, s)
        parts["hhi"] = hhi  # None: not assessable
        if hhi is not None and hhi > m["hhi"]:
            flag("concentrated", True)
        for r in ("research", "platform"):
            if w[s, r] == 0:
                flag("no_" + r, cov[s, r][1] == 0)
        lost, pairs = bottleneck(s, blocks, bedges, edges)
        if not cycles and n_routes <= m["route_limit"]:
            assert (lost, pairs) == bottleneck_by_listing(s, all_routes(blocks, bedges)), s
        parts["bottleneck"] = [lost, pairs]
        if pairs and lost / pairs >= m["bottleneck_share"]:
            flag("bottleneck", True, lost=lost, pairs=pairs)
        parts["flags"] = flags
        if flags:
            left = 1.0
            for f in flags:
                left *= 1 - f["weight"] * (1 if f["certain"] else m["h"])
            gaps.append(gap("强链", any(f["certain"] for f in flags), chain, s, v[s] * (1 - left), parts))

    return {
        "id": chain, "segments": len(ids),
        "completeness": k, "known": known,
        "insufficient": known is not None and r9(known) < m["nu"],
        "counts": roles[SUPPLY]["counts"] if ids else {x: 0 for x in STATES},
        "roles": roles, "nearest_route": nearest, "lacks": lacks, "routes": n_routes,
        "self_loops": loops, "cycles": cycles, "contradictions": contradictions,
        "left_out": {"holdings": {"later": len(h_later), "undated": len(h_undated)},
                     "absences": {"later": len(a_later), "undated": len(a_undated)},
                     "claims": {"later": len(c_later), "undated": len(c_undated)}},
        "detail": {s: {"v": v[s], "t": t[s], "critical": critical[s],
                       "w": {r: w[s, r] for r in VIEWS},
                       "state": {r: state[s, r] for r in VIEWS},
                       "cov": {r: list(cov[s, r]) for r in VIEWS}} for s in ids},
    }, gaps


def gap(kind, sure, chain, segment, score, parts):
    return {"kind": kind, "certain": sure, "chain": chain, "segment": segment, "score": score, "parts": parts}


def ordered(gaps):
    """Sure ones first, then by score (9 decimals, highest first), then kind, then id."""
    return sorted(gaps, key=lambda g: (not g["certain"], -round(g["score"], 9), KINDS.index(g["kind"]),
                                       g["segment"] or g["chain"]))
