// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/trust_rules.h"

#include "core/crypto/digest.h"

namespace sotto::engine {

using omemo::Trust;

const OrgDevice* TrustRules::listed(const omemo::DeviceAddress& device, ByteView key,
                                    WallTime now) const
{
    if (mode != Mode::OrgList)
        return nullptr;
    return list.find(device.account, device.device, crypto::sha256(key), now);
}

Trust TrustRules::judge(const omemo::DeviceAddress& device, ByteView key, WallTime now) const
{
    if (pinned && pinned->account == device.account)
        return pinned->keys.contains(crypto::sha256(key)) ? Trust::TofuTrusted : Trust::Undecided;
    const bool isTaken = mode == Mode::TofuAlert || listed(device, key, now);
    return isTaken ? Trust::TofuTrusted : Trust::Undecided;
}

Trust TrustRules::judgeAgain(const omemo::DeviceAddress& device,
                             const omemo::PeerIdentity& identity, WallTime now) const
{
    if (identity.trust == Trust::Rejected)
        return Trust::Rejected;
    if (identity.trust == Trust::Verified && mayCompare(device, identity.key, now))
        return Trust::Verified;
    return judge(device, identity.key, now);
}

bool TrustRules::mayCompare(const omemo::DeviceAddress& device, ByteView key, WallTime now) const
{
    if (pinned && pinned->account == device.account)
        return pinned->keys.contains(crypto::sha256(key));
    return mode != Mode::OrgList || listed(device, key, now);
}

bool TrustRules::waits(const xmpp::Content& content) const
{
    const auto* const text = std::get_if<xmpp::TextMessage>(&content);
    return urgentWaits && text && (text->urgency.level == Urgency::Stat || text->order);
}

}  // namespace sotto::engine
