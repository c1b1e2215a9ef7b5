// What followers are made of: waits, signatures, the file of their progress, a bell.
#include <doctest/doctest.h>

#include <thread>

#include "followers/backoff.h"
#include "followers/bell.h"
#include "followers/follower_store.h"
#include "followers/http.h"
#include "followers/webhook.h"
#include "tests/queue-server/lab.h"

namespace foyer::followers {
namespace {

using test::TempFolder;

const Backoff usual;

TEST_CASE("backoff: it doubles up to its most and chance takes up to half of it") {
  CHECK_EQ(wait_after(usual, 1, 1.0, {}).count(), 1000);
  CHECK_EQ(wait_after(usual, 1, 0.0, {}).count(), 500);
  CHECK_EQ(wait_after(usual, 2, 1.0, {}).count(), 2000);
  CHECK_EQ(wait_after(usual, 9, 1.0, {}).count(), 256'000);
  CHECK_EQ(wait_after(usual, 10, 1.0, {}).count(), 300'000);
  CHECK_EQ(wait_after(usual, 1'000'000'000, 1.0, {}).count(), 300'000);
  CHECK_EQ(wait_after(usual, 1, 7.0, {}).count(), 1000);
}

TEST_CASE("backoff: what the other side asks for is waited but not for ever") {
  CHECK_EQ(wait_after(usual, 1, 1.0, Seconds(120)).count(), 120'000);
  CHECK_EQ(wait_after(usual, 10, 1.0, Seconds(1)).count(), 300'000);
  CHECK_EQ(wait_after(usual, 1, 1.0, Seconds(1'000'000)).count(), 3'600'000);
}

TEST_CASE("signature: as openssl makes it") {
  // printf '1795680000.{"v":1}' | openssl dgst -sha256 -hmac 'a key of thirty-two bytes, or so'
  CHECK_EQ(signature("a key of thirty-two bytes, or so", "{\"v\":1}", Seconds(1795680000)),
           "t=1795680000,v1=192cf8ab16e4c2638e31e665991a70c2640f2d9f63c60620f145f9398ef3e3ff");
  CHECK(signature("a key of thirty-two bytes, or so", "{\"v\":1}", Seconds(1795680001)) !=
        signature("a key of thirty-two bytes, or so", "{\"v\":1}", Seconds(1795680000)));
}

TEST_CASE("http: secrets go to https or to this machine alone") {
  CHECK_FALSE(objection_to_url("https://crm.city.example/foyer").has_value());
  CHECK_FALSE(objection_to_url("http://127.0.0.1:8080/").has_value());
  CHECK_FALSE(objection_to_url("http://[::1]/x").has_value());
  CHECK(objection_to_url("http://crm.city.example/").has_value());
  CHECK(objection_to_url("http://127.0.0.1.evil.example/").has_value());
  CHECK(objection_to_url("https://ann:secret@crm.city.example/").has_value());
  CHECK(objection_to_url("ftp://crm.city.example/").has_value());
  CHECK(objection_to_url("crm.city.example").has_value());
  CHECK(objection_to_url("").has_value());
}

TEST_CASE("follower file: progress never goes back and failures are forgotten by a success") {
  const TempFolder folder;
  const auto file = folder.path() / "followers.sqlite";
  FollowerStore store(file, storage::OpenMode::read_write);
  store.add("crm", 7);
  store.add("crm", 0);
  CHECK_EQ(store.find("crm")->cursor, 7);
  store.failed("crm", "answered 500", from_ms(5000));
  store.failed("crm", std::string(1000, 'x'), from_ms(6000));
  CHECK_EQ(store.find("crm")->failures, 2);
  CHECK_EQ(store.find("crm")->last_trouble.size(), 300);
  store.advance("crm", 8, 0, from_ms(6500));
  CHECK_EQ(store.find("crm")->failures, 2);
  store.advance("crm", 9, 1, from_ms(7000));
  store.advance("crm", 3, 0, from_ms(8000));
  const Progress now = *FollowerStore(file, storage::OpenMode::read_only).find("crm");
  CHECK(now == Progress{"crm", 9, 1, false, 0, std::nullopt, from_ms(7000), ""});
}

TEST_CASE("follower file: an administrator pauses and retries and skips") {
  const TempFolder folder;
  FollowerStore store(folder.path() / "followers.sqlite", storage::OpenMode::read_write);
  store.add("crm", 7);
  CHECK_FALSE(store.pause("erp", true));
  CHECK_FALSE(store.skip("erp", 8));
  CHECK(store.pause("crm", true));
  CHECK(store.find("crm")->paused);
  store.failed("crm", "answered 400", from_ms(5000));
  CHECK(store.skip("crm", 8));
  CHECK_EQ(store.find("crm")->cursor, 8);
  CHECK_EQ(store.find("crm")->failures, 0);
  CHECK_FALSE(store.skip("crm", 8));
  CHECK(store.pause("crm", false));
  CHECK_FALSE(store.find("crm")->paused);
}

TEST_CASE("follower file: another database is refused") {
  const TempFolder folder;
  const auto file = folder.path() / "journal.sqlite";
  { const server::SqliteJournal journal(file, storage::OpenMode::read_write); }
  CHECK_THROWS_AS(FollowerStore(file, storage::OpenMode::read_write), storage::WrongFile);
}

TEST_CASE("bell: what rings between a look and a wait is not lost") {
  Bell bell;
  const auto seen = bell.count();
  bell.ring();
  bell.wait(seen, std::nullopt);
  std::thread other([&bell] { bell.stop(); });
  bell.wait(bell.count(), std::nullopt);
  other.join();
  CHECK(bell.stopped().load());
  bell.wait(bell.count(), Milliseconds(1));
}

}  // namespace
}  // namespace foyer::followers
