"""Known faults of what a lock installs: python deploy/audit.py requirements.lock, where pip-audit is installed.

Ends with 1 where one is known, with 0 where none is, and with 0 and words where no list of faults could be reached.
"""

import json
import subprocess
import sys

COMMAND = ("pip_audit", "--require-hashes", "--disable-pip", "--progress-spinner=off", "--format=json", "--requirement")


def audit(lock: str) -> tuple[int, str]:
    """How to end, and what to say."""
    done = subprocess.run([sys.executable, "-m", *COMMAND, lock], capture_output=True, text=True, check=False)
    try:
        packages = json.loads(done.stdout)["dependencies"]
    except (json.JSONDecodeError, KeyError):
        last = (done.stderr.strip() or "no answer").splitlines()[-1]
        return 0, f"Nothing was checked: no list of known faults could be reached ({last})"
    faults = [
        f"{one['name']} {one['version']}: {fault['id']}, mended in {', '.join(fault['fix_versions']) or 'none'}"
        for one in packages
        for fault in one.get("vulns", [])
    ]
    unknown = [one["name"] for one in packages if "skip_reason" in one]
    checked = len(packages) - len(unknown)
    if not checked:
        return 0, "Nothing was checked: the list of known faults knows none of these packages"
    said = [f"{checked} of {len(packages)} packages were checked: {len(faults) or 'no'} known faults", *faults]
    if unknown:
        said.append("Could not be checked: " + ", ".join(unknown))
    return int(bool(faults)), "\n".join(said)


if __name__ == "__main__":
    code, words = audit(sys.argv[1])
    print(words)
    raise SystemExit(code)
