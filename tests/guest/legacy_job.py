"""As frameworks_job, in a process whose Keras is tf-keras."""

from __future__ import annotations

import os

os.environ["TF_USE_LEGACY_KERAS"] = "1"

import tf_keras  # noqa: F401 - TensorFlow chooses its Keras by the variable

from tests.guest.frameworks_job import main

if __name__ == "__main__":
    main()
