"""The description of an export for catalogues of open data: DCAT (W3C) as JSON-LD.

The context stands in the file, so that nothing has to be fetched to read it. Addresses are relative
to the file: they hold wherever the folder is published.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from plantool.exporting.addresses import find_mail_address, quote_address
from plantool.exporting.both_languages import list_in_both
from plantool.exporting.left_out_files import name_left_out, say_left_out
from plantool.exporting.license_terms import read_license
from plantool.tables.definitions import describe_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plantool.exporting.data_package import Json
    from plantool.exporting.written_files import WrittenFile
    from plantool.model.plan import Contact, Plan
    from plantool.tables.table_source import TableSource

CATALOGUE_FILE = "catalog.jsonld"
_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
_LANGUAGES = "http://id.loc.gov/vocabulary/iso639-1/"


def build_catalogue(source: TableSource, files: Sequence[WrittenFile]) -> Json:
    """Describe an export as a catalogue of one dataset, with one distribution a file."""
    return {
        "@context": _CONTEXT,
        "@id": CATALOGUE_FILE,
        "@type": "dcat:Catalog",
        "dcterms:title": _say_in_its_language(source.plan),
        "dcat:dataset": _describe_dataset(source, files),
    }


def _say_in_its_language(plan: Plan) -> Json:
    return {"@value": plan.title, "@language": plan.language}


def _describe_dataset(source: TableSource, files: Sequence[WrittenFile]) -> Json:
    plan, left_out = source.plan, name_left_out(source)
    about = list_in_both(lambda texts: texts("export.about"))
    missing = list_in_both(partial(say_left_out, left_out)) if left_out else []
    described: Json = {
        "@id": "./",
        "@type": "dcat:Dataset",
        "dcterms:title": _say_in_its_language(plan),
        "dcterms:description": about + missing,
        "dcterms:language": {"@id": f"{_LANGUAGES}{plan.language}"},
        "dcterms:publisher": _describe_publisher(plan),
        "dcterms:temporal": _describe_period(plan),
    }
    if plan.id:
        described["dcterms:identifier"] = plan.id
    if plan.publisher.code:
        described["dcterms:spatial"] = {
            "@type": "dcterms:Location",
            "dcterms:identifier": plan.publisher.code,
            "skos:prefLabel": plan.publisher.name,
        }
    if plan.license:
        described["dcterms:license"] = _describe_license(plan.license)
    if plan.contact:
        described["dcat:contactPoint"] = _describe_contact(plan.contact)
    if commit := source.places.commit.commit:
        described["dcat:version"] = commit
    described["dcat:distribution"] = [_describe_file(file, plan) for file in files]
    return described


def _describe_publisher(plan: Plan) -> Json:
    described = {"@type": "foaf:Organization", "foaf:name": plan.publisher.name}
    code = plan.publisher.code
    return {**described, "dcterms:identifier": code} if code else described


def _describe_period(plan: Plan) -> Json:
    first, last = min(plan.planned_years), max(plan.planned_years)
    return {
        "@type": "dcterms:PeriodOfTime",
        "dcat:startDate": _type("date", plan.calendar.find_first_day(first).isoformat()),
        "dcat:endDate": _type("date", plan.calendar.find_last_day(last).isoformat()),
    }


def _describe_license(words: str) -> Json:
    words, identifier, address = read_license(words)
    described: Json = {"@type": "dcterms:LicenseDocument", "dcterms:title": words}
    if identifier:
        described["dcterms:identifier"] = identifier
    return {"@id": address, **described} if address else described


def _describe_contact(contact: Contact) -> Json:
    described: Json = {"@type": "vcard:Kind", "vcard:fn": contact.name}
    if mail := find_mail_address(contact.mail):
        described["vcard:hasEmail"] = {"@id": quote_address(f"mailto:{mail}")}
    if contact.url:
        described["vcard:hasURL"] = {"@id": quote_address(contact.url)}
    return described


def _describe_file(file: WrittenFile, plan: Plan) -> Json:
    described: Json = {
        "@id": f"#{file.path}",
        "@type": "dcat:Distribution",
        "dcterms:title": file.path,
        "dcat:downloadURL": {"@id": file.path},
        "dcat:mediaType": {"@id": _MEDIA_TYPES + file.data_format.media_type},
        "dcat:byteSize": _type("nonNegativeInteger", str(file.size)),
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": _type("hexBinary", file.sha256),
        },
    }
    if file.table:
        described["dcterms:description"] = list_in_both(partial(describe_table, file.table))
    if plan.license:
        described["dcterms:license"] = _describe_license(plan.license)
    return described


def _type(name: str, value: str) -> Json:
    return {"@type": f"xsd:{name}", "@value": value}
