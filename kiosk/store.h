// What a kiosk keeps on its own disk, so that it can go on alone and be switched off at any moment:
// the numbers that it has on lease, the requests that have no answer yet, and the tickets that it
// gave. What a function here has done is on disk when it returns. No personal data is in it.
// docs/ALONE.md says what must be written before what.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/event.h"
#include "kiosk/held.h"
#include "protocol/message.h"

namespace foyer::kiosk {

/// Why a request was sent, and so what its answer is for.
/// ask: somebody stands here and waits for the ticket. unclaimed: nobody does any more; what comes
/// is given back. leave: gives a ticket back. hand_in: a ticket that was issued alone.
/// lease: numbers to go on with.
FOYER_WORDS(Purpose, ask, unclaimed, leave, hand_in, lease)

/// A request that has no answer yet.
struct Outstanding {
  Purpose purpose{};
  protocol::Request request;
};

/// A ticket as it was given to somebody.
struct KeptTicket {
  std::string number;
  BusinessDate date;
  Token token;
  VisitId visit;  ///< 0 for one that was issued alone and is not handed in yet.
  std::vector<ServiceId> services;
  LanguageTag language;
  Wait promise;
  Instant issued_at;
  friend bool operator==(const KeptTicket&, const KeptTicket&) = default;
};

/// How many of a kiosk's tickets stand where; for tests and for support.
struct StoreCounts {
  int tickets = 0;
  int alone = 0;
  int handed_in = 0;
  int refused = 0;  ///< Issued alone, and the server would not have them.
};

class Store {
 public:
  /// Opens the file, or makes it. Throws storage::SqliteError for what cannot be read or written,
  /// std::runtime_error for a file of a newer program.
  /// `at_write` is called before and after everything that is written, with true once it is on
  /// disk: tests stop the kiosk there.
  explicit Store(const std::filesystem::path& file, std::function<void(bool)> at_write = {});
  ~Store();
  Store(Store&&) noexcept;
  Store& operator=(Store&&) noexcept;

  /// The same; but a damaged file is moved aside and said so in the log, and a new one made. Null,
  /// with the reason in the log, where there can be none: then the kiosk does not go on alone.
  [[nodiscard]] static std::unique_ptr<Store> open(const std::filesystem::path& file);

  /// In the order in which they were sent first.
  [[nodiscard]] std::vector<Outstanding> outstanding() const;
  void remember(const Outstanding& request, Instant at);
  void forget(const std::string& request_id);
  /// Nobody waits for it any more.
  void make_unclaimed(const std::string& request_id);
  /// The ticket that an unclaimed request brought goes back by `leave`.
  void give_back(const std::string& request_id, const protocol::Request& leave, Instant at);

  /// What the server answered to `request_id`; the ticket is shown only when this has returned.
  void keep(const std::string& request_id, const KeptTicket& ticket);

  [[nodiscard]] std::optional<HeldNumbers> held() const;
  /// The lowest number of the letter that was not used; nothing if there is none.
  [[nodiscard]] std::optional<std::string> next_number(char letter) const;
  /// What the server answered to `request_id`. Numbers of another date are dropped.
  void hold(const std::string& request_id, const NumbersLeased& leased);

  /// Uses the ticket's number up, keeps the ticket and what hands it in, and makes `ask` unclaimed
  /// where it is not empty: all at once.
  void issue_alone(const KeptTicket& ticket, const protocol::Request& hand_in,
                   const std::string& ask);
  void handed_in(const std::string& request_id, VisitId visit);
  /// The server would not have it: it is kept, with the reason, and not sent again.
  void hand_in_refused(const std::string& request_id, RefusalCode code);
  /// Of which date the last ticket is that was refused; nothing: none was.
  [[nodiscard]] std::optional<BusinessDate> last_refused() const;

  /// The last ticket, if it was issued after `since` and nobody is known to have it.
  [[nodiscard]] std::optional<KeptTicket> unfinished(Instant since) const;
  /// It was printed, or its page was closed.
  void finish(const KeptTicket& ticket);

  /// Tickets issued before `at`, but for those that are not handed in.
  void delete_before(Instant at);

  [[nodiscard]] StoreCounts counts() const;

 private:
  class Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace foyer::kiosk
