#!/bin/sh
# The texts of all programs, from the sources into assets/translations/LANG.po (gettext).
#   scripts/translations.sh              adds new texts to every LANG.po, untranslated, and marks what
#                                        has gone as obsolete (#~); then translate with any editor.
#   scripts/translations.sh --template   writes the template (.pot) to standard output.
# The texts of a site are in its own files: foyer site texts DIR (site/site_files.h, template_of).
set -eu
cd "$(dirname "$0")/.."

template() {
  find . -mindepth 2 \( -name build -o -name tests -o -name '.*' \) -prune -o \
    \( -name '*.cpp' -o -name '*.h' \) -print | sed 's|^\./||' | grep -v '^build/\|^tests/' |
    LC_ALL=C sort | xgettext --files-from=- --language=C++ --from-code=UTF-8 --output=- \
    --keyword --keyword=tr --keyword=tr_context:1c,2 --keyword=tr_plural:1,2 \
    --keyword=tr_plural_context:1c,2,3 --flag=tr:1:no-c-format --flag=tr_context:2:no-c-format \
    --flag=tr_plural:1:no-c-format --flag=tr_plural:2:no-c-format \
    --flag=tr_plural_context:2:no-c-format --flag=tr_plural_context:3:no-c-format \
    --add-comments=TRANSLATORS --add-location=file --no-wrap --package-name=foyer |
    sed '/^#, no-c-format$/d'
}

if [ "${1-}" = --template ]; then
  template
  exit
fi
pot=$(mktemp)
trap 'rm -f "$pot"' EXIT
template >"$pot"
for po in assets/translations/*.po; do
  msgmerge --quiet --update --backup=none --no-fuzzy-matching --no-wrap --add-location=file \
    "$po" "$pot"
  printf '%s: ' "$po"
  msgfmt --statistics --output-file=/dev/null "$po" 2>&1
done
