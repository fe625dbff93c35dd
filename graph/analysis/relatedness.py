"""Relatedness of two segments beyond their edges: by common supporters, or by regions that have both."""

from __future__ import annotations

from collections.abc import Collection, Mapping


def jaccard_index(first: Collection[str], second: Collection[str]) -> float | None:
    """Return the Jaccard index of two sets of supporters; None where neither has any."""
    union = set(first) | set(second)
    return len(set(first) & set(second)) / len(union) if union else None


def proximity(regions: Mapping[str, Collection[str]], first: str, second: str) -> float | None:
    """Return the least of the conditional probabilities that a region with one segment has the other.

    phi = |regions with both| / max(|regions with one|, |regions with the other|); Hidalgo, Klinger, Barabasi and
    Hausmann, The Product Space Conditions the Development of Nations, Science 317 (2007) 482-487, with presence of
    production in the place of revealed comparative advantage.

    Args:
        regions: the segments with production in each region.
        one: a segment.
        other: another.

    Returns:
        A number in [0, 1]; None with fewer than two regions, or where no region has either.
    """
    having = [{region for region, segments in regions.items() if segment in segments} for segment in (first, second)]
    most = max(len(having[0]), len(having[1]))
    return len(having[0] & having[1]) / most if most and len(regions) > 1 else None


def density(
    regions: Mapping[str, Collection[str]], region: str, segment: str, other_segments: Collection[str]
) -> float | None:
    """Return a segment's density in a region: the sum of proximities to segments that it has, over the sum of all.

    omega of Hidalgo et al. 2007. None where nothing is related, or with fewer than two regions.
    """
    near = {other: proximity(regions, segment, other) or 0.0 for other in other_segments if other != segment}
    total = sum(near[other] for other in sorted(near))
    have = sum(near[other] for other in sorted(near) if other in regions.get(region, ()))
    return have / total if total else None
