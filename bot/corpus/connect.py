"""A connection to a host on the public internet, by the very address that was checked.

An address is written by a person and leads where its owner wants: a name can resolve to
the machine that the bot runs on, and to something else the next time it is asked. So the
host is resolved once, all its addresses are checked, and one of those is connected to.
"""

import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from typing import Any

from bot.errors import FetchError

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

_IPV6_UNICAST = ipaddress.IPv6Network("2000::/3")
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


def is_public(address: IPAddress) -> bool:
    """Tell whether ``address`` is on the public internet, however it is written."""
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            address = address.ipv4_mapped
        elif address in _NAT64:
            address = ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF)
        elif address not in _IPV6_UNICAST or address.sixtofour or address.teredo:
            return False
    return address.is_global and not address.is_multicast


@contextmanager
def connected(
    host: str, port: int, *, tls: bool, deadline: float, permits: Callable[[IPAddress], bool]
) -> Iterator[socket.socket]:
    """Connect to ``host`` at an address that ``permits`` permits, until ``deadline``.

    ``deadline`` is a time of ``time.monotonic``, at which the connection is shut down.
    Raises FetchError where an address is not permitted, OSError and TimeoutError.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    for *_, where in found:
        if not permits(ipaddress.ip_address(where[0])):
            raise FetchError(f"{host} is at {where[0]}, which is not on the public internet")
    with closing(_dialled(found, deadline)) as plain, _ended(plain, deadline):
        if not tls:
            yield plain
            return
        with ssl.create_default_context().wrap_socket(plain, server_hostname=host) as sock:
            yield sock


def _dialled(found: list[Any], deadline: float) -> socket.socket:
    """Connect to the first of the found addresses that answers."""
    failure: OSError = OSError("no address found")
    for family, kind, protocol, _, where in found:
        sock = socket.socket(family, kind, protocol)
        try:
            sock.settimeout(left(deadline))
            sock.connect(where)
        except OSError as error:
            sock.close()
            failure = error
        else:
            return sock
    raise failure


@contextmanager
def _ended(sock: socket.socket, deadline: float) -> Iterator[None]:
    """Shut ``sock`` down at ``deadline``: a timeout begins anew with each byte that drips in."""
    with sock.dup() as own:  # TLS takes the descriptor out of ``sock``

        def shut() -> None:
            with suppress(OSError):
                own.shutdown(socket.SHUT_RDWR)

        timer = threading.Timer(left(deadline), shut)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            timer.join()


def left(deadline: float) -> float:
    """Return the seconds until ``deadline``; raise TimeoutError when there are none."""
    if (left := deadline - time.monotonic()) <= 0:
        raise TimeoutError
    return left
