"""Files the platform keeps: uploaded by people or by the bot, fetched by either."""

import base64
import hashlib

from sandbox.telegram.model import File
from sandbox.telegram.params import Upload
from sandbox.telegram.pictures import size_of

FOLDERS = {"photo": "photos", "document": "documents", "voice": "voice", "sticker": "stickers"}
ENDINGS = {"photo": ".jpg", "voice": ".oga", "sticker": ".webp"}


class Files:
    def __init__(self) -> None:
        self.by_id: dict[str, File] = {}
        self.by_unique_id: dict[str, File] = {}
        self.by_path: dict[str, File] = {}

    def keep(self, kind: str, upload: Upload) -> File:
        number = len(self.by_id) + 1
        digest = hashlib.sha256(f"{kind} {number} {upload.name}".encode()).digest()
        name = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        ending = ENDINGS.get(kind) or f".{upload.name.rpartition('.')[2]}"
        width, height = size_of(upload.data) or (800, 600)
        file = File(
            id=f"AgACAgU{name}{number:06d}",
            unique_id=f"AQAD{name[:10]}{number:06d}",
            name=upload.name,
            mime=upload.mime,
            data=upload.data,
            path=f"{FOLDERS[kind]}/file_{number}{ending}",
            width=width,
            height=height,
        )
        self.by_id[file.id] = self.by_unique_id[file.unique_id] = self.by_path[file.path] = file
        return file
