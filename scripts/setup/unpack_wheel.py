"""Unpacks the members of a wheel whose names start with one of the given prefixes.

Usage: python3 unpack_wheel.py WHEEL FOLDER PREFIX...
"""

import os
import sys
import zipfile


def main(wheel, folder, *prefixes):
    with zipfile.ZipFile(wheel) as archive:
        names = [name for name in archive.namelist() if name.startswith(prefixes)]
        if not names:
            sys.exit(f"{os.path.basename(wheel)} has none of: {', '.join(prefixes)}")
        for name in names:
            path = archive.extract(name, folder)  # checks the member's checksum, keeps it inside the folder
            if "/bin/" in name and os.path.isfile(path):
                os.chmod(path, 0o755)


if __name__ == "__main__":
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
