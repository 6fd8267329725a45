// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/task.h"
#include "core/relay/transport.h"

#include <QDnsLookup>

#include <vector>

namespace sotto::relay {

/// One SRV record as DNS gave it.
struct SrvRecord {
    std::string target;
    std::uint16_t port = 0;
    std::uint16_t priority = 0;
    std::uint16_t weight = 0;
};

/// Orders and filters SRV answers for direct TLS: at most 10, no port 0, no root target, no
/// address literal (hostile.md A26). Nothing usable: `domain`:5223.
std::vector<Endpoint> endpointsFrom(const std::string& domain, std::vector<SrvRecord> records);

/// Finds the relay of a domain: `_xmpps-client._tcp` (XEP-0368), else port 5223 of the
/// domain itself. DNS is not trusted: the certificate must name the domain. Engine thread.
class EndpointResolver : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    /// Never empty, never an error: DNS failure leaves the fallback. A given host is final.
    Task<std::vector<Endpoint>> resolve(const Endpoint& wanted);
    void cancel();  ///< the task of the last resolve() is abandoned

private:
    void finish(const std::string& domain);

    std::unique_ptr<QDnsLookup> m_lookup;
    Promise<std::vector<Endpoint>> m_promise;
};

}  // namespace sotto::relay
