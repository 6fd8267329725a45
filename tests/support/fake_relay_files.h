// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The fake relay's place for files (XEP-0363): slots are given by FakeRelay, bytes come here.

#include "core/base/bytes.h"
#include "core/base/clock.h"
#include "core/relay/file_places.h"
#include "core/relay/file_transfer.h"
#include "core/xmpp/element.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace sotto::test {

inline constexpr auto kShareDomain = "share.clinic.example";

class FakeFiles {
public:
    explicit FakeFiles(Time time) : m_time(time) { }

    enum class Fate {
        Pass,
        Cut,   ///< breaks in the middle
        Stop,  ///< half of it moves, then nothing more
        Mute,  ///< all of it moves, and no word of it comes back
        Gone,  ///< there is nothing
    };

    std::function<Fate(const std::string&url)> onPut, onGet;
    std::map<std::string, Bytes> stored;  ///< by URL
    std::vector<std::string> puts, gets;  ///< every URL that was asked for, in order
    std::vector<std::string> names;       ///< what slots were asked for
    std::optional<std::uint64_t> most = 100U * 1024 * 1024;
    std::string host = kShareDomain;  ///< of the slots
    bool refusesSlots = false;

    std::unique_ptr<relay::FileTransfer> makeTransfer(relay::FilePlaces places);

    /// Answers to disco#info and slot requests. No value: something else was asked.
    std::optional<xmpp::Element> answer(const xmpp::Element& iq);

    Time time() const { return m_time; }

private:
    Time m_time;
    int m_slots = 0;
};

}  // namespace sotto::test
