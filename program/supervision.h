// What systemd is told of a program that it supervises: that its first frame is on the screen, and
// from then on that its UI loop still turns. A program that hangs stops telling it and is started
// anew, as one that has crashed. Where nobody supervises nothing is told.
#pragma once

#include <chrono>
#include <optional>

#include "ui/window.h"

namespace foyer::program {

/// How often the UI loop must tell that it lives: a third of the time that systemd gives it
/// (WatchdogSec=); nothing where no watchdog waits.
[[nodiscard]] std::optional<std::chrono::milliseconds> beat_interval();

/// Puts what is to be told into the window's loop. Before the window is opened.
void supervise(ui::WindowOptions& window);

}  // namespace foyer::program
