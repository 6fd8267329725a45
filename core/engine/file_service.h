// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/task.h"
#include "core/engine/relay_link.h"
#include "core/xmpp/http_upload.h"

#include <QObject>

#include <optional>
#include <vector>

namespace sotto::engine {

/// The part of our own relay that takes files (XEP-0363): found once for each stream.
/// Engine thread only.
class FileService final : public QObject {
    Q_OBJECT
public:
    explicit FileService(RelayLink& link) : m_link(link) { }

    void forget() { m_found.reset(); }  ///< another stream: it may be another relay

    /// A place for that many bytes, under a name that the relay sees. Errors: Unsupported (the
    /// relay takes no files), Denied (not one that large, or not from us), StorageFull (a quota),
    /// Malformed, Network, Timeout.
    Task<xmpp::UploadSlot> slot(std::string name, std::uint64_t size);

private:
    struct Found {
        Jid address;
        std::optional<std::uint64_t> most;
    };

    struct Request;

    void find(const std::shared_ptr<Request>& request);
    void look(const std::shared_ptr<Request>& request, std::vector<Jid> places);
    void ask(const std::shared_ptr<Request>& request);

    RelayLink& m_link;
    std::optional<Found> m_found;
};

}  // namespace sotto::engine
