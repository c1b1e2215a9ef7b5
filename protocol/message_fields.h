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
/// The most visits that a site's rules may let into its lobby.
inline constexpr Bounds visits_bounds{0, 10000};

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
void fields(V&, Is<GetSession> auto&) {}

template <class V>
void fields(V& v, Is<Refusal> auto& r) {
  v("code", r.code);
  v("text", r.text, refusal_text_bounds);
  v("field", r.field, refusal_text_bounds, Presence::optional);
}

template <class V>
void fields(V& v, Is<Session> auto& s) {
  v("clerk", s.clerk, Presence::optional);
  v("role", s.role);
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
void fields(V& v, Is<Heartbeat> auto& h) {
  v("seq", h.seq, Bounds{0});
  v("now_ms", h.now);
}

}  // namespace foyer::protocol
