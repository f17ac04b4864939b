"""The questions of `prepared` as SQL; written by build_scripts/statements.py, not by hand."""

# ruff: noqa: E501, Q000 - a question stands on one line
# fmt: off

TEXTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "asks.facts": (
        "SELECT (SELECT max(touch.at) AS max_1 FROM touch WHERE touch.contact_id = :who AND touch.asked = 'directly') AS last, (SELECT count(referral.id) AS count_1 FROM referral WHERE referral.recipient_id = :who) AS sent, (SELECT count(gift.id) AS count_2 FROM gift WHERE (gift.contact_id = :who OR gift.household_id = (SELECT contact.household_id FROM contact WHERE contact.id = :who)) AND gift.direction = 'given' AND gift.state = 'given') AS gifts, (SELECT count(promise.id) AS count_3 FROM promise WHERE promise.contact_id = :who AND promise.kept_on IS NOT NULL) AS kept, (SELECT count(touch.id) AS count_4 FROM touch WHERE touch.contact_id = :who AND touch.kind = 'useful') AS useful",
        ('last moment', 'sent', 'gifts', 'kept', 'useful'),
    ),
    "board.senders": (
        'SELECT referral_giver.referral_id, contact.prefix, contact.given, contact.middle, contact.family, contact.suffix, contact.nickname, contact.organisation FROM referral_giver JOIN contact ON contact.id = referral_giver.contact_id WHERE referral_giver.referral_id IN (SELECT value FROM json_each(:ids)) ORDER BY referral_giver.id',
        ('referral_id', 'prefix', 'given', 'middle', 'family', 'suffix', 'nickname', 'organisation'),
    ),
    "business.settings": (
        'SELECT setting."key", setting.value FROM setting ORDER BY setting."key"',
        ('key', 'value'),
    ),
    "call_sheets.newest": (
        "SELECT anon_1.contact_id, anon_1.kind, anon_1.summary, anon_1.at, anon_1.place FROM (SELECT touch.contact_id AS contact_id, touch.kind AS kind, touch.summary AS summary, touch.at AS at, row_number() OVER (PARTITION BY touch.contact_id ORDER BY touch.at DESC, touch.id DESC) AS place FROM touch WHERE touch.contact_id IN (SELECT value FROM json_each(:ids)) AND (touch.outcome NOT IN ('no_answer', 'call_back', 'wrong_number', 'do_not_call'))) AS anon_1 WHERE anon_1.place = 1",
        ('contact_id', 'kind', 'summary', 'at moment', 'place'),
    ),
    "calls.asked": (
        'SELECT contact.may_be_called FROM contact WHERE contact.id = :who',
        ('may_be_called',),
    ),
    "calls.numbers": (
        "SELECT contact_point.as_typed, contact_point.label FROM contact_point WHERE contact_point.contact_id = :who AND coalesce(contact_point.kind, '') = 'phone' AND contact_point.label != 'wrong number' ORDER BY contact_point.main DESC, contact_point.id",
        ('as_typed', 'label'),
    ),
    "card_ways.by_hand": (
        'SELECT printed.id FROM printed JOIN contact ON contact.id = printed.contact_id WHERE printed.id IN (SELECT value FROM json_each(:ids)) AND (contact.may_be_mailed IS 0 OR NOT (EXISTS (SELECT * FROM postal_address WHERE postal_address.contact_id = contact.id OR postal_address.household_id = contact.household_id)))',
        ('id',),
    ),
    "contact_list.lines_of": (
        "SELECT contact.id, contact.kind, contact.job_title, contact.profession, contact.category, contact.rank, contact.status, contact.last_touch_on, contact.client_since, (SELECT count(referral_giver.id) AS count_1 FROM referral_giver JOIN referral ON referral.id = referral_giver.referral_id WHERE referral_giver.contact_id = contact.id AND referral.direction = 'received') AS received, (SELECT count(referral.id) AS count_2 FROM referral WHERE referral.recipient_id = contact.id) AS given, contact.prefix, contact.given AS given_1, contact.middle, contact.family, contact.suffix, contact.nickname, contact.organisation FROM contact WHERE contact.id IN (SELECT value FROM json_each(:ids))",
        ('id', 'kind', 'job_title', 'profession', 'category', 'rank', 'status', 'last_touch_on day', 'client_since day', 'received', 'given', 'prefix', 'given', 'middle', 'family', 'suffix', 'nickname', 'organisation'),
    ),
    "dates_cards.rows": (
        "SELECT printed.id, printed.contact_id, printed.occasion, printed.for_on, printed.state, printed.mailed_on, print_job.at FROM printed JOIN print_job ON print_job.id = printed.print_job_id WHERE printed.contact_id IN (SELECT value FROM json_each(:ids)) AND printed.thanks_part_id IS NULL AND printed.occasion IN ('birthday', 'anniversary', 'other') ORDER BY printed.id",
        ('id', 'contact_id', 'occasion', 'for_on day', 'state', 'mailed_on day', 'at moment'),
    ),
    "dates_due.rows": (
        "SELECT yearly_date.id, yearly_date.contact_id, yearly_date.kind, yearly_date.month, yearly_date.day, yearly_date.year, yearly_date.label, contact.may_be_mailed, contact.may_be_called, (SELECT contact_point.as_typed FROM contact_point WHERE contact_point.contact_id = contact.id AND coalesce(contact_point.kind, '') = 'phone' AND contact_point.label != 'wrong number' ORDER BY contact_point.main DESC, contact_point.id LIMIT 1 OFFSET 0) AS phone, contact.prefix, contact.given, contact.middle, contact.family, contact.suffix, contact.nickname, contact.organisation FROM yearly_date JOIN contact ON contact.id = yearly_date.contact_id WHERE yearly_date.kind IN ('birthday', 'anniversary', 'other') AND yearly_date.month = :month AND yearly_date.day >= :first AND yearly_date.day <= :last AND coalesce(contact.status, '') = 'active'",
        ('id', 'contact_id', 'kind', 'month', 'day', 'year', 'label', 'may_be_mailed flag', 'may_be_called', 'phone', 'prefix', 'given', 'middle', 'family', 'suffix', 'nickname', 'organisation'),
    ),
    "dates_due.touch_rows": (
        'SELECT touch.contact_id, touch.kind, touch.outcome, touch.at FROM touch WHERE touch.contact_id IN (SELECT value FROM json_each(:ids)) AND touch.at >= :since',
        ('contact_id', 'kind', 'outcome', 'at moment'),
    ),
    "done_for_them.newest_kept": (
        'SELECT anon_1.contact_id, anon_1.text, anon_1.kept_on, anon_1.place FROM (SELECT promise.contact_id AS contact_id, promise.text AS text, promise.kept_on AS kept_on, row_number() OVER (PARTITION BY promise.contact_id ORDER BY promise.kept_on DESC, promise.id DESC) AS place FROM promise WHERE promise.contact_id IN (SELECT value FROM json_each(:ids)) AND promise.kept_on IS NOT NULL) AS anon_1 WHERE anon_1.place = 1',
        ('contact_id', 'text', 'kept_on day', 'place'),
    ),
    "done_for_them.newest_referred": (
        "SELECT anon_1.recipient_id, anon_1.prospect_id, anon_1.received_at, anon_1.place FROM (SELECT referral.recipient_id AS recipient_id, referral.prospect_id AS prospect_id, referral.received_at AS received_at, row_number() OVER (PARTITION BY referral.recipient_id ORDER BY referral.received_at DESC, referral.id DESC) AS place FROM referral WHERE referral.recipient_id IN (SELECT value FROM json_each(:ids)) AND referral.direction = 'given') AS anon_1 WHERE anon_1.place = 1",
        ('recipient_id', 'prospect_id', 'received_at moment', 'place'),
    ),
    "done_for_them.newest_sent": (
        "SELECT anon_1.contact_id, anon_1.kind, anon_1.summary, anon_1.at, anon_1.place FROM (SELECT touch.contact_id AS contact_id, touch.kind AS kind, touch.summary AS summary, touch.at AS at, row_number() OVER (PARTITION BY touch.contact_id ORDER BY touch.at DESC, touch.id DESC) AS place FROM touch WHERE touch.contact_id IN (SELECT value FROM json_each(:ids)) AND touch.kind IN ('card', 'gift', 'useful')) AS anon_1 WHERE anon_1.place = 1",
        ('contact_id', 'kind', 'summary', 'at moment', 'place'),
    ),
    "gift_context.known": (
        'SELECT contact.category, contact.may_accept_gifts FROM contact WHERE contact.id = :who',
        ('category', 'may_accept_gifts flag'),
    ),
    "gift_context.last": (
        'SELECT gift.relationship FROM gift WHERE gift.contact_id = :who AND gift.relationship != \'\' ORDER BY gift."on" DESC, gift.id DESC LIMIT 1 OFFSET 0',
        ('relationship',),
    ),
    "gift_context.sent": (
        "SELECT referral.id, contact.prefix, contact.given, contact.middle, contact.family, contact.suffix, contact.nickname, contact.organisation FROM referral JOIN contact ON contact.id = referral.prospect_id WHERE referral.id IN (SELECT referral_giver.referral_id FROM referral_giver WHERE referral_giver.contact_id = :who) AND referral.direction = 'received' OR referral.id = :also ORDER BY CASE WHEN (referral.id = :also) THEN 0 ELSE 1 END, referral.received_at DESC, referral.id DESC LIMIT 12 OFFSET 0",
        ('id', 'prefix', 'given', 'middle', 'family', 'suffix', 'nickname', 'organisation'),
    ),
    "gift_history.earlier": (
        'SELECT gift.id, gift.name, gift."on", gift.item_id, gift.category, contact.prefix, contact.given, contact.middle, contact.family, contact.suffix, contact.nickname, contact.organisation FROM gift JOIN contact ON contact.id = gift.contact_id WHERE gift.direction = \'given\' AND (gift.contact_id = :who OR gift.household_id = :home OR gift.contact_id IN (SELECT contact.id FROM contact WHERE contact.household_id = :home)) ORDER BY gift."on", gift.id',
        ('id', 'name', 'on day', 'item_id', 'category', 'prefix', 'given', 'middle', 'family', 'suffix', 'nickname', 'organisation'),
    ),
    "gift_history.given": (
        'SELECT gift.id, gift.contact_id, gift.household_id, gift."on", gift.cost_minor, gift.shipping_minor, contact.household_id AS lives_in, EXISTS (SELECT * FROM contact AS contact_1 WHERE contact_1.household_id = gift.household_id) AS is_lived_in FROM gift JOIN contact ON contact.id = gift.contact_id WHERE gift.direction = \'given\' AND gift.state = \'given\' AND gift."on" >= :first AND gift."on" <= :last AND (gift.contact_id = :who OR gift.household_id = :home OR gift.contact_id IN (SELECT contact.id FROM contact WHERE contact.household_id = :home))',
        ('id', 'contact_id', 'household_id', 'on day', 'cost_minor', 'shipping_minor', 'lives_in', 'is_lived_in flag'),
    ),
    "gift_limits.of_set": (
        'SELECT gift_limit.id, gift_limit.from_on, gift_limit.rules FROM gift_limit WHERE gift_limit.name = :name ORDER BY gift_limit.from_on, gift_limit.id',
        ('id', 'from_on day', 'rules'),
    ),
    "introductions.asked_for": (
        'SELECT introduction.id FROM introduction WHERE introduction.referral_id = :id LIMIT 1 OFFSET 0',
        ('id',),
    ),
    "introductions.givers": (
        "SELECT contact.id, contact.prefix, contact.given, contact.middle, contact.family, contact.suffix, contact.nickname, contact.organisation FROM contact JOIN referral_giver ON referral_giver.contact_id = contact.id WHERE referral_giver.referral_id = :id AND coalesce(contact.status, '') = 'active' ORDER BY referral_giver.id",
        ('id', 'prefix', 'given', 'middle', 'family', 'suffix', 'nickname', 'organisation'),
    ),
    "introductions.sent": (
        'SELECT referral.need, referral.direction, contact.prefix, contact.given, contact.middle, contact.family, contact.suffix, contact.nickname, contact.organisation FROM referral JOIN contact ON contact.id = referral.prospect_id WHERE referral.id = :id',
        ('need', 'direction', 'prefix', 'given', 'middle', 'family', 'suffix', 'nickname', 'organisation'),
    ),
    "keep_in_touch.done": (
        "SELECT touch.contact_id FROM touch WHERE touch.at >= :begins AND touch.purpose = 'keep_in_touch' AND (touch.outcome NOT IN ('no_answer', 'call_back', 'wrong_number', 'do_not_call'))",
        ('contact_id',),
    ),
    "keep_in_touch.rows": (
        "SELECT contact.id, contact.rank, contact.last_touch_on, (SELECT touch.kind FROM touch WHERE touch.contact_id = contact.id AND (touch.outcome NOT IN ('no_answer', 'call_back', 'wrong_number', 'do_not_call')) ORDER BY touch.at DESC, touch.id DESC LIMIT 1 OFFSET 0) AS last_kind, contact.may_be_called, (SELECT contact_point.as_typed FROM contact_point WHERE contact_point.contact_id = contact.id AND coalesce(contact_point.kind, '') = 'phone' AND contact_point.label != 'wrong number' ORDER BY contact_point.main DESC, contact_point.id LIMIT 1 OFFSET 0) AS phone, contact.prefix, contact.given, contact.middle, contact.family, contact.suffix, contact.nickname, contact.organisation FROM contact JOIN (SELECT anon_2.id AS id, anon_2.place AS place, anon_2.last_touch_on AS last_touch_on FROM (SELECT anon_3.id AS id, anon_3.place AS place, anon_3.last_touch_on AS last_touch_on FROM (SELECT contact.id AS id, 0 AS place, contact.last_touch_on AS last_touch_on FROM contact WHERE contact.status = 'active' AND contact.rank = 'A+' AND contact.last_touch_on IS NULL ORDER BY contact.client_since, contact.id LIMIT :most OFFSET 0) AS anon_3 UNION ALL SELECT anon_4.id AS id, anon_4.place AS place, anon_4.last_touch_on AS last_touch_on FROM (SELECT contact.id AS id, 0 AS place, contact.last_touch_on AS last_touch_on FROM contact WHERE contact.status = 'active' AND contact.rank = 'A+' AND contact.last_touch_on <= :until_A_PLUS ORDER BY contact.last_touch_on, contact.client_since, contact.id LIMIT :most OFFSET 0) AS anon_4 UNION ALL SELECT anon_5.id AS id, anon_5.place AS place, anon_5.last_touch_on AS last_touch_on FROM (SELECT contact.id AS id, 1 AS place, contact.last_touch_on AS last_touch_on FROM contact WHERE contact.status = 'active' AND contact.rank = 'A' AND contact.last_touch_on IS NULL ORDER BY contact.client_since, contact.id LIMIT :most OFFSET 0) AS anon_5 UNION ALL SELECT anon_6.id AS id, anon_6.place AS place, anon_6.last_touch_on AS last_touch_on FROM (SELECT contact.id AS id, 1 AS place, contact.last_touch_on AS last_touch_on FROM contact WHERE contact.status = 'active' AND contact.rank = 'A' AND contact.last_touch_on <= :until_A ORDER BY contact.last_touch_on, contact.client_since, contact.id LIMIT :most OFFSET 0) AS anon_6 UNION ALL SELECT anon_7.id AS id, anon_7.place AS place, anon_7.last_touch_on AS last_touch_on FROM (SELECT contact.id AS id, 2 AS place, contact.last_touch_on AS last_touch_on FROM contact WHERE contact.status = 'active' AND contact.rank = 'B' AND contact.last_touch_on IS NULL ORDER BY contact.client_since, contact.id LIMIT :most OFFSET 0) AS anon_7 UNION ALL SELECT anon_8.id AS id, anon_8.place AS place, anon_8.last_touch_on AS last_touch_on FROM (SELECT contact.id AS id, 2 AS place, contact.last_touch_on AS last_touch_on FROM contact WHERE contact.status = 'active' AND contact.rank = 'B' AND contact.last_touch_on <= :until_B ORDER BY contact.last_touch_on, contact.client_since, contact.id LIMIT :most OFFSET 0) AS anon_8 UNION ALL SELECT anon_9.id AS id, anon_9.place AS place, anon_9.last_touch_on AS last_touch_on FROM (SELECT contact.id AS id, 3 AS place, contact.last_touch_on AS last_touch_on FROM contact WHERE contact.status = 'active' AND contact.rank = 'C' AND contact.last_touch_on IS NULL ORDER BY contact.client_since, contact.id LIMIT :most OFFSET 0) AS anon_9 UNION ALL SELECT anon_10.id AS id, anon_10.place AS place, anon_10.last_touch_on AS last_touch_on FROM (SELECT contact.id AS id, 3 AS place, contact.last_touch_on AS last_touch_on FROM contact WHERE contact.status = 'active' AND contact.rank = 'C' AND contact.last_touch_on <= :until_C ORDER BY contact.last_touch_on, contact.client_since, contact.id LIMIT :most OFFSET 0) AS anon_10) AS anon_2 ORDER BY coalesce(anon_2.place, 0), anon_2.last_touch_on ASC NULLS FIRST, anon_2.id LIMIT :most OFFSET 0) AS anon_1 ON anon_1.id = contact.id ORDER BY anon_1.place, contact.last_touch_on ASC NULLS FIRST, contact.id",
        ('id', 'rank', 'last_touch_on day', 'last_kind', 'may_be_called', 'phone', 'prefix', 'given', 'middle', 'family', 'suffix', 'nickname', 'organisation'),
    ),
    "news.done_after": (
        'SELECT operation.id, operation.label, operation.client FROM operation WHERE operation.id > :id ORDER BY operation.id',
        ('id', 'label', 'client'),
    ),
    "phone_numbers.numbers": (
        "SELECT contact_point.contact_id, contact_point.as_typed FROM contact_point JOIN contact ON contact.id = contact_point.contact_id WHERE contact_point.contact_id IN (SELECT value FROM json_each(:ids)) AND coalesce(contact_point.kind, '') = 'phone' AND contact_point.label != 'wrong number' AND contact.may_be_called != 'no' ORDER BY contact_point.main DESC, contact_point.id",
        ('contact_id', 'as_typed'),
    ),
    "promise_lists.all": (
        'SELECT promise.id, promise.contact_id, promise.text, promise.due_on, promise.kept_on, promise.dropped_on, contact_1.id AS prospect_id, contact.prefix, contact.given, contact.middle, contact.family, contact.suffix, contact.nickname, contact.organisation, contact_1.prefix AS prefix_1, contact_1.given AS given_1, contact_1.middle AS middle_1, contact_1.family AS family_1, contact_1.suffix AS suffix_1, contact_1.nickname AS nickname_1, contact_1.organisation AS organisation_1 FROM promise JOIN contact ON contact.id = promise.contact_id LEFT OUTER JOIN referral ON referral.id = promise.referral_id LEFT OUTER JOIN contact AS contact_1 ON contact_1.id = referral.prospect_id ORDER BY promise.due_on, promise.id',
        ('id', 'contact_id', 'text', 'due_on day', 'kept_on day', 'dropped_on day', 'prospect_id', 'prefix', 'given', 'middle', 'family', 'suffix', 'nickname', 'organisation', 'prefix', 'given', 'middle', 'family', 'suffix', 'nickname', 'organisation'),
    ),
    "promise_lists.ended": (
        'SELECT promise.due_on, promise.kept_on, promise.dropped_on, count(promise.id) AS alike FROM promise WHERE promise.due_on BETWEEN :first AND :last GROUP BY promise.due_on, promise.kept_on, promise.dropped_on',
        ('due_on day', 'kept_on day', 'dropped_on day', 'alike'),
    ),
    "promise_lists.open": (
        "SELECT promise.id, promise.contact_id, promise.text, promise.due_on, promise.kept_on, promise.dropped_on, contact_1.id AS prospect_id, contact.prefix, contact.given, contact.middle, contact.family, contact.suffix, contact.nickname, contact.organisation, contact_1.prefix AS prefix_1, contact_1.given AS given_1, contact_1.middle AS middle_1, contact_1.family AS family_1, contact_1.suffix AS suffix_1, contact_1.nickname AS nickname_1, contact_1.organisation AS organisation_1 FROM promise JOIN contact ON contact.id = promise.contact_id LEFT OUTER JOIN referral ON referral.id = promise.referral_id LEFT OUTER JOIN contact AS contact_1 ON contact_1.id = referral.prospect_id WHERE promise.kept_on IS NULL AND promise.dropped_on IS NULL AND coalesce(contact.status, '') = 'active' ORDER BY promise.due_on, promise.id",
        ('id', 'contact_id', 'text', 'due_on day', 'kept_on day', 'dropped_on day', 'prospect_id', 'prefix', 'given', 'middle', 'family', 'suffix', 'nickname', 'organisation', 'prefix', 'given', 'middle', 'family', 'suffix', 'nickname', 'organisation'),
    ),
    "referral_facts.givers": (
        'SELECT referral_giver.contact_id FROM referral_giver WHERE referral_giver.referral_id = :id ORDER BY referral_giver.id',
        ('contact_id',),
    ),
    "referral_facts.referral": (
        'SELECT referral.version, referral.direction, referral.prospect_id, referral.received_at, referral.need, referral.introduced, referral.preparedness, referral.expects_call, referral.fits, referral.may_share, referral.value_expected_minor, referral.next_step, referral.next_step_on FROM referral WHERE referral.id = :id',
        ('version', 'direction', 'prospect_id', 'received_at moment', 'need', 'introduced', 'preparedness', 'expects_call flag', 'fits', 'may_share flag', 'value_expected_minor', 'next_step', 'next_step_on day'),
    ),
    "referral_report.came": (
        "SELECT referral.id, referral.received_at, stage.meaning, referral.stage_id, referral.preparedness, (SELECT min(touch.at) AS min_1 FROM touch WHERE touch.kind IN ('call', 'message', 'meeting', 'visit') AND (touch.purpose NOT IN ('thanks', 'update')) AND touch.referral_id = referral.id) AS named_at, (SELECT min(touch.at) AS min_1 FROM touch WHERE touch.kind IN ('call', 'message', 'meeting', 'visit') AND (touch.purpose NOT IN ('thanks', 'update')) AND touch.contact_id = referral.prospect_id AND touch.at >= referral.received_at) AS met_at, (SELECT coalesce(sum(win.value_minor), 0) AS coalesce_1 FROM win WHERE win.referral_id = referral.id) AS brought FROM referral JOIN stage ON stage.id = referral.stage_id WHERE referral.received_at >= :begins AND referral.received_at < :ends AND referral.direction = 'received' ORDER BY referral.received_at, referral.id",
        ('id', 'received_at moment', 'meaning', 'stage_id', 'preparedness', 'named_at moment', 'met_at moment', 'brought'),
    ),
    "referral_report.given": (
        "SELECT referral.received_at, referral.recipient_id FROM referral WHERE referral.received_at >= :begins AND referral.received_at < :ends AND referral.direction = 'given' AND referral.recipient_id IS NOT NULL",
        ('received_at moment', 'recipient_id'),
    ),
    "referral_report.givers": (
        "SELECT DISTINCT referral_giver.referral_id, referral_giver.contact_id FROM referral_giver JOIN referral ON referral.id = referral_giver.referral_id WHERE referral.received_at >= :begins AND referral.received_at < :ends AND referral.direction = 'received' ORDER BY referral_giver.contact_id",
        ('referral_id', 'contact_id'),
    ),
    "referral_report.moved": (
        "SELECT stage_move.referral_id, stage_move.stage_id FROM stage_move JOIN referral ON referral.id = stage_move.referral_id WHERE referral.received_at >= :begins AND referral.received_at < :ends AND referral.direction = 'received'",
        ('referral_id', 'stage_id'),
    ),
    "referral_report.promised": (
        'SELECT promise.due_on, promise.kept_on, promise.dropped_on FROM promise WHERE promise.due_on BETWEEN :first AND :last',
        ('due_on day', 'kept_on day', 'dropped_on day'),
    ),
    "referral_report.thanked": (
        "SELECT thanks_part.part, thanks.opened_at, thanks_part.done_at FROM referral JOIN thanks ON thanks.referral_id = referral.id AND thanks.occasion = 'referral' JOIN thanks_part ON thanks_part.thanks_id = thanks.id WHERE referral.received_at >= :begins AND referral.received_at < :ends AND referral.direction = 'received' AND thanks_part.waived_at IS NULL AND thanks_part.part IN ('word', 'card') AND (thanks_part.done_at IS NOT NULL OR (EXISTS (SELECT * FROM contact WHERE contact.id = thanks.contact_id AND coalesce(contact.status, '') = 'active')))",
        ('part', 'opened_at moment', 'done_at moment'),
    ),
    "referral_steps.due_rows": (
        "SELECT referral.id, referral.prospect_id, referral.next_step, referral.next_step_on, contact.prefix, contact.given, contact.middle, contact.family, contact.suffix, contact.nickname, contact.organisation FROM referral JOIN contact ON contact.id = referral.prospect_id WHERE referral.stage_id IN (SELECT stage.id FROM stage WHERE stage.meaning = 'open') AND referral.next_step != '' AND referral.next_step_on <= :until AND coalesce(contact.status, '') = 'active' AND (referral.direction != 'received' OR ((EXISTS (SELECT * FROM touch WHERE touch.referral_id = referral.id AND touch.kind IN ('call', 'message', 'meeting', 'visit') AND (touch.purpose NOT IN ('thanks', 'update')))) OR (EXISTS (SELECT * FROM touch WHERE touch.contact_id = referral.prospect_id AND touch.at >= referral.received_at AND touch.kind IN ('call', 'message', 'meeting', 'visit') AND (touch.purpose NOT IN ('thanks', 'update'))))) AND NOT ((EXISTS (SELECT * FROM introduction WHERE introduction.referral_id = referral.id AND introduction.happened_on IS NULL AND introduction.dropped_on IS NULL)) OR (EXISTS (SELECT * FROM introduction WHERE introduction.referral_id = referral.id AND introduction.happened_on IS NOT NULL)) AND NOT (EXISTS (SELECT * FROM touch WHERE touch.contact_id = referral.prospect_id AND touch.kind IN ('call', 'message', 'meeting', 'visit') AND (touch.purpose NOT IN ('thanks', 'update')) AND (touch.at >= referral.received_at OR touch.referral_id = referral.id))))) ORDER BY referral.next_step_on, referral.id",
        ('id', 'prospect_id', 'next_step', 'next_step_on day', 'prefix', 'given', 'middle', 'family', 'suffix', 'nickname', 'organisation'),
    ),
    "rewards.promised": (
        'SELECT reward.id, reward.version, reward.name, reward.kind, reward.amount_minor, reward.points, reward.earned_on, reward.from_on, reward.until_on, coalesce(sum(CASE WHEN (thanks_part.id IS NOT NULL AND thanks_part.done_at IS NULL AND thanks_part.waived_at IS NULL) THEN 1 ELSE 0 END), 0) AS owed, coalesce(sum(CASE WHEN (thanks_part.done_at IS NOT NULL) THEN 1 ELSE 0 END), 0) AS given FROM reward LEFT OUTER JOIN thanks_part ON thanks_part.reward_id = reward.id GROUP BY reward.id ORDER BY reward.from_on DESC, reward.id DESC',
        ('id', 'version', 'name', 'kind', 'amount_minor', 'points', 'earned_on', 'from_on day', 'until_on day', 'owed', 'given'),
    ),
    "rewards.waiting": (
        "SELECT thanks_part.id AS part_id, thanks_part.due_at, thanks.id AS thanks_id, thanks.contact_id, thanks.referral_id, thanks.occasion, thanks.opened_at, contact.may_accept_gifts, reward.name, reward.kind, reward.amount_minor, reward.points, reward.earned_on, reward.from_on, reward.until_on, contact.prefix, contact.given, contact.middle, contact.family, contact.suffix, contact.nickname, contact.organisation, contact_1.prefix AS prefix_1, contact_1.given AS given_1, contact_1.middle AS middle_1, contact_1.family AS family_1, contact_1.suffix AS suffix_1, contact_1.nickname AS nickname_1, contact_1.organisation AS organisation_1 FROM thanks_part JOIN thanks ON thanks.id = thanks_part.thanks_id JOIN contact ON contact.id = thanks.contact_id JOIN reward ON reward.id = thanks_part.reward_id LEFT OUTER JOIN referral ON referral.id = thanks.referral_id LEFT OUTER JOIN contact AS contact_1 ON contact_1.id = referral.prospect_id WHERE thanks_part.part = 'reward' AND thanks_part.done_at IS NULL AND thanks_part.waived_at IS NULL AND coalesce(contact.status, '') = 'active' ORDER BY thanks_part.due_at, thanks_part.id",
        ('part_id', 'due_at moment', 'thanks_id', 'contact_id', 'referral_id', 'occasion', 'opened_at moment', 'may_accept_gifts flag', 'name', 'kind', 'amount_minor', 'points', 'earned_on', 'from_on day', 'until_on day', 'prefix', 'given', 'middle', 'family', 'suffix', 'nickname', 'organisation', 'prefix', 'given', 'middle', 'family', 'suffix', 'nickname', 'organisation'),
    ),
    "shown_names.by_id": (
        'SELECT contact.id, contact.prefix, contact.given, contact.middle, contact.family, contact.suffix, contact.nickname, contact.organisation FROM contact WHERE contact.id IN (SELECT value FROM json_each(:ids))',
        ('id', 'prefix', 'given', 'middle', 'family', 'suffix', 'nickname', 'organisation'),
    ),
    "shown_names.of_one": (
        'SELECT contact.prefix, contact.given, contact.middle, contact.family, contact.suffix, contact.nickname, contact.organisation FROM contact WHERE contact.id = :id',
        ('prefix', 'given', 'middle', 'family', 'suffix', 'nickname', 'organisation'),
    ),
    "snoozes.in_force": (
        'SELECT snooze.line_key, snooze.until FROM snooze WHERE snooze.until > :now ORDER BY snooze.id',
        ('line_key', 'until moment'),
    ),
    "today.last_work": (
        'SELECT operation.at FROM operation WHERE operation.at < :begins ORDER BY operation.id DESC LIMIT 1 OFFSET 0',
        ('at moment',),
    ),
    "today.open_referrals": (
        "SELECT count(*) AS open FROM referral JOIN contact ON contact.id = referral.prospect_id WHERE referral.stage_id IN (SELECT stage.id FROM stage WHERE stage.meaning = 'open') AND referral.direction = 'received' AND coalesce(contact.status, '') = 'active'",
        ('open',),
    ),
    "today_people.call_rows": (
        "SELECT contact.id, contact.may_be_called, (SELECT contact_point.as_typed FROM contact_point WHERE contact_point.contact_id = contact.id AND coalesce(contact_point.kind, '') = 'phone' AND contact_point.label != 'wrong number' ORDER BY contact_point.main DESC, contact_point.id LIMIT 1 OFFSET 0) AS phone FROM contact WHERE contact.id IN (SELECT value FROM json_each(:ids))",
        ('id', 'may_be_called', 'phone'),
    ),
    "today_presence.there": (
        'SELECT EXISTS (SELECT * FROM introduction WHERE introduction.happened_on IS NULL AND introduction.dropped_on IS NULL) AS awaited, EXISTS (SELECT * FROM introduction WHERE introduction.happened_on IS NOT NULL) AS introduced, EXISTS (SELECT * FROM reminder WHERE reminder.done_at IS NULL AND reminder.due_at < :tomorrow) AS reminders, EXISTS (SELECT * FROM referral WHERE referral.work_done_on IS NOT NULL) AS work_done, EXISTS (SELECT * FROM referral WHERE referral.stage_id IN (SELECT stage.id FROM stage WHERE stage.meaning = \'open\') AND referral.direction = \'given\') AS given, EXISTS (SELECT * FROM contact WHERE contact.client_since <= :reviewed) AS clients, EXISTS (SELECT * FROM contact WHERE contact.client_since BETWEEN :won_from AND :won_by) AS new_clients, EXISTS (SELECT * FROM "plan" WHERE "plan".next_step_on <= :today) AS plans, EXISTS (SELECT * FROM referral WHERE referral.stage_id IN (SELECT stage.id FROM stage WHERE stage.meaning = \'open\') AND referral.next_step_on <= :today) AS steps',
        ('awaited flag', 'introduced flag', 'reminders flag', 'work_done flag', 'given flag', 'clients flag', 'new_clients flag', 'plans flag', 'steps flag'),
    ),
    "today_referrals.first_contact_rows": (
        "SELECT referral.id, referral.prospect_id, referral.need, referral.received_at, referral.expects_call, referral.preparedness, contact.may_be_called, (SELECT contact_point.as_typed FROM contact_point WHERE contact_point.contact_id = contact.id AND coalesce(contact_point.kind, '') = 'phone' AND contact_point.label != 'wrong number' ORDER BY contact_point.main DESC, contact_point.id LIMIT 1 OFFSET 0) AS phone, contact.prefix, contact.given, contact.middle, contact.family, contact.suffix, contact.nickname, contact.organisation FROM referral JOIN contact ON contact.id = referral.prospect_id WHERE referral.stage_id IN (SELECT stage.id FROM stage WHERE stage.meaning = 'open') AND referral.direction = 'received' AND coalesce(contact.status, '') = 'active' AND NOT ((EXISTS (SELECT * FROM touch WHERE touch.referral_id = referral.id AND touch.kind IN ('call', 'message', 'meeting', 'visit') AND (touch.purpose NOT IN ('thanks', 'update')))) OR (EXISTS (SELECT * FROM touch WHERE touch.contact_id = referral.prospect_id AND touch.at >= referral.received_at AND touch.kind IN ('call', 'message', 'meeting', 'visit') AND (touch.purpose NOT IN ('thanks', 'update'))))) ORDER BY referral.received_at, referral.id",
        ('id', 'prospect_id', 'need', 'received_at moment', 'expects_call flag', 'preparedness', 'may_be_called', 'phone', 'prefix', 'given', 'middle', 'family', 'suffix', 'nickname', 'organisation'),
    ),
    "today_referrals.of_referrals": (
        "SELECT referral.id, referral.prospect_id, referral.need, referral.received_at, referral.expects_call, referral.preparedness, contact.may_be_called, (SELECT contact_point.as_typed FROM contact_point WHERE contact_point.contact_id = contact.id AND coalesce(contact_point.kind, '') = 'phone' AND contact_point.label != 'wrong number' ORDER BY contact_point.main DESC, contact_point.id LIMIT 1 OFFSET 0) AS phone, contact.prefix, contact.given, contact.middle, contact.family, contact.suffix, contact.nickname, contact.organisation FROM referral JOIN contact ON contact.id = referral.prospect_id WHERE referral.id IN (SELECT value FROM json_each(:ids)) ORDER BY referral.id",
        ('id', 'prospect_id', 'need', 'received_at moment', 'expects_call flag', 'preparedness', 'may_be_called', 'phone', 'prefix', 'given', 'middle', 'family', 'suffix', 'nickname', 'organisation'),
    ),
    "today_referrals.owed_rows": (
        "SELECT thanks_part.id, thanks_part.part, thanks_part.due_at, thanks_part.thanks_id, thanks.contact_id, thanks.referral_id, thanks.occasion, thanks.opened_at, contact.household_id, CASE WHEN (contact.household_id IS NOT NULL) THEN (SELECT min(thanks_part_1.due_at) AS min_1 FROM thanks_part AS thanks_part_1 WHERE thanks_part_1.thanks_id = thanks.id AND thanks_part_1.done_at IS NULL AND thanks_part_1.waived_at IS NULL) END AS first_due, referral.may_share, EXISTS (SELECT printed.id FROM printed WHERE printed.thanks_part_id = thanks_part.id AND printed.state IN ('printed', 'written')) AS printed, coalesce(gift.name, reward.name, '') AS label, contact_1.prefix, contact_1.given, contact_1.middle, contact_1.family, contact_1.suffix, contact_1.nickname, contact_1.organisation, contact.may_be_called, (SELECT contact_point.as_typed FROM contact_point WHERE contact_point.contact_id = contact.id AND coalesce(contact_point.kind, '') = 'phone' AND contact_point.label != 'wrong number' ORDER BY contact_point.main DESC, contact_point.id LIMIT 1 OFFSET 0) AS phone, contact.prefix AS prefix_1, contact.given AS given_1, contact.middle AS middle_1, contact.family AS family_1, contact.suffix AS suffix_1, contact.nickname AS nickname_1, contact.organisation AS organisation_1 FROM thanks_part JOIN thanks ON thanks.id = thanks_part.thanks_id JOIN contact ON contact.id = thanks.contact_id LEFT OUTER JOIN referral ON referral.id = thanks.referral_id LEFT OUTER JOIN contact AS contact_1 ON contact_1.id = referral.prospect_id LEFT OUTER JOIN gift ON gift.id = thanks_part.gift_id LEFT OUTER JOIN reward ON reward.id = thanks_part.reward_id WHERE thanks_part.done_at IS NULL AND thanks_part.waived_at IS NULL AND coalesce(contact.status, '') = 'active' ORDER BY thanks_part.due_at, thanks_part.id",
        ('id', 'part', 'due_at moment', 'thanks_id', 'contact_id', 'referral_id', 'occasion', 'opened_at moment', 'household_id', 'first_due moment', 'may_share flag', 'printed flag', 'label', 'prefix', 'given', 'middle', 'family', 'suffix', 'nickname', 'organisation', 'may_be_called', 'phone', 'prefix', 'given', 'middle', 'family', 'suffix', 'nickname', 'organisation'),
    ),
    "today_work.behind_rows": (
        'SELECT campaign.id, campaign.name, count(campaign_entry.id) AS calls FROM campaign JOIN campaign_entry ON campaign_entry.campaign_id = campaign.id JOIN contact ON contact.id = campaign_entry.contact_id WHERE campaign.state != \'closed\' AND campaign.last_on >= :day AND campaign_entry.planned_on < :day AND campaign_entry.state = \'open\' AND coalesce(contact.status, \'\') = \'active\' AND contact.may_be_called != \'no\' AND NOT (EXISTS (SELECT campaign_try.id FROM campaign_try WHERE campaign_try.entry_id = campaign_entry.id AND campaign_try."on" = campaign_entry.planned_on AND campaign_try.code IS NOT NULL)) GROUP BY campaign.id, campaign.name ORDER BY campaign.id',
        ('id', 'name', 'calls'),
    ),
    "today_work.call_rows": (
        'SELECT campaign_entry.id, campaign_entry.contact_id, contact.best_time, contact.what_they_do, campaign.name, contact.may_be_called, (SELECT contact_point.as_typed FROM contact_point WHERE contact_point.contact_id = contact.id AND coalesce(contact_point.kind, \'\') = \'phone\' AND contact_point.label != \'wrong number\' ORDER BY contact_point.main DESC, contact_point.id LIMIT 1 OFFSET 0) AS phone, contact.prefix, contact.given, contact.middle, contact.family, contact.suffix, contact.nickname, contact.organisation FROM campaign_entry JOIN campaign ON campaign.id = campaign_entry.campaign_id JOIN contact ON contact.id = campaign_entry.contact_id WHERE campaign_entry.planned_on = :day AND campaign.state != \'closed\' AND campaign_entry.state = \'open\' AND coalesce(contact.status, \'\') = \'active\' AND contact.may_be_called != \'no\' AND NOT (EXISTS (SELECT campaign_try.id FROM campaign_try WHERE campaign_try.entry_id = campaign_entry.id AND campaign_try."on" = :day AND campaign_try.code IS NOT NULL)) ORDER BY campaign.id, campaign_entry.position, campaign_entry.id',
        ('id', 'contact_id', 'best_time', 'what_they_do', 'name', 'may_be_called', 'phone', 'prefix', 'given', 'middle', 'family', 'suffix', 'nickname', 'organisation'),
    ),
    "today_work.mail_rows": (
        "SELECT printed.id, printed.contact_id, printed.state, thanks.opened_at, thanks.referral_id, print_job.at, printed.occasion, printed.for_on, thanks_part.id AS part_id, thanks_part.due_at, contact.may_be_called, (SELECT contact_point.as_typed FROM contact_point WHERE contact_point.contact_id = contact.id AND coalesce(contact_point.kind, '') = 'phone' AND contact_point.label != 'wrong number' ORDER BY contact_point.main DESC, contact_point.id LIMIT 1 OFFSET 0) AS phone, contact.prefix, contact.given, contact.middle, contact.family, contact.suffix, contact.nickname, contact.organisation FROM printed JOIN print_job ON print_job.id = printed.print_job_id JOIN contact ON contact.id = printed.contact_id LEFT OUTER JOIN thanks_part ON thanks_part.id = printed.thanks_part_id LEFT OUTER JOIN thanks ON thanks.id = thanks_part.thanks_id WHERE printed.state IN ('printed', 'written') AND coalesce(contact.status, '') = 'active' AND thanks_part.waived_at IS NULL ORDER BY printed.id",
        ('id', 'contact_id', 'state', 'opened_at moment', 'referral_id', 'at moment', 'occasion', 'for_on day', 'part_id', 'due_at moment', 'may_be_called', 'phone', 'prefix', 'given', 'middle', 'family', 'suffix', 'nickname', 'organisation'),
    ),
    "today_work.promises_between": (
        "SELECT promise.id, promise.contact_id, promise.text, promise.due_on, promise.referral_id, contact.may_be_called, (SELECT contact_point.as_typed FROM contact_point WHERE contact_point.contact_id = contact.id AND coalesce(contact_point.kind, '') = 'phone' AND contact_point.label != 'wrong number' ORDER BY contact_point.main DESC, contact_point.id LIMIT 1 OFFSET 0) AS phone, contact.prefix, contact.given, contact.middle, contact.family, contact.suffix, contact.nickname, contact.organisation FROM promise JOIN contact ON contact.id = promise.contact_id WHERE promise.kept_on IS NULL AND promise.dropped_on IS NULL AND coalesce(contact.status, '') = 'active' AND promise.due_on >= :first AND promise.due_on <= :until ORDER BY promise.due_on, promise.id",
        ('id', 'contact_id', 'text', 'due_on day', 'referral_id', 'may_be_called', 'phone', 'prefix', 'given', 'middle', 'family', 'suffix', 'nickname', 'organisation'),
    ),
    "today_work.promises_until": (
        "SELECT promise.id, promise.contact_id, promise.text, promise.due_on, promise.referral_id, contact.may_be_called, (SELECT contact_point.as_typed FROM contact_point WHERE contact_point.contact_id = contact.id AND coalesce(contact_point.kind, '') = 'phone' AND contact_point.label != 'wrong number' ORDER BY contact_point.main DESC, contact_point.id LIMIT 1 OFFSET 0) AS phone, contact.prefix, contact.given, contact.middle, contact.family, contact.suffix, contact.nickname, contact.organisation FROM promise JOIN contact ON contact.id = promise.contact_id WHERE promise.kept_on IS NULL AND promise.dropped_on IS NULL AND coalesce(contact.status, '') = 'active' AND coalesce(promise.due_on, promise.due_on) <= :until ORDER BY coalesce(promise.due_on, promise.due_on), promise.id",
        ('id', 'contact_id', 'text', 'due_on day', 'referral_id', 'may_be_called', 'phone', 'prefix', 'given', 'middle', 'family', 'suffix', 'nickname', 'organisation'),
    ),
    "touches.open_referrals": (
        "SELECT referral.id, referral.received_at FROM referral JOIN stage ON stage.id = referral.stage_id WHERE referral.prospect_id = :prospect AND referral.direction = 'received' AND stage.meaning = 'open'",
        ('id', 'received_at moment'),
    ),
    "update_facts.mentioned": (
        "SELECT touch.referral_id, touch.contact_id, touch.purpose, touch.at FROM touch JOIN referral_giver ON referral_giver.referral_id = touch.referral_id AND referral_giver.contact_id = touch.contact_id WHERE touch.referral_id IN (SELECT value FROM json_each(:ids)) AND (touch.outcome NOT IN ('no_answer', 'call_back', 'wrong_number', 'do_not_call')) ORDER BY touch.at, touch.id",
        ('referral_id', 'contact_id', 'purpose', 'at moment'),
    ),
    "update_facts.news_owed": (
        "SELECT thanks.referral_id, thanks.contact_id FROM thanks JOIN thanks_part ON thanks_part.thanks_id = thanks.id WHERE thanks_part.done_at IS NULL AND thanks_part.waived_at IS NULL AND thanks_part.part = 'word' AND thanks.occasion = 'win' AND thanks.referral_id IS NOT NULL",
        ('referral_id', 'contact_id'),
    ),
    "update_facts.prospects": (
        'SELECT referral.id, referral.received_at, contact.prefix, contact.given, contact.middle, contact.family, contact.suffix, contact.nickname, contact.organisation FROM referral JOIN contact ON contact.id = referral.prospect_id WHERE referral.id IN (SELECT value FROM json_each(:ids))',
        ('id', 'received_at moment', 'prefix', 'given', 'middle', 'family', 'suffix', 'nickname', 'organisation'),
    ),
    "update_facts.sent_by_giver": (
        "SELECT referral.id, referral_giver.contact_id AS giver_id, referral.may_share, stage.meaning, contact_1.hear_less, (SELECT min(touch.at) AS min_1 FROM touch WHERE touch.contact_id = referral.prospect_id AND touch.kind IN ('call', 'message', 'meeting', 'visit') AND (touch.purpose NOT IN ('thanks', 'update')) AND (touch.at >= referral.received_at OR touch.referral_id = referral.id)) AS first_contact_at, (SELECT min(touch.at) AS min_2 FROM touch WHERE touch.contact_id = referral.prospect_id AND touch.kind IN ('call', 'message', 'meeting', 'visit') AND (touch.purpose NOT IN ('thanks', 'update')) AND (touch.at >= referral.received_at OR touch.referral_id = referral.id) AND touch.outcome = 'talked') AS spoken_at, CASE WHEN (stage.meaning != 'open') THEN (SELECT max(stage_move.at) AS max_1 FROM stage_move WHERE stage_move.referral_id = referral.id AND stage_move.stage_id = referral.stage_id) END AS ended_at FROM referral JOIN referral_giver ON referral_giver.referral_id = referral.id JOIN stage ON stage.id = referral.stage_id JOIN contact AS contact_1 ON contact_1.id = referral_giver.contact_id JOIN contact AS contact_2 ON contact_2.id = referral.prospect_id WHERE referral.direction = 'received' AND (referral.stage_id IN (SELECT stage.id FROM stage WHERE stage.meaning = 'open') OR (EXISTS (SELECT * FROM stage_move WHERE stage_move.referral_id = referral.id AND coalesce(stage_move.at, stage_move.at) >= :long_ago AND stage_move.stage_id IN (SELECT stage.id FROM stage WHERE stage.meaning != 'open')))) AND referral.id IN (SELECT referral_giver.referral_id FROM referral_giver WHERE referral_giver.contact_id = :which) AND coalesce(contact_1.status, '') = 'active' AND coalesce(contact_2.status, '') = 'active' ORDER BY referral_giver.contact_id, referral.received_at, referral.id",
        ('id', 'giver_id', 'may_share flag', 'meaning', 'hear_less flag', 'first_contact_at moment', 'spoken_at moment', 'ended_at moment'),
    ),
    "update_facts.sent_of_all": (
        "SELECT referral.id, referral_giver.contact_id AS giver_id, referral.may_share, stage.meaning, contact_1.hear_less, (SELECT min(touch.at) AS min_1 FROM touch WHERE touch.contact_id = referral.prospect_id AND touch.kind IN ('call', 'message', 'meeting', 'visit') AND (touch.purpose NOT IN ('thanks', 'update')) AND (touch.at >= referral.received_at OR touch.referral_id = referral.id)) AS first_contact_at, (SELECT min(touch.at) AS min_2 FROM touch WHERE touch.contact_id = referral.prospect_id AND touch.kind IN ('call', 'message', 'meeting', 'visit') AND (touch.purpose NOT IN ('thanks', 'update')) AND (touch.at >= referral.received_at OR touch.referral_id = referral.id) AND touch.outcome = 'talked') AS spoken_at, CASE WHEN (stage.meaning != 'open') THEN (SELECT max(stage_move.at) AS max_1 FROM stage_move WHERE stage_move.referral_id = referral.id AND stage_move.stage_id = referral.stage_id) END AS ended_at FROM referral JOIN referral_giver ON referral_giver.referral_id = referral.id JOIN stage ON stage.id = referral.stage_id JOIN contact AS contact_1 ON contact_1.id = referral_giver.contact_id JOIN contact AS contact_2 ON contact_2.id = referral.prospect_id WHERE referral.direction = 'received' AND referral.id IN (SELECT referral_1.id FROM referral AS referral_1 WHERE referral_1.stage_id IN (SELECT stage.id FROM stage WHERE stage.meaning = 'open') UNION ALL SELECT stage_move.referral_id FROM stage_move WHERE coalesce(stage_move.at, stage_move.at) >= :long_ago AND stage_move.stage_id IN (SELECT stage.id FROM stage WHERE stage.meaning != 'open')) AND coalesce(contact_1.status, '') = 'active' AND coalesce(contact_2.status, '') = 'active' ORDER BY referral_giver.contact_id, referral.received_at, referral.id",
        ('id', 'giver_id', 'may_share flag', 'meaning', 'hear_less flag', 'first_contact_at moment', 'spoken_at moment', 'ended_at moment'),
    ),
    "update_facts.sent_one": (
        "SELECT referral.id, referral_giver.contact_id AS giver_id, referral.may_share, stage.meaning, contact_1.hear_less, (SELECT min(touch.at) AS min_1 FROM touch WHERE touch.contact_id = referral.prospect_id AND touch.kind IN ('call', 'message', 'meeting', 'visit') AND (touch.purpose NOT IN ('thanks', 'update')) AND (touch.at >= referral.received_at OR touch.referral_id = referral.id)) AS first_contact_at, (SELECT min(touch.at) AS min_2 FROM touch WHERE touch.contact_id = referral.prospect_id AND touch.kind IN ('call', 'message', 'meeting', 'visit') AND (touch.purpose NOT IN ('thanks', 'update')) AND (touch.at >= referral.received_at OR touch.referral_id = referral.id) AND touch.outcome = 'talked') AS spoken_at, CASE WHEN (stage.meaning != 'open') THEN (SELECT max(stage_move.at) AS max_1 FROM stage_move WHERE stage_move.referral_id = referral.id AND stage_move.stage_id = referral.stage_id) END AS ended_at FROM referral JOIN referral_giver ON referral_giver.referral_id = referral.id JOIN stage ON stage.id = referral.stage_id JOIN contact AS contact_1 ON contact_1.id = referral_giver.contact_id JOIN contact AS contact_2 ON contact_2.id = referral.prospect_id WHERE referral.direction = 'received' AND (referral.stage_id IN (SELECT stage.id FROM stage WHERE stage.meaning = 'open') OR (EXISTS (SELECT * FROM stage_move WHERE stage_move.referral_id = referral.id AND coalesce(stage_move.at, stage_move.at) >= :long_ago AND stage_move.stage_id IN (SELECT stage.id FROM stage WHERE stage.meaning != 'open')))) AND referral.id = :which AND coalesce(contact_1.status, '') = 'active' AND coalesce(contact_2.status, '') = 'active' ORDER BY referral_giver.contact_id, referral.received_at, referral.id",
        ('id', 'giver_id', 'may_share flag', 'meaning', 'hear_less flag', 'first_contact_at moment', 'spoken_at moment', 'ended_at moment'),
    ),
    "update_facts.tries": (
        "SELECT referral.id, touch.at, touch.kind, touch.outcome FROM referral JOIN touch ON touch.contact_id = referral.prospect_id AND touch.kind IN ('call', 'message', 'meeting', 'visit') AND (touch.purpose NOT IN ('thanks', 'update')) AND (touch.at >= referral.received_at OR touch.referral_id = referral.id) WHERE referral.id IN (SELECT value FROM json_each(:ids)) ORDER BY touch.at, touch.id",
        ('id', 'at moment', 'kind', 'outcome'),
    ),
    "wins.brought": (
        'SELECT win.id, win."on", win.value_minor, win.note FROM win WHERE win.referral_id = :id ORDER BY win."on", win.id',
        ('id', 'on day', 'value_minor', 'note'),
    ),
    "wins.won": (
        "SELECT referral.prospect_id, referral.need, referral.received_at, referral.direction, referral.value_expected_minor, referral.work_done_on, stage.meaning, (SELECT max(touch.at) AS max_1 FROM touch WHERE touch.contact_id = referral.prospect_id AND touch.purpose = 'review' AND (touch.outcome NOT IN ('no_answer', 'call_back', 'wrong_number', 'do_not_call'))) AS asked_at, contact.prefix, contact.given, contact.middle, contact.family, contact.suffix, contact.nickname, contact.organisation FROM referral JOIN stage ON stage.id = referral.stage_id JOIN contact ON contact.id = referral.prospect_id WHERE referral.id = :id",
        ('prospect_id', 'need', 'received_at moment', 'direction', 'value_expected_minor', 'work_done_on day', 'meaning', 'asked_at moment', 'prefix', 'given', 'middle', 'family', 'suffix', 'nickname', 'organisation'),
    ),
}
