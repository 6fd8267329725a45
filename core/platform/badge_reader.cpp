// SPDX-License-Identifier: GPL-3.0-or-later
// One file for all systems: PC/SC is the same interface on each, but for its header.
#include "core/platform/badge_reader.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#ifdef _WIN32
#include <windows.h>
#include <winscard.h>
#elif defined(__APPLE__)
#include <PCSC/winscard.h>
#else
#include <winscard.h>
#endif

namespace sotto::platform {
namespace {

using namespace std::chrono_literals;

#ifdef _WIN32  // which has two of each, for two kinds of text
using CardState = SCARD_READERSTATEA;
const auto kListReaders = &SCardListReadersA;
const auto kWaitForChange = &SCardGetStatusChangeA;
#else
using CardState = SCARD_READERSTATE;
const auto kListReaders = &SCardListReaders;
const auto kWaitForChange = &SCardGetStatusChange;
#endif

constexpr auto kLook = 1s;    // new readers are looked for this often
constexpr auto kRetry = 10s;  // the service is asked again

using Names = std::set<std::string>;

/// Names that end with a zero each, and one more zero.
Names split(const std::vector<char>& list)
{
    Names names;
    for (auto at = list.begin(); at != list.end() && *at != '\0';) {
        const auto end = std::find(at, list.end(), '\0');
        names.emplace(at, end);
        at = end == list.end() ? end : end + 1;
    }
    return names;
}

}  // namespace

class BadgeReader::Watch {
public:
    explicit Watch(Changed changed) : m_changed(std::move(changed)), m_thread([this] { run(); }) { }

    ~Watch()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_stopping = true;
            if (m_connected)
                (void)SCardCancel(m_context);
        }
        m_wake.notify_all();
        m_thread.join();
    }

private:
    void run()
    {
        do {
            if (connect()) {
                while (look()) { }
                disconnect();
            }
            update({});  // whatever was there, nobody can say that it still is
        } while (!waitFor(kRetry));
    }

    bool connect()
    {
        SCARDCONTEXT context{};
        if (SCardEstablishContext(SCARD_SCOPE_SYSTEM, nullptr, nullptr, &context) !=
            SCARD_S_SUCCESS)
            return false;
        const std::lock_guard lock(m_mutex);
        m_context = context;
        m_connected = true;
        return true;
    }

    void disconnect()
    {
        const std::lock_guard lock(m_mutex);
        m_connected = false;
        (void)SCardReleaseContext(m_context);
    }

    /// False: the service has gone, or we are stopping.
    bool look()
    {
        const auto names = readers();
        if (!names)
            return false;
        std::erase_if(m_known, [&](const auto& one) { return !names->contains(one.first); });
        if (names->empty()) {
            update({});
            return !waitFor(kLook);
        }
        std::vector<CardState> states;
        for (const auto& name : *names) {
            CardState state{};
            state.szReader = name.c_str();
            state.dwCurrentState = m_known[name];  // 0 for a new one: answers at once
            states.push_back(state);
        }
        const auto wait = std::chrono::duration_cast<std::chrono::milliseconds>(kLook).count();
        const auto result = kWaitForChange(m_context, static_cast<Number>(wait), states.data(),
                                           static_cast<Number>(states.size()));
        if (result == SCARD_S_SUCCESS)
            take(states);
        return !isStopping() &&
            (result == SCARD_S_SUCCESS || isCode(result, SCARD_E_TIMEOUT) ||
             isCode(result, SCARD_E_UNKNOWN_READER));  // unplugged in between
    }

    /// No value: the service has gone.
    std::optional<Names> readers() const
    {
        Number size = 0;
        auto result = kListReaders(m_context, nullptr, nullptr, &size);
        std::vector<char> list(size);
        if (result == SCARD_S_SUCCESS)
            result = kListReaders(m_context, nullptr, list.data(), &size);
        if (isCode(result, SCARD_E_NO_READERS_AVAILABLE) ||
            isCode(result, SCARD_E_INSUFFICIENT_BUFFER))  // one more came in between
            return Names{};
        if (result != SCARD_S_SUCCESS)
            return std::nullopt;
        return split(list);
    }

    void take(const std::vector<CardState>& states)
    {
        Names held;
        for (const auto& state : states) {
            m_known[state.szReader] =
                state.dwEventState & ~static_cast<Number>(SCARD_STATE_CHANGED);
            if ((state.dwEventState & SCARD_STATE_PRESENT) != 0)
                held.emplace(state.szReader);
        }
        update(std::move(held));
    }

    void update(Names held)
    {
        const auto before = std::exchange(m_held, std::move(held));
        if (!std::ranges::includes(m_held, before))
            tell(BadgeChange::Removed);
        if (!std::ranges::includes(before, m_held))
            tell(BadgeChange::Inserted);
    }

    void tell(BadgeChange change)
    {
        if (!isStopping())
            m_changed(change);
    }

    /// True: we are stopping.
    bool waitFor(std::chrono::milliseconds time)
    {
        std::unique_lock lock(m_mutex);
        return m_wake.wait_for(lock, time, [this] { return m_stopping; });
    }

    bool isStopping()
    {
        const std::lock_guard lock(m_mutex);
        return m_stopping;
    }

    using Number = decltype(CardState::dwCurrentState);

    /// The codes are of another type than what functions return, and not on each system.
    static bool isCode(auto result, auto code)
    {
        return static_cast<std::uint32_t>(result) == static_cast<std::uint32_t>(code);
    }

    Changed m_changed;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    SCARDCONTEXT m_context{};
    bool m_connected = false;
    bool m_stopping = false;
    std::map<std::string, Number> m_known;  ///< readers, and what we were told of them
    Names m_held;                           ///< readers with a badge
    std::thread m_thread;                   ///< last: everything above is there when it starts
};

BadgeReader::BadgeReader(Changed changed) : m_watch(std::make_unique<Watch>(std::move(changed))) { }

BadgeReader::~BadgeReader() = default;

}  // namespace sotto::platform
