"""Build hook: wheels and editable installs hold the browser assets."""

import shutil
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from dev import assets


class AssetsHook(BuildHookInterface[Any]):
    """Asks for Node only where it is needed, in pip's throw-away build environment."""

    def dependencies(self) -> list[str]:
        return [] if assets.are_fresh() or shutil.which("npm") else [assets.node_requirement()]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        if self.target_name == "wheel":
            assets.fetch()
