"""The bureau's own language model, as the settings name it."""

from __future__ import annotations

from loaders.language_model.endpoint import ModelEndpoint, checked_endpoint
from ui.settings import Settings


def configured_model(settings: Settings) -> ModelEndpoint | None:
    """Return the model's endpoint; None where none is set.

    Raises:
        UsageError: the address cannot be used, or leaves this machine and was not named twice.
        LoadError: the key's file cannot be read.
    """
    return checked_endpoint(settings.model_url, settings.model, settings.model_key_file, settings.model_host)
