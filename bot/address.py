"""Where a server of this program listens: "127.0.0.1:9300" -> Address."""

import ipaddress
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Address:
    """An address of this machine and a port; ``host`` is an IP address."""

    host: str
    port: int

    @property
    def is_local(self) -> bool:
        """Whether only programs on this machine can reach it."""
        return ipaddress.ip_address(self.host).is_loopback

    def __str__(self) -> str:
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


def parse(text: str) -> Address:
    """Read an address with its port.

    Raises ValueError for names and for addresses that are left out: a name can lead anywhere,
    and to be open to the network is to be written down as such.
    """
    host, _, port = text.strip().rpartition(":")
    bare = host[1:-1] if host.startswith("[") and host.endswith("]") else host
    if not (port.isascii() and port.isdecimal() and 0 < int(port[:6]) < 65536):
        raise ValueError(f"{text!r} is no address to listen on: write it as 127.0.0.1:9300")
    if host == "localhost":
        return Address("127.0.0.1", int(port))
    try:
        return Address(str(ipaddress.ip_address(bare)), int(port))
    except ValueError:
        raise ValueError(
            f"{text!r} names no IP address to listen on: write 127.0.0.1:{port}, or the address"
            " of a network that may read it"
        ) from None
