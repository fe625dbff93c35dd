"""A client of an OpenAI-compatible server that trusts nothing of it: not its speed, its size, nor its form."""

from __future__ import annotations

import time
from dataclasses import dataclass

import msgspec
import requests

from graph.model.errors import LiantuError
from loaders.language_model.endpoint import ModelEndpoint

CONNECT_SECONDS = 5.0  # a server on this machine or in the house answers at once, or is not there
ANSWER_SECONDS = 120.0  # for a whole answer; a model on an office PC writes some 20 characters a second
MAX_ANSWER_BYTES = 1_000_000  # a chunk of a document has 1,500 characters; its proposals are some 10 KB
READ_BYTES = 16_384


class ModelError(LiantuError):
    """A language model's server that cannot be reached, is too slow, or gives no usable answer."""


class _Message(msgspec.Struct):
    content: str


class _Choice(msgspec.Struct):
    message: _Message


class _Completion(msgspec.Struct):
    choices: list[_Choice]


@dataclass(frozen=True)
class ModelClient:
    """Asks one endpoint. It follows no redirect and no proxy, so that a text goes where the settings say.

    Attributes:
        endpoint: the server and the model.
        seconds: how long an answer may take in all.
    """

    endpoint: ModelEndpoint
    seconds: float = ANSWER_SECONDS

    def complete(self, instructions: str, text: str) -> str:
        """Return the model's answer to a text.

        Args:
            instructions: what to do, as the system's message.
            text: the text, as the user's message.

        Raises:
            ModelError: ``model_unreachable``, ``model_refused`` (any status but 200), ``model_slow``,
                ``model_oversized`` or ``model_unusable`` (not the form of a chat completion).
        """
        request = {
            "model": self.endpoint.model,
            "temperature": 0,
            "messages": [{"role": "system", "content": instructions}, {"role": "user", "content": text}],
        }
        try:
            answer = msgspec.json.decode(self._post(request), type=_Completion)
            return answer.choices[0].message.content
        except (msgspec.DecodeError, IndexError, UnicodeDecodeError) as problem:
            raise ModelError("model_unusable", model=self.endpoint.model) from problem

    def _post(self, request: object) -> bytes:
        deadline = time.monotonic() + self.seconds
        try:
            with requests.Session() as session:
                session.trust_env = False
                headers = {"Content-Type": "application/json", "Accept-Encoding": "identity"}
                if self.endpoint.key:
                    headers["Authorization"] = f"Bearer {self.endpoint.key}"
                with session.post(
                    f"{self.endpoint.url}/chat/completions",
                    data=msgspec.json.encode(request),
                    headers=headers,
                    timeout=(CONNECT_SECONDS, self.seconds),
                    allow_redirects=False,
                    stream=True,
                ) as response:
                    if response.status_code != requests.codes.ok:
                        raise ModelError("model_refused", model=self.endpoint.model, status=response.status_code)
                    return self._body(response, deadline)
        except requests.Timeout as problem:
            raise ModelError("model_slow", model=self.endpoint.model, seconds=self.seconds) from problem
        except requests.RequestException as problem:  # its text may quote the address: the type says enough
            raise ModelError("model_unreachable", model=self.endpoint.model, reason=type(problem).__name__) from problem

    def _body(self, response: requests.Response, deadline: float) -> bytes:
        """Return the body as it was sent, never decompressed, as long as it comes in time.

        The library's own time limit holds for each piece of the socket alone, and ``iter_content`` waits for a full
        piece: a server that sends a byte a second would hold us for hours. ``read1`` returns what is there.
        """
        body = bytearray()
        while piece := response.raw.read1(READ_BYTES, decode_content=False):
            body += piece
            if len(body) > MAX_ANSWER_BYTES:
                raise ModelError("model_oversized", model=self.endpoint.model, limit=MAX_ANSWER_BYTES)
            if time.monotonic() > deadline:
                raise ModelError("model_slow", model=self.endpoint.model, seconds=self.seconds)
        return bytes(body)
