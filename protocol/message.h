// Messages as they go over the link: JSON in, checked types out, and back. Everything that arrives
// is bounded and checked here; what is malformed gets a refusal that names the field.
// docs/PROTOCOL.md is the specification, docs/schemas/ the JSON Schemas (made from the same lists,
// see fields.h).
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/advice.h"
#include "engine/command.h"
#include "engine/event.h"
#include "engine/result.h"
#include "engine/state.h"
#include "engine/waits.h"

namespace foyer::protocol {

inline constexpr int version = 1;
inline constexpr std::size_t request_bytes_max = 16 * 1024;
inline constexpr std::size_t message_bytes_max = 8 * 1024 * 1024;  ///< A snapshot of a full lobby.
inline constexpr std::size_t request_id_max = 64;
inline constexpr std::int64_t events_per_answer_max = 1000;
inline constexpr int audit_max = 50;  ///< Events that one look back may ask for.

/// Topics of what the server publishes: the first of two frames.
inline constexpr std::string_view topic_event = "event";
inline constexpr std::string_view topic_waits = "waits";
/// For managers' boards; a client of another role does not subscribe to it.
inline constexpr std::string_view topic_advice = "advice";
inline constexpr std::string_view topic_devices = "devices";  ///< Likewise.
inline constexpr std::string_view topic_heartbeat = "heartbeat";

/// The whole lobby as of now. Answer: Snapshot.
struct GetSnapshot {
  static constexpr std::string_view name = "snapshot";
  friend bool operator==(const GetSnapshot&, const GetSnapshot&) = default;
};

/// Events with seq > after, in order, at most events_per_answer_max. Refused with seq_unknown
/// where `after` is before the open day or after the last event: then ask for a snapshot.
struct GetEvents {
  static constexpr std::string_view name = "events";
  std::int64_t after = 0;
  friend bool operator==(const GetEvents&, const GetEvents&) = default;
};

/// A clerk signs in at this device; the device's session outlives a restart of the server.
struct SignIn {
  static constexpr std::string_view name = "sign_in";
  ClerkId clerk;
  std::string secret;  ///< PIN or password, 4 to 128 bytes.
  friend bool operator==(const SignIn&, const SignIn&) = default;
};

struct SignOut {
  static constexpr std::string_view name = "sign_out";
  friend bool operator==(const SignOut&, const SignOut&) = default;
};

/// A clerk wants to sign in with the city's account: the provider is asked for a code that the
/// clerk confirms on a phone or in a browser. Answer: session, with it. How it went is told by
/// `session`, to be asked again meanwhile. Refused with not_allowed where the site has no provider.
struct BeginSignOn {
  static constexpr std::string_view name = "begin_sign_on";
  friend bool operator==(const BeginSignOn&, const BeginSignOn&) = default;
};

/// What was begun is given up, and how it ended is not told any more. Answer: session.
struct CancelSignOn {
  static constexpr std::string_view name = "cancel_sign_on";
  friend bool operator==(const CancelSignOn&, const CancelSignOn&) = default;
};

/// Who is signed in at this device. Answer: session.
struct GetSession {
  static constexpr std::string_view name = "session";
  friend bool operator==(const GetSession&, const GetSession&) = default;
};

/// What a code stands for, before somebody checks in with it. Answer: appointment. Refused with
/// unknown_appointment.
struct GetAppointment {
  static constexpr std::string_view name = "appointment";
  std::string code;
  friend bool operator==(const GetAppointment&, const GetAppointment&) = default;
};

/// What staff should see to at a device, the worst first. out_of_service: staff have switched it
/// off there. printer_offline, printer_failed, paper_out, cover_open and paper_low: of its printer.
/// ticket_refused: a ticket that it issued alone was refused. Two are the server's own to say:
/// silent, nothing is heard from it any more; flood, tickets are asked for there faster than people
/// can.
FOYER_WORDS(DeviceProblem, silent, out_of_service, printer_offline, printer_failed, paper_out,
            cover_open, ticket_refused, paper_low, flood)

/// All that is wrong with this device now; what was told before and is not in it is over. To be
/// told at every change and every minute, also that nothing is wrong: so the server knows that the
/// device is there. Answer: nothing but ok. Refused with malformed for what the server alone says.
struct ReportDevice {
  static constexpr std::string_view name = "report_device";
  std::vector<DeviceProblem> problems;
  friend bool operator==(const ReportDevice&, const ReportDevice&) = default;
};

/// A note for whoever serves the visit next: in place of the one before; empty takes it away. It is
/// in no event. Answer: nothing but ok, when it is on disk. Refused with unknown_visit where the
/// visit is not present and has no follow-up that goes on.
struct SetNote {
  static constexpr std::string_view name = "set_note";
  VisitId visit;
  std::string note;
  friend bool operator==(const SetNote&, const SetNote&) = default;
};

/// How the resident wants to be reached, in place of what was known: a phone number, an e-mail
/// address, or both, with consent; without consent neither, and what was known is forgotten. As
/// SetNote.
struct SetContact {
  static constexpr std::string_view name = "set_contact";
  VisitId visit;
  bool consent = false;
  std::string phone;
  std::string email;
  friend bool operator==(const SetContact&, const SetContact&) = default;
};

/// What is kept privately of a visit. Answer: private_record; a follower is told the contact alone.
struct GetPrivateRecord {
  static constexpr std::string_view name = "private_record";
  VisitId visit;
  friend bool operator==(const GetPrivateRecord&, const GetPrivateRecord&) = default;
};

/// What goes on after the visit whose ticket has this token, also what ended today. Answer:
/// follow_ups, none where nothing does, or nothing has the token.
struct GetFollowUps {
  static constexpr std::string_view name = "follow_ups";
  Token token;
  friend bool operator==(const GetFollowUps&, const GetFollowUps&) = default;
};

/// Which visit the ticket with this token is: present, or over. Answer: found_visit.
struct FindVisit {
  static constexpr std::string_view name = "find_visit";
  Token token;
  friend bool operator==(const FindVisit&, const FindVisit&) = default;
};

/// What somebody who was served says in words, in place of what was said before; empty takes it
/// away. Proof as give_feedback asks for. Free text: it is in no event, and told to supervisors
/// alone. Answer: nothing but ok, when it is on disk.
struct SetComment {
  static constexpr std::string_view name = "set_comment";
  VisitId visit;
  Token token;  ///< Empty at the counter's own display.
  std::string comment;
  friend bool operator==(const SetComment&, const SetComment&) = default;
};

/// Who did what when, today: the last `limit` events before `before_seq`, in order. Answer: events,
/// and the tickets of the visits that they name; fewer than `limit`: nothing is earlier in the day.
/// For a clerk with the right `supervise`.
struct ReadAudit {
  static constexpr std::string_view name = "read_audit";
  std::int64_t before_seq = 0;  ///< 0: the newest.
  int limit = 50;
  friend bool operator==(const ReadAudit&, const ReadAudit&) = default;
};

/// An article of the site's knowledge: "fence-permit".
using ArticleId = Name<struct ArticleTag>;

/// What a clerk found an article to be. wrong: what it says is not so.
FOYER_WORDS(ArticleVote, helped, wrong)

/// A vote of the clerk who is signed in; the last one counts. Answer: nothing but ok.
struct VoteArticle {
  static constexpr std::string_view name = "vote_article";
  ArticleId article;
  LanguageTag language;  ///< Of the version that was read.
  ArticleVote vote{};
  friend bool operator==(const VoteArticle&, const VoteArticle&) = default;
};

/// What an article should say. Free text: it is kept apart from events and logs, for the article's
/// owner. Answer: nothing but ok.
struct ProposeArticle {
  static constexpr std::string_view name = "propose_article";
  ArticleId article;
  LanguageTag language;
  std::string text;  ///< 1 to 1,000 bytes, no control characters.
  friend bool operator==(const ProposeArticle&, const ProposeArticle&) = default;
};

using Query =
    std::variant<GetSnapshot, GetEvents, SignIn, SignOut, BeginSignOn, CancelSignOn, GetSession,
                 GetAppointment, ReportDevice, SetNote, SetContact, GetPrivateRecord, GetFollowUps,
                 FindVisit, SetComment, ReadAudit, VoteArticle, ProposeArticle>;

struct Request {
  std::string id;  ///< Of the client: 1 to 64 of [A-Za-z0-9._-]; unique per device for ever.
  std::variant<Command, Query> body;
  friend bool operator==(const Request&, const Request&) = default;
};

/// The state after event `seq`. Tokens are left out.
struct Snapshot {
  SiteId site;
  std::int64_t seq = 0;
  Instant now;
  State state;
  friend bool operator==(const Snapshot&, const Snapshot&) = default;
};

/// How clerks sign in here: with a name and a PIN, or with the city's account.
FOYER_WORDS(SignInWay, pin, sign_on)

/// waiting: for the person to confirm. signed_in, ending: of a session that came so; it ends as
/// soon as nobody stands at the counter. What did not become a session, or was one: denied, expired
/// (the code), unknown_person (no clerk here), not_allowed (not at such a device),
/// provider_unavailable, failed (the provider does not accept it, or is not believed), ended (the
/// provider has taken the right back, or could not be asked for too long).
FOYER_WORDS(SignOnState, waiting, signed_in, ending, denied, expired, unknown_person, not_allowed,
            provider_unavailable, failed, ended)

struct SignOn {
  SignOnState state{};
  std::string user_code;                  ///< While waiting: what the person types.
  std::string verification_uri;           ///< Where.
  std::string verification_uri_complete;  ///< The same with the code in it, for a QR code.
  std::optional<Instant> expires_at;      ///< Of the code, or of the right of who is signed in.
  friend bool operator==(const SignOn&, const SignOn&) = default;
};

struct Session {
  ClerkId clerk;  ///< Empty: nobody is signed in.
  Role role{};    ///< Of the device.
  /// Empty: with a PIN alone.
  std::vector<SignInWay> ways = {};
  std::optional<SignOn> sign_on = {};
  std::vector<Right> rights = {};  ///< Of the clerk; sorted.
  /// A lobby to practise in: nothing of it is real, and every page is to say so.
  bool training = false;
  friend bool operator==(const Session&, const Session&) = default;
};

struct FoundAppointment {
  Instant at;
  std::vector<ServiceId> services;
  /// Why nobody can check in for it now: unknown_appointment where it was cancelled.
  std::optional<RefusalCode> why_not;
  friend bool operator==(const FoundAppointment&, const FoundAppointment&) = default;
};

/// Empty members: nothing is kept. Phone and e-mail are there with the resident's consent alone.
struct PrivateRecord {
  std::string note;
  std::string phone;
  std::string email;
  std::string comment = {};  ///< Of the resident, afterwards; told to supervisors alone.
  friend bool operator==(const PrivateRecord&, const PrivateRecord&) = default;
};

/// Nothing: no visit of today has the token.
struct FoundVisit {
  std::optional<VisitId> visit;
  friend bool operator==(const FoundVisit&, const FoundVisit&) = default;
};

/// The number by which people know a visit.
struct TicketOfVisit {
  VisitId visit;
  std::string ticket;
  friend bool operator==(const TicketOfVisit&, const TicketOfVisit&) = default;
};

/// Exactly one of: refusal; or ok with what the request asks for.
struct Answer {
  std::string id;
  std::int64_t seq = 0;  ///< Of the last event that the server has.
  std::optional<Refusal> refusal;
  std::vector<Event> events;
  std::optional<Snapshot> snapshot;
  std::optional<Session> session;
  std::optional<FoundAppointment> appointment;
  std::optional<PrivateRecord> private_record;
  std::optional<std::vector<FollowUp>> follow_ups;  ///< Without the token.
  std::optional<FoundVisit> found_visit;
  std::optional<std::vector<TicketOfVisit>> tickets;
  [[nodiscard]] bool ok() const { return !refusal; }
};

struct KnownProblem {
  DeviceProblem problem{};
  /// When the server first heard of it; of silent, when it last heard from the device.
  Instant since;
  friend bool operator==(const KnownProblem&, const KnownProblem&) = default;
};

/// A device that something is wrong with: each problem once, the worst first.
struct DeviceTrouble {
  DeviceId device;
  std::vector<KnownProblem> problems;
  friend bool operator==(const DeviceTrouble&, const DeviceTrouble&) = default;
};

/// Every device that something is wrong with, sorted by device.
struct DeviceReport {
  Instant at;
  std::vector<DeviceTrouble> devices;
  friend bool operator==(const DeviceReport&, const DeviceReport&) = default;
};

/// Every second. A client that misses events sees it by `seq`.
struct Heartbeat {
  std::int64_t seq = 0;
  Instant now;
  friend bool operator==(const Heartbeat&, const Heartbeat&) = default;
};

// --- writing -----------------------------------------------------------------------------------

std::string write_request(const Request& request);
std::string write_answer(const Answer& answer);
/// As write_answer for an ok with these events, each already written by write_event.
std::string write_events_answer(std::string_view id, std::int64_t seq,
                                const std::vector<std::string>& events);
std::string write_event(const Event& event);
std::string write_waits(const Waits& waits);
std::string write_advice(const Advised& advised);
std::string write_devices(const DeviceReport& report);
std::string write_heartbeat(const Heartbeat& heartbeat);

/// The body alone, as it stands in the journal.
std::string write_event_body(const EventBody& body);

// --- reading: never throws, refuses with malformed, too_large, wrong_version, unknown_command ----

Result<Request> read_request(std::string_view text);
Result<Answer> read_answer(std::string_view text);
Result<Event> read_event(std::string_view text);
Result<Waits> read_waits(std::string_view text);
Result<Advised> read_advice(std::string_view text);
Result<DeviceReport> read_devices(std::string_view text);
Result<Heartbeat> read_heartbeat(std::string_view text);
Result<EventBody> read_event_body(std::string_view kind, std::string_view text);

/// The id of a request that could not be read, so that the refusal finds its way; empty if even
/// that is not there.
std::string request_id_of(std::string_view text);

/// The event without what only its issuing device may know (the token).
Event redacted(Event event);

// --- the published schemas ---------------------------------------------------------------------

struct SchemaFile {
  std::string file;  ///< "issue_ticket.command.json"
  std::string text;
};

/// JSON Schemas (draft 2020-12) of every message.
std::vector<SchemaFile> schemas();

}  // namespace foyer::protocol
