// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHostAddress>
#include <QUrl>

#include <string>
#include <vector>

namespace sotto::relay {

/// From and to which places files are moved: a link comes from a peer, and a request tells
/// its host who asks (hostile.md E2, E5).
struct FilePlaces {
    std::vector<std::string> domains;  ///< these, and what is below them
    std::string relayHost;             ///< where policy says that the relay is; may be empty

    /// https, no user, a port that serves the web, and a host that is ours by name. An address
    /// in place of a name only where policy names it. "localhost" only beside a relay on this
    /// machine.
    bool allows(const QUrl& url) const;

    /// What a name was resolved to: no loopback, no link-local, nothing that is not one host,
    /// unless policy names that address for the relay.
    bool allows(const QHostAddress& address) const;

private:
    bool isRelayHere() const;
};

}  // namespace sotto::relay
