"""The picture, read back by a decoder that is not ours."""

import io

import pytest
import zxingcpp
from PIL import Image

from reports import qr
from tests.union.test_vietqr import VECTORS


def read(png: bytes) -> str:
    """What a phone would read in a picture."""
    found = zxingcpp.read_barcodes(Image.open(io.BytesIO(png)))
    assert len(found) == 1
    return str(found[0].text)


@pytest.mark.parametrize("payload", [vector for _, vector in VECTORS])
def test_read_back(payload: str) -> None:
    picture = qr.png(payload)
    assert read(picture) == payload
    assert len(picture) < 20_000


@pytest.mark.parametrize("side", [320, 900])
def test_read_back_after_a_chat_has_resized_it(side: int) -> None:
    _, payload = VECTORS[0]
    image = Image.open(io.BytesIO(qr.png(payload))).convert("RGB").resize((side, side))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=60)
    assert read(out.getvalue()) == payload
