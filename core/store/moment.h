// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A point in time that outlives a process and a restart of the machine.

#include "core/base/clock.h"
#include "core/store/header_codec.h"

#include <array>
#include <optional>
#include <string>

namespace sotto::store {

/// What both clocks showed, and which start of the machine the second one counts from.
struct Moment {
    std::int64_t wallMs = 0;  ///< UTC
    std::int64_t bootMs = 0;
    std::array<std::uint8_t, 16> boot{};

    friend bool operator==(const Moment&, const Moment&) = default;
};

inline constexpr std::size_t kMomentSize = 8 + 8 + 16;

void putMoment(Bytes& out, const Moment& moment);
Moment readMoment(FieldReader& fields);

/// Takes moments and measures from them. Any thread; a value.
class Stopwatch {
public:
    /// `bootId`: platform::bootId(), another one after each start of the machine.
    Stopwatch(const Clock& clock, std::string_view bootId);

    Moment now() const;

    /// By the clock that counts sleep and that nobody can set. No value: the machine was
    /// started again since.
    std::optional<std::chrono::milliseconds> sinceBoot(const Moment& then) const;

    /// As sinceBoot(), or else by the wall clock; negative if that was set back.
    std::chrono::milliseconds since(const Moment& then) const;

private:
    const Clock* m_clock;
    std::array<std::uint8_t, 16> m_boot{};
};

}  // namespace sotto::store
