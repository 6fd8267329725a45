// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/file_places.h"

#include <algorithm>

namespace sotto::relay {
namespace {

constexpr int kFirstFreePort = 1024;  // below it only 443 is a place of files

QHostAddress plain(const QHostAddress& address)
{
    bool isMapped = false;
    const auto v4 = address.toIPv4Address(&isMapped);
    return isMapped ? QHostAddress{v4} : address;
}

bool isOneHost(const QHostAddress& address)
{
    return !address.isNull() && !address.isMulticast() && !address.isBroadcast() &&
        address != QHostAddress{QHostAddress::AnyIPv4} &&
        address != QHostAddress{QHostAddress::AnyIPv6};
}

}  // namespace

bool FilePlaces::isRelayHere() const
{
    return relayHost == "localhost" || QHostAddress{QString::fromStdString(relayHost)}.isLoopback();
}

bool FilePlaces::allows(const QUrl& url) const
{
    const auto port = url.port(443);
    if (!url.isValid() || url.scheme() != QStringLiteral("https") || !url.userInfo().isEmpty() ||
        (port != 443 && port < kFirstFreePort))
        return false;
    const auto host = url.host(QUrl::FullyEncoded).toLower().toStdString();
    if (host.empty())
        return false;
    if (host == relayHost || (host == "localhost" && isRelayHere()))
        return true;
    return QHostAddress{QString::fromStdString(host)}.isNull() &&
        std::ranges::any_of(domains, [&host](const std::string& domain) {
               return host == domain || host.ends_with("." + domain);
           });
}

bool FilePlaces::allows(const QHostAddress& given) const
{
    const auto address = plain(given);
    if (!isOneHost(address))
        return false;
    if (address == plain(QHostAddress{QString::fromStdString(relayHost)}))
        return true;
    return address.isLoopback() ? isRelayHere() : !address.isLinkLocal();
}

}  // namespace sotto::relay
