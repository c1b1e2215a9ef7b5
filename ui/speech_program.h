// Runs a program that turns text into sound, and can end it in the middle. Inside ui/.
#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <vector>

namespace foyer::ui {

/// Runs `arguments[0]`, found through PATH, writes `input` to it and takes a WAV of 16 bit and one
/// channel from it. Ends it when `cancelled` becomes true (looked at every 20 ms). Empty where it
/// was cancelled or gave no sound; `problem` says why in that case.
[[nodiscard]] std::vector<std::int16_t> spoken_by(const std::vector<std::string>& arguments,
                                                  const std::string& input,
                                                  const std::atomic<bool>& cancelled,
                                                  std::string& problem);

/// The samples of a WAV file as espeak-ng writes it to a pipe (its lengths are not to be trusted
/// there); empty where it is none of 16 bit, one channel and `rate_hz`.
[[nodiscard]] std::vector<std::int16_t> samples_of_wav(const std::string& bytes, int rate_hz);

}  // namespace foyer::ui
