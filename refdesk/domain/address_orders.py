"""Where the lines of an address differ from what the address data say: orders that letters really bear."""

from collections.abc import Mapping
from types import MappingProxyType

ORDERS: Mapping[str, str] = MappingProxyType(
    {
        "AI": "%A%n%Z %C",
        "BH": "%A%n%C %Z",
        "BN": "%A%n%C%n%S %Z",
        "BR": "%A%n%C - %S%n%Z",
        "BS": "%A%n%C%n%S",
        "CI": "%A%n%Z %C",
        "CO": "%A%n%Z %C%n%S",
        "CU": "%A%n%C, %Z%n%S",
        "DO": "%A%n%C, %S%n%Z",
        "ES": "%A%n%Z %C%n%S",
        "GG": "%A%n%C%n%Z",
        "GN": "%A%n%Z %C",
        "HN": "%A%n%Z %C%n%S",
        "ID": "%A%n%C %Z%n%S",
        "IR": "%A%n%C%n%S%n%Z",
        "JE": "%A%n%C%n%Z",
        "JO": "%A%n%Z %C",
        "KN": "%A%n%C, %S",
        "LK": "%A%n%C %Z",
        "MU": "%A%n%C %Z%n%S",
        "NI": "%A%n%Z%n%C%n%S",
        "OM": "%A%n%Z%n%C%n%S",
        "PT": "%A%n%Z %C%n%S",
        "SD": "%A%n%Z %C%n%S",
        "SO": "%A%n%C%n%S %Z",
        "TT": "%A%n%C, %Z",
        "VG": "%A%n%C%n%S %Z",
        "XK": "%A%n%C %Z",
    }
)
"""%A street, %C city, %S region, %Z postal code, %n a new line."""
