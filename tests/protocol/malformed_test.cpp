// What is malformed is refused, and the refusal names the field.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "tests/protocol/messages.h"

namespace foyer::protocol::test {
namespace {

using foyer::test::RandomSource;
using nlohmann::json;
using Pointer = json::json_pointer;

/// "/body/results/0/need" as refusals write it: "body.results[0].need".
std::string field_of(const Pointer& pointer) {
  std::string field;
  std::string rest = pointer.to_string();
  while (!rest.empty()) {
    rest.erase(0, 1);
    const std::string part = rest.substr(0, rest.find('/'));
    rest.erase(0, part.size());
    if (part.find_first_not_of("0123456789") == std::string::npos) {
      field += "[" + part + "]";
    } else {
      field += (field.empty() ? "" : ".") + part;
    }
  }
  return field;
}

bool ends_in(const Pointer& pointer, const char* name) {
  return !pointer.empty() && pointer.back() == name;
}

/// The same place in the first element of every list.
Pointer first_brother(const Pointer& place) {
  Pointer first;
  std::string rest = place.to_string();
  while (!rest.empty()) {
    rest.erase(0, 1);
    const std::string part = rest.substr(0, rest.find('/'));
    rest.erase(0, part.size());
    first /= part.find_first_not_of("0123456789") == std::string::npos ? "0" : part;
  }
  return first;
}

/// Every value inside `node`, by where it is.
void collect(const json& node, const Pointer& here, std::vector<Pointer>& all) {
  if (!here.empty()) all.push_back(here);
  if (node.is_object()) {
    for (const auto& [name, value] : node.items()) collect(value, here / name, all);
  } else if (node.is_array()) {
    for (std::size_t i = 0; i < node.size(); ++i) collect(node[i], here / i, all);
  }
}

/// A message of every kind in full, with what of it may be left out.
class Breaking {
 public:
  explicit Breaking(const Written& full, const json& bare)
      : full_(full), whole_(json::parse(full.text)), bare_(bare) {
    collect(whole_, Pointer(), places_);
  }

  void drop_members() {
    for (const Pointer& place : places_) {
      const bool in_list = whole_.at(place.parent_pointer()).is_array();
      if (in_list || ends_in(place, "v") || !is_required(place)) continue;
      json broken = whole_;
      broken.at(place.parent_pointer()).erase(place.back());
      must_be_refused(broken, field_of(place));
    }
  }

  void change_types() {
    const std::vector<json> others = {nullptr, true, 1.5, "?", 7, json::array(), json::object()};
    for (const Pointer& place : places_) {
      if (ends_in(place, "v")) continue;
      const json& value = whole_.at(place);
      for (const json& other : others) {
        const bool both_numbers = value.is_number() && other.is_number_integer();
        if (both_numbers || value.type() == other.type()) continue;
        json broken = whole_;
        broken[place] = other;
        must_be_refused(broken, field_of(place));
      }
    }
  }

  void add_members() {
    std::vector<Pointer> objects = places_;
    objects.emplace_back();
    for (const Pointer& place : objects) {
      if (!whole_.at(place).is_object()) continue;
      json broken = whole_;
      broken[place / "surprise"] = 1;
      must_be_refused(broken, field_of(place / "surprise"));
    }
  }

  void exceed_bounds() {
    for (const Pointer& place : places_) {
      if (ends_in(place, "v")) continue;
      const json& value = whole_.at(place);
      json broken = whole_;
      if (value.is_string()) {
        broken[place] = std::string(2000, 'a');
        if (ends_in(place, "command")) continue;
        must_be_refused(broken, field_of(place));
      } else if (value.is_number()) {
        broken[place] = -1;
        must_be_refused(broken, field_of(place));
        broken[place] = 1e300;
        must_be_refused(broken, field_of(place));
        if (ends_in(place, "seq") || ends_in(place, "after")) continue;
        broken[place] = std::int64_t{1} << 62;
        must_be_refused(broken, field_of(place));
      } else if (value.is_array() && !value.empty() && !ends_in(place, "events")) {
        const std::size_t too_many = ends_in(place, "checked_in")   ? 21'000
                                     : ends_in(place, "follow_ups") ? 3100
                                                                    : 1200;
        while (broken[place].size() < too_many) broken[place].push_back(value.front());
        if (broken.dump().size() > request_bytes_max && whole_.contains("command")) continue;
        must_be_refused(broken, field_of(place));
      }
    }
  }

 private:
  /// In the same message without its optional members it is still there. What is inside an
  /// optional member has no optional members itself, but sign_on.
  [[nodiscard]] bool is_required(const Pointer& place) const {
    // A request that needs nothing in its body needs no body.
    const bool of_request = whole_.contains("command") && place.to_string() == "/body";
    if (of_request && bare_.at(place).empty()) return false;
    // What an answer carries depends on what was asked.
    const std::string where = place.to_string();
    // Visits that are kept beside the others are like them.
    const bool kept =
        where.find("/last_done/") != std::string::npos || where.find("/gone/") != std::string::npos;
    const std::size_t of_visit = where.find("/visit/");
    if (kept && of_visit != std::string::npos) {
      return is_required(Pointer("/snapshot/state/visits/0" + where.substr(of_visit + 6)));
    }
    if (where == "/events" || where == "/snapshot" || where == "/session" ||
        where == "/appointment" || where == "/private_record" || where == "/follow_ups" ||
        where == "/tickets" || where == "/found_visit") {
      return false;
    }
    // Of the questions none has to be answered by itself.
    if (ends_in(place.parent_pointer(), "rating")) return false;
    // Only one that waits has a code.
    if (where.starts_with("/session/sign_on/")) return ends_in(place, "state");
    for (const char* numbers : {"last_number", "left"}) {
      if (ends_in(place.parent_pointer(), numbers)) return false;  // Entries, no members.
    }
    // The one optional list whose elements have optional members.
    if (place.to_string().find("/follow_ups/") != std::string::npos) {
      for (const char* optional : {"token", "department", "clerk", "milestones"}) {
        if (ends_in(place, optional)) return false;
      }
    }
    if (ends_in(place.parent_pointer().parent_pointer(), "departed")) {
      for (const char* optional : {"token", "clerk", "rating"}) {
        if (ends_in(place, optional)) return false;
      }
    }
    // Older journals have needs without them.
    if (ends_in(place, "place_at_ms") || ends_in(place, "expected_s")) return false;
    const Pointer like = first_brother(place);
    return bare_.contains(like) || !bare_.contains(like.parent_pointer());
  }

  void must_be_refused(const json& broken, const std::string& field) const {
    const std::string text = broken.dump();
    INFO("of ", full_.schema, " at ", field, ": ", text.substr(0, 300));
    const auto refusal = full_.read(text);
    REQUIRE(refusal);
    CHECK_EQ(refusal->code, RefusalCode::malformed);
    // Too many of what must differ may be found as the second of a pair.
    CHECK_EQ(refusal->field.substr(0, field.size()), field);
    CHECK_FALSE(refusal->text.empty());
  }

  const Written& full_;
  json whole_;
  const json& bare_;
  std::vector<Pointer> places_;
};

template <class Break>
void break_every_message(Break break_it) {
  RandomSource random(11);
  Filler full(random, Filling::full);
  Filler bare(random, Filling::bare);
  const std::vector<Written> whole = every_message(full);
  const std::vector<Written> least = every_message(bare);
  REQUIRE_EQ(whole.size(), least.size());
  for (std::size_t i = 0; i < whole.size(); ++i) {
    const json small = json::parse(least[i].text);
    Breaking breaking(whole[i], small);
    break_it(breaking);
  }
}

struct Case {
  std::string text;
  RefusalCode code;
  std::string field;
};

void check_cases(const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    INFO("text: ", c.text);
    const auto read = read_request(c.text);
    REQUIRE_FALSE(read);
    CHECK_EQ(word(read.error().code), word(c.code));
    CHECK_EQ(read.error().field, c.field);
  }
}

std::string refusal_text(std::string_view request) {
  const auto read = read_request(request);
  REQUIRE_FALSE(read);
  return read.error().text;
}

}  // namespace

TEST_CASE("malformed: a member that is missing is named") {
  break_every_message([](Breaking& breaking) { breaking.drop_members(); });
}

TEST_CASE("malformed: a member of another type is named") {
  break_every_message([](Breaking& breaking) { breaking.change_types(); });
}

TEST_CASE("malformed: a member that nobody knows is named") {
  break_every_message([](Breaking& breaking) { breaking.add_members(); });
}

TEST_CASE("malformed: what is too long or too many or too large is named") {
  break_every_message([](Breaking& breaking) { breaking.exceed_bounds(); });
}

TEST_CASE("malformed: what is not an object of this version") {
  check_cases({
      {"", RefusalCode::malformed, ""},
      {"   ", RefusalCode::malformed, ""},
      {"{", RefusalCode::malformed, ""},
      {"[]", RefusalCode::malformed, ""},
      {"null", RefusalCode::malformed, ""},
      {"\"v\"", RefusalCode::malformed, ""},
      {"1", RefusalCode::malformed, ""},
      {"{} {}", RefusalCode::malformed, ""},
      {"{}", RefusalCode::malformed, "v"},
      {R"({"v":2})", RefusalCode::wrong_version, "v"},
      {R"({"v":0})", RefusalCode::wrong_version, "v"},
      {R"({"v":"1"})", RefusalCode::wrong_version, "v"},
      {R"({"v":null})", RefusalCode::wrong_version, "v"},
      {R"({"v":[1]})", RefusalCode::wrong_version, "v"},
      {R"({"v":1})", RefusalCode::malformed, "id"},
      {R"({"v":1,"id":"a"})", RefusalCode::malformed, "command"},
      {R"({"v":1,"id":"a","command":"dance"})", RefusalCode::unknown_command, "command"},
      {R"({"v":1,"id":"a","command":"day_opened"})", RefusalCode::unknown_command, "command"},
      {R"({"v":1,"id":"","command":"tick"})", RefusalCode::malformed, "id"},
      {R"({"v":1,"id":"a","command":""})", RefusalCode::malformed, "command"},
      {R"({"v":1,"id":"a","command":"sign_in","body":{"clerk":"a","secret":"abc"}})",
       RefusalCode::malformed, "body.secret"},
      {R"({"v":1,"id":"a b","command":"tick"})", RefusalCode::malformed, "id"},
      {R"({"v":1,"id":"é","command":"tick"})", RefusalCode::malformed, "id"},
      {R"({"v":1,"id":"a","command":"tick","body":[]})", RefusalCode::malformed, "body"},
      {R"({"v":1,"id":"a","command":"leave"})", RefusalCode::malformed, "body.visit"},
  });
}

TEST_CASE("malformed: values past their bounds") {
  const auto issue = [](const std::string& members) {
    return R"({"v":1,"id":"a","command":"issue_ticket","body":{)" + members + "}}";
  };
  const std::string good =
      R"("services":["passport"],"channel":"kiosk","language":"en","priority":"normal")";
  REQUIRE(read_request(issue(good)));
  const auto refused_at = [&](const std::string& from, const std::string& to) {
    std::string members = good;
    members.replace(members.find(from), from.size(), to);
    const auto read = read_request(issue(members));
    REQUIRE_FALSE(read);
    CHECK_EQ(read.error().code, RefusalCode::malformed);
    return read.error().field;
  };
  CHECK_EQ(refused_at(R"(["passport"])", "[]"), "body.services");
  CHECK_EQ(refused_at(R"(["passport"])", R"(["a",""])"), "body.services[1]");
  CHECK_EQ(refused_at(R"(["passport"])", R"(["Passport"])"), "body.services[0]");
  CHECK_EQ(refused_at(R"(["passport"])", R"(["pass port"])"), "body.services[0]");
  CHECK_EQ(refused_at(R"(["passport"])", R"(["pass\u0000port"])"), "body.services[0]");
  CHECK_EQ(refused_at(R"("kiosk")", R"("Kiosk")"), "body.channel");
  CHECK_EQ(refused_at(R"("kiosk")", R"("phone")"), "body.channel");
  CHECK_EQ(refused_at(R"("en")", R"("e")"), "body.language");
  CHECK_EQ(refused_at(R"("en")", R"("e n")"), "body.language");
  CHECK_EQ(refused_at(R"("en")", R"("English-is-a-language")"), "body.language");
  CHECK_EQ(refused_at(R"("normal")", R"("normal","special_needs":["step_free","tall"])"),
           "body.special_needs[1]");
  const std::string name_of_64(64, 'a');
  CHECK(read_request(R"({"v":1,"id":"a","command":"call_next","body":{"counter":")" + name_of_64 +
                     "\"}}"));
  CHECK_FALSE(read_request(R"({"v":1,"id":"a","command":"call_next","body":{"counter":")" +
                           name_of_64 + "b\"}}"));
}

TEST_CASE("malformed: the limits themselves are good") {
  const auto park = [](const char* seconds) {
    return read_request(
        std::string(R"({"v":1,"id":"a","command":"park","body":{"counter":"c","visit":1,)") +
        R"("return_after_s":)" + seconds + "}}");
  };
  CHECK(park("0"));
  CHECK(park("86400"));
  CHECK_FALSE(park("86401"));
  CHECK_FALSE(park("-1"));
  CHECK_FALSE(park("1.0"));
  CHECK_FALSE(park("1e2"));
  const auto leave = [](const char* visit) {
    return read_request(std::string(R"({"v":1,"id":"a","command":"leave","body":{"visit":)") +
                        visit + "}}");
  };
  CHECK(leave("1"));
  CHECK(leave("9007199254740992"));
  for (const char* wrong : {"0", "9007199254740993", "9223372036854775807", "9223372036854775808",
                            "18446744073709551615", "18446744073709551616", "1e999", "-1", "01",
                            "+1", "0x1", "NaN", "Infinity"}) {
    INFO("visit: ", wrong);
    CHECK_FALSE(leave(wrong));
  }
}

TEST_CASE("malformed: an element deep inside is named by its whole way") {
  const auto read = read_request(
      R"({"v":1,"id":"a","command":"finish","body":{"counter":"c2","visit":1,"results":[)"
      R"({"need":1,"outcome":"resolved"},{"need":0,"outcome":"resolved"}]}})");
  REQUIRE_FALSE(read);
  CHECK_EQ(read.error().field, "body.results[1].need");
  const auto count = read_request(
      R"({"v":1,"id":"a","command":"finish","body":{"counter":"c2","visit":1,"results":[)"
      R"({"need":1,"outcome":"resolved","delivered":[{"item":"tag","count":0}]}]}})");
  REQUIRE_FALSE(count);
  CHECK_EQ(count.error().field, "body.results[0].delivered[0].count");
  CHECK_EQ(count.error().text, "must be 1 to 1000");
}

TEST_CASE("malformed: a member that stands there twice") {
  check_cases({
      {R"({"v":1,"v":1,"id":"a","command":"tick"})", RefusalCode::malformed, "v"},
      {R"({"v":1,"id":"a","command":"leave","body":{"visit":1,"visit":2}})", RefusalCode::malformed,
       "body.visit"},
      {R"({"v":1,"id":"a","command":"tick","body":[1,{"x":[]},{"x":[],"y":2,"x":1}]})",
       RefusalCode::malformed, "body[2].x"},
  });
  CHECK_EQ(refusal_text(R"({"v":1,"id":"a","id":"b","command":"tick"})"), "is there twice");
  CHECK_FALSE(read_event_body("visit_left", R"({"visit":1,"visit":2})"));
  // The same name in two objects is no double.
  CHECK(read_request(
      R"({"v":1,"id":"a","command":"finish","body":{"counter":"c2","visit":1,"results":[)"
      R"({"need":1,"outcome":"resolved"},{"need":2,"outcome":"resolved"}]}})"));
}

TEST_CASE("malformed: what is not UTF-8") {
  for (const char* wrong : {"\xff", "\xc3", "\xc0\xaf", "\xed\xa0\x80", "\xf5\x80\x80\x80"}) {
    const auto read = read_request(
        std::string(R"({"v":1,"id":"a","command":"sign_in","body":{"clerk":"a","secret":"abcd)") +
        wrong + "\"}}");
    REQUIRE_FALSE(read);
    CHECK_EQ(read.error().code, RefusalCode::malformed);
  }
  CHECK(read_request(
      R"({"v":1,"id":"a","command":"sign_in","body":{"clerk":"a","secret":"Müller中"}})"));
}

TEST_CASE("malformed: too large is said before it is read") {
  const std::string head = R"({"v":1,"id":"a","command":"tick","body":{)";
  const std::string fits = head + std::string(request_bytes_max - head.size() - 2, ' ') + "}}";
  REQUIRE_EQ(fits.size(), request_bytes_max);
  CHECK(read_request(fits));
  const auto refused = read_request(fits + " ");
  REQUIRE_FALSE(refused);
  CHECK_EQ(refused.error().code, RefusalCode::too_large);
  CHECK_EQ(request_id_of(fits + " "), "");
  const auto answer = read_answer(std::string(message_bytes_max + 1, ' '));
  REQUIRE_FALSE(answer);
  CHECK_EQ(answer.error().code, RefusalCode::too_large);
}

TEST_CASE("malformed: nesting as deep as a message allows") {
  const auto nested = [](std::size_t depth) {
    return R"({"v":1,"id":"a","command":"tick","body":{"x":)" + std::string(depth, '[') +
           std::string(depth, ']') + "}}";
  };
  CHECK_EQ(read_request(nested(14)).error().text, "is not known");
  CHECK_EQ(read_request(nested(15)).error().text, "is nested too deeply");
  const std::string open(request_bytes_max / 2, '[');
  const std::string close(request_bytes_max / 2, ']');
  CHECK_FALSE(read_request(open + close));
  CHECK_FALSE(read_request(open));
  CHECK_EQ(request_id_of(open + close), "");
  std::string objects;
  for (int i = 0; i < 2000; ++i) objects += R"({"a":)";
  CHECK_FALSE(read_request(objects));
  const std::string deep(1'000'000, '[');
  CHECK_FALSE(read_answer(deep + std::string(deep.size(), ']')));
}

TEST_CASE("malformed: the refusal does not repeat what arrived") {
  const std::string secret = "hunter2hunter2";
  const auto read = read_request(R"({"v":1,"id":"a","secret":")" + secret);
  REQUIRE_FALSE(read);
  CHECK_EQ(read.error().text, "is not valid JSON at byte 41");
  const auto wrong = read_request(R"({"v":1,"id":"a","command":"sign_in","body":{"clerk":")" +
                                  secret + "?\",\"secret\":7}}");
  REQUIRE_FALSE(wrong);
  CHECK_EQ(wrong.error().text.find(secret), std::string::npos);
}

TEST_CASE("request_id_of: finds the id of what cannot be read") {
  CHECK_EQ(request_id_of(R"({"v":9,"id":"desk.1","what":[]})"), "desk.1");
  CHECK_EQ(request_id_of(R"({"id":"a b"})"), "");
  CHECK_EQ(request_id_of(R"({"id":7})"), "");
  CHECK_EQ(request_id_of("[]"), "");
  CHECK_EQ(request_id_of("{"), "");
  CHECK_EQ(request_id_of("\xff"), "");
  CHECK_EQ(request_id_of(R"({"id":")" + std::string(65, 'a') + "\"}"), "");
}

TEST_CASE("malformed: an answer has a refusal exactly when it is not ok") {
  const auto field_of_answer = [](const char* text) {
    const auto read = read_answer(text);
    REQUIRE_FALSE(read);
    return read.error().field;
  };
  CHECK_EQ(field_of_answer(R"({"v":1,"id":"a","ok":false,"seq":1})"), "refusal");
  CHECK_EQ(field_of_answer(
               R"({"v":1,"id":"a","ok":true,"seq":1,"refusal":{"code":"malformed","text":""}})"),
           "refusal");
  CHECK_EQ(field_of_answer(R"({"v":1,"id":"a","ok":"yes","seq":1})"), "ok");
  CHECK_EQ(field_of_answer(R"({"v":1,"id":"a","ok":true,"seq":1,"events":{}})"), "events");
  CHECK_EQ(
      field_of_answer(R"({"v":1,"id":"a","ok":true,"seq":1,"events":[{"v":1,"seq":1,"at_ms":1,)"
                      R"("actor":{"device":"d"},"kind":"dance","body":{}}]})"),
      "events[0].kind");
  CHECK_EQ(
      field_of_answer(R"({"v":1,"id":"a","ok":true,"seq":1,"events":[{"v":1,"seq":1,"at_ms":1,)"
                      R"("actor":{"device":"d"},"kind":"visit_left","body":{"visit":0}}]})"),
      "events[0].body.visit");
}

TEST_CASE("malformed: a ticket is a letter and three digits") {
  const auto issued = [](const std::string& ticket) {
    TicketIssued event;
    event.visit = VisitId{1};
    event.ticket = ticket;
    event.language = LanguageTag{"en"};
    event.needs = {NewNeed{NeedId{1}, ServiceId{"s"}, SkillId{"k"}, from_ms(1)}};
    return read_event_body("ticket_issued", write_event_body(event));
  };
  CHECK(issued("A001"));
  for (const char* wrong : {"", "A01", "A0011", "a001", "0001", "AB01", "A00x", "A-01", "Ä01"}) {
    const auto read = issued(wrong);
    REQUIRE_FALSE(read);
    CHECK_EQ(read.error().field, "body.ticket");
  }
}

TEST_CASE("malformed: a body of a kind that is none") {
  const auto unknown = read_event_body("visit_danced", "{}");
  REQUIRE_FALSE(unknown);
  CHECK_EQ(unknown.error().field, "kind");
  for (const char* wrong : {"", "[]", "{", "null", R"({"visit":1}x)"}) {
    CHECK_FALSE(read_event_body("visit_left", wrong));
  }
  CHECK(read_event_body("visit_left", R"({"visit":1})"));
}

}  // namespace foyer::protocol::test
