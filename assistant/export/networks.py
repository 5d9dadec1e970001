"""Who and what takes part as a network, for Kumu, Gephi and whatever reads GraphML."""

import csv
import io
import json
import zipfile
from collections.abc import Sequence

from assistant.domain import Actor, KindCard, Reading, Relation
from assistant.export.qualitative import plain_cell, xml_safe


def _names(kinds: Sequence[KindCard]) -> dict[str, str]:
    return {card.kind: card.name for card in kinds}


def _tags(actor: Actor) -> list[str]:
    said = (("passed over", actor.overlooked), ("not heard", actor.unheard), ("put right by you", actor.judged))
    return [tag for tag, holds in said if holds]


def _label(relation: Relation) -> str:
    return relation.way or relation.verb


def kumu(reading: Reading, kinds: Sequence[KindCard]) -> str:
    """A map as Kumu imports it (JSON with `elements` and `connections`)."""
    names = _names(kinds)
    elements = [
        {
            "label": actor.name,
            "type": names[actor.kind],
            "description": actor.why or (actor.quotes[0].text if actor.quotes else ""),
            "tags": _tags(actor),
            "human": actor.human,
            "makes a difference": actor.acts,
            "mentions": len(actor.mentions),
        }
        for actor in reading.actors
    ]
    connections = [
        {
            "from": item.a,
            "to": item.b,
            "direction": "directed",
            "type": _label(item),
            "description": item.quote.text,
            "strength": 1 + len(item.others),
        }
        for item in reading.relations
    ]
    return json.dumps({"elements": elements, "connections": connections}, ensure_ascii=False, indent=1) + "\n"


def gephi(reading: Reading, kinds: Sequence[KindCard]) -> bytes:
    """Two tables, nodes.csv and edges.csv, in a ZIP file, as Gephi's spreadsheet import takes them."""
    names = _names(kinds)
    nodes: list[Sequence[object]] = [("Id", "Label", "Kind", "Human", "Acts", "PassedOver", "Mentions")]
    nodes += [
        (actor.name, actor.name, names[actor.kind], actor.human, actor.acts, actor.overlooked, len(actor.mentions))
        for actor in reading.actors
    ]
    edges: list[Sequence[object]] = [("Source", "Target", "Type", "Label", "Weight", "Quote")]
    edges += [
        (item.a, item.b, "Directed", _label(item), 1 + len(item.others), item.quote.text) for item in reading.relations
    ]
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("nodes.csv", _table(nodes))
        packed.writestr("edges.csv", _table(edges))
    return made.getvalue()


def _table(rows: Sequence[Sequence[object]]) -> str:
    made = io.StringIO()
    csv.writer(made, lineterminator="\r\n").writerows([plain_cell(value) for value in row] for row in rows)
    return made.getvalue()


def graphml(reading: Reading, kinds: Sequence[KindCard]) -> bytes:
    """A directed graph as GraphML, several ties between two actors kept apart."""
    import networkx as nx

    names = _names(kinds)
    graph = nx.MultiDiGraph()
    for actor in reading.actors:
        graph.add_node(
            xml_safe(actor.name),
            label=xml_safe(actor.name),
            kind=names[actor.kind],
            human=actor.human,
            acts=actor.acts,
            passed_over=actor.overlooked,
            mentions=len(actor.mentions),
        )
    for item in reading.relations:
        graph.add_edge(
            xml_safe(item.a),
            xml_safe(item.b),
            label=xml_safe(_label(item)),
            quote=xml_safe(item.quote.text),
            weight=1 + len(item.others),
        )
    made = io.BytesIO()
    nx.write_graphml(graph, made, encoding="utf-8", prettyprint=True)
    return made.getvalue()
