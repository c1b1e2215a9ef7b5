"""Whether tidy finds what it should: faults put into a copy of the house, one at a time."""

import pathlib
import shutil
import tempfile
import unittest

import tidy

HOUSE = pathlib.Path(__file__).resolve().parents[2]
HOUSE_FILES = tidy.Tree(HOUSE).files


class TidyTest(unittest.TestCase):
    """Each test breaks a fresh copy of the engine, and of how the rooms are linked, in one way."""

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.copy = pathlib.Path(self.folder.name) / "house"
        for file in HOUSE_FILES:
            if file.parts[0] == "engine" or file.name in ("CMakeLists.txt", ".clang-format"):
                target = self.copy / file
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(HOUSE / file, target)
        self.before = self.problems()

    def problems(self, checks=None):
        return tidy.problems_in(self.copy, checks or tidy.QUICK_CHECKS)

    def new_problems(self, checks=None):
        return [p for p in self.problems(checks) if p not in self.before]

    def write(self, file, text):
        (self.copy / file).parent.mkdir(parents=True, exist_ok=True)
        (self.copy / file).write_text(text, encoding="utf-8")

    def append(self, file, text):
        self.write(file, (self.copy / file).read_text(encoding="utf-8") + text)

    def assert_finds(self, problem, checks=None):
        self.assertEqual(self.new_problems(checks), [problem])

    def test_nothing_new_in_an_untouched_copy(self):
        self.assertEqual(self.new_problems(), [])

    def test_an_include_that_points_up(self):
        self.write("engine/wrong.cpp", '// why\n#include "protocol/message.h"\n')
        self.assert_finds("engine/wrong.cpp:2: engine may not use protocol")

    def test_the_ui_knows_no_site(self):
        self.write("ui/wrong.h", '#pragma once\n#include "site/site_files.h"\n')
        self.assert_finds("ui/wrong.h:2: ui may not use site")

    def test_one_screen_does_not_use_another(self):
        self.write("kiosk/wrong.cpp", '#include "display/views.h"\n')
        self.assert_finds("kiosk/wrong.cpp:1: kiosk may not use display")

    def test_the_screens_may_use_the_link(self):
        self.write("kiosk/right.cpp", '#include "link/client.h"\n#include "engine/engine.h"\n')
        self.assertEqual(self.new_problems(), [])

    def test_no_room_uses_the_tests(self):
        self.write("site/wrong.cpp", '#include "tests/engine/town.h"\n')
        self.assert_finds("site/wrong.cpp:1: site may not use tests")

    def test_an_include_beside_the_file(self):
        self.write("site/wrong.cpp", '#include "calendar.h"\n')
        self.assert_finds('site/wrong.cpp:1: "calendar.h" is not named from the root of the house')

    def test_an_include_in_a_comment_is_none(self):
        self.write("engine/right.cpp", '// as #include "protocol/message.h"\n')
        self.assertEqual(self.new_problems(), [])

    def test_a_library_away_from_home(self):
        self.write("kiosk/wrong.cpp", "#include <zmq.hpp>\n")
        self.assert_finds("kiosk/wrong.cpp:1: <zmq.hpp> is for link, queue-server, bench alone")

    def test_a_link_that_points_up(self):
        self.append("engine/CMakeLists.txt", "target_link_libraries(foyer_engine PUBLIC\n  foyer_protocol)\n")
        [problem] = self.new_problems()
        self.assertRegex(problem, r"^engine/CMakeLists.txt:\d+: engine may not link foyer_protocol$")

    def test_a_link_in_the_rooms_own_function(self):
        self.append("protocol/CMakeLists.txt", "foyer_library(foyer_more SOURCES a.cpp PUBLIC foyer_site)\n")
        [problem] = self.new_problems()
        self.assertRegex(problem, r"^protocol/CMakeLists.txt:\d+: protocol may not link foyer_site$")

    def test_a_library_that_is_not_there(self):
        self.append("protocol/CMakeLists.txt", "target_link_libraries(foyer_protocol PRIVATE foyer_attic)\n")
        [problem] = self.new_problems()
        self.assertRegex(problem, r"foyer_attic is no library of any room$")

    def test_a_room_that_nobody_knows(self):
        self.write("attic/CMakeLists.txt", "foyer_library(foyer_attic SOURCES a.cpp)\n")
        self.assert_finds("attic/CMakeLists.txt:1: attic is a room that tests/tidy/tidy.py does not know")

    def test_another_order_of_rooms(self):
        text = (self.copy / "CMakeLists.txt").read_text(encoding="utf-8")
        self.write("CMakeLists.txt", text.replace("site protocol link", "site link protocol"))
        [problem] = self.new_problems()
        self.assertRegex(problem, r"^CMakeLists.txt:\d+: the rooms are not those")

    def test_headers_that_the_engine_never_has(self):
        for header in ["thread", "random", "iostream", "zmq.hpp", "sqlite3.h", "imgui.h", "SDL2/SDL.h", "unordered_map"]:
            with self.subTest(header):
                self.write("engine/wrong.cpp", f"#include <vector>\n#include <{header}>\n")
                self.assertIn(f"engine/wrong.cpp:2: <{header}> has no place in engine", self.new_problems())

    def test_calls_that_the_engine_never_makes(self):
        for call in ["std::chrono::system_clock::now()", "time(nullptr)", "rand()", "std::time (0)", 'getenv("X")']:
            with self.subTest(call):
                self.write("engine/wrong.cpp", f"// time() in words is allowed\nauto x = {call};\n")
                [problem] = self.new_problems()
                self.assertRegex(problem, r"^engine/wrong.cpp:2: .* has no place in engine$")

    def test_words_that_only_look_like_calls(self):
        self.write("engine/right.cpp", 'void without_time(int);\nauto a = "::now()";\nauto b = last_time(3);\nint random_id;\n')
        self.assertEqual(self.new_problems(), [])

    def test_a_header_without_its_guard(self):
        self.write("site/wrong.h", "// #pragma once\nint x;\n")
        self.assert_finds("site/wrong.h:1: #pragma once is missing")

    def test_using_namespace_in_a_header(self):
        self.write("site/wrong.h", "#pragma once\n\nusing namespace std;\n")
        self.assert_finds("site/wrong.h:3: using namespace in a header")

    def test_a_default_over_our_own_words(self):
        self.write("engine/wrong.cpp", "int f(int x) {\n  switch (x) {\n    default:\n      return 1;\n  }\n}\n")
        self.assert_finds("engine/wrong.cpp:3: default in a switch over our own words")

    def test_a_defaulted_operator_is_no_switch(self):
        self.write("engine/right.h", "#pragma once\nstruct A { A() = default; };\n")
        self.assertEqual(self.new_problems(), [])

    def test_a_path_of_one_machine(self):
        self.write("scripts/wrong.sh", "cd /home/somebody/foyer\n")
        self.assert_finds("scripts/wrong.sh:1: a path of one machine")

    def test_a_file_that_is_too_long(self):
        self.write("site/wrong.cpp", "int x;\n" * (tidy.LINES_MAX + 1))
        self.assert_finds(f"site/wrong.cpp:{tidy.LINES_MAX}: {tidy.LINES_MAX + 1} lines, more than {tidy.LINES_MAX}")

    def test_a_comma_in_the_name_of_a_test(self):
        self.write("tests/site/wrong_test.cpp", 'TEST_CASE("site: one, two") {}\n')
        [problem] = self.new_problems()
        self.assertRegex(problem, r"^tests/site/wrong_test.cpp:1: a comma in a test's name")

    def test_a_file_that_is_not_formatted(self):
        self.before = self.problems([tidy.check_format])
        self.write("engine/wrong.cpp", "int   x;\n\n\n\nint y ;\n")
        self.assert_finds("engine/wrong.cpp:1: not as clang-format -i writes it", [tidy.check_format])


if __name__ == "__main__":
    unittest.main()
