// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"

#include <algorithm>
#include <vector>

namespace sotto::test {

/// Clock and Scheduler in one, moved by hand: advance() runs what falls due, in order.
class ManualTime final : public Clock, public Scheduler {
public:
    WallTime wallNow() const override { return m_wall; }

    BootTime bootNow() const override { return m_boot; }

    HandlePtr after(std::chrono::milliseconds delay, std::function<void()> work) override
    {
        const auto id = ++m_lastId;
        m_due.push_back({m_boot + delay, id, std::move(work)});
        return std::make_unique<Cancel>(*this, id);
    }

    void advance(std::chrono::milliseconds by)
    {
        const auto end = m_boot + by;
        for (;;) {
            const auto next = std::ranges::min_element(m_due, {}, [](const Entry& entry) {
                return std::pair{entry.at, entry.id};
            });
            if (next == m_due.end() || next->at > end)
                break;
            step(next->at);
            auto work = std::move(next->work);
            m_due.erase(next);
            work();
        }
        step(end);
    }

    /// The process is stopped, or the machine sleeps: time passes and nothing runs.
    void stopFor(std::chrono::milliseconds time) { step(m_boot + time); }

    /// Moves only the wall clock, as an administrator or an attacker would.
    void setWall(WallTime at) { m_wall = at; }

    std::size_t pending() const { return m_due.size(); }

    Time time() { return {*this, *this}; }

private:
    struct Entry {
        BootTime at;
        long id;
        std::function<void()> work;
    };

    struct Cancel final : Handle {
        Cancel(ManualTime& owner, long id) : m_owner(owner), m_id(id) { }

        ~Cancel() override
        {
            std::erase_if(m_owner.m_due, [this](const Entry& entry) { return entry.id == m_id; });
        }

        ManualTime& m_owner;
        long m_id;
    };

    void step(BootTime to)
    {
        m_wall += std::chrono::duration_cast<std::chrono::milliseconds>(to - m_boot);
        m_boot = to;
    }

    WallTime m_wall = wallTimeFromMs(1'795'000'000'000);  // 2026-11-18
    BootTime m_boot{1'000'000};
    std::vector<Entry> m_due;
    long m_lastId = 0;
};

}  // namespace sotto::test
