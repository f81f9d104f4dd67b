#!/bin/sh
# Remakes the pictures of Apply Kernel... in src/readme from a real ImageJ on a hidden screen.
# Needs Xvfb, openbox, xdotool and ImageMagick; run it in the project's folder.
set -e
mvn -q verify -Dtest=NONE -Dsurefire.failIfNoSpecifiedTests=false -Dit.test=ApplyDialogIT -Djacoco.skip=true
mkdir -p src/readme
for name in preview mistake; do
    convert "target/screenshots/apply-$name.png" -strip -dither None -colors 128 -define png:compression-level=9 \
        "src/readme/apply-$name.png"
done
ls -l src/readme
