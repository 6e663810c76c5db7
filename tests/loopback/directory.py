"""What the requests on users, guilds, the application and its commands do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .intents import GUILD_MEMBERS, GUILD_PRESENCES, MESSAGE_CONTENT
from .people import Person
from .wire import UNKNOWN_GUILD, UNKNOWN_MEMBER, UNKNOWN_USER, ApiError, error

if TYPE_CHECKING:
    from collections.abc import Callable

    from .commands import Commands
    from .gateway import Gateway
    from .guilds import Guild
    from .rest import Call
    from .users import User
    from .wire import Json
    from .world import World

Answer = tuple[int, Any]

_STARTS = 1_000
_FLAGS = {GUILD_PRESENCES: 1 << 13, GUILD_MEMBERS: 1 << 15, MESSAGE_CONTENT: 1 << 19}
_TEAM_OWNER_BIT = 1


class Directory:
    """The requests that ask who is who; ``team`` is empty where one person owns the bot."""

    def __init__(
        self,
        world: World,
        gateway: Gateway,
        commands: Commands,
        *,
        owner: User,
        team: list[User],
    ) -> None:
        self._world = world
        self._gateway = gateway
        self._commands = commands
        self.owner = owner
        self.team = team

    def handlers(self) -> dict[str, Callable[[Call], Answer]]:
        """List the handlers by route."""
        guild_commands = "/applications/{}/guilds/{}/commands"
        return {
            "GET /users/@me": lambda _: (200, self._me()),
            "GET /users/@me/guilds": self._my_guilds,
            "GET /users/{}": self._user,
            "POST /users/@me/channels": self._open_direct,
            "GET /oauth2/applications/@me": lambda _: (200, self._application()),
            "GET /applications/@me": lambda _: (200, self._application()),
            "GET /gateway": lambda _: (200, {"url": self._gateway.url}),
            "GET /gateway/bot": self._gateway_bot,
            "GET /guilds/{}": lambda call: (200, self._guild(call).brief()),
            "GET /guilds/{}/channels": self._channels,
            "GET /guilds/{}/roles": self._roles,
            "GET /guilds/{}/members/{}": self._member,
            "GET /guilds/{}/threads/active": lambda _: (200, {"threads": [], "members": []}),
            "GET /applications/{}/commands": self._list,
            "PUT /applications/{}/commands": self._overwrite,
            "POST /applications/{}/commands": self._upsert,
            "GET /applications/{}/commands/{}": self._fetch,
            "PATCH /applications/{}/commands/{}": self._update,
            "DELETE /applications/{}/commands/{}": self._delete,
            f"GET {guild_commands}": self._list,
            f"PUT {guild_commands}": self._overwrite,
            f"POST {guild_commands}": self._upsert,
            f"GET {guild_commands}/{{}}": self._fetch,
            f"PATCH {guild_commands}/{{}}": self._update,
            f"DELETE {guild_commands}/{{}}": self._delete,
        }

    def _me(self) -> Json:
        return self._world.bot.payload() | {
            "verified": True,
            "mfa_enabled": True,
            "locale": "en-US",
            "email": None,
            "flags": 0,
        }

    def _application(self) -> Json:
        bot = self._world.bot
        granted = self._gateway.privileged
        payload: Json = {
            "id": str(bot.id),
            "name": bot.name,
            "icon": None,
            "description": "",
            "summary": "",
            "verify_key": "0" * 64,
            "bot_public": True,
            "bot_require_code_grant": False,
            "flags": sum(flag for intent, flag in _FLAGS.items() if granted & intent),
            "owner": self.owner.payload(),
            "team": None,
            "redirect_uris": [],
            "interactions_endpoint_url": None,
            "approximate_guild_count": len(self._world.guilds),
        }
        if self.team:
            payload["team"] = {
                "id": str(bot.id + _TEAM_OWNER_BIT),
                "name": "the team",
                "icon": None,
                "owner_user_id": str(self.owner.id),
                "members": [
                    {
                        "team_id": str(bot.id + _TEAM_OWNER_BIT),
                        "membership_state": 2,
                        "role": "admin",
                        "permissions": ["*"],
                        "user": member.payload(),
                    }
                    for member in (self.owner, *self.team)
                ],
            }
        return payload

    def _gateway_bot(self, _: Call) -> Answer:
        left = max(0, _STARTS - len(self._gateway.identifies))
        limit = {
            "total": _STARTS,
            "remaining": left,
            "reset_after": 86_400_000,
            "max_concurrency": 1,
        }
        return 200, {"url": self._gateway.url, "shards": 1, "session_start_limit": limit}

    def _my_guilds(self, _: Call) -> Answer:
        return 200, [
            {"id": str(guild.id), "name": guild.name, "icon": None, "owner": False, "features": []}
            for guild in self._world.guilds.values()
        ]

    def _user(self, call: Call) -> Answer:
        user = self._world.users.get(int(call.ids[0]))
        if user is None:
            raise error(UNKNOWN_USER)
        return 200, user.payload()

    def _open_direct(self, call: Call) -> Answer:
        person = self._world.users.get(int(call.body["recipient_id"]))
        if not isinstance(person, Person):
            raise error(UNKNOWN_USER)
        return 200, self._world.direct_channel(person).payload()

    def _guild(self, call: Call) -> Guild:
        guild = self._world.guilds.get(int(call.ids[0]))
        if guild is None:
            raise error(UNKNOWN_GUILD)
        return guild

    def _channels(self, call: Call) -> Answer:
        channels = self._guild(call).channels.values()
        return 200, [channel.payload() for channel in channels if not channel.is_thread]

    def _roles(self, call: Call) -> Answer:
        return 200, [role.payload() for role in self._guild(call).roles.values()]

    def _member(self, call: Call) -> Answer:
        member = self._guild(call).members.get(int(call.ids[1]))
        if member is None:
            raise error(UNKNOWN_MEMBER)
        return 200, member.payload()

    def _scope(self, call: Call, *, one: bool) -> int | None:
        """Give the guild whose commands are meant, None for the global ones."""
        if int(call.ids[0]) != self._world.bot.id:
            raise ApiError(403, 20012, "You are not authorized to perform this action")
        if len(call.ids) == 1 + one:
            return None
        guild_id = int(call.ids[1])
        guild = self._world.guilds.get(guild_id)
        if guild is None or not guild.has_commands:
            raise ApiError(403, 50001, "Missing Access")
        return guild_id

    def _list(self, call: Call) -> Answer:
        return 200, self._commands.listed(self._scope(call, one=False))

    def _overwrite(self, call: Call) -> Answer:
        return 200, self._commands.overwrite(self._scope(call, one=False), call.body)

    def _upsert(self, call: Call) -> Answer:
        return 201, self._commands.upsert(self._scope(call, one=False), call.body)

    def _fetch(self, call: Call) -> Answer:
        return 200, self._commands.get(self._scope(call, one=True), int(call.ids[-1]))

    def _update(self, call: Call) -> Answer:
        scope = self._scope(call, one=True)
        return 200, self._commands.update(scope, int(call.ids[-1]), call.body)

    def _delete(self, call: Call) -> Answer:
        self._commands.delete(self._scope(call, one=True), int(call.ids[-1]))
        return 204, None
