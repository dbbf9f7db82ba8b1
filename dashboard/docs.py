"""The page at /docs: the OpenAPI description as plain HTML. FastAPI's own page would load scripts from elsewhere."""

from __future__ import annotations

import json
from html import escape
from typing import Any

_STYLE = """
:root{color-scheme:light dark;--ink:#1d2733;--muted:#5d6976;--line:#dedbd4;--paper:#fff;--page:#f6f4f0;--accent:#2a5d8f}
@media(prefers-color-scheme:dark){:root{--ink:#e4e8ed;--muted:#9aa6b3;--line:#2f3843;--paper:#191f27;--page:#12171d;
--accent:#7db3e8}}
body{margin:0;background:var(--page);color:var(--ink);font:16px/1.55 Inter,"Segoe UI","Helvetica Neue",
"Liberation Sans",Arial,sans-serif}
main{max-width:860px;margin:0 auto;padding:32px 20px 80px}h1{margin:0 0 4px}a{color:var(--accent)}
section{background:var(--paper);border:1px solid var(--line);border-radius:10px;padding:18px 22px;margin:18px 0}
h2{font-size:17px;margin:0}h3{font-size:13px;margin:18px 0 6px;color:var(--muted);font-weight:600}
code,pre{font:13.5px/1.5 ui-monospace,"Liberation Mono",monospace}pre{background:var(--page);padding:12px 14px;
border-radius:8px;overflow:auto}.method{color:var(--accent);margin-right:10px}table{border-collapse:collapse;width:100%}
td{border-top:1px solid var(--line);padding:6px 12px 6px 0;vertical-align:top;font-size:14.5px}td:first-child{width:30%}
.muted{color:var(--muted)}details{margin-top:10px}summary{cursor:pointer}
"""


def docs_page(openapi: dict[str, Any]) -> str:
    """HTML that needs nothing but itself."""
    operations = "".join(
        _operation(method, path, operation)
        for path, methods in openapi["paths"].items()
        for method, operation in methods.items()
    )
    schemas = "".join(
        _schema(name, schema) for name, schema in openapi.get("components", {}).get("schemas", {}).items()
    )
    example = escape(
        "curl -H 'content-type: application/json' "
        "\\\n     "
        '-d \'{"text": "The bridge closed on Monday.", "published": "2024-06-12"}\' \\\n'
        "     http://127.0.0.1:8050/api/v1/extract"
    )
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Timeline API</title>'
        f'<meta name="viewport" content="width=device-width,initial-scale=1"><style>{_STYLE}</style></head><body><main>'
        f"<h1>{escape(openapi['info']['title'])}</h1><p class=muted>Version {escape(openapi['info']['version'])} · "
        f'<a href="/openapi.json">openapi.json</a> · <a href="/">Dashboard</a></p><pre>{example}</pre>'
        f"{operations}<section><h2>Schemas</h2>{schemas}</section></main></body></html>"
    )


def _operation(method: str, path: str, operation: dict[str, Any]) -> str:
    body = operation.get("requestBody", {}).get("content", {})
    return (
        f'<section><h2><code><span class="method">{method.upper()}</span>{escape(path)}</code></h2>'
        f"<p>{escape(operation.get('summary', ''))}. {escape(operation.get('description', ''))}</p>"
        + _table(
            "Query and path",
            [
                (parameter["name"], parameter.get("description") or _kind(parameter.get("schema", {})))
                for parameter in operation.get("parameters", [])
            ],
        )
        + _table("Body", [(kind, _kind(content.get("schema", {}))) for kind, content in body.items()])
        + _table("Answers", [(code, _answered(answer)) for code, answer in operation.get("responses", {}).items()])
        + "</section>"
    )


def _answered(answer: dict[str, Any]) -> str:
    kinds = ", ".join(_kind(content.get("schema", {})) for content in answer.get("content", {}).values())
    return f"{answer.get('description', '')}{f' ({kinds})' if kinds else ''}"


def _kind(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        return str(schema["$ref"]).rsplit("/", 1)[-1]
    if "anyOf" in schema:
        return " or ".join(_kind(one) for one in schema["anyOf"])
    if "enum" in schema:
        return " or ".join(map(str, schema["enum"]))
    if schema.get("type") == "array":
        return f"list of {_kind(schema.get('items', {}))}"
    return str(schema.get("type") or schema.get("description", "anything"))


def _table(title: str, lines: list[tuple[str, str]]) -> str:
    if not lines:
        return ""
    cells = "".join(f"<tr><td><code>{escape(name)}</code></td><td>{escape(words)}</td></tr>" for name, words in lines)
    return f"<h3>{title}</h3><table>{cells}</table>"


def _schema(name: str, schema: dict[str, Any]) -> str:
    text = escape(json.dumps(schema, indent=2, ensure_ascii=False))
    return f'<details id="{escape(name)}"><summary><code>{escape(name)}</code></summary><pre>{text}</pre></details>'
