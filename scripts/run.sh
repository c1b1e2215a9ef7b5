#!/usr/bin/env bash
# A whole lobby on this machine: installs what is missing, builds, makes keys, and starts queue server, kiosk,
# two counter clients, welcome desk, lobby display, manager's board, and simulated residents and clerks.
set -euo pipefail
cd "$(dirname "$0")/.."

usage() {
  cat <<'EOF'
Usage: scripts/run.sh [options]
  --data DIR         where journal, keys and logs are kept      (default: run/, and the name of the site)
  --site DIR         the site's files                           (default: assets/sites/clarington)
  --speed N          how fast the simulated people are          (default: 20)
  --no-people        nobody is simulated: the lobby is yours
  --training         a lobby to practise in: in a folder of its own, as fast as a real one, with one counter client, which says
                     on every page that nothing is real  (default of --data: run/training- and the name of the site)
  --real-hours       open as the site's calendar says           (default: open now, for 12 hours)
  --seconds N        stop by itself after N seconds
  --screenshots DIR  a picture of every window, every 5 seconds (default with no display: DIR of --data/screenshots)
Ctrl-C stops everything. The next start goes on with the same journal.
EOF
}

data= site=assets/sites/clarington speed='' people=yes hours="--open-all-day --no-ticket-limit" seconds='' screenshots='' training=''
while [ $# -gt 0 ]; do
  case $1 in
    --data) data=$2; shift ;;
    --site) site=$2; shift ;;
    --speed) speed=$2; shift ;;
    --seconds) seconds=$2; shift ;;
    --screenshots) screenshots=$2; shift ;;
    --no-people) people=no ;;
    --training) training=--training ;;
    --real-hours) hours='' ;;
    -h|--help) usage; exit 0 ;;
    *) echo "run.sh: unknown option $1" >&2; usage >&2; exit 2 ;;
  esac
  shift
done

: "${data:=run/${training:+training-}$(basename "$site")}"
# Nobody learns to serve twenty people at once.
[ -n "$speed" ] || { [ -n "$training" ] && speed=1 || speed=20; }

say() { printf '\033[1m==> %s\033[0m\n' "$*"; }

bash scripts/setup.sh release
bin=build/release/bin

# --- keys and clerks, once ---------------------------------------------------------------------------
devices=$data/devices
people_devices=$data/people
secrets=$data/people/secrets
# Who works where: clerk-1 at the site's first counter and so on. The desk is its first two.
of_site() { "$bin/foyer" site devices "$site" | sed -n "s/^$1,\([^,]*\),.*/\1/p"; }
mapfile -t counters < <(of_site counter)
mapfile -t kiosks < <(of_site kiosk)
mapfile -t displays < <(of_site display)
[ "${#counters[@]}" -ge 2 ] && [ "${#kiosks[@]}" -ge 1 ] && [ "${#displays[@]}" -ge 1 ] || {
  echo "run.sh: $site needs two counters, a kiosk and a display in its lobby.toml" >&2
  exit 1
}

new_pin() { shuf --random-source=/dev/urandom -i 100000-999999 -n 1; }

make_lobby() {
  say "Making keys, devices and clerks in $data"
  mkdir -p "$devices" "$people_devices" "$data/logs"
  chmod 700 "$data"
  "$bin/foyer" keys init --data "$data" >/dev/null
  "$bin/foyer" keys enroll "${kiosks[0]}" --role kiosk --data "$data" --out "$devices/${kiosks[0]}.device" >/dev/null
  "$bin/foyer" keys enroll "${displays[0]}" --role display --data "$data" --out "$devices/${displays[0]}.device" >/dev/null
  "$bin/foyer" keys enroll sim-kiosk --role kiosk --data "$data" --out "$people_devices/sim-kiosk.device" >/dev/null
  "$bin/foyer" keys enroll sim-phone --role web --data "$data" --out "$people_devices/sim-phone.device" >/dev/null
  (umask 077; : > "$secrets")
  local n counter pin languages rights
  for ((n = 1; n <= ${#counters[@]}; ++n)); do
    counter=${counters[n - 1]}
    "$bin/foyer" keys enroll "$counter" --role counter --data "$data" --out "$people_devices/$counter.device" >/dev/null
    pin=$(new_pin)
    # Every other clerk speaks French, too: such residents are called there where it costs nobody a promise.
    languages=en
    [ $((n % 2)) = 1 ] || languages=en,fr
    # The first one supervises, too: F10.
    rights=call_out_of_order
    [ "$n" != 1 ] || rights=call_out_of_order,supervise
    "$bin/foyer" clerk add "clerk-$n" --name "Clerk $n" --skills all --languages "$languages" --rights "$rights" --pin-from-stdin \
      --data "$data" <<<"$pin" >/dev/null
    echo "clerk-$n $pin" >> "$secrets"
  done
  echo "$site" > "$data/made"
}
[ -f "$data/made" ] || make_lobby
# A journal is of one site.
[ ! -s "$data/made" ] || [ "$(cat "$data/made")" = "$site" ] || {
  echo "run.sh: the lobby in $data is of the site $(cat "$data/made"); give another folder with --data" >&2
  exit 1
}
if [ ! -f "$data/kiosk.pin" ]; then
  pin=$(new_pin)
  "$bin/foyer" kiosk set-pin --pin-from-stdin --file "$data/kiosk.pin" <<<"$pin" >/dev/null
  (umask 077; echo "$pin" > "$data/supervisor")
fi
# By themselves: lobbies that were made before there was a board or a welcome desk go on with them.
[ -f "$devices/manager-1.device" ] ||
  "$bin/foyer" keys enroll manager-1 --role manager --data "$data" --out "$devices/manager-1.device" >/dev/null
[ -f "$devices/welcome-desk.device" ] ||
  "$bin/foyer" keys enroll welcome-desk --role counter --data "$data" --out "$devices/welcome-desk.device" >/dev/null

# --- a display, or one of our own --------------------------------------------------------------------
pids=()
cleanup_done=
stop_all() {
  [ -z "$cleanup_done" ] || return 0
  cleanup_done=yes
  trap '' INT TERM
  echo
  say "Stopping"
  local i pid
  # Newest first: people, windows, then the server, then the display that they stand on.
  for ((i = ${#pids[@]} - 1; i >= 0; --i)); do
    pid=${pids[$i]}
    kill -TERM "$pid" 2>/dev/null || continue
    timeout 15 tail --pid="$pid" -f /dev/null || kill -KILL "$pid" 2>/dev/null || true
  done
  say "Stopped. The journal is in $data; look into it with: $bin/foyer journal show --data $data"
}
trap 'stop_all' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# A session of its own, so that Ctrl-C reaches this script alone and everything is stopped in order.
start() {  # start NAME COMMAND…
  local name=$1
  shift
  setsid "$@" >"$data/logs/$name.out" 2>&1 &
  pids+=($!)
}

start_xvfb() {
  local ready=$data/xvfb-ready number
  rm -f "$ready"
  mkfifo "$ready"
  setsid Xvfb -displayfd 3 -screen 0 3640x1920x24 -nolisten tcp 3>"$ready" 2>"$data/logs/xvfb.out" &
  pids+=($!)
  read -r -t 20 number <"$ready" || { echo "Xvfb did not start: see $data/logs/xvfb.out" >&2; exit 1; }
  rm -f "$ready"
  export DISPLAY=:$number
}

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  headless=no
  say "Opening windows on ${DISPLAY:-$WAYLAND_DISPLAY}"
else
  headless=yes
  start_xvfb
  : "${screenshots:=$data/screenshots}"
  say "No display here: started Xvfb on $DISPLAY"
fi

# shellcheck disable=SC2054  # the commas belong to the options
# Sizes for a screen that holds all windows at full size, or for a usual desktop.
width=$(xdpyinfo 2>/dev/null | sed -n 's/ *dimensions: *\([0-9]*\)x.*/\1/p' || true)
if [ "${width:-0}" -ge 3600 ]; then
  kiosk=(--size 1080x1920 --position 0,0) one=(--size 1440x900 --position 1080,0)
  two=(--size 1440x900 --position 1080,900) display=(--size 1120x630 --position 2520,0)
  board=(--size 1120x630 --position 2520,640) desk=(--size 1120x700 --position 2520,1280)
else
  kiosk=(--size 540x960 --position 0,0) one=(--size 1280x720 --position 540,0)
  two=(--size 1280x720 --position 600,240) display=(--size 960x540 --position 540,500)
  board=(--size 960x540 --position 700,120) desk=(--size 1280x720 --position 620,300)
fi
picture() { [ -z "$screenshots" ] || printf '%s\n%s\n' --screenshot "$screenshots/$1.png"; }
[ -z "$screenshots" ] || { mkdir -p "$screenshots"; say "A picture of every window, every 5 seconds: $screenshots"; }

# --- server ------------------------------------------------------------------------------------------
say "Starting the queue server"
rm -f "$data/endpoints.toml"
# shellcheck disable=SC2086  # empty or one word
start queue-server "$bin/foyer-queue-server" --data "$data" --site "$site" $hours $training
server=${pids[-1]}
until [ -f "$data/endpoints.toml" ]; do
  kill -0 "$server" 2>/dev/null || { cat "$data/logs/queue-server.out" >&2; exit 1; }
  read -r -t 0.1 <> <(:) || true
done

# What goes on to other systems, where somebody has set it up: docs/FOLLOW-UPS.md.
if [ -f "$data/webhooks.toml" ] || [ -f "$data/open311.toml" ]; then
  say "Starting the followers"
  start followers "$bin/foyer-followers" --data "$data" --site "$site"
fi

# --- people and windows ------------------------------------------------------------------------------
window() {  # window NAME PROGRAM DEVICE OPTIONS…
  local name=$1 program=$2 device=$3
  shift 3
  local options
  mapfile -t options < <(picture "$name")
  start "$name" "$bin/$program" --device "$device" --site "$site" "${options[@]}" "$@"
}

if [ "$people" = yes ]; then
  clerks=
  for ((n = 1; n <= ${#counters[@]}; ++n)); do
    # With windows, the first counter is for whoever sits here; and always for whoever practises.
    [ "$headless" = no ] && [ "$n" = 1 ] && continue
    [ -n "$training" ] && [ "$n" = 1 ] && continue
    clerks+=${clerks:+,}clerk-$n:${counters[n - 1]}
  done
  say "Starting simulated residents and clerks, $speed times as fast as real ones"
  start people "$bin/foyer" simulate --site "$site" --devices "$people_devices" --clerks "$clerks" \
    --secrets "$secrets" --speed "$speed" --from 10:00 --duration forever
  # The clerk's session belongs to the device: the windows of these counters show what the simulated clerks do.
  for n in 1 2; do
    [[ $clerks == *"clerk-$n:"* ]] || continue
    timeout 30 grep -q -m 1 "sign-in at ${counters[n - 1]}: ok" \
      <(tail -n +1 -f --pid="$server" "$data/logs/queue-server.out") || true
  done
fi

if [ -n "$training" ]; then
  say "Starting the counter client"
  window counter-1 foyer-counter-client "$people_devices/${counters[0]}.device" --counter "${counters[0]}" "${one[@]}"
else
  say "Starting kiosk, counter clients, welcome desk, display and manager's board"
  window kiosk foyer-kiosk "$devices/${kiosks[0]}.device" --state "$data/state/${kiosks[0]}" --pin-file "$data/kiosk.pin" \
    "${kiosk[@]}"
  window counter-1 foyer-counter-client "$people_devices/${counters[0]}.device" --counter "${counters[0]}" "${one[@]}"
  window counter-2 foyer-counter-client "$people_devices/${counters[1]}.device" --counter "${counters[1]}" "${two[@]}"
  window welcome-desk foyer-counter-client "$devices/welcome-desk.device" --welcome-desk "${desk[@]}"
  window display foyer-display "$devices/${displays[0]}.device" --display "${displays[0]}" "${display[@]}"
  window manager foyer-display "$devices/manager-1.device" --view manager "${board[@]}"
fi

say "The lobby is open. Sign in at a counter or the welcome desk as clerk-1, PIN $(sed -n 's/^clerk-1 //p' "$secrets")."
[ -n "$training" ] ||
  echo "    The kiosk's supervisor: hold its top left corner for 4 seconds or press F12, PIN $(cat "$data/supervisor")."
echo "    Logs: $data/logs   Journal: $bin/foyer journal show --data $data"
echo "    Ctrl-C stops everything."

# --- until Ctrl-C, the time given, or the server's end -------------------------------------------------
if [ -n "$seconds" ]; then
  timeout "$seconds" tail --pid="$server" -f /dev/null || true
else
  tail --pid="$server" -f /dev/null &
  wait $!
fi
if ! kill -0 "$server" 2>/dev/null; then
  echo "The queue server ended:" >&2
  tail -n 20 "$data/logs/queue-server.out" >&2
  exit 1
fi
