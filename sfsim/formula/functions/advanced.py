"""Functions of the platform that sfsim does not model: naming one is refused with its name.

Source: Salesforce Help, "Formula Operators and Functions".
"""

from __future__ import annotations

from typing import Final

from sfsim.formula.registry import unsupported

GROUP: Final = "Advanced"

unsupported("CURRENCYRATE(iso_code: Text): Number", GROUP, "The conversion rate of a currency.")
unsupported("GETRECORDIDS(object: Any): Text", GROUP, "The ids of the records of a list button.")
unsupported("IMAGEPROXYURL(image_url: Text): Text", GROUP, "A picture through the image proxy.")
unsupported("INCLUDE(source: Any, inputs...: Any): Text", GROUP, "Content of an s-control.")
unsupported(
    "LINKTO(label: Text, target: Any, id: Text, inputs...: Any): Text", GROUP, "A relative URL."
)
unsupported("PARENTGROUPVAL(summary: Any, level: Any): Number", GROUP, "A report's parent group.")
unsupported("PREDICT(recordDefinition: Any, inputs...: Any): Any", GROUP, "An Einstein prediction.")
unsupported("PREVGROUPVAL(summary: Any, level: Any): Number", GROUP, "A report's previous group.")
unsupported("REQUIRESCRIPT(url: Text): Text", GROUP, "A script tag.")
unsupported("URLFOR(target: Any, id?: Any, inputs...: Any): Text", GROUP, "An URL of the org.")
unsupported(
    "VLOOKUP(field_to_return: Any, field_on_lookup_object: Any, lookup_value: Any): Any",
    GROUP,
    "The value of a custom object's record found by its name.",
)
