"""System.EncodingUtil, Crypto, Blob, Id, UUID, Url, Version, Collator."""

from __future__ import annotations

import base64
import hashlib
import hmac
from typing import Any

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from hypothesis import given
from hypothesis import strategies as st

from sfsim.runtime.exceptions import (
    InvalidParameterValueException,
    NullPointerException,
    SecurityException,
    StringException,
)
from sfsim.stdlib.system.blob import Blob
from sfsim.stdlib.system.collator import Collator
from sfsim.stdlib.system.crypto import Crypto
from sfsim.stdlib.system.encodingutil import EncodingUtil
from sfsim.stdlib.system.id import Id
from sfsim.stdlib.system.url import Url
from sfsim.stdlib.system.uuid import UUID
from sfsim.stdlib.system.version import Version

pytestmark = pytest.mark.documented

KEY = bytes(range(32))
VECTOR = bytes(range(16))


@given(st.binary())
def test_base64_and_hex_are_the_standards(data: bytes) -> None:
    assert EncodingUtil.base64Encode(data) == base64.b64encode(data).decode()
    assert EncodingUtil.base64Decode(EncodingUtil.base64Encode(data)) == data
    assert EncodingUtil.convertFromHex(EncodingUtil.convertToHex(data)) == data


@pytest.mark.recorded
def test_base64_decode_reads_one_bit_stream() -> None:
    assert len(EncodingUtil.base64Decode("QUJDRA==QUJDRA==")) == 9
    assert EncodingUtil.base64Decode("QU\n JD") == b"ABC"


@pytest.mark.recorded
def test_base64_decode_refuses_the_url_alphabet() -> None:
    with pytest.raises(StringException, match=r"^Unrecognized base64 character: -$"):
        EncodingUtil.base64Decode("ab-d")


@given(st.text())
def test_url_decoding_undoes_encoding(text: str) -> None:
    assert EncodingUtil.urlDecode(EncodingUtil.urlEncode(text, "UTF-8"), "UTF-8") == text


def test_url_encoding_is_that_of_forms() -> None:
    assert EncodingUtil.urlEncode("a b&c=é/*~", "UTF-8") == "a+b%26c%3D%C3%A9%2F*%7E"


def test_an_unknown_encoding_is_refused() -> None:
    with pytest.raises(InvalidParameterValueException):
        EncodingUtil.urlEncode("a", "nope")


@pytest.mark.parametrize("name", ["MD5", "SHA1", "SHA-256", "SHA-512", "SHA3-256"])
def test_digests(name: str) -> None:
    python = {"SHA3-256": "sha3_256"}.get(name, name.replace("-", ""))
    assert Crypto.generateDigest(name, b"x") == hashlib.new(python, b"x").digest()


@pytest.mark.parametrize("name", ["hmacMD5", "hmacSHA1", "hmacSHA256", "hmacSHA512"])
@given(data=st.binary(), key=st.binary(min_size=1))
def test_macs(name: str, data: bytes, key: bytes) -> None:
    mac = Crypto.generateMac(name, data, key)
    assert mac == hmac.new(key, data, name[4:].lower()).digest()
    assert Crypto.verifyHmac(name, data, key, mac)
    assert not Crypto.verifyHmac(name, data, key, mac[:-1] + b"?"[: len(mac)] + b"!")


@given(st.binary(), st.sampled_from([16, 24, 32]))
def test_aes_is_cbc_with_padding(data: bytes, size: int) -> None:
    name, key = f"AES{size * 8}", KEY[:size]
    encrypted = Crypto.encrypt(name, key, VECTOR, data)
    decryptor = Cipher(algorithms.AES(key), modes.CBC(VECTOR)).decryptor()
    padded = decryptor.update(encrypted) + decryptor.finalize()
    assert padded == data + bytes([16 - len(data) % 16]) * (16 - len(data) % 16)
    assert Crypto.decrypt(name, key, VECTOR, encrypted) == data


def test_managed_vector_comes_first(caller: Any) -> None:
    encrypted = Crypto.encryptWithManagedIV(caller, "AES256", KEY, b"secret")
    assert Crypto.decrypt("AES256", KEY, encrypted[:16], encrypted[16:]) == b"secret"
    assert Crypto.decryptWithManagedIV("AES256", KEY, encrypted) == b"secret"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("AES1", KEY, VECTOR, b""), "Invalid algorithm AES1. Must be AES128, AES192, or AES256."),
        (("AES128", KEY, VECTOR, b""), "Invalid private key. Must be 16 bytes."),
        (("AES256", KEY, b"", b""), "Invalid initialization vector. Must be 16 bytes."),
    ],
)
@pytest.mark.inferred
def test_bad_parameters_are_refused(arguments: tuple[Any, ...], message: str) -> None:
    with pytest.raises(InvalidParameterValueException) as caught:
        Crypto.encrypt(*arguments)
    assert caught.value.message == message


def test_wrong_padding_is_refused() -> None:
    with pytest.raises(SecurityException, match=r"^Given final block not properly padded$"):
        Crypto.decrypt("AES256", KEY, VECTOR, bytes(16))


def test_null_is_refused() -> None:
    with pytest.raises(NullPointerException):
        Crypto.generateDigest("MD5", None)  # type: ignore[arg-type]  # null as emitted code passes it


@pytest.mark.parametrize("name", ["RSA-SHA256", "ECDSA-SHA256"])
def test_signatures(name: str) -> None:
    private: Any = ec.generate_private_key(ec.SECP256R1())
    if name.startswith("RSA"):
        private = rsa.generate_private_key(65537, 2048)
    key = private.private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    public = private.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    signature = Crypto.sign(name, b"data", key)
    assert signature == Crypto.sign(name, b"data", key)
    assert Crypto.verify(name, b"data", signature, public)
    assert not Crypto.verify(name, b"other", signature, public)


@pytest.mark.inferred
def test_random_values_repeat_with_the_seed(caller: Any) -> None:
    assert len(Crypto.generateAesKey(caller, 128)) == 16
    assert -(2**31) <= Crypto.getRandomInteger(caller) < 2**31
    assert -(2**63) <= Crypto.getRandomLong(caller) < 2**63


@pytest.mark.recorded
def test_blob_that_is_no_text() -> None:
    assert Blob.toString(Blob.valueOf("é")) == "é"
    with pytest.raises(StringException, match=r"^BLOB is not a valid UTF-8 string$"):
        Blob.toString(b"\xff")


@pytest.mark.recorded
def test_id_value_of() -> None:
    assert Id.valueOf("001000000000001") == "001000000000001AAA"
    assert Id.valueOf("001000000000000000") == "001000000000000000"
    assert Id.to15("001000000000001AAA") == "001000000000001"
    assert Id.equals("001000000000001AAA", "001000000000001")
    with pytest.raises(StringException, match=r"^Invalid id: x$"):
        Id.valueOf("x")


@pytest.mark.recorded
def test_id_value_of_restores_the_casing() -> None:
    right = Id.valueOf("0015e00000AbCdE")
    assert right is not None
    assert Id.valueOf_restored(right.upper(), True) == right


@pytest.mark.inferred
def test_uuid_is_of_version_4(caller: Any) -> None:
    text = UUID.randomUUID(caller).toString()
    assert (len(text), text[14]) == (36, "4")
    assert UUID.fromString(text.upper()).equals(UUID(text))


def test_version_without_patch_compares_two_parts() -> None:
    assert Version(1, 2).compareTo(Version(1, 2, 9)) == 0
    assert Version(1, 2, 3).compareTo(Version(1, 2, 9)) == -1
    assert Version(1, 2, 3).toString() == "1.2.3"


def test_url_parts() -> None:
    url = Url("https://user@Example.com:8080/a/b?x=1#top")
    assert url.getProtocol() == "https"
    assert url.getAuthority() == "user@Example.com:8080"
    assert url.getUserInfo() == "user"
    assert url.getHost() == "Example.com"
    assert (url.getPort(), url.getDefaultPort()) == (8080, 443)
    assert (url.getPath(), url.getQuery(), url.getRef()) == ("/a/b", "x=1", "top")
    assert url.getFile() == "/a/b?x=1"
    assert url.toExternalForm() == "https://user@Example.com:8080/a/b?x=1#top"


@pytest.mark.recorded
def test_url_parts_that_are_absent() -> None:
    url = Url("https://example.com")
    assert (url.getPort(), url.getQuery(), url.getRef(), url.getPath()) == (-1, None, None, "")


@pytest.mark.recorded
def test_opaque_url() -> None:
    url = Url("mailto:a@b.c")
    assert (url.getPath(), url.getHost(), url.getFile()) == (None, "", "a@b.c")


@pytest.mark.recorded
def test_a_scheme_alone_is_no_url() -> None:
    with pytest.raises(StringException, match=r"^Expected scheme-specific part at index 5"):
        Url("http:")


@pytest.mark.recorded
def test_a_null_context_is_refused() -> None:
    with pytest.raises(NullPointerException):
        Url.of_context(None, "https://a.b")  # type: ignore[arg-type]  # null as emitted code passes it


def test_url_relative_to_another() -> None:
    assert Url.of_context(Url("https://a.b/c/d"), "e").toExternalForm() == "https://a.b/c/e"
    assert Url.of_parts("https", "a.b", 1, "/c").toExternalForm() == "https://a.b:1/c"
    assert Url("http://a.b/c#x").sameFile(Url("http://A.b:80/c"))


def test_collator_orders_null_first() -> None:
    collator = Collator.getInstance()
    assert collator.compare(None, "a") == -1
    assert collator.compare("a", "B") == -1
