#!/bin/sh
# Puts Drafter into the menus of this user and lets .drafter files open with it; no rights are needed.
#   ./install.sh              install, or install anew
#   ./install.sh --uninstall  take it away; reports, settings and recovery files stay
# PREFIX names another place than ~/.local. The program is copied, so this folder can go afterwards.
#
# Tried: on Debian 12, also with a space in the name of the folder. Not tried on a running desktop.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
prefix=${PREFIX:-$HOME/.local}
program=$prefix/lib/drafter
data=$prefix/share

refresh() {
    if command -v update-mime-database >/dev/null; then update-mime-database "$data/mime" || true; fi
    if command -v update-desktop-database >/dev/null; then
        update-desktop-database -q "$data/applications" || true
    fi
}

remove() {
    if [ -d "$program" ] && [ ! -f "$program/_internal/drafter/_shipped/resources/style.qss" ]; then
        echo "install.sh: $program is there and is not Drafter; nothing was done." >&2
        exit 1
    fi
    rm -rf -- "$program"
    if [ -L "$prefix/bin/drafter" ]; then rm -f -- "$prefix/bin/drafter"; fi
    rm -f -- "$data/applications/drafter.desktop" "$data/mime/packages/drafter.xml"
    rm -f -- "$data"/icons/hicolor/*/apps/drafter.png "$data/icons/hicolor/scalable/apps/drafter.svg"
}

case ${1:-} in
--uninstall)
    remove
    refresh
    echo "Drafter is no longer in $prefix."
    exit 0
    ;;
"") ;;
*)
    echo "usage: $0 [--uninstall]" >&2
    exit 2
    ;;
esac

case $here in
"$program" | "$program"/*)
    echo "install.sh: this is the installed Drafter already." >&2
    exit 1
    ;;
esac

remove
mkdir -p -- "$program" "$prefix/bin" "$data/applications" "$data/mime/packages" "$data/icons"
cp -R -- "$here/." "$program"
ln -sf -- "$program/drafter" "$prefix/bin/drafter"
cp -R -- "$here/share/icons/hicolor" "$data/icons/"
cp -- "$here/drafter.xml" "$data/mime/packages/drafter.xml"
# A desktop may start programs without the folder of ours in its PATH.
awk -v program="$program/drafter" '
    /^Exec=/ { print "Exec=\"" program "\" %f"; next }
    /^TryExec=/ { print "TryExec=" program; next }
    { print }
' "$here/drafter.desktop" >"$data/applications/drafter.desktop"
refresh
echo "Drafter is in $program; start it from the menu, or as $prefix/bin/drafter."
