"""The order in which Tab goes through a part of a window."""

from PySide6.QtWidgets import QWidget


def inside(region: QWidget) -> list[QWidget]:
    """Return the parts of a region in the order of the keyboard."""
    window = region.window()
    # A list that pops up is a window of its own: waiting for its parts would lead through all of this one.
    left = {each for each in region.findChildren(QWidget) if each.window() is window}
    found: list[QWidget] = []
    strayed = False
    step: QWidget | None = region
    while left:  # and not one step beyond the last part
        step = step.nextInFocusChain() if step is not None else None
        if step is None or step is region:
            break
        if step in left:
            left.remove(step)
            found.append(step)
        else:
            strayed = True
    # PySide takes what `nextInFocusChain` returns for a child of the one that was asked: a region of 300 parts would be
    # 300 generations deep, and each part that goes away be looked through to the last (measured: 150 ms for a dialog).
    # Asking for children tells it whose they are.
    (window if strayed else region).findChildren(QWidget)
    return found
