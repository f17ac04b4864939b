"""What an operation changed: kinds and ids, so that each view can decide whether it is concerned."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Self

Ids = Mapping[str, frozenset[int]]


@dataclass(frozen=True, slots=True)
class Changes:
    """One settled operation. Kinds are the names of tables; a contact counts as updated when anything of theirs was."""

    operation_id: int
    label: str
    origin: str
    added: Ids
    updated: Ids
    removed: Ids
    bulk: tuple[tuple[str, range], ...] = ()

    @classmethod
    def of(
        cls,
        operation_id: int,
        label: str,
        origin: str,
        *,
        added: Mapping[str, AbstractSet[int]],
        updated: Mapping[str, AbstractSet[int]],
        removed: Mapping[str, AbstractSet[int]],
        bulk: tuple[tuple[str, range], ...] = (),
    ) -> Self:
        """Freeze the sets."""
        return cls(operation_id, label, origin, _frozen(added), _frozen(updated), _frozen(removed), bulk)

    @classmethod
    def together(cls, several: Sequence[Self]) -> Self:
        """Return several operations as one, signed by the last: what they added, changed and removed in all."""
        last = several[-1]
        return cls(
            last.operation_id,
            last.label,
            last.origin,
            _united(each.added for each in several),
            _united(each.updated for each in several),
            _united(each.removed for each in several),
            tuple(part for each in several for part in each.bulk),
        )

    def touches(self, *kinds: str) -> bool:
        """Tell whether any row of these kinds came, changed or went."""
        return any(kind in part for kind in kinds for part in (self.added, self.updated, self.removed)) or any(
            kind in kinds for kind, _ in self.bulk
        )

    def concerns(self, kind: str, row_id: int) -> bool:
        """Tell whether this very row came, changed or went."""
        parts = (self.added, self.updated, self.removed)
        if any(row_id in part.get(kind, ()) for part in parts):
            return True
        return any(kind == of and row_id in ids for of, ids in self.bulk)

    def came_or_went(self, kind: str) -> bool:
        """Tell whether rows of this kind were added or removed, so that a list must be made again."""
        return kind in self.added or kind in self.removed or any(kind == of for of, _ in self.bulk)

    def changed_ids(self, kind: str) -> frozenset[int]:
        """Return the rows of this kind that stayed and changed."""
        return self.updated.get(kind, frozenset())


def _frozen(ids: Mapping[str, AbstractSet[int]]) -> Ids:
    return {kind: frozenset(found) for kind, found in ids.items()}


def _united(parts: Iterable[Ids]) -> Ids:
    found: dict[str, frozenset[int]] = {}
    for part in parts:
        for kind, ids in part.items():
            found[kind] = found.get(kind, frozenset()) | ids
    return found
