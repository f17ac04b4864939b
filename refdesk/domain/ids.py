"""The names of things in the store: one type each, so that a contact cannot be taken for a referral."""

from typing import NewType

ContactId = NewType("ContactId", int)
HouseholdId = NewType("HouseholdId", int)
ReferralId = NewType("ReferralId", int)
StageId = NewType("StageId", int)
ThanksId = NewType("ThanksId", int)
ThanksPartId = NewType("ThanksPartId", int)
TouchId = NewType("TouchId", int)
PromiseId = NewType("PromiseId", int)
GiftId = NewType("GiftId", int)
CampaignId = NewType("CampaignId", int)
EntryId = NewType("EntryId", int)
TryId = NewType("TryId", int)
WordingId = NewType("WordingId", int)
PrintJobId = NewType("PrintJobId", int)
PrintedId = NewType("PrintedId", int)
OperationId = NewType("OperationId", int)
LinkId = NewType("LinkId", int)
EvidenceId = NewType("EvidenceId", int)
