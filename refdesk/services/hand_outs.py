"""The pages to give away, made from the profile and from the plan of a source: for anybody, or for people by name."""

import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from sqlalchemy.orm import Session

from refdesk import i18n
from refdesk.domain import hand_outs as rules
from refdesk.domain import names
from refdesk.domain import profile as profiles
from refdesk.domain.hand_outs import Kind, Scan
from refdesk.domain.ids import ContactId
from refdesk.domain.incoming import IncomingContact, IncomingPoint
from refdesk.domain.plan import PlanDraft
from refdesk.domain.profile import Profile
from refdesk.errors import Overtaken, Problem, Refused
from refdesk.exchange import vcard_writer
from refdesk.i18n import _
from refdesk.services import business, card_texts, lessons, own_pictures, plans, shown_names, whole_files
from refdesk.services.desk import Desk
from refdesk.services.paper import Rendered, Written
from refdesk.store.tables.people import Contact

if TYPE_CHECKING:
    from refdesk.documents.hand_out_text import DeskPlan, HandOut, Sender, TreatSheet, WhoSheet
    from refdesk.documents.report import Made
    from refdesk.documents.sheets import Paper


@dataclass(frozen=True, slots=True)
class HandOutJob:
    """Hold what to make; nobody in `contact_ids` makes a plain page, which the desk plan cannot be."""

    kind: Kind
    contact_ids: tuple[ContactId, ...] = ()
    scan: Scan = Scan.CARD


def render(desk: Desk, job: HandOutJob) -> Rendered:
    """Return the very pages that would be printed; raises `Refused` while the profile says too little."""
    out = io.BytesIO()
    made = _draw(desk, job)(out)
    return Rendered(out.getvalue(), made.pages, made.sentences())


def preview(desk: Desk, kind: Kind, profile: Profile) -> Rendered:
    """Return a plain page as it would be with this profile, which need not be saved nor whole."""
    from refdesk.documents import hand_outs

    out = io.BytesIO()
    job = HandOutJob(kind)
    made = hand_outs.render(desk.ask(_sheets, job, desk.today(), profile), out)
    return Rendered(out.getvalue(), made.pages, made.sentences())


def write(desk: Desk, job: HandOutJob, path: Path) -> Written:
    """Write the pages as a PDF; raises `StoreFault`, and `Refused` while the profile says too little."""
    draw = _draw(desk, job)
    found = _in_memory(draw)
    if not found.pages:
        raise Refused(*(Problem("", sentence) for sentence in found.sentences()))
    made = whole_files.write(path, draw)
    return Written(path, made.pages, made.printed, made.sentences())


def _in_memory(draw: "Callable[[BinaryIO], Made]") -> "Made":
    return draw(io.BytesIO())


def _draw(desk: Desk, job: HandOutJob) -> "Callable[[BinaryIO], Made]":
    from refdesk.documents import hand_outs

    sheets = desk.ask(sheets_of, job, desk.today())
    return lambda out: hand_outs.render(sheets, out)


def sheets_of(session: Session, job: HandOutJob, today: date) -> "tuple[HandOut, ...]":
    """Return what stands on each page; raises `Refused` while the profile says too little."""
    profile = business.load(session)
    if found := rules.missing(job.kind, profile):
        raise Refused(*(_lacking(name) for name in found))
    if job.kind is Kind.DESK and not job.contact_ids:
        raise Refused(Problem("people", _("Choose for whom the desk plan is: it is made for one source.")))
    return _sheets(session, job, today, profile)


def _sheets(session: Session, job: HandOutJob, today: date, profile: Profile) -> "tuple[HandOut, ...]":
    sender = _sender(session, profile, job.scan)
    if job.kind is Kind.DESK:
        return tuple(_plan(session, profile, sender, each, today) for each in job.contact_ids)
    names = shown_names.by_id(session, job.contact_ids)
    people = [names[each].usual for each in job.contact_ids if each in names] or [""]
    make = _who if job.kind is Kind.WHO else _treat
    return tuple(make(profile, sender, person) for person in people)


def _lacking(name: str) -> Problem:
    sentence = _("Fill in “{setting}” in Settings first: this page is made of it.")
    return Problem(name, sentence.format(setting=profiles.title(name)))


def _who(profile: Profile, sender: "Sender", person: str) -> "WhoSheet":
    from refdesk.documents.hand_out_text import WhoSheet

    return WhoSheet(
        sender=sender, tagline=profile.tagline, different=profile.different, helps=profile.ideal_client,
        put_right=rules.lines(profile.problems_solved), they_say=rules.said(profile.they_say),
        elsewhere=profile.elsewhere, steps=rules.introducing(profile), paper=_paper(profile), person=person,
        language=i18n.code(),
    )  # fmt: skip


def _treat(profile: Profile, sender: "Sender", person: str) -> "TreatSheet":
    from refdesk.documents.hand_out_text import TreatSheet

    return TreatSheet(
        sender=sender, opening=rules.opening(profile), steps=rules.steps(profile.how_we_treat),
        you_hear=rules.givers_hear(profile), paper=_paper(profile), person=person, language=i18n.code(),
    )  # fmt: skip


def _plan(session: Session, profile: Profile, sender: "Sender", contact_id: ContactId, today: date) -> "DeskPlan":
    from refdesk.documents.hand_out_text import DeskPlan

    contact = session.get(Contact, contact_id)
    if contact is None:
        raise Overtaken(_("This person is no longer there."))
    name = shown_names.by_id(session, [contact_id])[contact_id]
    plan = plans.of(session, contact_id).draft
    taught = (line for line in lessons.of(session, contact_id).lines if line.taught_on is not None)
    return DeskPlan(
        sender=sender, person=", ".join(filter(None, (name.usual, name.organisation if name.has_person else ""))),
        made=_("made together, {day}").format(day=i18n.day_full(today)),
        when_you_hear=rules.said(profile.they_say), say=rules.what_to_say(profile, plan.words),
        then=rules.then(profile), client_gets=rules.client_gets(profile), we_do=rules.lines(plan.benefit),
        good_leads=rules.lines(contact.good_lead_for_them), next_time=_next_time(plan, today),
        learned="; ".join(line.lesson.title for line in taught), paper=_paper(profile), language=i18n.code(),
    )  # fmt: skip


def _next_time(plan: PlanDraft, today: date) -> str:
    """Return the next step with its day, as long as that day has not gone by."""
    if plan.next_step_on is None or plan.next_step_on < today:
        return ""
    return _("{day}, {what}").format(day=i18n.day_full(plan.next_step_on), what=plan.next_step)


def _paper(profile: Profile) -> "Paper":
    from refdesk.documents.sheets import Paper

    return Paper(profile.paper.value)


def _sender(session: Session, profile: Profile, scan: Scan) -> "Sender":
    from refdesk.documents.hand_out_text import Sender

    address = profile.address
    place = " ".join(filter(None, (address.region, address.postcode)))
    town = ", ".join(filter(None, (address.city, place)))
    street = ", ".join(line for line in address.street.split("\n") if line)
    words = {Scan.CARD: _("scan to keep my number"), Scan.SITE: _("scan to see more")}
    held = _held(profile, scan)
    return Sender(
        firm=profile.business_name, owner=profile.owner, phone=profile.phone, email=profile.email,
        trade=", ".join(filter(None, (profile.trade, address.city))),
        address=" · ".join(filter(None, (street, town))), initials=card_texts.initials(profile),
        logo=own_pictures.logo(session), scan=held, scan_words=words.get(scan, "") if held else "",
    )  # fmt: skip


def _held(profile: Profile, scan: Scan) -> str:
    """Return what the code holds: a card of name, firm, phone and mail, the site, or nothing."""
    if scan is Scan.SITE and profile.site:
        return profile.site if "://" in profile.site else f"https://{profile.site}"
    if scan is not Scan.CARD or not (profile.phone or profile.email):
        return ""
    split = names.split(profile.owner)
    card = IncomingContact(
        line=0, name=replace(split, organisation=profile.business_name),
        phones=(IncomingPoint(profile.phone),) if profile.phone else (),
        emails=(IncomingPoint(profile.email),) if profile.email else (),
    )  # fmt: skip
    kept = (line for line in vcard_writer.card(card, whole=False).decode().split("\r\n") if _is_kept(line))
    return "\n".join(kept)


def _is_kept(line: str) -> bool:
    return bool(line) and not line.startswith("PRODID")
