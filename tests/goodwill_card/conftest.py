"""Vouchers for made-up guests, and readers of what was made of them."""

import ssl
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import trustme
import zxingcpp
from PIL import Image
from pypdf import PdfReader

from reviewdesk.api import Case, CaseReason, Money, Offer, OfferKind, Rating, Review, Voucher
from tests.goodwill_card import mail_server


def made(title="one margherita", guest="Ewa K.", language="pl", text="Zimna pizza", **more: Any) -> Voucher:
    offer = Offer(name="margherita", version=1, title=title, **more.pop("offer", {}))
    review = Review(
        external_id="r1",
        listing="l1",
        created_at=datetime(2026, 11, 1, tzinfo=UTC),
        rating=Rating(1, 5),
        text=text,
        language=language,
    )
    case = Case(
        id="c1", reason=CaseReason.COLD, location="Downtown", guest=guest, review=review, platform="google"
    )
    told = {
        "id": "v1",
        "code": "7K3F9QWX2MT",
        "offer": offer,
        "case": case,
        "house": "Pizzeria Molo",
        "issued_at": datetime(2026, 11, 20, tzinfo=UTC),
        "valid_from": date(2026, 11, 20),
        "expires_on": date(2027, 1, 19),
        "zone": "Europe/Warsaw",
        "places": ("Downtown",),
        "contact": "+48 22 555 01 01",
    }
    return Voucher(**{**told, **more})


@pytest.fixture
def voucher() -> Callable[..., Voucher]:
    return made


@pytest.fixture
def money_off() -> dict[str, Any]:
    return {"kind": OfferKind.AMOUNT, "value": Money(1000, "EUR")}


@pytest.fixture
def words_of() -> Callable[[bytes], str]:
    """All words of a PDF, as a reader's search finds them."""
    return lambda pdf: " ".join(
        " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split()
    )


@pytest.fixture
def codes_in() -> Callable[[bytes], list[str]]:
    """What a telephone's camera reads off the paper, or off the picture."""

    def read(data: bytes) -> list[str]:
        if data.startswith(b"%PDF"):
            document = pypdfium2.PdfDocument(data)
            pages = [page.render(scale=200 / 72).to_pil() for page in document]
            document.close()
        else:
            pages = [Image.open(BytesIO(data))]
        return [found.text for page in pages for found in zxingcpp.read_barcodes(page)]

    return read


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> tuple[ssl.SSLContext, Path]:
    made = trustme.CA()
    file = tmp_path_factory.mktemp("authority") / "ca.pem"
    made.cert_pem.write_to_path(str(file))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.issue_cert("localhost").configure_cert(context)
    return context, file


@pytest.fixture
def post(authority: tuple[ssl.SSLContext, Path], monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    context, file = authority
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    monkeypatch.setenv("SMTP_PASSWORD", "app-passw0rd")
    told, server = mail_server.start(context)
    yield told
    server.stop(no_assert=True)


@pytest.fixture
def plain_post() -> Iterator[Any]:
    told, server = mail_server.start(None)
    yield told
    server.stop(no_assert=True)
