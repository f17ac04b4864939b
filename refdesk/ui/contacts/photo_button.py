"""The round photo of a person: it opens the menu that changes it."""

from PySide6.QtWidgets import QWidget

from refdesk.i18n import _
from refdesk.ui.widgets.picture_button import PictureButton, PictureWords

SIDE = 56


def photo_button(parent: QWidget) -> PictureButton:
    """Return a photo to press; without one it shows an empty circle."""
    words = PictureWords(
        _("Photo"), _("Choose a photo"), _("Photo. Change"), _("Choose another photo…"), _("Remove the photo")
    )  # fmt: skip
    return PictureButton(parent, words, icon="user-plus", side=SIDE, radius=SIDE // 2)
