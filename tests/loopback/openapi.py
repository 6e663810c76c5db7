"""Check requests against Discord's OpenAPI file, where that is at hand."""

from __future__ import annotations

import json
import os
import re
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .wire import Json

VARIABLE = "DISCORD_OPENAPI"
"""The environment variable that names the file."""

_HERE = "urn:discord"
_JSON = "application/json"


def file_from_environment() -> Path | None:
    """Give the file that the environment names, if it names one."""
    named = os.environ.get(VARIABLE)
    return Path(named) if named else None


class Specification:
    """Discord's OpenAPI file, with a compiled validator for each request body.

    Needs the packages jsonschema and referencing; raises ImportError where they are missing.
    """

    def __init__(self, file: Path) -> None:
        # Imported here because the tests run without them.
        self._jsonschema: Any = import_module("jsonschema")
        referencing: Any = import_module("referencing")
        from_2020: Any = import_module("referencing.jsonschema")
        document: Json = json.loads(file.read_bytes())
        snowflake = document["components"]["schemas"]["SnowflakeType"]
        snowflake["type"] = ["string", "integer"]
        resource = referencing.Resource(contents=document, specification=from_2020.DRAFT202012)
        self._registry = referencing.Registry().with_resource(_HERE, resource)
        self._operations: dict[str, tuple[str, str, bool]] = {}
        for path, operations in document["paths"].items():
            for method, operation in operations.items():
                if isinstance(operation, dict):
                    self._add(path, method, operation)
        self._validators: dict[str, Any] = {}

    def _add(self, path: str, method: str, operation: Json) -> None:
        content = operation.get("requestBody", {}).get("content", {})
        pointer = path.replace("~", "~0").replace("/", "~1")
        media = _JSON.replace("/", "~1")
        schema = f"{_HERE}#/paths/{pointer}/{method}/requestBody/content/{media}/schema"
        required = bool(operation.get("requestBody", {}).get("required"))
        route = f"{method.upper()} {re.sub(r'{[^}]*}', '{}', path)}"
        self._operations[route] = (path, schema if _JSON in content else "", required)

    def problems(self, route: str, ids: Sequence[str], body: Any) -> Iterator[str]:
        """List what the file finds wrong with a request; nothing where it is right."""
        if "@original" in ids:
            route = f"{route.removesuffix('{}')}@original"
        operation = self._operations.get(route)
        if operation is None:
            yield f"openapi: no operation {route}"
            return
        path, schema, required = operation
        if body is None:
            if required and schema:
                yield f"openapi: {path} needs a body"
            return
        if not schema:
            yield f"openapi: {path} takes no body"
            return
        validator = self._validators.get(schema)
        if validator is None:
            validator = self._validators[schema] = self._jsonschema.Draft202012Validator(
                {"$ref": schema}, registry=self._registry
            )
        best = self._jsonschema.exceptions.best_match(validator.iter_errors(body))
        if best is not None:
            where = ".".join(str(step) for step in best.absolute_path) or "body"
            yield f"openapi: {path}: {where}: {best.message[:500]}"
