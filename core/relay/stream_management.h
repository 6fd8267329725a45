// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"

#include <cstdint>
#include <deque>
#include <string>
#include <vector>

namespace sotto::relay {

struct UnackedStanza {
    std::string id;  ///< of the stanza; empty where nobody waits for the relay's ack
    Bytes bytes;     ///< exactly as sent
};

/// What is needed to continue a broken stream (XEP-0198, 5). In memory only.
struct SmResume {
    std::string id;
    std::uint32_t handled = 0;  ///< our h: stanzas whose effects are committed
    std::uint32_t acked = 0;    ///< the relay's last h
    std::vector<UnackedStanza> unacked;
};

/// The two counters of XEP-0198, as a value. Counts modulo 2^32.
///
/// Inbound, a stanza is counted only after its effects are committed (design.md, I2), and
/// in order: a later one that is already handled waits for the earlier one.
class StreamManagement {
public:
    void begin();                       ///< <enable/> leaves: what we send is counted
    void enable(std::string resumeId);  ///< <enabled/> came: what we receive is counted
    void resumeFrom(SmResume state);
    void disable();  ///< forgets everything

    void loseResumption() { m_id.clear(); }  ///< the queue stays

    bool isOn() const { return m_on; }

    void sent(std::string id, Bytes bytes);

    /// A stanza came in; `settled`: it needs no commit (answers to our own requests).
    void received(bool settled);
    /// The oldest unsettled ones are committed, also those that came before counting began.
    void confirm(std::size_t count);

    std::uint32_t handled() const { return m_handled; }

    bool isCaughtUp() const { return m_inbound.empty(); }

    /// The relay handled `h` stanzas: gives the ids that this newly covers. An h behind the
    /// last one changes nothing (hostile.md A33). Errors: Malformed (more than we sent, A32).
    Result<std::vector<std::string>> acked(std::uint32_t h);

    const std::deque<UnackedStanza>& unacked() const { return m_unacked; }

    SmResume snapshot() const;

private:
    bool m_on = false;
    bool m_countsInbound = false;
    std::size_t m_uncounted = 0;  ///< unsettled ones from before counting began
    std::string m_id;
    std::uint32_t m_handled = 0;
    std::uint32_t m_acked = 0;
    std::deque<UnackedStanza> m_unacked;
    std::deque<bool> m_inbound;  ///< true: settled
};

}  // namespace sotto::relay
