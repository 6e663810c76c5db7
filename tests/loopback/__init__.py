"""A Discord on this machine: REST and gateway over real sockets, for the real discord.py.

A test builds a ``Loopback`` (server.py), adds guilds and people to it, points a client at
``rest_url`` and ``gateway_url``, and acts as those people.

server.py        Loopback: the two listeners, the log, the faults; what a test holds
users.py         User: an account
people.py        Person: what a person does, and what they see of it
guilds.py        Guild, Role, Member
channels.py      Channel: text channels, threads, direct messages
messages.py      Message, Attachment
world.py         World: everything that exists, and the events that changes raise
mentions.py      whom a message pings
permissions.py   what a member may do in a channel
commands.py      the application's commands: validated, stored, looked up
options.py       what a person types after a command -> the interaction's data
interactions.py  Interaction: one use of a command or a component, and its replies
desk.py          Desk: opens interactions, and keeps them until their tokens expire
replies.py       Replies: callbacks, follow-ups, edits and deletions
gateway.py       Gateway: the sessions, their events, their replay
connection.py    Connection: one client's websocket
streams.py       zlib-stream and zstd-stream
rest.py          Rest: a request -> its handler -> its answer
routes.py        the handlers of channels and messages
directory.py     the handlers of users, guilds, the application and its commands
limits.py        Discord's limits on messages
components.py    Discord's limits on buttons, menus and modals
intents.py       which events a session asked for
faults.py        what can be made to go wrong
buckets.py       rate limits
openapi.py       request bodies against Discord's OpenAPI file
records.py       what the server writes down: requests and violations
watch.py         Watched: what a test can wait on
wire.py          JSON, ids and Discord's errors
launch.py        starts the bot against a loopback, from outside; counted.py, impatient.py and
                 timed.py do so and watch or change something
"""
