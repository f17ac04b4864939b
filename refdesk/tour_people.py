"""The part of the tour that goes through Contacts: choosing, sorting, planning, bringing in, and what stands twice."""

from typing import Any

from PySide6.QtCore import Qt

from refdesk.tour_stage import Stage, settle
from refdesk.ui.contacts.person_parts import TIMELINE, Part, PersonParts
from refdesk.ui.places import PlaceName

CHOSEN = 3
FROM_THE_FAIR = """First Name,Last Name,Company,Phone,E-mail,Birthday,Notes
Zora,Whitlock,Whitlock Weaving,(614) 555-0121,zora@whitlock.example,March 3,Met at the spring fair
Émile,Gagnon,,(380) 555-0130,emile.gagnon@example.com,,Asked about window seats
Piotr,Zielinski,Zielinski Plumbing & Heating,(614) 555-0125,piotr@zielinskiplumbing.example,,Already a friend
Saanvi,Deshpande,Deshpande Dental,555-0133,saanvi@deshpande.example,1979-02-31,
,,,,,,
Ragnhild,Øverli,,(614) 555-0150,ragnhild.overli@example.com,June 11,Wants a porch like the one next door
Zorah,Whitlock,Whitlock Weaving,,,March 3,Buys yarn
"""


def contacts(stage: Stage) -> None:
    """Show how the list is filtered and chosen from, the story of a person, and the round that ranks the new ones."""
    page: Any = stage.shell.go_to(PlaceName.CONTACTS)
    stage.take_with(page.list.filters.open_panel(), "contacts-filters")
    for line in range(CHOSEN):
        page.list.marking.clicked(line, Qt.KeyboardModifier.ControlModifier)
    stage.take("contacts-chosen")
    page.list.marking.clear()
    timeline(stage, page.panel.parts)
    stage.routes.sort_new()
    stage.take_dialog("sorting-round")


def timeline(stage: Stage, parts: PersonParts) -> None:
    """Show the timeline: behind its tab in a narrow window, filtered beside the rest in a wide one."""
    if parts.tabs.isVisible():
        parts.tabs.choose(TIMELINE)
        parts.tabs.chosen.emit(TIMELINE)
        stage.take("contacts-timeline")
        parts.tabs.choose(0)
        parts.tabs.chosen.emit(0)
    else:
        section: Any = parts.part(Part.TIMELINE)
        section.filter.click()
        stage.take("contacts-timeline")
        section.filter.click()


def dialogs(stage: Stage, *, giver: str) -> None:
    """Show what is planned with a person, and what they were taught."""
    stage.routes.show_person(stage.person(giver))
    page: Any = stage.shell.go_to(PlaceName.CONTACTS)
    settle(stage.window)
    page.panel.parts.plan_wanted.emit()
    stage.take_dialog("plan")
    page.panel.parts.lessons_wanted.emit()
    stage.take_dialog("lessons")


def bring_in(stage: Stage) -> None:
    """Show a file that is brought in: what was found, who is there already, what became of it, and who stands twice."""
    file = stage.home / "Spring fair.csv"
    file.write_text(FROM_THE_FAIR, encoding="utf-8")
    stage.shell.go_to(PlaceName.CONTACTS)
    stage.routes.import_contacts(file)
    for name in ("import-preview", "import-matches"):
        stage.take(name)
        for dialog in stage.dialogs():
            dialog.main_button.click()
    stage.take_dialog("import-report")
    stage.routes.find_duplicates()
    stage.take_dialog("duplicates")
