// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/endpoint_resolver.h"

#include <QHostAddress>

#include <algorithm>

namespace sotto::relay {
namespace {

constexpr std::size_t kMaxEndpoints = 10;  // hostile.md A26

bool isUsable(const SrvRecord& record)
{
    // RFC 2782: a target of "." says that the service is not offered; a target is a name.
    const auto target = QString::fromStdString(record.target);
    return record.port != 0 && !record.target.empty() && record.target != "." &&
        record.target.size() <= 255 && QHostAddress{target}.isNull();
}

}  // namespace

std::vector<Endpoint> endpointsFrom(const std::string& domain, std::vector<SrvRecord> records)
{
    std::erase_if(records, [](const SrvRecord& record) { return !isUsable(record); });
    // Heavier first within a priority: simpler than RFC 2782's lottery, and a clinic's
    // cluster shares load behind one name.
    std::ranges::stable_sort(records, [](const SrvRecord& a, const SrvRecord& b) {
        return a.priority != b.priority ? a.priority < b.priority : a.weight > b.weight;
    });
    if (records.size() > kMaxEndpoints)
        records.resize(kMaxEndpoints);
    std::vector<Endpoint> endpoints;
    for (auto& record : records)
        endpoints.push_back({domain, std::move(record.target), record.port});
    if (endpoints.empty())
        endpoints.push_back({domain, domain, 5223});
    return endpoints;
}

Task<std::vector<Endpoint>> EndpointResolver::resolve(const Endpoint& wanted)
{
    cancel();
    auto task = m_promise.task();
    if (!wanted.host.empty()) {
        m_promise.finish(std::vector{wanted});
        return task;
    }
    const auto name = QStringLiteral("_xmpps-client._tcp.") + QString::fromStdString(wanted.domain);
    m_lookup = std::make_unique<QDnsLookup>(QDnsLookup::SRV, name);
    connect(m_lookup.get(), &QDnsLookup::finished, this,
            [this, domain = wanted.domain] { finish(domain); });
    m_lookup->lookup();
    return task;
}

void EndpointResolver::cancel()
{
    if (m_lookup) {
        m_lookup->disconnect(this);
        m_lookup->abort();
        m_lookup.release()->deleteLater();
    }
    m_promise = {};
}

void EndpointResolver::finish(const std::string& domain)
{
    std::vector<SrvRecord> records;
    if (m_lookup->error() == QDnsLookup::NoError) {
        for (const auto& found : m_lookup->serviceRecords())
            records.push_back(
                {found.target().toStdString(), found.port(), found.priority(), found.weight()});
    }
    m_lookup.release()->deleteLater();
    m_promise.finish(endpointsFrom(domain, std::move(records)));
}

}  // namespace sotto::relay
