"""The description for catalogues of data, read as they read it: as triples of RDF."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF, XSD

from tests.exporting.reading import export_plan
from tests.tables.sources import EXAMPLES

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib's own

PLACE = "https://example.jp/data/"
SPDX = "http://spdx.org/rdf/terms#"
WARD = EXAMPLES["examples/ward/plan"]


def read_graph(folder: Path) -> Graph:
    text = (folder / "catalog.jsonld").read_text("utf-8")
    return Graph().parse(data=text, format="json-ld", publicID=f"{PLACE}catalog.jsonld")


def test_a_catalogue_of_one_dataset(tmp_path: Path, plan_copy: Path) -> None:
    file = plan_copy / "plan.yaml"
    contact = "contact: {name: 企画課, mail: 'plan@example.jp', url: 'https://example.jp/計画'}\n"
    file.write_text(f"license: CC-BY-4.0\n{contact}{file.read_text('utf-8')}", "utf-8")
    graph = read_graph(export_plan(plan_copy, tmp_path / "out"))
    (catalogue,) = graph.subjects(RDF.type, DCAT.Catalog)
    (dataset,) = graph.objects(catalogue, DCAT.dataset)
    assert (catalogue, dataset) == (URIRef(f"{PLACE}catalog.jsonld"), URIRef(PLACE))
    title = Literal("みどりの風吹くまちビジョン アクションプラン", lang="ja")
    assert graph.value(dataset, DCTERMS.title) == title
    license_url = URIRef("https://creativecommons.org/licenses/by/4.0/")
    assert graph.value(dataset, DCTERMS.license) == license_url
    spatial, publisher, period = (
        graph.value(dataset, each)
        for each in (DCTERMS.spatial, DCTERMS.publisher, DCTERMS.temporal)
    )
    assert graph.value(spatial, DCTERMS.identifier) == Literal("131202")
    assert graph.value(publisher, FOAF.name) == Literal("練馬区")
    assert [graph.value(period, each) for each in (DCAT.startDate, DCAT.endDate)] == [
        Literal(day, datatype=XSD.date) for day in ("2018-04-01", "2020-03-31")
    ]
    words = graph.objects(dataset, DCTERMS.description)
    assert {getattr(each, "language", None) for each in words} == {"ja", "en"}
    contact_point = graph.value(dataset, DCAT.contactPoint)
    addresses = {str(each) for each in graph.objects(contact_point) if isinstance(each, URIRef)}
    assert {"mailto:plan@example.jp", "https://example.jp/%E8%A8%88%E7%94%BB"} < addresses


def test_a_distribution_for_every_file(tmp_path: Path) -> None:
    folder = export_plan(WARD, tmp_path / "out")
    graph = read_graph(folder)
    files = {
        resource["path"]: resource
        for resource in json.loads((folder / "datapackage.json").read_text("utf-8"))["resources"]
    }
    found = {}
    for distribution in graph.objects(URIRef(PLACE), DCAT.distribution):
        assert graph.value(distribution, RDF.type) == DCAT.Distribution
        path = str(graph.value(distribution, DCAT.downloadURL)).removeprefix(PLACE)
        checksum = graph.value(distribution, URIRef(f"{SPDX}checksum"))
        found[path] = (
            str(graph.value(distribution, DCAT.mediaType)).partition("media-types/")[2],
            int(str(graph.value(distribution, DCAT.byteSize))),
            f"sha256:{graph.value(checksum, URIRef(f'{SPDX}checksumValue'))}",
        )
    assert found == {
        path: (file["mediatype"], file["bytes"], file["hash"]) for path, file in files.items()
    }


def test_nothing_is_fetched_to_read_it(tmp_path: Path) -> None:
    described = json.loads((export_plan(WARD, tmp_path / "out") / "catalog.jsonld").read_text())
    assert isinstance(described["@context"], dict)
