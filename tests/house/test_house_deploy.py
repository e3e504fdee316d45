"""What is given to administrators fits the service it is given for."""

import re
import tomllib

from house.sources import ROOT, read

from app.cli import serving
from app.core.settings import Settings

NOT_OURS = {"PGPASSWORD"}


def test_every_setting_reaches_the_container_but_where_it_listens_and_writes():
    app = read("compose.yaml").partition("\n  database:\n")[0]
    assert re.search(r"^    env_file: \.env$", app, re.MULTILINE)
    fixed = set(re.findall(r"^      ([A-Z_]+): ", app.partition("    environment:\n")[2], re.MULTILINE))
    known = {name.upper() for name in Settings.model_fields}
    assert fixed >= {"PROFILE", "HOST", "PORT", "DATA_DIR", "DATABASE_URL"}
    assert fixed - known == NOT_OURS


def test_the_example_of_the_environment_starts_once_the_password_is_set():
    lines = [line.partition("=") for line in read(".env.example").splitlines() if line and not line.startswith("#")]
    given = {name: value for name, _, value in lines}
    assert set(given) == {"PROFILE", "BASE_URL", "POSTGRES_PASSWORD"}
    assert Settings(_env_file=ROOT / ".env.example").is_secure


def test_the_proxy_lets_through_what_the_service_takes():
    megabytes = int(re.search(r"client_max_body_size (\d+)m;", read("deploy/nginx.conf"))[1])
    assert megabytes * 1024 * 1024 == Settings.model_fields["body_max_bytes"].default


def test_the_unit_waits_for_requests_under_way_and_runs_a_command_there_is():
    unit = read("deploy/zhuanban.service")
    under_way = int(re.search(r"(\d+) seconds", serving.serve.__doc__)[1])
    assert int(re.search(r"^TimeoutStopSec=(\d+)$", unit, re.MULTILINE)[1]) > under_way
    program = re.search(r"^ExecStart=\S+/(\S+) serve$", unit, re.MULTILINE)[1]
    assert program in tomllib.loads(read("pyproject.toml"))["project"]["scripts"]


def test_the_readmes_name_files_of_deploy_that_are_there():
    for readme in ("README.md", "README.zh-CN.md"):
        named = set(re.findall(r"deploy/[a-z]+\.[a-z]+", read(readme)))
        assert named == {f"deploy/{path.name}" for path in (ROOT / "deploy").iterdir()}, readme
