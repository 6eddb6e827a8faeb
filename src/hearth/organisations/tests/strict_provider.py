"""An identity provider that is as strict as NHS login: a process of its own that the tests walk through for real.

It checks what the client must prove (a signed assertion used once, PKCE, the redirect address) and answers with signed
tokens. What it says about the visitor is set by posting JSON to /about.
"""

import base64
import hashlib
import json
import sys
import time
import uuid
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
STRANGER = rsa.generate_private_key(public_exponent=65537, key_size=2048)
ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"


class Refused(Exception):
    pass


class Provider(BaseHTTPRequestHandler):
    client_key = ""
    about: dict = {}
    codes: dict = {}
    tokens: dict = {}
    used: set = set()

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
        pages = {
            "/.well-known/openid-configuration": self.configuration,
            "/jwks": self.keys,
            "/userinfo": self.userinfo,
        }
        if parts.path == "/authorize":
            return self.authorize(asked)
        return self.answer(200, pages[parts.path]())

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        if self.path == "/about":
            Provider.about = json.loads(body)
            return self.answer(200, {})
        try:
            asked = {name: values[0] for name, values in parse_qs(body).items()}
            return self.answer(200, self.token(asked))
        except (Refused, jwt.PyJWTError) as problem:
            return self.answer(400, {"error": "invalid_client", "why": str(problem)})

    @property
    def issuer(self) -> str:
        return f"http://localhost:{self.server.server_port}"

    def configuration(self) -> dict:
        names = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "jwks"}
        addresses = {name: f"{self.issuer}/{path}" for name, path in names.items()}
        return {"issuer": self.issuer, "userinfo_endpoint": f"{self.issuer}/userinfo", **addresses}

    def keys(self) -> dict:
        key = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key()))
        return {"keys": [{**key, "kid": "one", "use": "sig", "alg": "RS512"}]}

    def authorize(self, asked: dict) -> None:
        code = str(uuid.uuid4())
        Provider.codes[code] = asked
        self.send_response(302)
        self.send_header("Location", f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}")
        self.end_headers()

    def token(self, asked: dict) -> dict:
        begun = Provider.codes.pop(asked["code"], None)
        if begun is None or begun["redirect_uri"] != asked["redirect_uri"]:
            raise Refused("this code is not yours")
        self.check_assertion(asked)
        digest = hashlib.sha256(asked["code_verifier"].encode()).digest()
        if base64.urlsafe_b64encode(digest).decode().rstrip("=") != begun["code_challenge"]:
            raise Refused("this code was begun elsewhere")
        access = str(uuid.uuid4())
        Provider.tokens[access] = True
        return {"access_token": access, "token_type": "Bearer", "id_token": self.id_token(begun)}

    def check_assertion(self, asked: dict) -> None:
        if asked["client_assertion_type"] != ASSERTION_TYPE or "client_secret" in asked:
            raise Refused("no assertion")
        claims = jwt.decode(
            asked["client_assertion"],
            self.client_key,
            algorithms=["RS512"],
            audience=f"{self.issuer}/token",
            issuer="hearth",
            options={"require": ["iss", "sub", "aud", "exp", "jti"]},
        )
        if claims["sub"] != "hearth" or claims["jti"] in Provider.used or claims["exp"] > time.time() + 3600:
            raise Refused("a stale assertion")
        Provider.used.add(claims["jti"])

    def id_token(self, begun: dict) -> str:
        claims = {
            "iss": self.issuer,
            "aud": "hearth",
            "sub": "somebody",
            "nonce": begun["nonce"],
            "jti": str(uuid.uuid4()),
        }
        claims |= {"iat": int(time.time()), "exp": int(time.time()) + 300, **self.about.get("id_token", {})}
        key = STRANGER if self.about.get("signed_by_a_stranger") else KEY
        return jwt.encode(
            claims, key, self.about.get("algorithm", "RS512"), headers={"kid": self.about.get("kid", "one")}
        )

    def userinfo(self) -> dict:
        if self.headers["Authorization"].removeprefix("Bearer ") not in Provider.tokens:
            return {"error": "invalid_token"}
        return {"sub": "somebody", **self.about.get("userinfo", {})}

    def answer(self, status: int, body: dict) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(body).encode())

    def log_message(self, *words: object) -> None:
        """Quiet."""


if __name__ == "__main__":
    Provider.client_key = sys.stdin.read()
    server = HTTPServer(("localhost", 0), Provider)
    sys.stdout.write(f"{server.server_port}\n")
    sys.stdout.flush()
    server.serve_forever()
