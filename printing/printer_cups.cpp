#include "printing/printer_cups.h"

#include <cups/cups.h>
#include <poll.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "ui/image.h"

namespace foyer::printing {
namespace {

using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

struct CupsError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

struct Close {
  void operator()(http_t* http) const { httpClose(http); }
  void operator()(ipp_t* ipp) const { ippDelete(ipp); }
};
using Http = std::unique_ptr<http_t, Close>;
using Ipp = std::unique_ptr<ipp_t, Close>;

/// A folder that only this user can look into: the ticket's code is on the picture.
class PrivateFolder {
 public:
  PrivateFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "foyer-print-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw CupsError("cannot make a folder " + name);
    path_ = name;
  }
  ~PrivateFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  PrivateFolder(const PrivateFolder&) = delete;
  PrivateFolder& operator=(const PrivateFolder&) = delete;
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// No one is there who could type a password.
const char* no_password(const char* /*prompt*/, http_t* /*http*/, const char* /*method*/,
                        const char* /*resource*/, void* /*data*/) {
  return nullptr;
}

class CupsPrinter : public Printer {
 public:
  CupsPrinter(const PrinterAddress& address, const Interrupt& interrupt, const PrinterTimes& times)
      : queue_(address.path), raw_(address.raw), interrupt_(interrupt), times_(times) {}

  PrintResult print(const Raster& raster) override {
    try {
      const Http http = connect();
      const std::vector<PrinterProblem> wrong = problems(http.get());
      if (!wrong.empty() && wrong.front() != PrinterProblem::paper_low) {
        return {PrintOutcome::failed,
                wrong.front(),
                "the queue " + queue_ + " says " + std::string(word(wrong.front())),
                {},
                {}};
      }
      const PrivateFolder folder;
      const int job = send(http.get(), raster, folder.path());
      PrintResult result = wait_for(http.get(), job);
      result.first_byte = result.last_byte = sent_at_;
      return result;
    } catch (const CupsError& error) {
      return {PrintOutcome::failed, PrinterProblem::printer_offline, error.what(), {}, {}};
    }
  }

  std::vector<PrinterProblem> problems() override {
    try {
      return problems(connect().get());
    } catch (const CupsError&) {
      return {PrinterProblem::printer_offline};
    }
  }

 private:
  Http connect() const {
    cupsSetPasswordCB2(&no_password, nullptr);  // of this thread
    Http http(httpConnect2(cupsServer(), ippPort(), nullptr, AF_UNSPEC, cupsEncryption(), 1,
                           static_cast<int>(times_.connect.count()), nullptr));
    if (!http) throw CupsError("CUPS at " + std::string(cupsServer()) + " does not answer");
    const double seconds = std::chrono::duration<double>(times_.stall).count();
    httpSetTimeout(
        http.get(), seconds, [](http_t* /*http*/, void* /*data*/) { return 0; }, nullptr);
    return http;
  }

  Ipp request(ipp_op_t what) const {
    Ipp request(ippNewRequest(what));
    const std::string uri = "ipp://localhost/printers/" + queue_;
    ippAddString(request.get(), IPP_TAG_OPERATION, IPP_TAG_URI, "printer-uri", nullptr,
                 uri.c_str());
    ippAddString(request.get(), IPP_TAG_OPERATION, IPP_TAG_NAME, "requesting-user-name", nullptr,
                 cupsUser());
    return request;
  }

  /// Throws CupsError where it was refused.
  Ipp answer(http_t* http, Ipp request, const char* file) const {
    const std::string resource = "/printers/" + queue_;
    Ipp answer(file == nullptr
                   ? cupsDoRequest(http, request.release(), resource.c_str())
                   : cupsDoFileRequest(http, request.release(), resource.c_str(), file));
    if (!answer || cupsLastError() >= IPP_STATUS_REDIRECTION_OTHER_SITE) {
      throw CupsError("the queue " + queue_ + ": " + cupsLastErrorString());
    }
    return answer;
  }

  std::vector<PrinterProblem> problems(http_t* http) const {
    const Ipp answered = answer(http, request(IPP_OP_GET_PRINTER_ATTRIBUTES), nullptr);
    std::vector<std::string> reasons;
    ipp_attribute_t* list =
        ippFindAttribute(answered.get(), "printer-state-reasons", IPP_TAG_KEYWORD);
    for (int i = 0; list != nullptr && i < ippGetCount(list); ++i) {
      reasons.emplace_back(ippGetString(list, i, nullptr));
    }
    std::vector<PrinterProblem> problems = problems_in_reasons(reasons);
    const ipp_attribute_t* state = ippFindAttribute(answered.get(), "printer-state", IPP_TAG_ENUM);
    const ipp_attribute_t* accepts =
        ippFindAttribute(answered.get(), "printer-is-accepting-jobs", IPP_TAG_BOOLEAN);
    const bool stopped = state != nullptr && ippGetInteger(const_cast<ipp_attribute_t*>(state),
                                                           0) == IPP_PRINTER_STOPPED;
    const bool refuses =
        accepts != nullptr && ippGetBoolean(const_cast<ipp_attribute_t*>(accepts), 0) == 0;
    if (stopped || refuses) problems.push_back(PrinterProblem::printer_offline);
    std::sort(problems.begin(), problems.end());
    problems.erase(std::unique(problems.begin(), problems.end()), problems.end());
    return problems;
  }

  int send(http_t* http, const Raster& raster, const std::filesystem::path& folder) {
    const std::filesystem::path file = folder / (raw_ ? "ticket.bin" : "ticket.png");
    if (raw_) {
      const Bytes bytes = encode_escpos(raster);
      std::ofstream out(file, std::ios::binary);
      out.write(reinterpret_cast<const char*>(bytes.data()),
                static_cast<std::streamsize>(bytes.size()));
      if (!out.flush()) throw CupsError("cannot write " + file.string());
    } else {
      ui::write_png(to_pixels(raster), file);
    }
    Ipp job = request(IPP_OP_PRINT_JOB);
    ippAddString(job.get(), IPP_TAG_OPERATION, IPP_TAG_NAME, "job-name", nullptr, "Foyer");
    ippAddString(job.get(), IPP_TAG_OPERATION, IPP_TAG_MIMETYPE, "document-format", nullptr,
                 raw_ ? "application/vnd.cups-raw" : "image/png");
    if (!raw_) {
      // As large as it is: 203 dots are an inch.
      ippAddInteger(job.get(), IPP_TAG_JOB, IPP_TAG_INTEGER, "ppi", 203);
      ippAddString(job.get(), IPP_TAG_JOB, IPP_TAG_KEYWORD, "print-scaling", nullptr, "none");
    }
    const Ipp answered = answer(http, std::move(job), file.c_str());
    sent_at_ = Clock::now();
    ipp_attribute_t* id = ippFindAttribute(answered.get(), "job-id", IPP_TAG_INTEGER);
    if (id == nullptr) throw CupsError("the queue " + queue_ + " did not say which job it is");
    return ippGetInteger(id, 0);
  }

  /// From here on something may come out, whatever happens.
  PrintResult wait_for(http_t* http, int job) const {
    constexpr milliseconds look_every{100};
    const auto end = Clock::now() + times_.job;
    int state = IPP_JSTATE_PENDING;
    std::string why = "the queue " + queue_ + " has not printed it";
    try {
      while (Clock::now() < end) {
        state = state_of(http, job);
        if (state == IPP_JSTATE_COMPLETED) {
          return {PrintOutcome::printed, std::nullopt, {}, {}, {}};
        }
        if (state >= IPP_JSTATE_CANCELED) break;
        pollfd stop{interrupt_.fd(), POLLIN, 0};
        if (poll(&stop, 1, static_cast<int>(look_every.count())) > 0) break;
      }
      // It must not come out when nobody waits for it any more.
      if (state < IPP_JSTATE_CANCELED) {
        Ipp cancel = request(IPP_OP_CANCEL_JOB);
        ippAddInteger(cancel.get(), IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", job);
        answer(http, std::move(cancel), nullptr);
      }
    } catch (const CupsError& error) {
      why = error.what();
      state = IPP_JSTATE_PROCESSING;
    }
    const bool never_begun = state == IPP_JSTATE_PENDING || state == IPP_JSTATE_HELD;
    return {never_begun ? PrintOutcome::failed : PrintOutcome::unknown,
            PrinterProblem::printer_failed,
            why,
            {},
            {}};
  }

  int state_of(http_t* http, int job) const {
    Ipp ask = request(IPP_OP_GET_JOB_ATTRIBUTES);
    ippAddInteger(ask.get(), IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", job);
    const Ipp answered = answer(http, std::move(ask), nullptr);
    ipp_attribute_t* state = ippFindAttribute(answered.get(), "job-state", IPP_TAG_ENUM);
    return state == nullptr ? IPP_JSTATE_PROCESSING : ippGetInteger(state, 0);
  }

  std::string queue_;
  bool raw_;
  const Interrupt& interrupt_;
  PrinterTimes times_;
  SteadyTime sent_at_{};
};

}  // namespace

std::vector<PrinterProblem> problems_in_reasons(const std::vector<std::string>& reasons) {
  std::vector<PrinterProblem> problems;
  for (const std::string& reason : reasons) {
    const auto is = [&](std::string_view word) { return reason.starts_with(word); };
    // "-report" is news, no trouble; a low stock is told as media-low whatever its level.
    if (reason.ends_with("-report")) continue;
    if (is("media-empty") || is("media-needed")) problems.push_back(PrinterProblem::paper_out);
    if (is("media-low")) problems.push_back(PrinterProblem::paper_low);
    if (is("media-jam")) problems.push_back(PrinterProblem::printer_failed);
    if (is("cover-open") || is("door-open")) problems.push_back(PrinterProblem::cover_open);
    if (is("offline") || is("connecting-to-device") || is("paused") || is("shutdown") ||
        is("timed-out")) {
      problems.push_back(PrinterProblem::printer_offline);
    }
  }
  std::sort(problems.begin(), problems.end());
  problems.erase(std::unique(problems.begin(), problems.end()), problems.end());
  return problems;
}

std::unique_ptr<Printer> make_cups_printer(const PrinterAddress& address,
                                           const Interrupt& interrupt, const PrinterTimes& times) {
  return std::make_unique<CupsPrinter>(address, interrupt, times);
}

}  // namespace foyer::printing
