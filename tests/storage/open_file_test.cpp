#include "storage/open_file.h"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <thread>

#include "tests/queue-server/lab.h"

using namespace foyer::storage;
using foyer::test::TempFolder;

namespace {

constexpr FileKind apples{.application_id = 0x4150504C,
                          .version = 2,
                          .schema = "CREATE TABLE apple (n)",
                          .holds = "apples"};
constexpr FileKind pears{
    .application_id = 0x50454152, .schema = "CREATE TABLE pear (n)", .holds = "pears"};

std::string refusal(const std::filesystem::path& file, OpenMode mode, const FileKind& kind) {
  try {
    static_cast<void>(open_file(file, mode, kind));
  } catch (const WrongFile& e) {
    return e.what();
  }
  return "";
}

}  // namespace

TEST_CASE("open file: what was made is opened again and nobody else can read it") {
  const TempFolder folder;
  const auto file = folder.path() / "apples.sqlite";
  open_file(file, OpenMode::read_write, apples).run("INSERT INTO apple VALUES (1)");
  Database again = open_file(file, OpenMode::read_only, apples);
  CHECK(again.number("SELECT n FROM apple") == 1);
  CHECK(again.number("PRAGMA user_version") == 2);
  struct stat status {};
  REQUIRE(::stat(file.c_str(), &status) == 0);
  CHECK((status.st_mode & 0777U) == 0600U);
}

TEST_CASE("open file: another kind and a newer one are refused by name and left as they are") {
  const TempFolder folder;
  const auto file = folder.path() / "fruit.sqlite";
  open_file(file, OpenMode::read_write, apples).run("INSERT INTO apple VALUES (1)");
  for (const OpenMode mode : {OpenMode::read_write, OpenMode::read_only}) {
    CHECK(refusal(file, mode, pears) == file.string() + " holds no pears");
  }
  FileKind older = apples;
  older.version = 1;
  CHECK(refusal(file, OpenMode::read_write, older) == file.string() + " is of a newer program");
  CHECK(open_file(file, OpenMode::read_only, apples).number("SELECT n FROM apple") == 1);
}

TEST_CASE("open file: tables of somebody else are not built upon") {
  const TempFolder folder;
  const auto file = folder.path() / "other.sqlite";
  Database(file, OpenMode::read_write).run("CREATE TABLE other (n)");
  CHECK(refusal(file, OpenMode::read_write, apples) == file.string() + " holds no apples");
}

TEST_CASE("open file: an older version is opened as it is and only reading makes nothing") {
  const TempFolder folder;
  const auto file = folder.path() / "apples.sqlite";
  CHECK_THROWS_AS(open_file(file, OpenMode::read_only, apples), SqliteError);
  FileKind older = apples;
  older.version = 1;
  static_cast<void>(open_file(file, OpenMode::read_write, older));
  CHECK(open_file(file, OpenMode::read_write, apples).number("PRAGMA user_version") == 1);
}

TEST_CASE("open file: several that make it at once make it once") {
  for (int round = 0; round < 20; ++round) {
    const TempFolder folder;
    const auto file = folder.path() / "apples.sqlite";
    const auto open = [&file] {
      open_file(file, OpenMode::read_write, apples).run("INSERT INTO apple VALUES (1)");
    };
    std::thread other(open);
    open();
    other.join();
    CHECK(open_file(file, OpenMode::read_only, apples).number("SELECT count(*) FROM apple") == 2);
  }
}
