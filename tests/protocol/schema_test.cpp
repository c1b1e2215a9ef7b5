// The published schemas are those that the lists make. FOYER_WRITE_SCHEMAS=1 writes them.
#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "tests/protocol/messages.h"

namespace foyer::protocol::test {
namespace {

namespace fs = std::filesystem;

const fs::path folder = fs::path(FOYER_SOURCE_DIR) / "docs" / "schemas";

std::string text_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

void write_schemas() {
  fs::create_directories(folder);
  for (const auto& entry : fs::directory_iterator(folder)) fs::remove(entry.path());
  for (const SchemaFile& schema : schemas()) {
    std::ofstream(folder / schema.file, std::ios::binary) << schema.text;
  }
}

}  // namespace

TEST_CASE("schemas: docs/schemas is what the lists say") {
  if (std::getenv("FOYER_WRITE_SCHEMAS") != nullptr) write_schemas();
  REQUIRE_MESSAGE(fs::exists(folder), "run this test once with FOYER_WRITE_SCHEMAS=1");
  std::set<std::string> made;
  for (const SchemaFile& schema : schemas()) {
    INFO("file: ", schema.file, " (FOYER_WRITE_SCHEMAS=1 writes it)");
    CHECK(made.insert(schema.file).second);
    CHECK_EQ(text_of(folder / schema.file), schema.text);
  }
  for (const auto& entry : fs::directory_iterator(folder)) {
    INFO("file: ", entry.path().filename().string());
    CHECK(made.count(entry.path().filename().string()) == 1);
  }
}

TEST_CASE("schemas: every kind of message has one") {
  foyer::test::RandomSource random(5);
  Filler filler(random, Filling::full);
  std::set<std::string> made;
  for (const SchemaFile& schema : schemas()) made.insert(schema.file);
  std::set<std::string> used;
  for (const Written& message : every_message(filler)) used.insert(message.schema);
  CHECK(made == used);
}

TEST_CASE("schemas: every object refuses what it does not know") {
  const std::function<void(const nlohmann::json&)> walk = [&](const nlohmann::json& node) {
    if (node.is_object() && node.contains("properties") && node.contains("type")) {
      CHECK_EQ(node.value("additionalProperties", true), false);
    }
    for (const auto& child : node) {
      if (child.is_structured()) walk(child);
    }
  };
  for (const SchemaFile& schema : schemas()) {
    INFO("file: ", schema.file);
    walk(nlohmann::json::parse(schema.text));
  }
}

}  // namespace foyer::protocol::test
