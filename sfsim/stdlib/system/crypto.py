"""System.Crypto: digests, MACs, AES, signatures, random values.

Signing with an org's certificate and signing XML are not modelled.
Source: Apex Reference Guide, Crypto Class ("Encrypt and Decrypt Exceptions" for the texts).
"""

from __future__ import annotations

import hashlib
import hmac
from typing import Final

from sfsim.runtime.caller import Caller
from sfsim.runtime.exceptions import InvalidParameterValueException
from sfsim.runtime.numbers import wrap32, wrap64
from sfsim.stdlib import ciphers
from sfsim.stdlib.arguments import required
from sfsim.stdlib.registry import apex_class, apex_constructor, apex_method

DIGESTS: Final = {
    "MD5": "md5", "SHA1": "sha1", "SHA-1": "sha1", "SHA256": "sha256", "SHA-256": "sha256",
    "SHA384": "sha384", "SHA-384": "sha384", "SHA512": "sha512", "SHA-512": "sha512",
    "SHA3-256": "sha3_256", "SHA3-384": "sha3_384", "SHA3-512": "sha3_512",
}  # fmt: skip
MACS: Final = {
    "HMACMD5": "md5", "HMACSHA1": "sha1", "HMACSHA256": "sha256", "HMACSHA384": "sha384",
    "HMACSHA512": "sha512",
}  # fmt: skip
AES_KEY_SIZES: Final = (128, 192, 256)


def _algorithm(table: dict[str, str], name: str) -> str:
    found = table.get(name.upper())
    if found is None:
        raise InvalidParameterValueException(f"Invalid algorithm: {name}")
    return found


@apex_class("System.Crypto", source="Apex Reference Guide, Crypto Class")
class Crypto:
    """Cryptography."""

    @apex_constructor("Crypto()")
    def __init__(self) -> None:
        """An object without use; the class has static members only."""

    @apex_method("Object clone()")
    def clone(self) -> Crypto:
        """Another such object."""
        return Crypto()

    @apex_method("static Blob generateDigest(String algorithmName, Blob input)")
    @staticmethod
    def generateDigest(name: str, data: bytes) -> bytes:
        """A hash. Raises InvalidParameterValueException for an unknown algorithm."""
        required(name, data)
        return hashlib.new(_algorithm(DIGESTS, name), data, usedforsecurity=False).digest()

    @apex_method("static Blob generateMac(String algorithmName, Blob input, Blob privateKey)")
    @staticmethod
    def generateMac(name: str, data: bytes, key: bytes) -> bytes:
        """A keyed hash. Raises InvalidParameterValueException for an unknown algorithm."""
        required(name, data, key)
        return hmac.digest(key, data, _algorithm(MACS, name))

    @apex_method(
        "static Boolean verifyHmac(String algorithmName, Blob data, Blob privateKey, "
        "Blob hmacToVerify)"
    )
    @staticmethod
    def verifyHmac(name: str, data: bytes, key: bytes, mac: bytes) -> bool:
        """Whether a keyed hash is right."""
        required(mac)
        return hmac.compare_digest(Crypto.generateMac(name, data, key), mac)

    # AES

    @apex_method(
        "static Blob encrypt(String algorithmName, Blob secretKey, Blob initializationVector, "
        "Blob clearData)"
    )
    @staticmethod
    def encrypt(name: str, key: bytes, vector: bytes, data: bytes) -> bytes:
        """AES in CBC mode with PKCS#5 padding."""
        required(name, key, vector, data)
        return ciphers.encrypt(name, key, vector, data)

    @apex_method(
        "static Blob decrypt(String algorithmName, Blob secretKey, Blob initializationVector, "
        "Blob encryptedData)"
    )
    @staticmethod
    def decrypt(name: str, key: bytes, vector: bytes, data: bytes) -> bytes:
        """The opposite. Raises SecurityException when the padding is wrong."""
        required(name, key, vector, data)
        return ciphers.decrypt(name, key, vector, data)

    @apex_method(
        "static Blob encryptWithManagedIV(String algorithmName, Blob secretKey, Blob clearData)",
        caller=True,
    )
    @staticmethod
    def encryptWithManagedIV(caller: Caller, name: str, key: bytes, data: bytes) -> bytes:
        """The same behind a random initialization vector of 16 bytes."""
        required(name, key, data)
        vector = caller.org.random.randbytes(ciphers.BLOCK_BYTES)
        return vector + ciphers.encrypt(name, key, vector, data)

    @apex_method(
        "static Blob decryptWithManagedIV(String algorithmName, Blob secretKey, Blob encryptedData)"
    )
    @staticmethod
    def decryptWithManagedIV(name: str, key: bytes, data: bytes) -> bytes:
        """The opposite; the first 16 bytes are the initialization vector."""
        required(name, key, data)
        if len(data) < ciphers.BLOCK_BYTES:
            raise InvalidParameterValueException(
                "Unable to parse initialization vector from encrypted data."
            )
        vector, rest = data[: ciphers.BLOCK_BYTES], data[ciphers.BLOCK_BYTES :]
        return ciphers.decrypt(name, key, vector, rest)

    @apex_method("static Blob generateAesKey(Integer size)", caller=True)
    @staticmethod
    def generateAesKey(caller: Caller, bits: int) -> bytes:
        """A random key of 128, 192 or 256 bits. Raises InvalidParameterValueException."""
        required(bits)
        if bits not in AES_KEY_SIZES:
            raise InvalidParameterValueException("Invalid key size. Must be 128, 192, or 256.")
        return caller.org.random.randbytes(bits // 8)

    # Signatures

    @apex_method("static Blob sign(String algorithmName, Blob input, Blob privateKey)")
    @staticmethod
    def sign(name: str, data: bytes, key: bytes) -> bytes:
        """A signature with a private key in PKCS#8 form."""
        required(name, data, key)
        return ciphers.sign(name, data, key)

    @apex_method(
        "static Boolean verify(String algorithmName, Blob data, Blob signature, Blob publicKey)"
    )
    @staticmethod
    def verify(name: str, data: bytes, signature: bytes, key: bytes) -> bool:
        """Whether a signature is right for a public key in X.509 form."""
        required(name, data, signature, key)
        return ciphers.verify(name, data, signature, key)

    # Chance

    @apex_method("static Integer getRandomInteger()", caller=True)
    @staticmethod
    def getRandomInteger(caller: Caller) -> int:
        """Any Integer, from the org's seeded generator."""
        return wrap32(int.from_bytes(caller.org.random.randbytes(4), "big"))

    @apex_method("static Long getRandomLong()", caller=True)
    @staticmethod
    def getRandomLong(caller: Caller) -> int:
        """Any Long, from the org's seeded generator."""
        return wrap64(int.from_bytes(caller.org.random.randbytes(8), "big"))
