"""A kiosk that cannot start: at a desk it ends with its error, in the lobby its screen says that it is
out of service, until what stood in the way is gone. Real programs without a display (SDL's dummy driver).

    broken_start_test.py BUILD/bin assets/sites/clarington
"""

import os
import pathlib
import shutil
import subprocess
import sys
import unittest

import lobby

OUT = "This kiosk is out of service"
NO_SERVER = "We cannot issue tickets right now"


class BrokenStart(unittest.TestCase):
    def setUp(self):
        self.hall = lobby.Lobby(PROGRAMS, SITE)
        self.addCleanup(self.hall.__exit__)
        self.site = self.hall.folder / "site"
        shutil.copytree(SITE, self.site)
        self.open_all_day()
        self.device = self.hall.enroll("kiosk-1", "kiosk")
        self.state = self.hall.folder / "state"

    def open_all_day(self):
        """What a kiosk says without a server depends on the hour."""
        days = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
        (self.site / "hours.toml").write_text(
            'time_zone = "America/Toronto"\n[weekdays]\n' + "".join(f'{day} = "0:00-24:00"\n' for day in days),
            encoding="utf-8")

    def start(self, *more, lobby_mode=True):
        screen_list = self.hall.folder / "kiosk.screen"
        log = open(self.hall.folder / "kiosk.out", "w", encoding="utf-8")
        words = [PROGRAMS / "foyer-kiosk", "--device", self.device, "--site", self.site, "--state", self.state,
                 "--speech", "never", "--screen-list", screen_list, *more]
        if lobby_mode:
            words.append("--fullscreen")
        process = subprocess.Popen(list(map(str, words)), stdout=log, stderr=log,
                                   env={**os.environ, "SDL_VIDEODRIVER": "dummy"})
        log.close()
        self.addCleanup(self.hall.stop, process)
        return lobby.Screen(process, screen_list, self.hall.folder / "kiosk.png", (0, 0))

    def log(self):
        return (self.hall.folder / "kiosk.out").read_text(encoding="utf-8")

    def break_site(self):
        """Takes a name away; gives back how to repair it."""
        file = self.site / "brand.toml"
        whole = file.read_text(encoding="utf-8")
        file.write_text("\n".join(line for line in whole.split("\n") if not line.startswith("short_name")),
                        encoding="utf-8")
        return lambda: file.write_text(whole, encoding="utf-8")

    def ends_with(self, code, words, *more):
        screen = self.start(*more, lobby_mode=False)
        self.assertEqual(screen.process.wait(lobby.WAIT_S), code, self.log())
        self.assertIn(words, self.log())

    def test_at_a_desk_it_ends_with_its_error(self):
        self.ends_with(1, "is no PIN file", "--pin-file", self.empty_secret())
        self.state = self.device / "state"
        self.ends_with(1, "cannot be made")
        self.state = self.hall.folder / "state"
        self.break_site()
        self.ends_with(3, 'short_name: is missing')
        self.device = self.hall.folder / "none.device"
        shutil.rmtree(self.site)
        self.ends_with(3, "there is no such folder")
        shutil.copytree(SITE, self.site)
        self.ends_with(4, "none.device")

    def empty_secret(self):
        file = self.hall.folder / "pin"
        file.touch(mode=0o600)
        return file

    def comes_back(self, screen, staff, repair):
        screen.wait_shows(OUT)
        self.assertTrue(screen.shows(staff), screen.items())
        repair()
        screen.wait_shows(NO_SERVER)
        self.assertFalse(screen.shows(OUT))
        self.assertIn("in service again", self.log())
        screen.process.terminate()
        self.assertEqual(screen.process.wait(lobby.WAIT_S), 0, self.log())

    def test_in_the_lobby_it_waits_for_the_site_to_be_repaired(self):
        repair = self.break_site()
        screen = self.start()
        self.comes_back(screen, "the files of the site have a mistake", repair)
        self.assertIn("brand.toml", self.log())
        self.assertEqual(self.log().count("short_name"), 1, "each reason is logged once")

    def test_in_the_lobby_it_waits_for_its_device_file(self):
        file, self.device = self.device, self.hall.folder / "later.device"
        screen = self.start()
        self.comes_back(screen, "the device file cannot be used", lambda: file.rename(self.device))

    def test_in_the_lobby_it_waits_for_its_folder(self):
        self.state = self.hall.folder / "taken"
        self.state.write_text("a file stands where the folder is to be")
        screen = self.start()
        self.comes_back(screen, "cannot make its data folder", self.state.unlink)

    def test_in_the_lobby_it_waits_for_its_settings(self):
        pin = self.empty_secret()
        screen = self.start("--pin-file", pin)
        self.comes_back(screen, "a setting of this kiosk is wrong",
                        lambda: pin.write_text("$argon2id$v=19$m=65536,t=2,p=1$c2FsdA$aGFzaA\n"))


if __name__ == "__main__":
    PROGRAMS, SITE = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    unittest.main(argv=sys.argv[:1])
