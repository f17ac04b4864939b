"""What a column of a file may become, in words; also for targets that only known programs' files have."""

from refdesk.i18n import N_, _
from refdesk.services import import_files
from refdesk.services.import_files import Target
from refdesk.ui.exchange.labels import label_words

_OTHERS = {
    "phone_label": N_("Label of a phone"),
    "email_label": N_("Label of an e-mail"),
    "site_label": N_("Label of a site"),
    "house_number": N_("House number"),
    "extended": N_("Street, second line"),
    "po_box": N_("P.O. box"),
    "address_label": N_("Label of an address"),
    "address_line": N_("Line of an address"),
    "birth_year": N_("Birthday, year"),
    "birth_month": N_("Birthday, month"),
    "birth_day": N_("Birthday, day"),
    "event": N_("Yearly date"),
    "event_label": N_("Label of a yearly date"),
    "link": N_("Somebody related"),
    "link_label": N_("How they are related"),
    "custom": N_("Field of its own"),
    "custom_label": N_("Name of a field of its own"),
    "opt_in": N_("Wants mail"),
    "may_be_called": N_("May be called"),
    "may_accept_gifts": N_("May accept gifts"),
    "category": N_("Category"),
    "rank": N_("Rank"),
    "status": N_("Status"),
    "client_since": N_("Client since"),
    "what_they_do": N_("What they do"),
    "good_lead_for_them": N_("A good lead for them"),
    "best_time": N_("Best time to reach"),
    "influential": N_("Influential"),
    "small_business_owner": N_("Small-business owner"),
    "hear_less": N_("Hears less"),
    "satisfaction": N_("Satisfaction"),
    "know": N_("Know"),
    "like": N_("Like"),
    "trust": N_("Trust"),
    "referrals_remembered": N_("Referrals remembered"),
    "household": N_("Household"),
    "source_of_data": N_("Came from"),
    "photo": N_("Photo"),
}


def choices(present: Target) -> list[tuple[object, str]]:
    """Return what to offer for a column, and what it is taken for if that is something else."""
    offered: list[tuple[object, str]] = list(import_files.targets())
    if all(target != present for target, _words in offered):
        offered.append((present, words(present)))
    return offered


def words(target: Target) -> str:
    """Return what a target is called: "Phone, work 2"."""
    known = dict(import_files.targets())
    exact = known.get(Target(target.field, target.label, line=target.line))
    said = exact or known.get(Target(target.field, line=target.line)) or known.get(Target(target.field))
    if said is None:
        said = _(_OTHERS.get(target.field.value, N_("As the file names it")))
    if exact is None and target.label:
        said = f"{said}, {label_words(target.label)}"
    return said if target.number == 1 else f"{said} {target.number}"
