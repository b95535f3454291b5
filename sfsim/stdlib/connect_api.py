"""ConnectApi: its methods are not modelled, but tests may rely on the platform refusing them.

`sfsim.stdlib.connect_api:ChatterUsers__getFollowings` is what emitted code calls; the function is
made when it is first asked for.
Source: Apex Developer Guide, "Testing ConnectApi Code": methods need organization data, so tests
without SeeAllData get an exception.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, NoReturn

from sfsim.errors import Unsupported
from sfsim.runtime.caller import Caller
from sfsim.runtime.exceptions import UnsupportedOperationException

SILOED: Final = (
    "ConnectApi methods are not supported in data siloed tests. "
    "Please use @IsTest(SeeAllData=true)."
)
"""Source: as far as known, not checked on an org."""


def __getattr__(name: str) -> Callable[..., NoReturn]:
    """The refusal of one static method."""
    if name.startswith("__") or "__" not in name:
        raise AttributeError(name)
    feature = f"ConnectApi.{name.replace('__', '.')}"

    def refuse(caller: Caller, *arguments: Any) -> NoReturn:
        if caller.org.transaction.is_test and not caller.org.sees_all_data:
            raise UnsupportedOperationException(SILOED)
        raise Unsupported(feature)

    globals()[name] = refuse
    return refuse
