"""What is written down about a referral is what its panel shows of it."""

from dataclasses import fields
from datetime import timedelta

import pytest
from office import Office

from refdesk.domain.ids import ReferralId
from refdesk.domain.referral import Fits, Introduced
from refdesk.errors import Overtaken
from refdesk.services import referral_detail, referral_facts
from refdesk.services.referral_facts import ReferralFacts


def test_the_facts_are_those_of_the_detail(office: Office) -> None:
    desk = office.desk
    referral_id = office.referral(
        office.contact("Maria", "Lindqvist", phone="(614) 555-0148"), need="A kitchen", preparedness=4, fits=Fits.YES,
        introduced=Introduced.CALL, expects_call=True, may_share=False, value_expected_minor=500_000,
        next_step="Visit", next_step_on=desk.today() + timedelta(days=2),
    )  # fmt: skip
    facts = desk.ask(referral_facts.facts, referral_id)
    detail = desk.ask(referral_detail.detail, referral_id, desk.now(), office.working)
    assert {each.name: getattr(facts, each.name) for each in fields(ReferralFacts)} == {
        each.name: getattr(detail, each.name) for each in fields(ReferralFacts)
    }
    assert [(giver.name, giver.phone) for giver in facts.givers] == [("Maria Lindqvist", "(614) 555-0148")]
    assert (facts.prospect.name, facts.need, facts.version) == ("Theo Marchetti", "A kitchen", detail.version)


def test_a_referral_that_is_gone_has_none(office: Office) -> None:
    with pytest.raises(Overtaken):
        office.desk.ask(referral_facts.facts, ReferralId(99))
