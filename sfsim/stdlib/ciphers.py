"""AES and signatures on the `cryptography` library, with the platform's names and refusals.

Source: Apex Reference Guide, Crypto Class, "Encrypt and Decrypt Exceptions".
"""

from __future__ import annotations

from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, padding, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from sfsim.runtime.exceptions import InvalidParameterValueException, SecurityException

BLOCK_BYTES: Final = 16
DATA_BYTES_MAX: Final = 1_048_576
KEY_BYTES: Final = {"AES128": 16, "AES192": 24, "AES256": 32}

SIGNATURES: Final[dict[str, tuple[str, type[hashes.HashAlgorithm]]]] = {
    "RSA": ("RSA", hashes.SHA1),
    "RSA-SHA1": ("RSA", hashes.SHA1),
    "RSA-SHA256": ("RSA", hashes.SHA256),
    "RSA-SHA384": ("RSA", hashes.SHA384),
    "RSA-SHA512": ("RSA", hashes.SHA512),
    "ECDSA-SHA256": ("ECDSA", hashes.SHA256),
    "ECDSA-SHA384": ("ECDSA", hashes.SHA384),
    "ECDSA-SHA512": ("ECDSA", hashes.SHA512),
}


def encrypt(name: str, key: bytes, vector: bytes, data: bytes) -> bytes:
    """AES-CBC with PKCS#7 padding. Raises InvalidParameterValueException."""
    cipher = _cipher(name, key, vector, data)
    padder = padding.PKCS7(BLOCK_BYTES * 8).padder()
    encryptor = cipher.encryptor()
    return encryptor.update(padder.update(data) + padder.finalize()) + encryptor.finalize()


def decrypt(name: str, key: bytes, vector: bytes, data: bytes) -> bytes:
    """The opposite.

    Raises:
        InvalidParameterValueException: a wrong algorithm, key, vector or size.
        SecurityException: data that was not encrypted so.
    """
    cipher = _cipher(name, key, vector, data)
    if len(data) % BLOCK_BYTES:
        raise SecurityException(
            "Input length must be multiple of 16 when decrypting with padded cipher"
        )
    decryptor = cipher.decryptor()
    padded = decryptor.update(data) + decryptor.finalize()
    unpadder = padding.PKCS7(BLOCK_BYTES * 8).unpadder()
    try:
        return unpadder.update(padded) + unpadder.finalize()
    except ValueError:
        raise SecurityException("Given final block not properly padded") from None


def _cipher(name: str, key: bytes, vector: bytes, data: bytes) -> Cipher[modes.CBC]:
    size = KEY_BYTES.get(name.upper())
    if size is None:
        raise InvalidParameterValueException(
            f"Invalid algorithm {name}. Must be AES128, AES192, or AES256."
        )
    if len(key) != size:
        raise InvalidParameterValueException(f"Invalid private key. Must be {size} bytes.")
    if len(vector) != BLOCK_BYTES:
        raise InvalidParameterValueException("Invalid initialization vector. Must be 16 bytes.")
    if len(data) > DATA_BYTES_MAX:
        raise InvalidParameterValueException(
            f"Invalid data. Input data is {len(data)} bytes, "
            f"which exceeds the limit of {DATA_BYTES_MAX} bytes."
        )
    return Cipher(algorithms.AES(key), modes.CBC(vector))


def sign(name: str, data: bytes, key: bytes) -> bytes:
    """A signature; ECDSA draws its nonce from key and data, so that runs repeat.

    Raises:
        InvalidParameterValueException: an unknown algorithm.
        SecurityException: a key that does not fit it.
    """
    kind, algorithm = _signature(name)
    try:
        private = serialization.load_der_private_key(key, password=None)
    except (ValueError, TypeError):
        raise SecurityException("Invalid private key") from None
    if kind == "RSA" and isinstance(private, rsa.RSAPrivateKey):
        return private.sign(data, PKCS1v15(), algorithm())
    if kind == "ECDSA" and isinstance(private, ec.EllipticCurvePrivateKey):
        return private.sign(data, ec.ECDSA(algorithm(), deterministic_signing=True))
    raise SecurityException("Invalid private key")


def verify(name: str, data: bytes, signature: bytes, key: bytes) -> bool:
    """Whether a signature is right. Raises like `sign`, for the public key."""
    kind, algorithm = _signature(name)
    try:
        public = serialization.load_der_public_key(key)
    except (ValueError, TypeError):
        raise SecurityException("Invalid public key") from None
    try:
        if kind == "RSA" and isinstance(public, rsa.RSAPublicKey):
            public.verify(signature, data, PKCS1v15(), algorithm())
            return True
        if kind == "ECDSA" and isinstance(public, ec.EllipticCurvePublicKey):
            public.verify(signature, data, ec.ECDSA(algorithm()))
            return True
    except InvalidSignature:
        return False
    raise SecurityException("Invalid public key")


def _signature(name: str) -> tuple[str, type[hashes.HashAlgorithm]]:
    found = SIGNATURES.get(name.upper())
    if found is None:
        raise InvalidParameterValueException(f"Invalid algorithm: {name}")
    return found
