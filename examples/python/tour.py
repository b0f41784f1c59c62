#!/usr/bin/env python3
"""Talks to a running node with nothing but Python's standard library: reads, contributes, checks a proof, follows the event stream.

    examples/python/tour.py [URL]      http://localhost:8000 unless said; IAN_API_KEY is shown to a node that wants one

With the package `cryptography` it also signs a contribution with a key of its own. Ends after the first event.
"""

import base64
import hashlib
import http.client
import json
import os
import sys
import time
import urllib.error
import urllib.request

URL = sys.argv[1].rstrip("/") if len(sys.argv) > 1 else "http://localhost:8000"
GOAL = "DEMO_TRADING_AGENT"
LONGEST_ANSWER = 64 << 20
# What keeps one use of hash and signature from passing for another (docs/FORMATS.md).
TAG_PACK = b"ian/v1/pack\0"
TAG_HEADER = b"ian/v1/contribution\0"


def request(path, body=None, headers=()):
    headers = {"Content-Type": "application/json", **dict(headers)}
    if os.environ.get("IAN_API_KEY"):
        headers["Authorization"] = "Bearer " + os.environ["IAN_API_KEY"]
    data = None if body is None else json.dumps(body).encode()
    return urllib.request.Request(URL + path, data, headers)


def ask(path, body=None):
    """The data of an answer; a refusal ends the program with what the node said."""
    try:
        with urllib.request.urlopen(request(path, body), timeout=30) as answer:
            return json.loads(answer.read(LONGEST_ANSWER))["data"]
    except urllib.error.HTTPError as refusal:
        # repr: what a node says must not write to a terminal.
        sys.exit(f"{path}: status {refusal.code}: {refusal.read(400)!r}")
    except OSError as problem:
        sys.exit(f"the node at {URL} does not answer: {problem}")


def pack(fast, slow):
    """An agent that holds the index while its fast average is above its slow one. The time makes it new in each run."""
    policy = json.dumps({"policy": "ma_crossover", "fast": fast, "slow": slow}, separators=(",", ":"))
    parameters = base64.b64encode(policy.encode()).decode()
    return {"version": "1", "parameters": parameters, "metadata": {"at_ms": time.time_ns() // 1_000_000}}


def contribute(fast, slow):
    return ask("/api/v1/contribute", {
        "goal_id": GOAL, "contributor_id": "python", "seed": 0, "proofs": {}, "agent_pack": pack(fast, slow)})


def canonical(value):
    """Canonical JSON (docs/FORMATS.md): sorted keys, no white space, UTF-8. Right for the integers and plain texts used here."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def contribute_signed(fast, slow):
    """The same with a signature of one's own (docs/FORMATS.md): the log then names the key's hash, and no node can use the name."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    key = Ed25519PrivateKey.generate()
    public = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    body = pack(fast, slow)
    fields = [body["version"].encode(), base64.b64decode(body["parameters"]), canonical(body["metadata"]), b"", b""]
    encoded = b"".join(len(field).to_bytes(4, "big") + field for field in fields) + (0).to_bytes(4, "big")
    header = {
        "contributor_id": hashlib.sha256(public).hexdigest(),
        "goal_topic": ask(f"/api/v1/goals/{GOAL}")["topic"],
        "kind": "agent_pack",
        "pack_hash": hashlib.sha256(TAG_PACK + encoded).hexdigest(),
        "public_key": public.hex(),
        "seed": 0,
        "sponsored": False,
        "timestamp_ms": time.time_ns() // 1_000_000,
        "v": 1,
    }
    signature = key.sign(TAG_HEADER + canonical(header))
    verdict = ask("/api/v1/contribute", {
        "goal_id": GOAL, "agent_pack": body, "proofs": {}, "seed": 0, "timestamp_ms": header["timestamp_ms"],
        "public_key": public.hex(), "signature": signature.hex()})
    assert verdict["contribution_id"] == hashlib.sha256(canonical(header)).hexdigest(), "the node computed another id"
    return verdict


def verify(proof):
    """Whether the proof leads from its leaf to its root (RFC 9162, section 2.1.3; docs/PROOFS.md)."""
    node = hashlib.sha256(b"\x00" + bytes.fromhex(proof["leaf"])).digest()
    for step in proof["siblings"]:
        sibling = bytes.fromhex(step["hash"])
        node = hashlib.sha256(b"\x01" + (node + sibling if step["is_right"] else sibling + node)).digest()
    return node.hex() == proof["log_root"]


def follow(channels, since=None):
    """Events as Server-Sent Events, over any number of cuts: each connection goes on behind the last event seen."""
    delay = 0.5
    while True:
        try:
            resume = {"Last-Event-ID": since} if since else {}
            stream = urllib.request.urlopen(
                request(f"/api/v1/stream?channels={channels}&goal={GOAL}", headers=resume.items()), timeout=60)
            with stream:
                # Each message is one line of JSON; the node sends a comment every 15 seconds, so silence is a cut.
                for line in stream:
                    if line.startswith(b"data:"):
                        event = json.loads(line[5:])
                        since = event.get("cursor", since)
                        delay = 0.5
                        yield event
        except urllib.error.HTTPError as refusal:
            if refusal.code not in (429, 503):
                raise
        except (OSError, http.client.HTTPException):
            pass
        time.sleep(delay)
        delay = min(2 * delay, 30)


def main():
    print("== leaderboard")
    first = contribute(50, 200)
    for entry in ask(f"/api/v1/leaderboard/{GOAL}?limit=3")["entries"]:
        print(entry["rank"], entry["score"], repr(entry["contributor_id"]))

    print("== contribute")
    print("accepted" if first["accepted"] else f"not accepted: {first['reason']!r}")
    try:
        signed = contribute_signed(50, 200)
        print("signed: accepted" if signed["accepted"] else f"signed: not accepted: {signed['reason']!r}")
    except ImportError:
        print("signed: not tried, there is no package 'cryptography'")

    print("== proof")
    proof = ask(f"/api/v1/proof/{GOAL}/by-id/{first['contribution_id']}")
    if proof["leaf"] != first["contribution_id"] or not verify(proof):
        sys.exit("NOT VERIFIED")
    print("verified: it leads to the log root", proof["log_root"])

    print("== follow (Server-Sent Events)")
    for event in follow("contributions"):
        if event["type"] == "subscribed":
            contribute(50, 200)
        elif event["type"] == "contribution_added":
            print("contribution_added at index", event["data"]["log_index"], "cursor", event["cursor"])
            return


if __name__ == "__main__":
    main()
