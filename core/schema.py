"""What every address of the API has in common, written into its OpenAPI document once."""

PROBLEM = {
    "type": "object",
    "description": "What went wrong (RFC 9457).",
    "required": ["type", "title", "status", "detail", "instance", "errors"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "instance": {"type": "string", "format": "uri-reference"},
        "errors": {
            "type": "array",
            "description": "One entry per fault; `field` is empty where the fault is of the whole.",
            "items": {
                "type": "object",
                "required": ["field", "detail"],
                "properties": {"field": {"type": "string"}, "detail": {"type": "string"}},
            },
        },
    },
}
KNOWN_TAG = {
    "name": "If-None-Match",
    "in": "header",
    "description": "An ETag got before: while it holds, the answer is 304 without a body.",
    "schema": {"type": "string"},
}
ETAG = {"description": "Changes whenever what you see changes.", "schema": {"type": "string"}}
UNCHANGED = {"description": "What you have is what there is.", "headers": {"ETag": ETAG}}


def add_problems_and_tags(result: dict, generator, request, public) -> dict:
    """Add the problem answer to every operation, and ETag with If-None-Match to every single resource."""
    components = result.setdefault("components", {})
    components.setdefault("schemas", {})["Problem"] = PROBLEM
    components.setdefault("responses", {})["Problem"] = {
        "description": "The request failed.",
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    for path, operations in result["paths"].items():
        for operation in operations.values():
            operation["responses"]["default"] = {"$ref": "#/components/responses/Problem"}
            if path.rstrip("/").endswith("}"):
                operation.setdefault("parameters", []).append(KNOWN_TAG)
                operation["responses"]["304"] = UNCHANGED
                operation["responses"]["200"].setdefault("headers", {})["ETag"] = ETAG
    return result
