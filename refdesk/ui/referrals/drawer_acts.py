"""What the panel of a referral does by itself: updates copied and marked, introductions settled."""

from PySide6.QtCore import QObject

from refdesk.domain.ids import ContactId, IntroductionId, ReferralId
from refdesk.domain.introducing import Way
from refdesk.errors import RefDeskError
from refdesk.i18n import _
from refdesk.services import business, introductions, updates, wins
from refdesk.services.clocks import Clocks
from refdesk.services.updates import GiverNews
from refdesk.ui import outside
from refdesk.ui.referrals.referral_drawer import ReferralDrawer
from refdesk.ui.workplace import Workplace


class DrawerActs(QObject):
    """Does at the desk what the buttons of the panel say."""

    def __init__(self, workplace: Workplace, drawer: ReferralDrawer) -> None:
        super().__init__(drawer)
        self._workplace, self._drawer = workplace, drawer
        drawer.copy_pressed.connect(self._copy)
        drawer.updated_pressed.connect(self._mark_updated)
        drawer.introduction.happened.connect(self._happened)
        drawer.introduction.dropped.connect(self._drop)
        drawer.work_done_pressed.connect(self._finish_work)

    def _copy(self, giver_id: int) -> None:
        try:
            news = self._news(giver_id)
        except RefDeskError as fault:
            self._workplace.show_fault(fault)
            return
        outside.copy(news.text(_chosen(news), self._workplace.desk.today()))
        self._workplace.tell(
            _("Two lines for {name} copied. Mark as updated once they are sent.").format(name=news.name)
        )

    def _mark_updated(self, giver_id: int) -> None:
        desk = self._workplace.desk
        try:
            news = self._news(giver_id)
            words = news.text(_chosen(news), desk.today())
            desk.do(updates.log, ContactId(giver_id), _chosen(news), summary=words)
        except RefDeskError as fault:
            self._workplace.show_fault(fault)
        else:
            self._workplace.done(updates.said(news.name))

    def _happened(self, introduction_id: int, way: str) -> None:
        try:
            said = self._workplace.desk.do(introductions.happened, IntroductionId(introduction_id), way=Way(way))
        except RefDeskError as fault:
            self._workplace.show_fault(fault)
        else:
            self._workplace.done(said)

    def _drop(self, introduction_id: int) -> None:
        try:
            said = self._workplace.desk.do(introductions.drop, IntroductionId(introduction_id))
        except RefDeskError as fault:
            self._workplace.show_fault(fault)
        else:
            self._workplace.done(said)

    def _finish_work(self, referral_id: int) -> None:
        detail = self._drawer.detail
        said = wins.said_done(detail.prospect.name if detail else "")
        self._workplace.act(said, wins.finish_work, ReferralId(referral_id))

    def _news(self, giver_id: int) -> GiverNews:
        desk = self._workplace.desk
        profile = desk.ask(business.load)
        clocks = Clocks(desk.now(), profile.working_time)
        return desk.ask(updates.of_giver, ContactId(giver_id), clocks, discreet=profile.discreet)


def _chosen(news: GiverNews) -> list[ReferralId]:
    return [each.referral_id for each in news.referrals if each.is_chosen]
