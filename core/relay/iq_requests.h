// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/task.h"
#include "core/domain/jid.h"
#include "core/xmpp/element.h"

#include <map>
#include <optional>
#include <string>

namespace sotto::relay {

/// Questions that wait for their answers (RFC 6120, 8.2.3). Engine thread only.
class IqRequests {
public:
    explicit IqRequests(Time time) : m_time(time) { }

    /// Gives `iq` an id and remembers whom it asks. Errors of the task: see
    /// RelayStream::request().
    Task<xmpp::Element> add(xmpp::Element& iq);

    /// Takes a result or an error. What answers no question of ours, or comes from another
    /// address than the asked one, is dropped (hostile.md B16).
    void answer(const xmpp::Element& iq, const Jid& self);

    /// A page of an archive comes before the answer that ends it (XEP-0313): each result gives
    /// that answer its time anew, so that a slow line does not break what still flows.
    void heard(const xmpp::Element& message, const Jid& self);

    void failAll();  ///< the stream ended: Errc::Network

private:
    void awaitAnswer(const std::string& id);

    struct Pending {
        std::optional<Jid> asked;  ///< none: our own account
        Promise<xmpp::Element> promise;
        std::string queryId{};  ///< of an archive query
        Scheduler::HandlePtr deadline;
    };

    Time m_time;
    std::map<std::string, Pending, std::less<>> m_pending;
};

}  // namespace sotto::relay
