// The lists of the link's own messages, beside those of the engine's words in fields.h. Private to
// protocol/.
#pragma once

#include "protocol/fields.h"
#include "protocol/message.h"

namespace foyer::protocol {

/// The word of a command, query or event on the wire.
template <class T>
constexpr std::string_view wire_word() {
  if constexpr (requires { T::kind; }) {
    if constexpr (std::is_convertible_v<decltype(T::kind), std::string_view>) return T::kind;
  }
  if constexpr (requires { T::name; }) {
    return T::name;
  }
  return {};
}

/// Longer than any text that the server writes.
inline constexpr Bounds refusal_text_bounds{0, 1000};
inline constexpr Bounds secret_bounds{4, 128};
inline constexpr Bounds proposal_bounds{1, 1000};
/// The most visits that a site's rules may let into its lobby.
inline constexpr Bounds visits_bounds{0, 10000};
/// An advice makes nothing worse, and of each visit at most an hour and one promise counts.
inline constexpr Bounds saved_bounds{0, 3600 * visits_bounds.most};
inline constexpr Bounds promises_bounds{0, 10000 * visits_bounds.most};

template <class V>
void fields(V&, Is<GetSnapshot> auto&) {}

template <class V>
void fields(V& v, Is<GetEvents> auto& q) {
  v("after", q.after, Bounds{0});
}

template <class V>
void fields(V& v, Is<SignIn> auto& q) {
  v("clerk", q.clerk);
  v("secret", q.secret, secret_bounds);
}

template <class V>
void fields(V&, Is<SignOut> auto&) {}

template <class V>
void fields(V&, Is<BeginSignOn> auto&) {}

template <class V>
void fields(V&, Is<CancelSignOn> auto&) {}

template <class V>
void fields(V&, Is<GetSession> auto&) {}

template <class V>
void fields(V& v, Is<GetAppointment> auto& q) {
  v("code", q.code, code_bounds);
}

template <class V>
void fields(V& v, Is<VoteArticle> auto& q) {
  v("article", q.article);
  v("language", q.language);
  v("vote", q.vote);
}

template <class V>
void fields(V& v, Is<ProposeArticle> auto& q) {
  v("article", q.article);
  v("language", q.language);
  v("text", q.text, proposal_bounds);
}

template <class V>
void fields(V& v, Is<FoundAppointment> auto& a) {
  v("at_ms", a.at);
  v("services", a.services, needs_bounds);
  v("why_not", a.why_not, Presence::optional);
}

inline constexpr Bounds note_bounds{0, 1000};
inline constexpr Bounds phone_bounds{0, 40};
inline constexpr Bounds email_bounds{0, 254};  ///< RFC 5321.

template <class V>
void fields(V& v, Is<SetNote> auto& q) {
  v("visit", q.visit);
  v("note", q.note, note_bounds);
}

template <class V>
void fields(V& v, Is<SetContact> auto& q) {
  v("visit", q.visit);
  v("consent", q.consent);
  v("phone", q.phone, phone_bounds, Presence::optional);
  v("email", q.email, email_bounds, Presence::optional);
}

template <class V>
void fields(V& v, Is<GetPrivateRecord> auto& q) {
  v("visit", q.visit);
}

template <class V>
void fields(V& v, Is<GetFollowUps> auto& q) {
  v("token", q.token);
}

template <class V>
void fields(V& v, Is<FindVisit> auto& q) {
  v("token", q.token);
}

template <class V>
void fields(V& v, Is<FoundVisit> auto& f) {
  v("visit", f.visit, Presence::optional);
}

template <class V>
void fields(V& v, Is<SetComment> auto& q) {
  v("visit", q.visit);
  v("token", q.token, Presence::optional);
  v("comment", q.comment, note_bounds);
}

/// As far as every JSON reader counts.
inline constexpr Bounds look_back_bounds{0, std::int64_t{1} << 53};

template <class V>
void fields(V& v, Is<ReadAudit> auto& q) {
  v("before_seq", q.before_seq, look_back_bounds, Presence::optional);
  v("limit", q.limit, Bounds{1, audit_max});
}

template <class V>
void fields(V& v, Is<TicketOfVisit> auto& t) {
  v("visit", t.visit);
  v("ticket", t.ticket, TicketShape{});
}

template <class V>
void fields(V& v, Is<PrivateRecord> auto& r) {
  v("note", r.note, note_bounds, Presence::optional);
  v("phone", r.phone, phone_bounds, Presence::optional);
  v("email", r.email, email_bounds, Presence::optional);
  v("comment", r.comment, note_bounds, Presence::optional);
}

template <class V>
void fields(V& v, Is<Refusal> auto& r) {
  v("code", r.code);
  v("text", r.text, refusal_text_bounds);
  v("field", r.field, refusal_text_bounds, Presence::optional);
  v("retry_after_s", r.retry_after, duration_bounds, Presence::optional);
}

inline constexpr Bounds ways_bounds{0, static_cast<std::int64_t>(word_count<SignInWay>())};
inline constexpr Bounds user_code_bounds{0, 64};
inline constexpr Bounds url_bounds{0, 512};

template <class V>
void fields(V& v, Is<SignOn> auto& s) {
  v("state", s.state);
  v("user_code", s.user_code, user_code_bounds, Presence::optional);
  v("verification_uri", s.verification_uri, url_bounds, Presence::optional);
  v("verification_uri_complete", s.verification_uri_complete, url_bounds, Presence::optional);
  v("expires_at_ms", s.expires_at, Presence::optional);
}

template <class V>
void fields(V& v, Is<Session> auto& s) {
  v("clerk", s.clerk, Presence::optional);
  v("role", s.role);
  v("ways", s.ways, ways_bounds, Presence::optional);
  v("sign_on", s.sign_on, Presence::optional);
  v("rights", s.rights, Bounds{0, static_cast<std::int64_t>(word_count<Right>())},
    Presence::optional);
  v("training", s.training, Presence::optional);
}

template <class V>
void fields(V& v, Is<Snapshot> auto& s) {
  v("site", s.site);
  v("seq", s.seq, Bounds{0});
  v("now_ms", s.now);
  v("state", s.state);
}

template <class V>
void fields(V& v, Is<ServiceWait> auto& w) {
  v("service", w.service);
  v("wait", w.wait);
  v("priority_wait", w.priority_wait);
  v("before", w.before, visits_bounds);
}

template <class V>
void fields(V& v, Is<VisitWait> auto& w) {
  v("visit", w.visit);
  v("before", w.before, visits_bounds);
  v("wait", w.wait);
}

template <class V>
void fields(V& v, Is<Waits> auto& w) {
  v("at_ms", w.at);
  v("seq", w.seq, Bounds{0});
  v("services", w.services, Bounds{0, 1000});
  v("visits", w.visits, visits_bounds);
}

template <class V>
void fields(V& v, Is<Step> auto& s) {
  v("action", s.action);
  v("counter", s.counter);
  v("skills", s.skills, Bounds{1, skills_bounds.most});
}

template <class V>
void fields(V& v, Is<Gain> auto& g) {
  v("visits_helped", g.visits_helped, visits_bounds);
  v("visits_freed", g.visits_freed, visits_bounds);
  v("saved_s", g.saved_s, saved_bounds);
  v("promises_bp", g.promises_bp, promises_bounds);
}

template <class V>
void fields(V& v, Is<Advice> auto& a) {
  v("step", a.step);
  v("gain", a.gain);
}

template <class V>
void fields(V& v, Is<Advised> auto& a) {
  v("at_ms", a.at);
  v("seq", a.seq, Bounds{0});
  v("advice", a.advice, Presence::optional);
  v("reason", a.reason, Presence::optional);
}

inline constexpr Bounds problems_bounds{0, static_cast<std::int64_t>(word_count<DeviceProblem>())};

template <class V>
void fields(V& v, Is<ReportDevice> auto& q) {
  v("problems", q.problems, problems_bounds, Presence::optional);
}

template <class V>
void fields(V& v, Is<KnownProblem> auto& p) {
  v("problem", p.problem);
  v("since_ms", p.since);
}

template <class V>
void fields(V& v, Is<DeviceTrouble> auto& d) {
  v("device", d.device);
  v("problems", d.problems, problems_bounds);
}

template <class V>
void fields(V& v, Is<DeviceReport> auto& r) {
  v("at_ms", r.at);
  v("devices", r.devices, Bounds{0, 1000});
}

template <class V>
void fields(V& v, Is<Heartbeat> auto& h) {
  v("seq", h.seq, Bounds{0});
  v("now_ms", h.now);
}

}  // namespace foyer::protocol
