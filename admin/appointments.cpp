// foyer appointments: takes over what the city's booking system has, and shows what is known.
#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <filesystem>
#include <iostream>
#include <memory>

#include "admin/booking_file.h"
#include "admin/commands.h"
#include "admin/parts.h"
#include "queue-server/appointments.h"
#include "queue-server/data_folder.h"
#include "site/calendar.h"
#include "site/site_files.h"

namespace foyer::admin {
namespace {

struct AppointmentOptions {
  server::DataFolder folder;
  std::filesystem::path site;
  std::filesystem::path file;
  std::string date;
};

std::string_view word_of(server::AppointmentStore::Change change) {
  switch (change) {
    case server::AppointmentStore::Change::added:
      return "added";
    case server::AppointmentStore::Change::changed:
      return "changed";
    case server::AppointmentStore::Change::none:
      return "known";
  }
  return "";
}

/// What the booking system needs to tell its people: reference and code of each.
ExitCode import(const AppointmentOptions& options) {
  const SiteFiles site = load_site(options.site);
  const std::vector<server::Booking> bookings = read_bookings(options.file, site);
  server::AppointmentStore store(options.folder.appointments(), storage::OpenMode::read_write);
  const auto puts = store.put(bookings);
  const Instant old = system_now() - std::chrono::days(site.privacy.private_days);
  const int forgotten = store.forget_before(old);
  std::cout << "reference,code,change\n";
  for (std::size_t i = 0; i < puts.size(); ++i) {
    std::cout << '"' << bookings[i].reference << "\"," << puts[i].code << ','
              << word_of(puts[i].change) << '\n';
  }
  std::cerr << puts.size() << " appointments read, " << forgotten
            << " forgotten that were older than " << site.privacy.private_days << " days.\n";
  return ExitCode::ok;
}

ExitCode list(const AppointmentOptions& options) {
  const SiteFiles site = load_site(options.site);
  const BusinessDate date =
      options.date.empty() ? business_date(site.hours, system_now()) : BusinessDate{options.date};
  if (!parse_date(date.value)) {
    throw CommandError("\"" + options.date + "\" is no date like 2026-11-26");
  }
  server::AppointmentStore store(options.folder.appointments(), storage::OpenMode::read_only);
  const Instant from = instant_of(site.hours, date, 0);
  std::cout << "at,code,reference,cancelled,services\n";
  for (const server::StoredAppointment& stored : store.between(from, ends_at(site.hours, date))) {
    std::cout << clock_24(site.hours, stored.appointment.at) << ',' << stored.code << ",\""
              << stored.reference << "\"," << (stored.appointment.cancelled ? "yes" : "no") << ',';
    for (std::size_t i = 0; i < stored.appointment.services.size(); ++i) {
      std::cout << (i == 0 ? "" : " ") << stored.appointment.services[i].value;
    }
    std::cout << '\n';
  }
  return ExitCode::ok;
}

void add_shared(CLI::App& app, AppointmentOptions& options) {
  add_data_option(app, options.folder.path);
  app.add_option("--site", options.site, "Folder of the site's files")
      ->required()
      ->check(CLI::ExistingDirectory);
}

}  // namespace

void add_appointments(CLI::App& app, Chosen& chosen) {
  auto options = std::make_shared<AppointmentOptions>();
  CLI::App* appointments =
      app.add_subcommand("appointments", "Appointments that residents check in for");
  appointments->require_subcommand(1);
  CLI::App* take = appointments->add_subcommand(
      "import", "Take over an .ics or .csv file; the same reference again changes it");
  take->footer(
      "\nWrites reference, code and what became of it, for the messages to residents. The queue "
      "server may run.\nA file with a mistake is not taken at all.\n\nExample:\n"
      "  foyer appointments import week.ics --data run/data --site assets/sites/city-hall");
  take->add_option("file", options->file,
                   "FILE.ics or FILE.csv (reference,at,services,code,cancelled)")
      ->required()
      ->check(CLI::ExistingFile);
  add_shared(*take, *options);
  take->callback([options, &chosen] { chosen = [options] { return import(*options); }; });
  CLI::App* show = appointments->add_subcommand("list", "Show those of one day");
  add_shared(*show, *options);
  show->add_option("--date", options->date, "Like 2026-11-26; default: today");
  show->callback([options, &chosen] { chosen = [options] { return list(*options); }; });
}

}  // namespace foyer::admin
