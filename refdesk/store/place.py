"""Where a data file lies, and what that means for its safety."""

import sys
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

SYNCED_FOLDERS = ("onedrive", "dropbox", "icloud", "com~apple~clouddocs", "google drive", "googledrive", "nextcloud")
NETWORK_FILE_SYSTEMS = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "afpfs", "fuse.sshfs", "9p", "webdav", "davfs"}
)
LEAST_FIELDS = 3  # of a line of /proc/self/mounts: device, mount point, kind
DRIVE_REMOTE = 4  # GetDriveTypeW


class PlaceKind(StrEnum):
    """What kind of place a file lies in."""

    LOCAL = "local"
    NETWORK = "network"
    SYNCED = "synced"


@dataclass(frozen=True, slots=True)
class Place:
    """The judgement of a place."""

    kind: PlaceKind

    @property
    def safe_journal(self) -> bool:
        """Tell whether the slower journal must be used: write-ahead logs need shared memory on one computer."""
        return self.kind is not PlaceKind.LOCAL


def judge(path: Path) -> Place:
    """Return what kind of place the file lies in."""
    folders = [part.lower() for part in path.resolve().parts]
    if any(folder.startswith(SYNCED_FOLDERS) for folder in folders):
        return Place(PlaceKind.SYNCED)
    return Place(PlaceKind.NETWORK if _is_network(path.resolve()) else PlaceKind.LOCAL)


def _is_network(path: Path) -> bool:
    if sys.platform == "win32":
        import ctypes

        if path.drive.startswith("\\\\"):
            return True
        return bool(ctypes.windll.kernel32.GetDriveTypeW(path.anchor) == DRIVE_REMOTE)
    mounts = Path("/proc/self/mounts")
    if not mounts.exists():
        return str(path).startswith("/Volumes/") and path.parts[2:3] != ("Macintosh HD",)
    return _file_system(path, mounts.read_text(encoding="utf-8", errors="replace")) in NETWORK_FILE_SYSTEMS


def _file_system(path: Path, mounts: str) -> str:
    best, kind = -1, ""
    for line in mounts.splitlines():
        fields = line.split()
        if len(fields) < LEAST_FIELDS:
            continue
        point = Path(fields[1].replace("\\040", " "))
        if path.is_relative_to(point) and len(point.parts) >= best:
            best, kind = len(point.parts), fields[2]
    return kind
