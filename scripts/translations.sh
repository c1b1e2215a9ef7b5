#!/bin/sh
# The texts of all programs, from the sources into the catalogues (gettext): docs/TRANSLATING.md.
#   assets/translations/LANG.po         what residents see and hear: in every language
#   assets/translations/staff/LANG.po   what clerks and managers see: in the languages that staff read
#
#   scripts/translations.sh                        adds new texts to every catalogue, untranslated, marks
#                                                  what has gone as obsolete (#~), and counts
#   scripts/translations.sh --count                counts alone: translated, not reviewed, missing
#   scripts/translations.sh --template residents   writes a template (.pot) to standard output;
#   scripts/translations.sh --template staff       the same of the other half
# The texts of a site are in its own files: foyer site texts DIR (site/site_files.h, template_of).
set -eu
cd "$(dirname "$0")/.."

# The sources of what staff see; a text that residents see as well is in their catalogue alone.
staff='^counter-client/\|^display/manager_\|^site/advice_words\.'

sources() {
  find . -mindepth 2 \( -name build -o -name tests -o -name '.*' \) -prune -o \
    \( -name '*.cpp' -o -name '*.h' \) -print | sed 's|^\./||' | grep -v '^build/\|^tests/' |
    LC_ALL=C sort
}

# Reads names of sources, writes a template; more arguments go to xgettext.
extract() {
  xgettext --files-from=- --language=C++ --from-code=UTF-8 --output=- \
    --keyword --keyword=tr --keyword=tr_context:1c,2 --keyword=tr_plural:1,2 \
    --keyword=tr_plural_context:1c,2,3 --flag=tr:1:no-c-format --flag=tr_context:2:no-c-format \
    --flag=tr_plural:1:no-c-format --flag=tr_plural:2:no-c-format \
    --flag=tr_plural_context:2:no-c-format --flag=tr_plural_context:3:no-c-format \
    --add-comments=TRANSLATORS --add-location=file --no-wrap --package-name=foyer "$@" |
    sed '/^#, no-c-format$/d; /^"POT-Creation-Date:/d; /^"Report-Msgid-Bugs-To:/d'
}

residents() {
  sources | grep -v "$staff" | extract
}

# template residents|staff FILE
template() {
  if [ "$1" = residents ]; then
    residents >"$2"
    return
  fi
  of_residents=$(mktemp)
  residents >"$of_residents"
  sources | grep "$staff" | extract --exclude-file="$of_residents" >"$2"
  rm "$of_residents"
}

catalogues() {
  if [ "$1" = residents ]; then
    ls assets/translations/*.po
  else
    ls assets/translations/staff/*.po
  fi
}

# An entry that nobody has reviewed is marked with gettext's word for it: fuzzy.
count() {
  all=$(msgattrib --no-obsolete "$1" | grep -c '^msgid ' || true)
  missing=$(msgattrib --untranslated --no-obsolete "$1" | grep -c '^msgid ' || true)
  unreviewed=$(msgattrib --only-fuzzy --no-obsolete "$1" | grep -c '^msgid ' || true)
  # What msgattrib selects begins with the header, if it selects anything.
  [ "$missing" -eq 0 ] || missing=$((missing - 1))
  [ "$unreviewed" -eq 0 ] || unreviewed=$((unreviewed - 1))
  all=$((all - 1))
  echo "$1: $((all - missing)) of $all translated, $unreviewed of them not reviewed"
}

if [ "${1-}" = --template ]; then
  if [ "${2-}" != residents ] && [ "${2-}" != staff ]; then
    echo "translations.sh: --template residents or --template staff" >&2
    exit 2
  fi
  template "$2" /dev/stdout
  exit
fi
if [ "${1-}" != --count ]; then
  pot=$(mktemp)
  trap 'rm -f "$pot"' EXIT
  for half in residents staff; do
    template "$half" "$pot"
    for po in $(catalogues "$half"); do
      msgmerge --quiet --update --backup=none --no-fuzzy-matching --no-wrap --add-location=file \
        "$po" "$pot"
    done
  done
fi
for po in $(catalogues residents) $(catalogues staff); do
  count "$po"
done
