"""Flags in the manifest: Tableau chooses its schema by them."""

from collections.abc import Iterator

from lxml import etree

from tableau_guard.rules import Finding, Rule

# Flag, and the constructs of which each needs it.
FLAGS = {
    "ObjectModelEncapsulateLegacy": ["object-graph", "metadata-record/object-id"],
    "ObjectModelExtractV2": ["extract[@object-id]"],
    "ObjectModelTableType": ["column[@datatype='table']"],
    "SchemaViewerObjectModel": ["folders-common", "layout[not(@dim-percentage)]"],
    "SetMembershipControl": ["zone[@type-v2]"],
    "SheetIdentifierTracking": ["worksheet/simple-id", "dashboard/simple-id"],
    "WindowsPersistSimpleIdentifiers": ["window/simple-id"],
    "SortTagCleanup": ["computed-sort", "manual-sort"],
    "IntuitiveSorting": ["shelf-sorts"],
    "HideSortControls": ["hide-sort-controls"],
    "ParameterAction": ["edit-parameter-action"],
    "ParameterActionClearSelection": ["edit-parameter-action/clear-option"],
    "AutoCreateAndUpdateDSDPhoneLayouts": ["devicelayouts"],
    "CollapsiblePane": ["zone/button"],
    "BasicButtonObject": ["zone/button"],
    "BasicButtonObjectTextSupport": ["zone/button"],
    "Layers": ["pane[@generated-title]"],
}
# Constructs that a flag forbids.
FORBIDDEN = {"SchemaViewerObjectModel": ["layout[@dim-percentage]", "layout[@measure-percentage]"]}


def _found(root: etree._Element, constructs: list[str]) -> list[str]:
    return [construct for construct in constructs if root.xpath(f".//{construct}")]


def check_flags(root: etree._Element) -> Iterator[Finding]:
    """Whether the manifest holds the flags of what is used, and no others."""
    declared = {flag.tag for flag in root.findall("document-format-change-manifest/*")}
    for flag, constructs in FLAGS.items():
        used = _found(root, constructs)
        if used and flag not in declared:
            yield Finding(Rule.FLAG_MISSING, f"{flag}, because of {', '.join(used)}")
        if flag in declared and not used:
            yield Finding(Rule.FLAG_UNUSED, f"{flag}: none of {', '.join(constructs)}")
    for flag in sorted(declared - set(FLAGS)):
        yield Finding(Rule.FLAG_UNUSED, f"{flag}: no known flag")
    for flag, constructs in FORBIDDEN.items():
        if flag in declared and (found := _found(root, constructs)):
            yield Finding(Rule.FLAG_UNUSED, f"{flag} forbids {', '.join(found)}")
    for element in root.iter(etree.Element):
        if element.tag.startswith("_.fcp."):
            yield Finding(Rule.FLAG_MISSING, f"{element.tag}: conditional spelling")
