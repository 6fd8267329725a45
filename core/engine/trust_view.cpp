// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/trust_view.h"

#include "core/crypto/digest.h"

namespace sotto::engine {
namespace {

using Shown = DeviceSnapshot::Trust;

bool isThisOne(const VaultContext& context, const omemo::DeviceAddress& device)
{
    return device.account == context.self && device.device == context.device;
}

Shown shownTrust(const VaultContext& context, const store::DeviceRow& device)
{
    if (!device.active)
        return Shown::Removed;
    if (isThisOne(context, device.address))
        return Shown::Compared;
    if (device.keyChangedAtMs > 0)
        return Shown::Changed;
    switch (device.trust) {
    case omemo::Trust::Verified:
        return Shown::Compared;
    case omemo::Trust::Rejected:
        return Shown::Refused;
    case omemo::Trust::TofuTrusted:
        return context.trust.mode == TrustRules::Mode::OrgList ? Shown::Listed : Shown::FirstUse;
    case omemo::Trust::Undecided:
        break;
    }
    return Shown::Undecided;
}

QByteArray bytesFrom(const Bytes& bytes)
{
    return {reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size())};
}

Result<DeviceSnapshot> snapshotOf(VaultContext& context, const store::DeviceRow& device)
{
    SOTTO_TRY_ASSIGN(const auto key, currentKey(context, device));
    const auto now = context.time.clock.wallNow();
    DeviceSnapshot out;
    out.id = device.address.device.value;
    out.label = SafeText::fromUtf8(device.label, SafeText::Kind::Name);
    out.platform = SafeText::fromUtf8(device.platform, SafeText::Kind::Name);
    out.firstSeenMs = device.firstSeenAtMs;
    out.lastSeenMs = device.lastSeenAtMs;
    out.trust = shownTrust(context, device);
    out.own = device.address.account == context.self;
    out.thisOne = isThisOne(context, device.address);
    out.phone = device.kind == store::DeviceKind::Legacy;
    out.isNew = isNewcomer(context, device);
    if (!key.empty())
        out.keyDigest = bytesFrom(crypto::sha256(key));
    const bool hasKeyToDecide = !key.empty() && device.active && !out.thisOne;
    out.mayCompare = hasKeyToDecide && context.trust.mayCompare(device.address, key, now);
    out.mayAccept = hasKeyToDecide && out.trust == Shown::Changed && context.trust.mayAccept();
    if (const auto* const listed = context.trust.listed(device.address, key, now);
        listed && listed->until)
        out.listedUntilMs = toMs(*listed->until);
    return out;
}

/// How the devices that get a message stand to its sender.
struct Standing {
    std::vector<store::DeviceRow> newcomers;
    bool hasKnown = false;
};

Result<Standing> standingOf(VaultContext& context, const std::vector<Jid>& people)
{
    Standing standing;
    for (const auto& person : people) {
        SOTTO_TRY_ASSIGN(auto devices, context.stores.devices.of(person));
        for (auto& device : devices) {
            const bool getsIt = mayReceive(context, device) && omemo::mayTalk(device.trust) &&
                device.keyChangedAtMs == 0;
            if (getsIt && isNewcomer(context, device))
                standing.newcomers.push_back(std::move(device));
            else
                standing.hasKnown = standing.hasKnown || getsIt;
        }
    }
    return standing;
}

Result<QStringList> labelsOf(VaultContext& context, const std::vector<store::DeviceRow>& devices)
{
    QStringList labels;
    for (const auto& device : devices) {
        SOTTO_TRY_ASSIGN(const auto person, context.stores.people.find(device.address.account));
        const auto name = person ? person->name : device.address.account.local();
        labels << SafeText::fromUtf8(name + ": " + device.label, SafeText::Kind::Name).string();
    }
    return labels;
}

}  // namespace

bool mayReceive(const VaultContext& context, const store::DeviceRow& device)
{
    const auto& account = device.address.account;
    const bool isLetIn = device.kind == store::DeviceKind::Sealed || context.phones.lets(account);
    return device.active && isLetIn && !isThisOne(context, device.address);
}

bool isNewcomer(const VaultContext& context, const store::DeviceRow& device)
{
    return device.active && device.novelty == store::Novelty::Added &&
        device.trust == omemo::Trust::TofuTrusted &&
        context.trust.mode == TrustRules::Mode::TofuAlert &&
        !context.archive.isPinned(device.address.account);
}

Result<Bytes> currentKey(VaultContext& context, const store::DeviceRow& device)
{
    if (isThisOne(context, device.address))
        return context.sessions.ownIdentityKey();
    if (device.keyChangedAtMs > 0)
        return device.offeredKey;
    SOTTO_TRY_ASSIGN(auto known, context.stores.keys->peerIdentity(device.address));
    return known ? std::move(known->key) : Bytes{};
}

Result<QList<DeviceSnapshot>> deviceSnapshots(VaultContext& context, const Jid& person)
{
    SOTTO_TRY_ASSIGN(const auto devices, context.stores.devices.of(person));
    QList<DeviceSnapshot> out;
    for (const auto& device : devices) {
        SOTTO_TRY_ASSIGN(auto one, snapshotOf(context, device));
        out.append(std::move(one));
    }
    return out;
}

Result<TrustSummary> trustSummary(VaultContext& context, const std::vector<Jid>& people)
{
    TrustSummary summary;
    int all = 0;
    int vouchedFor = 0;
    for (const auto& person : people) {
        SOTTO_TRY_ASSIGN(const auto devices, context.stores.devices.of(person));
        for (const auto& device : devices) {
            if (!mayReceive(context, device))
                continue;
            const auto trust = shownTrust(context, device);
            ++all;
            vouchedFor += trust == Shown::Compared || trust == Shown::Listed ? 1 : 0;
            summary.keyChanged = summary.keyChanged || trust == Shown::Changed;
            const bool isHeldBack = trust == Shown::Undecided || trust == Shown::Refused;
            summary.leftOut += device.hasKey && isHeldBack ? 1 : 0;
        }
    }
    summary.verified = all > 0 && all == vouchedFor;
    return summary;
}

Result<std::vector<Jid>> readersOf(VaultContext& context, const Jid& peer)
{
    SOTTO_TRY_ASSIGN(const auto room, context.stores.rooms.find(peer));
    if (!room)
        return std::vector{peer};
    SOTTO_TRY_ASSIGN(const auto roster, context.stores.rooms.roster(room->conversation));
    std::vector<Jid> readers;
    for (const auto& member : roster)
        if (member.standing == store::Standing::Reader && member.address != context.self)
            readers.push_back(member.address);
    return readers;
}

Result<UrgentWait> urgentWait(VaultContext& context, ConversationId in, const Jid& peer)
{
    SOTTO_TRY_ASSIGN(const auto queued, context.stores.messages.withDelivery(Delivery::Queued));
    std::optional<Standing> standing;
    for (const auto& row : queued) {
        if (row.conversation != in)
            continue;
        xmpp::TextMessage text{row.body, {row.urgency, std::nullopt}};
        SOTTO_TRY_ASSIGN(const auto order, context.stores.orders.find(row.id));
        if (order)
            text.order.emplace();
        if (!context.trust.waits(text))
            continue;
        if (!standing) {
            SOTTO_TRY_ASSIGN(const auto readers, readersOf(context, peer));
            SOTTO_TRY_ASSIGN(standing, standingOf(context, readers));
        }
        if (standing->newcomers.empty())
            break;
        SOTTO_TRY_ASSIGN(const auto reach, context.stores.messages.reachOf(row.id));
        const bool isChosen = reach && (*reach == store::Reach::AllDevices || standing->hasKnown);
        if (isChosen)
            continue;
        SOTTO_TRY_ASSIGN(const auto labels, labelsOf(context, standing->newcomers));
        return UrgentWait{row.id, labels, standing->hasKnown};
    }
    return UrgentWait{};
}

}  // namespace sotto::engine
