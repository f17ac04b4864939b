"""Where this computer seems to be, so that a new business begins with the right country and zone."""

from dataclasses import replace

from PySide6.QtCore import QLocale, QTimeZone

from refdesk.domain import countries
from refdesk.domain import profile as profiles
from refdesk.domain.profile import Profile

_ELSEWHERE = "US"


def country() -> str:
    """Return the likely country: that of the system's language, unless the clock stands in another one."""
    spoken = QLocale.territoryToCode(QLocale.system().territory())
    zone = QTimeZone.systemTimeZone()
    if spoken and str(zone.id().toStdString()) in countries.zones_of(spoken):
        return spoken
    clock = QLocale.territoryToCode(zone.territory())
    return next((code for code in (clock, spoken) if countries.is_country(code)), _ELSEWHERE)


def starting(code: str, *, business_name: str, owner: str) -> Profile:
    """Return the settings of a new business; in its own country the clock of this computer is right."""
    profile = profiles.starting(code, business_name=business_name, owner=owner)
    zone = str(QTimeZone.systemTimeZoneId().toStdString())
    return replace(profile, zone=zone) if zone in countries.zones_of(code) else profile
