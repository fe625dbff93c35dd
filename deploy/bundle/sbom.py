"""The list of a bundle's parts, in CycloneDX (JSON, 1.6)."""

from __future__ import annotations

from collections.abc import Iterable

from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import LicenseExpression
from cyclonedx.output import make_outputter
from cyclonedx.schema import OutputFormat, SchemaVersion

from deploy.bundle.parts import Part

PRODUCT = "liantu"


def write_sbom(parts: Iterable[Part]) -> str:
    """Return the list of parts as CycloneDX: it is about the product's own wheel, the others are its components."""
    components = [component(part) for part in parts]
    (product,) = (each for each in components if each.name == PRODUCT)
    components.remove(product)
    bom = Bom(components=components)
    bom.metadata.component = product
    bom.register_dependency(product, components)
    return make_outputter(bom, OutputFormat.JSON, SchemaVersion.V1_6).output_as_string(indent=2)


def component(part: Part) -> Component:
    """Return a part as a component of CycloneDX."""
    return Component(
        name=part.name,
        version=part.version,
        type=ComponentType.APPLICATION if part.name == PRODUCT else ComponentType.LIBRARY,
        bom_ref=str(part.purl),
        licenses=[LicenseExpression(part.licence)] if part.licence else None,
        purl=part.purl,
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=part.sha256)],
    )
