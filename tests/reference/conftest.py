"""What the witnesses share."""

import warnings
from types import ModuleType

import pytest


@pytest.fixture(scope="session")
def tf() -> ModuleType:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what TensorFlow's own imports find outdated is not ours
        module: ModuleType = pytest.importorskip("tensorflow", reason="TensorFlow is not installed")
    return module
